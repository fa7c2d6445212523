"""The part of the ledger that knows by which identities of OpenID Connect providers accounts connect."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from domain.compte import Compte, EtatCompte, Identite, JournalEntry, LinkPurpose
from ledger.accounts import journal, linked, links, open_sessions, registered
from ledger.accounts.registered import NewCompte
from ledger.database.column_types import clean
from ledger.database.engine import Database
from ledger.database.schema import demandes_openid, identites_openid, liaisons_openid

_D = demandes_openid.c
_L = liaisons_openid.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Demande:
    """What a browser was sent to the provider with."""

    after: str
    """The page to go on to."""
    compte_id: int | None
    """The account the identity is to be linked to; ``None``: nobody was connected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Liaison:
    """An identity that waits until the owner of the account says that it is his."""

    compte_id: int
    issuer: str
    sub: str
    after: str


class Identities:
    """Identities by issuer and ``sub``; what was begun, by the digest of its secret."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, digest: str, browser: str, demande: Demande, until: datetime, now: datetime) -> None:
        """Keeps what a browser is sent to the provider with; what is over is removed."""
        row = {"browser": browser, "after": clean(demande.after), "compte_id": demande.compte_id, "until": until}
        with self._database.write() as connection:
            connection.execute(delete(demandes_openid).where(_D.until <= now))
            connection.execute(insert(demandes_openid).values(digest=digest, **row))

    def use(self, digest: str, browser: str, now: datetime) -> Demande | None:
        """What the browser was sent with, once; ``None`` for another browser, too late, and the second time."""
        here = (_D.digest == digest, _D.browser == browser, _D.used_at.is_(None), _D.until > now)
        with self._database.write() as connection:
            row = connection.execute(select(_D.after, _D.compte_id).where(*here)).one_or_none()
            if row is None or not connection.execute(update(demandes_openid).where(*here).values(used_at=now)).rowcount:
                return None
        return Demande(after=row.after, compte_id=row.compte_id)

    def find(self, issuer: str, sub: str) -> Compte | None:
        """The account that connects by the identity."""
        with self._database.read() as connection:
            id_ = linked.owner(connection, issuer, sub)
            return None if id_ is None else registered.by_id(connection, id_).compte

    def of_account(self, compte_id: int) -> tuple[Identite, ...]:
        """Its identities, the oldest first."""
        with self._database.read() as connection:
            return linked.of_account(connection, compte_id)

    def create(self, new: NewCompte, issuer: str, sub: str, now: datetime, address: str) -> Compte | None:
        """Makes an account that connects by the identity; ``None``, and nothing done, when there is one of this
        address, or one that connects by it.
        """
        with self._database.write() as connection:
            if linked.owner(connection, issuer, sub) is not None:
                return None
            made = registered.add(connection, new, now)
            if made is not None:
                linked.add(connection, made.id, issuer, sub, now)
                words = {"address": address, "detail": issuer}
                journal.write(connection, JournalEntry.INSCRIPTION, now, compte_id=made.id, **words)
            return made

    def wait(self, digest: str, liaison: Liaison, until: datetime, now: datetime) -> None:
        """Keeps an identity until the owner of the account says that it is his; what is over is removed."""
        row = {"compte_id": liaison.compte_id, "issuer": liaison.issuer, "sub": liaison.sub, "after": liaison.after}
        with self._database.write() as connection:
            connection.execute(delete(liaisons_openid).where(_L.until <= now))
            connection.execute(insert(liaisons_openid).values(digest=digest, until=until, **row))

    def waiting(self, digest: str, now: datetime) -> Liaison | None:
        """The identity that waits under this digest."""
        here = (_L.digest == digest, _L.used_at.is_(None), _L.until > now)
        with self._database.read() as connection:
            row = connection.execute(select(liaisons_openid).where(*here)).one_or_none()
        if row is None:
            return None
        return Liaison(compte_id=row.compte_id, issuer=row.issuer, sub=row.sub, after=row.after)

    def link(self, compte_id: int, issuer: str, sub: str, now: datetime, address: str, waiting: str = "") -> bool:
        """Links the identity to the account, whose owner said so; ``False``, and nothing done, when it is another's.
        ``waiting``: the digest under which it waited.
        """
        with self._database.write() as connection:
            connection.execute(update(liaisons_openid).where(_L.digest == waiting).values(used_at=now))
            return linked.to_account(connection, compte_id, issuer, sub, now, address)

    def link_by_letter(self, waiting: str, letter: str, now: datetime, address: str) -> Compte | None:
        """Links the identity that waits under the digest ``waiting`` to the account whose letter has the link
        ``letter`` (a digest), once; ``None``, and nothing done, when they are not of one account, or over.

        It confirms the address too. A password that was chosen before that is none any more: nobody knows whose it was.
        """
        found = self.waiting(waiting, now)
        with self._database.write() as connection:
            owner = links.owner(connection, letter, LinkPurpose.LIAISON, now)
            if found is None or owner != found.compte_id:
                return None
            compte = registered.by_id(connection, owner).compte
            if compte.etat is EtatCompte.FERME or not linked.to_account(
                connection, owner, found.issuer, found.sub, now, address
            ):
                return None
            links.use_all(connection, owner, LinkPurpose.LIAISON, now)
            connection.execute(update(liaisons_openid).where(_L.digest == waiting).values(used_at=now))
            if compte.etat is EtatCompte.A_CONFIRMER:
                registered.set_password(connection, owner, "")
                registered.set_state(connection, owner, EtatCompte.ACTIF)
                journal.write(connection, JournalEntry.CONFIRMATION, now, compte_id=owner, address=address)
            return registered.by_id(connection, owner).compte

    def unlink(self, compte_id: int, issuer: str, sub: str, now: datetime, address: str, keep: str = "") -> bool:
        """The account connects by the identity no more; ``False`` when it did not. Every session ends but ``keep`` (a
        digest), as for another password: whoever connected by it is not to stay.
        """
        with self._database.write() as connection:
            mine = (identites_openid.c.compte_id == compte_id, linked.is_(issuer, sub))
            if not connection.execute(delete(identites_openid).where(*mine)).rowcount:
                return False
            open_sessions.end_all(connection, compte_id, now, keep=keep)
            words = {"address": address, "detail": f"{issuer} -"}
            journal.write(connection, JournalEntry.IDENTITE, now, compte_id=compte_id, **words)
            return True
