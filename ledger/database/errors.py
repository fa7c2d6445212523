"""What a database engine complains of, as our errors: what may pass by itself is ``Unavailable``, nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from domain.errors import AccessRefused, LedgerError, NavetteError, Unavailable

_SQLITE_PASSING = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR")
_REMEDY_LOG = "Look at the database's own log; nothing of this step was recorded."


@contextmanager
def translated() -> Iterator[None]:
    """Raises :class:`domain.errors.NavetteError` for whatever SQLAlchemy raises inside; nothing was recorded then."""
    try:
        yield
    except exc.TimeoutError as error:
        raise Unavailable("Every connection to the ledger is in use.", "Run fewer tasks at once.") from error
    except exc.DBAPIError as error:
        raise _fault(error) from error


def _fault(error: exc.DBAPIError) -> NavetteError:
    if isinstance(error, exc.IntegrityError):
        return LedgerError(
            f"The ledger refuses what would make it contradict itself: {_said(error)}.",
            "Nothing of this step was recorded; run it again, and report it if it comes back.",
        )
    name = getattr(error.orig, "sqlite_errorname", None)
    if name is not None:
        return _sqlite(name, error)
    if isinstance(error, exc.OperationalError):
        return _postgresql(error)
    return LedgerError(f"The ledger cannot do this: {_said(error)}.", _REMEDY_LOG)


def _sqlite(name: str, error: exc.DBAPIError) -> NavetteError:
    if name == "SQLITE_FULL":
        return Unavailable("The ledger's disk is full.", "Free some space; nothing of this step was recorded.")
    if name.startswith(_SQLITE_PASSING):
        return Unavailable(f"The ledger does not answer now: {_said(error)}.", "It will be tried again.")
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")):
        return LedgerError(f"The ledger's file cannot be used: {_said(error)}.", "Check its path and its rights.")
    if name in {"SQLITE_NOTADB", "SQLITE_CORRUPT"}:
        return LedgerError(f"The ledger's file is damaged: {_said(error)}.", "Restore it from the last backup.")
    return LedgerError(f"The ledger cannot do this: {_said(error)}.", _REMEDY_LOG)


def _postgresql(error: exc.OperationalError) -> NavetteError:
    said = _said(error)
    if "authentication failed" in said or "no password supplied" in said or "role" in said:
        return AccessRefused(f"The ledger's database refuses the login: {said}.", "Check user and password.")
    if "database" in said and "does not exist" in said:
        return LedgerError(f"The ledger's database is not there: {said}.", "Create it with `createdb`.")
    return Unavailable(f"The ledger's database does not answer: {said}.", "Check that PostgreSQL runs.")


def _said(error: exc.DBAPIError) -> str:
    lines = str(error.orig).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error.orig).__name__
