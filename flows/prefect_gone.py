"""Errors of Prefect's client when its server does not answer: what a task does needs no server, its history does."""

import re

_CLIENTS = ("httpx", "httpcore", "prefect.exceptions")
"""Modules of the errors of Prefect's client."""
_SIGNS = re.compile(r"Prefect\sAPI|ephemeral|reach\sAPI")
"""Parts of its other errors, which are plain ``RuntimeError``."""


def is_prefect_gone(error: BaseException) -> bool:
    """Whether the error is one of Prefect's client."""
    return type(error).__module__.startswith(_CLIENTS) or bool(_SIGNS.search(str(error)))
