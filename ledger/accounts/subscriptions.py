"""The part of the ledger that knows what accounts chose to be told by mail."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from domain.compte import Compte, EtatCompte, LinkPurpose
from domain.subscription import Notice, Subscription
from ledger.accounts import links, registered
from ledger.accounts.registered import compte_from
from ledger.database.engine import Database
from ledger.database.schema import abonnements_portail, comptes_portail

_A = abonnements_portail.c
_C = comptes_portail.c


class Subscriptions:
    """What each account chose; nothing unless it chose."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, compte_id: int) -> frozenset[Notice]:
        """What the account chose."""
        with self._database.read() as connection:
            return _notices(connection.execute(select(_A.notices).where(_A.compte_id == compte_id)).scalar() or "")

    def choose(self, compte_id: int, notices: frozenset[Notice], now: datetime) -> None:
        """Keeps what the account chose. Who chose nothing before is told what happens from ``now`` on."""
        with self._database.write() as connection:
            _set(connection, compte_id, notices, now)

    def active(self) -> tuple[Subscription, ...]:
        """The active accounts that chose something, in order."""
        query = select(comptes_portail, _A.notices, _A.since).join_from(abonnements_portail, comptes_portail)
        mine = (_A.notices != "", _C.etat == EtatCompte.ACTIF.value)
        with self._database.read() as connection:
            rows = connection.execute(query.where(*mine).order_by(_C.id)).all()
        return tuple(
            Subscription(compte=compte_from(row), notices=_notices(row.notices), since=row.since) for row in rows
        )

    def end_by_link(self, digest: str, now: datetime) -> Compte | None:
        """Ends everything the owner of the link chose; used twice, it says the same. ``None``: it is no such link, too
        old, or it was used and its owner chose again since.
        """
        purpose = LinkPurpose.DESABONNEMENT
        with self._database.write() as connection:
            id_ = links.owner(connection, digest, purpose, now)
            if id_ is not None:
                _set(connection, id_, frozenset(), now)
                links.use_all(connection, id_, purpose, now)
            else:
                id_ = links.used_by(connection, digest, purpose)
                if id_ is not None and connection.execute(select(_A.notices).where(_A.compte_id == id_)).scalar():
                    return None  # it chose again since
            return None if id_ is None else registered.by_id(connection, id_).compte


def _set(connection: Connection, compte_id: int, notices: frozenset[Notice], now: datetime) -> None:
    mine = _A.compte_id == compte_id
    text = " ".join(each.value for each in Notice if each in notices)
    before = connection.execute(select(_A.notices).where(mine)).scalar()
    if before is None:
        connection.execute(insert(abonnements_portail).values(compte_id=compte_id, notices=text, since=now))
    elif before != text:
        began = {"since": now} if not before else {}
        connection.execute(update(abonnements_portail).where(mine).values(notices=text, **began))


def _notices(text: str) -> frozenset[Notice]:
    """Those that are known: one that is no more told is left out."""
    known = {each.value for each in Notice}
    return frozenset(Notice(word) for word in text.split() if word in known)
