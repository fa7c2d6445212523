"""Errors of the database engines as errors of the domain: only what may pass by itself is ``Unavailable``."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from domain.errors import AccessRefused, LedgerError, NavetteError, Unavailable
from domain.text import Text
from ledger.database.reasons import first_line, reason

_SQLITE_PASSING = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR")
_REMEDY_LOG = Text(
    "Lisez le journal de la base de données ; rien de cette étape n'a été inscrit.",
    "Look at the database's own log; nothing of this step was recorded.",
)


@contextmanager
def translated() -> Iterator[None]:
    """Raises :class:`domain.errors.NavetteError` for whatever SQLAlchemy raises inside; nothing was recorded then."""
    try:
        yield
    except exc.TimeoutError as error:
        raise Unavailable(
            Text("Toutes les connexions au registre sont prises.", "Every connection to the ledger is in use."),
            Text("Lancez moins de tâches à la fois.", "Run fewer tasks at once."),
        ) from error
    except exc.DBAPIError as error:
        raise _fault(error) from error


def _fault(error: exc.DBAPIError) -> NavetteError:
    why = reason(error)
    if isinstance(error, exc.IntegrityError):
        return LedgerError(
            Text(
                f"Le registre refuse ce qui le ferait se contredire : {why.fr}.",
                f"The ledger refuses what would make it contradict itself: {why.en}.",
            ),
            Text(
                "Rien de cette étape n'a été inscrit ; relancez-la, et signalez-le si cela revient.",
                "Nothing of this step was recorded; run it again, and report it if it comes back.",
            ),
        )
    if error.connection_invalidated:
        return _postgresql("", why)
    name = getattr(error.orig, "sqlite_errorname", None)
    if name is not None:
        return _sqlite(name, why)
    if isinstance(error, exc.OperationalError):
        return _postgresql(first_line(error), why)
    return LedgerError(
        Text(
            f"Le registre ne peut pas faire cela : {why.fr}.",
            f"The ledger cannot do this: {why.en}.",
        ),
        _REMEDY_LOG,
    )


def _sqlite(name: str, why: Text) -> NavetteError:
    if name == "SQLITE_FULL":
        return Unavailable(
            Text("Le disque du registre est plein.", "The ledger's disk is full."),
            Text(
                "Libérez de la place ; rien de cette étape n'a été inscrit.",
                "Free some space; nothing of this step was recorded.",
            ),
        )
    if name.startswith(_SQLITE_PASSING):
        return Unavailable(
            Text(
                f"Le registre ne répond pas maintenant : {why.fr}.",
                f"The ledger does not answer now: {why.en}.",
            ),
            Text("Un nouvel essai sera fait.", "It will be tried again."),
        )
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")):
        return LedgerError(
            Text(
                f"Le fichier du registre ne peut pas servir : {why.fr}.",
                f"The ledger's file cannot be used: {why.en}.",
            ),
            Text("Vérifiez son chemin et ses droits.", "Check its path and its rights."),
        )
    if name in {"SQLITE_NOTADB", "SQLITE_CORRUPT"}:
        return LedgerError(
            Text(
                f"Le fichier du registre est abîmé : {why.fr}.",
                f"The ledger's file is damaged: {why.en}.",
            ),
            Text("Restaurez-le depuis la dernière sauvegarde.", "Restore it from the last backup."),
        )
    return LedgerError(
        Text(
            f"Le registre ne peut pas faire cela : {why.fr}.",
            f"The ledger cannot do this: {why.en}.",
        ),
        _REMEDY_LOG,
    )


def _postgresql(said: str, why: Text) -> NavetteError:
    if "authentication failed" in said or "no password supplied" in said or "role" in said:
        return AccessRefused(
            Text(
                f"La base du registre refuse la connexion : {why.fr}.",
                f"The ledger's database refuses the login: {why.en}.",
            ),
            Text("Vérifiez l'utilisateur et le mot de passe.", "Check user and password."),
        )
    if "database" in said and "does not exist" in said:
        return LedgerError(
            Text(f"La base du registre n'existe pas : {why.fr}.", f"The ledger's database is not there: {why.en}."),
            Text("Créez-la avec `createdb`.", "Create it with `createdb`."),
        )
    return Unavailable(
        Text(f"La base du registre ne répond pas : {why.fr}.", f"The ledger's database does not answer: {why.en}."),
        Text("Vérifiez que PostgreSQL fonctionne.", "Check that PostgreSQL runs."),
    )
