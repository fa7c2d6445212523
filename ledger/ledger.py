"""The ledger: what happened to every deposit, append-only, and the outbox of what is still to do."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from domain.compte import JournalEntry
from domain.errors import LedgerError
from domain.issuer import UNKNOWN, Issuer
from domain.text import Text
from ledger.accounts import journal
from ledger.accounts.accounts import Accounts
from ledger.accounts.api_keys import ApiKeys
from ledger.accounts.identities import Identities
from ledger.accounts.rights import Doer, Rights
from ledger.accounts.saved_searches import SavedSearches
from ledger.accounts.sessions import Sessions
from ledger.accounts.subscriptions import Subscriptions
from ledger.batch import Batch
from ledger.certificates.certificates import Certificates
from ledger.content_store.stores import Stores
from ledger.database import migration
from ledger.database.engine import CONNECTIONS, Database
from ledger.deposits.deposits import Deposits
from ledger.deposits.drafts import Drafts
from ledger.invoices.invoices import Invoices
from ledger.leases.leases import Leases
from ledger.lifecycle import delivery
from ledger.lifecycle.follow_up import FollowUp
from ledger.lifecycle.lifecycle import Lifecycle
from ledger.notifications.notifications import Notifications
from ledger.outbox import queue
from ledger.outbox.outbox import Outbox
from ledger.reports.reports import Reports
from ledger.reports.runs import Runs
from ledger.reports.visits import Visits
from ledger.retention.retention import Retention
from ledger.search.search import Search
from ledger.sollicitations.sollicitations import Sollicitations

LISTED = 20
"""Effects that a line of the journal names."""


class Ledger:
    """The parts of the ledger. Every method of a part is one transaction; every moment given must be aware.

    Parts that only read are given the reading side of the database. Threads may share a ledger. What the database
    raises comes out as :class:`domain.errors.Unavailable` when it may pass, else as another
    :class:`domain.errors.NavetteError`.
    """

    def __init__(self, database: Database, issuer: Issuer = UNKNOWN) -> None:
        self._database, self._issuer = database, issuer
        self.deposits = Deposits(database)
        self.invoices = Invoices(database.read_side)
        self.certificates = Certificates(database.read_side)
        self.lifecycle = Lifecycle(database)
        self.follow_up = FollowUp(database.read_side)
        self.leases = Leases(database)
        self.outbox = Outbox(database, delivery.apply_done)
        self.search = Search(database.read_side)
        self.reports = Reports(database.read_side)
        self.visits = Visits(database)
        self.notifications = Notifications(database)
        self.retention = Retention(database)
        self.stores = Stores(database)
        self.runs = Runs(database)
        self.accounts = Accounts(database)
        self.sessions = Sessions(database)
        self.rights = Rights(database)
        self.api_keys = ApiKeys(database)
        self.drafts = Drafts(database)
        self.sollicitations = Sollicitations(database)
        self.saved_searches = SavedSearches(database)
        self.subscriptions = Subscriptions(database)
        self.identities = Identities(database)

    @classmethod
    def open(cls, url: str, issuer: Issuer = UNKNOWN, connections: int = CONNECTIONS) -> "Ledger":
        """The ledger at ``url`` (``sqlite:///path`` or ``postgresql://user@host/base``).

        The certificates it gives name ``issuer``; it opens so many ``connections`` at most.

        What dead processes of this machine held is free again from here on.
        Raises :class:`domain.errors.LedgerError`, with the remedy, when its schema is not this program's.
        """
        database = Database(url, connections)
        if database.absent():
            raise LedgerError(
                Text(
                    f"Il n'y a pas de registre à {database.url.database}.",
                    f"There is no ledger at {database.url.database}.",
                ),
                Text("Créez-le avec `navette init`.", "Create it with `navette init`."),
            )
        ledger = cls(database, issuer)
        with database.read() as connection:
            migration.check(connection)
        ledger.leases.free()
        return ledger

    @classmethod
    def create(cls, url: str) -> "Ledger":
        """The ledger at ``url``, made if there is none, its schema brought to this program's if it is older."""
        database = Database(url)
        database.create()
        ledger = cls(database)
        ledger.upgrade()
        return ledger

    def upgrade(self) -> None:
        """Runs the migrations that are missing, all or none; two processes may do so at once."""
        with self._database.write() as connection:
            migration.upgrade(connection)

    def revive(self, ids: Iterable[int] | None, now: datetime, doer: Doer) -> int:
        """Makes effects that were given up due again, all of them when ``ids`` is ``None``, and notes in the journal
        who did so; how many that was.
        """
        chosen = None if ids is None else sorted(set(ids))
        with self._database.write() as connection:
            revived = queue.revive(connection, chosen, now)
            if revived:
                which = f"{revived} : {', '.join(map(str, chosen[:LISTED]))}" if chosen else str(revived)
                words = {"actor": doer.name, "address": doer.address, "detail": which}
                journal.write(connection, JournalEntry.REPRISE, now, compte_id=doer.compte_id, **words)
            return revived

    def close(self) -> None:
        """Gives the connections back; the ledger may be used again after."""
        self._database.close()

    @contextmanager
    def batch(self) -> Iterator[Batch]:
        """A transaction no other writer runs beside: a uniqueness answer given in it stays true until it ends."""
        with self._database.write() as connection:
            yield Batch(connection, self._issuer)
