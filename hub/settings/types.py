"""Types of the settings: tables, names, identifiers, folders, paths."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from domain import siret
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


def _keyed(number: str) -> str:
    """Refuses a SIREN or a SIRET whose check digit is wrong: no invoice could name it."""
    is_siret = siret.has_shape(number)
    if is_siret and not siret.has_key(number):
        raise BadValue(
            Text(
                f"« {number} » n'est pas un SIRET : sa clé est fausse, un chiffre est mal recopié",
                f"“{number}” is no SIRET: its check digit is wrong, a digit was miscopied",
            )
        )
    if siret.is_siren(number) and not siret.luhn(number):
        raise BadValue(
            Text(
                f"« {number} » n'est pas un SIREN : sa clé est fausse, un chiffre est mal recopié",
                f"“{number}” is no SIREN: its check digit is wrong, a digit was miscopied",
            )
        )
    return number


Siret = Annotated[str, StringConstraints(pattern=r"^[0-9]{14}$"), AfterValidator(_keyed)]
Deposant = Annotated[
    str,
    StringConstraints(pattern=r"^(\*|[0-9]{9}|[0-9]{14}|022[36789]:\S.{0,78}\S)$"),
    AfterValidator(_keyed),
]
"""``*``, a SIREN, a SIRET, or the identifier of a supplier that has neither, with its scheme: ``0229:A12345678``."""
HalfYear = Annotated[str, Field(pattern=r"^20[0-9]{2}-S[12]$")]
"""``2026-S2``."""
EcbRate = Annotated[Decimal, Field(ge=-5, le=50)]
"""In percent."""
RuleName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
EnvName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
"""The name of an environment variable, never its value."""


def _below_the_root(folder: str) -> str:
    """The folder without a ``/`` at its end. Refuses what leads out of the door's root, or names nothing."""
    path = folder.rstrip("/")
    if path and not {"", ".", ".."}.isdisjoint(path.split("/")):
        raise BadValue(
            Text(
                f"« {folder} » ne nomme pas un dossier sous la racine de la porte : ni « . », ni « .. », ni « // »",
                f"“{folder}” names no folder below the door's root: no “.”, no “..”, no “//”",
            )
        )
    return path


Folder = Annotated[str, StringConstraints(pattern=r"^[^/\x00][^\x00]*$|^$"), AfterValidator(_below_the_root)]


_base: ContextVar[Path | None] = ContextVar("base", default=None)
SQLITE = re.compile(r"(?P<scheme>sqlite(?:\+\w+)?:///)(?P<path>[^?].*)")
"""The URL of a SQLite file, whatever the driver."""
DATABASES = re.compile(r"(sqlite(\+\w+)?:///|postgres(ql)?(\+\w+)?://)")
"""How the URL of a ledger begins."""


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


def _written(path: object) -> object:
    """Refuses an empty path, which would be the settings file's own folder."""
    if isinstance(path, str) and not path.strip():
        raise BadValue(Text("un chemin ne peut pas être vide", "a path cannot be empty"))
    return path


def _anchored_url(url: str) -> str:
    """The URL with the path of its SQLite file anchored; of another database, the URL as it is."""
    if not DATABASES.match(url):
        raise BadValue(
            Text(
                "doit commencer par sqlite:/// ou postgresql://",
                "must begin with sqlite:/// or postgresql://",
            )
        )
    found = SQLITE.fullmatch(url)
    return f"{found['scheme']}{_anchored(Path(found['path']))}" if found else url


AnchoredPath = Annotated[Path, BeforeValidator(_written), AfterValidator(_anchored)]
"""A path of this machine: ``~`` is the home folder, a relative one is relative to the settings file's folder."""
LedgerUrl = Annotated[str, AfterValidator(_anchored_url)]
"""The ledger's URL; the path of a SQLite file is an :data:`AnchoredPath`."""


class Table(BaseModel):
    """A table of the file: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True, allow_inf_nan=False)
    """Defaults are validated too: a default path is anchored as one that is written."""
