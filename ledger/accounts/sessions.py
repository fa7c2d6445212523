"""The part of the ledger that knows who is connected, and what was tried too often."""

from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from domain.compte import JournalEntry, Session
from ledger.accounts import journal, open_sessions
from ledger.database.column_types import indexed
from ledger.database.engine import Database
from ledger.database.schema import essais_portail

SEEN_EVERY = timedelta(minutes=1)
"""How often it is written that a session is used."""
_E = essais_portail.c


class Sessions:
    """Sessions by the digest of their cookie, and counts of tries."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, compte_id: int, digest: str, csrf: str, address: str, now: datetime, *, detail: str = "") -> None:
        """Somebody connects; ``detail``: by what, for the journal (empty: a password)."""
        with self._database.write() as connection:
            open_sessions.begin(connection, compte_id, digest, csrf, address, now)
            words = {"address": address, "detail": detail}
            journal.write(connection, JournalEntry.CONNEXION, now, compte_id=compte_id, **words)

    def current(self, digest: str, now: datetime, idle: timedelta, longest: timedelta) -> Session | None:
        """The session that is used now; ``None`` when it ended, was not used for ``idle``, began ``longest`` ago, or
        its account is closed.
        """
        with self._database.read() as connection:
            found = open_sessions.current(connection, digest, now, idle, longest)
        if found is None:
            return None
        session, seen_at = found
        if now - seen_at >= SEEN_EVERY:
            with self._database.write(alone=False) as connection:
                open_sessions.seen(connection, digest, now)
        return session

    def end(self, digest: str, now: datetime, address: str) -> None:
        """Ends a session; one that is over already stays so."""
        with self._database.write() as connection:
            whose = open_sessions.end(connection, digest, now)
            if whose is not None:
                journal.write(connection, JournalEntry.DECONNEXION, now, compte_id=whose, address=address)

    def end_all(self, compte_id: int, now: datetime, *, keep: str = "") -> None:
        """Ends every session of the account but ``keep``."""
        with self._database.write() as connection:
            open_sessions.end_all(connection, compte_id, now, keep)

    def tried(self, subject: str, now: datetime, window: timedelta) -> int:
        """How often ``subject`` was tried in the window of time that is running, this time counted."""
        here = _E.subject == indexed(subject)
        with self._database.write() as connection:
            row = connection.execute(select(_E.since, _E.tries).where(here)).one_or_none()
            count = row.tries + 1 if row is not None and _runs(row.since, now, window) else 1
            if row is None:
                connection.execute(insert(essais_portail).values(subject=indexed(subject), since=now, tries=count))
            else:
                since = {"since": now} if count == 1 else {}
                connection.execute(update(essais_portail).where(here).values(tries=count, **since))
            return count

    def tries(self, subject: str, now: datetime, window: timedelta) -> tuple[int, datetime | None]:
        """How often it was tried in the window that is running, and when that began."""
        with self._database.read() as connection:
            query = select(_E.since, _E.tries).where(_E.subject == indexed(subject))
            row = connection.execute(query).one_or_none()
        return (row.tries, row.since) if row is not None and _runs(row.since, now, window) else (0, None)

    def forget(self, subject: str) -> None:
        """Counts ``subject`` from the beginning again."""
        with self._database.write() as connection:
            connection.execute(update(essais_portail).where(_E.subject == indexed(subject)).values(tries=0))


def _runs(since: datetime, now: datetime, window: timedelta) -> bool:
    """Whether the window that began at ``since`` runs. One that begins later than now was written by a clock that was
    wrong; machines may differ by a window.
    """
    return now - window < since <= now + window
