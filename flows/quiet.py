"""Prefect's log of a failure: one line for a :class:`NavetteError`, the whole traceback for any other."""

import logging

from domain.errors import NavetteError

LOGGERS = ("prefect.task_runs", "prefect.flow_runs")


class Concise(logging.Filter):
    """Drops the traceback of a :class:`NavetteError`, whose message has the cause and the remedy."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Accepts every record."""
        if record.exc_info and isinstance(record.exc_info[1], NavetteError):
            record.exc_info = None
        return True


def be_concise() -> None:
    """Installs the filter in this process, once."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(one, Concise) for one in logger.filters):
            logger.addFilter(Concise())
