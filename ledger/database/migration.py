"""Which state of the schema a database is in, and how it is brought to the one this program knows."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from domain.errors import LedgerError
from domain.text import Text

if TYPE_CHECKING:
    from alembic.config import Config

REVISIONS = tuple(f"{rank:04}" for rank in range(1, 21))
"""Every revision of ``migrations/versions``, oldest first; a test holds the two equal."""
VERSION_TABLE = "navette_revision"
"""Not Alembic's default name: Prefect's database, which may be the same one, already has that."""


def check(connection: Connection) -> None:
    """Raises :class:`domain.errors.LedgerError`, with what to do, when the schema is not the one of this program."""
    found = standing(connection)
    if found is None:
        raise LedgerError(
            Text("Il n'y a pas encore de registre ici.", "There is no ledger here yet."),
            Text("Créez-le avec `navette init`.", "Create it with `navette init`."),
        )
    if found not in REVISIONS:
        raise LedgerError(
            Text(
                f"Le schéma du registre ({found}) est plus récent que ce programme ({REVISIONS[-1]}).",
                f"The ledger's schema ({found}) is newer than this program ({REVISIONS[-1]}).",
            ),
            Text(
                "Utilisez la version de Navette qui l'a écrit, ou une plus récente.",
                "Use the version of Navette that wrote it, or a later one.",
            ),
        )
    if found != REVISIONS[-1]:
        raise LedgerError(
            Text(
                f"Le schéma du registre ({found}) est plus ancien que ce programme ({REVISIONS[-1]}).",
                f"The ledger's schema ({found}) is older than this program ({REVISIONS[-1]}).",
            ),
            Text(
                "Sauvegardez le registre, puis lancez `navette init --upgrade`.",
                "Back the ledger up, then run `navette init --upgrade`.",
            ),
        )


def standing(connection: Connection) -> str | None:
    """The database's revision, ``None`` when it holds no ledger."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608
    return None if found is None else str(found)


def upgrade(connection: Connection) -> None:
    """Runs every migration that is missing, in the transaction of ``connection``.

    Raises :class:`domain.errors.LedgerError` when the schema is newer than this program.
    """
    if standing(connection) not in {None, *REVISIONS}:
        check(connection)
    from alembic import command  # here: a run that finds its schema in order never needs it

    command.upgrade(alembic_config(connection), "head")


def alembic_config(connection: Connection) -> "Config":
    """Alembic's settings, for this connection, without any file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parents[1] / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
