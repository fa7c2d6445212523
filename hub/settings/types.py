"""Types of the settings: tables, names, identifiers, folders, paths."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StringConstraints,
)

from domain.text import Text
from hub.settings.reasons import BadValue


def _no_siret(name: str) -> str:
    if name.isdigit() and len(name) == 14:
        raise BadValue(
            Text(
                "un compte de dépôt ne porte pas un SIRET pour nom : c'est ainsi que sont nommés les destinataires",
                "a drop is not named by a SIRET: that is how recipients are named",
            )
        )
    return name


DropName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$"), AfterValidator(_no_siret)]
Siret = Annotated[str, StringConstraints(pattern=r"^[0-9]{14}$")]
Deposant = Annotated[str, StringConstraints(pattern=r"^(\*|[0-9]{9}|[0-9]{14}|022[36789]:\S.{0,78}\S)$")]
"""``*``, a SIREN, a SIRET, or the identifier of a supplier that has neither, with its scheme: ``0229:A12345678``."""
RuleName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Folder = Annotated[str, StringConstraints(pattern=r"^[^/\x00][^\x00]*$|^$")]


_base: ContextVar[Path | None] = ContextVar("base", default=None)
SQLITE = re.compile(r"(?P<scheme>sqlite(?:\+\w+)?:///)(?P<path>[^?].*)")
"""The URL of a SQLite file, whatever the driver."""


@contextmanager
def anchored_in(base: Path) -> Iterator[None]:
    """Relative paths of the settings built inside are relative to ``base``; outside such a block, they are not made
    absolute.
    """
    token = _base.set(base)
    try:
        yield
    finally:
        _base.reset(token)


def _anchored(path: Path) -> Path:
    """``~`` expanded, then made absolute. Raises ``ValueError`` when there is no such user."""
    try:
        expanded = path.expanduser()
    except RuntimeError as error:
        raise BadValue(Text(f"{path} : ce dossier personnel n'existe pas", f"{path}: no such home folder")) from error
    base = _base.get()
    return base / expanded if base else expanded


def _anchored_url(url: str) -> str:
    """The URL with the path of its SQLite file anchored; of another database, the URL as it is."""
    found = SQLITE.fullmatch(url)
    return f"{found['scheme']}{_anchored(Path(found['path']))}" if found else url


AnchoredPath = Annotated[Path, AfterValidator(_anchored)]
"""A path of this machine: ``~`` is the home folder, a relative one is relative to the settings file's folder."""
LedgerUrl = Annotated[str, AfterValidator(_anchored_url)]
"""The ledger's URL; the path of a SQLite file is an :data:`AnchoredPath`."""


class Table(BaseModel):
    """A table of the file: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)
    """Defaults are validated too: a default path is anchored as one that is written."""
