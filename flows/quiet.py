"""Prefect's log of a failure: one line for a :class:`NavetteError`, the whole traceback for any other; none for a
server of Prefect that is gone, which the run says itself.
"""

import logging

from domain.errors import NavetteError
from flows.prefect_gone import is_prefect_gone

LOGGERS = ("prefect.task_runs", "prefect.flow_runs", "prefect.engine")


class Concise(logging.Filter):
    """Drops the traceback of a :class:`NavetteError`, whose message has the cause and the remedy, and what Prefect says
    of a server that is gone.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is shown."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, NavetteError):
            record.exc_info = None
        return error is None or not is_prefect_gone(error)


def be_concise() -> None:
    """Installs the filter in this process, once."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(one, Concise) for one in logger.filters):
            logger.addFilter(Concise())
