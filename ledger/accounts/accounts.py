"""The part of the ledger that keeps the accounts of the portal."""

from datetime import datetime

from domain.compte import Compte, EtatCompte, JournalEntry, JournalLine, LinkPurpose
from domain.text import Locale
from ledger.accounts import journal, links, open_sessions, registered
from ledger.accounts.registered import Credentials, NewCompte
from ledger.database.engine import Database
from ledger.database.schema import journal_portail

_J = journal_portail.c


class Accounts:
    """Accounts, the links sent to their addresses, and the journal of what happened to them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def register(self, new: NewCompte, link: str, until: datetime, now: datetime, address: str) -> Compte | None:
        """Makes the account and its link of confirmation (a digest); ``None``, and nothing done, when there is one of
        this address.
        """
        with self._database.write() as connection:
            made = registered.add(connection, new, now)
            if made is not None:
                links.add(connection, made.id, LinkPurpose.CONFIRMATION, link, until)
                journal.write(connection, JournalEntry.INSCRIPTION, now, compte_id=made.id, address=address)
            return made

    def register_again(self, new: NewCompte, link: str, until: datetime, now: datetime, address: str) -> Compte | None:
        """The account of the address, not confirmed yet, with the names and the password of ``new`` and one more link;
        ``None``, and nothing done, when there is none, or it is confirmed.
        """
        with self._database.write() as connection:
            there = registered.find(connection, new.courriel)
            if there is None or there.compte.etat is not EtatCompte.A_CONFIRMER:
                return None
            registered.replace_registration(connection, there.compte.id, new)
            links.add(connection, there.compte.id, LinkPurpose.CONFIRMATION, link, until)
            journal.write(connection, JournalEntry.INSCRIPTION, now, compte_id=there.compte.id, address=address)
            return registered.by_id(connection, there.compte.id).compte

    def create(self, new: NewCompte, now: datetime, actor: str) -> Compte | None:
        """Makes the account as it is given, from the command line; ``None`` when there is one of this address."""
        with self._database.write() as connection:
            made = registered.add(connection, new, now)
            if made is not None:
                journal.write(connection, JournalEntry.INSCRIPTION, now, compte_id=made.id, actor=actor)
            return made

    def find(self, courriel: str) -> Credentials | None:
        """The account of this address, its case and blanks around it set aside."""
        with self._database.read() as connection:
            return registered.find(connection, courriel)

    def by_id(self, id_: int) -> Credentials:
        """Raises :class:`domain.errors.LedgerError` when there is none."""
        with self._database.read() as connection:
            return registered.by_id(connection, id_)

    def every(self) -> tuple[Compte, ...]:
        """Every account, by address."""
        with self._database.read() as connection:
            return registered.every(connection)

    def matching(self, text: str, most: int) -> tuple[Compte, ...]:
        """Accounts whose address or name holds ``text``, or that have to do with the structure of this identifier, by
        address; ``most`` at most. Empty: any.
        """
        with self._database.read() as connection:
            return registered.matching(connection, text, most)

    def journal_of_operator(self) -> tuple[JournalLine, ...]:
        """The newest lines about what was tried again, newest first."""
        with self._database.read() as connection:
            return journal.lines(connection, _J.entry == JournalEntry.REPRISE.value)

    def send_link(self, compte_id: int, purpose: LinkPurpose, digest: str, until: datetime) -> None:
        """Keeps a link that is going to be sent."""
        with self._database.write() as connection:
            links.add(connection, compte_id, purpose, digest, until)

    def owner(self, digest: str, purpose: LinkPurpose, now: datetime) -> Compte | None:
        """Whose link it is, when it can be used now."""
        with self._database.read() as connection:
            id_ = links.owner(connection, digest, purpose, now)
            return None if id_ is None else registered.by_id(connection, id_).compte

    def to_confirm(self, digest: str, now: datetime) -> Credentials | None:
        """The account whose address the link confirms, or confirmed; ``None`` for a link that is none, or too old."""
        with self._database.read() as connection:
            purpose = LinkPurpose.CONFIRMATION
            id_ = links.owner(connection, digest, purpose, now) or links.used_by(connection, digest, purpose)
            return None if id_ is None else registered.by_id(connection, id_)

    def confirm(self, digest: str, mot_de_passe: str, now: datetime, address: str) -> Compte | None:
        """The account whose address is confirmed by the link, now or before; ``None`` for a link that is none, or too
        old, and when the account has another hash than ``mot_de_passe`` meanwhile.
        """
        with self._database.write() as connection:
            purpose = LinkPurpose.CONFIRMATION
            if (id_ := links.owner(connection, digest, purpose, now)) is None:
                used = links.used_by(connection, digest, purpose)
                return None if used is None else registered.by_id(connection, used).compte
            if registered.by_id(connection, id_).mot_de_passe != mot_de_passe:
                return None
            links.use_all(connection, id_, purpose, now)
            if registered.by_id(connection, id_).compte.etat is EtatCompte.A_CONFIRMER:
                registered.set_state(connection, id_, EtatCompte.ACTIF)
                journal.write(connection, JournalEntry.CONFIRMATION, now, compte_id=id_, address=address)
            return registered.by_id(connection, id_).compte

    def reset_password(self, digest: str, mot_de_passe: str, now: datetime, address: str) -> Compte | None:
        """Changes the password by a link, once: every session ends, and the address is confirmed by it too; ``None``
        for a link that is none, too old or used.
        """
        with self._database.write() as connection:
            id_ = links.owner(connection, digest, LinkPurpose.REINITIALISATION, now)
            if id_ is None:
                return None
            links.use_all(connection, id_, LinkPurpose.REINITIALISATION, now)
            registered.set_password(connection, id_, mot_de_passe)
            if registered.by_id(connection, id_).compte.etat is EtatCompte.A_CONFIRMER:
                registered.set_state(connection, id_, EtatCompte.ACTIF)
            open_sessions.end_all(connection, id_, now)
            journal.write(connection, JournalEntry.MOT_DE_PASSE, now, compte_id=id_, address=address)
            return registered.by_id(connection, id_).compte

    def change_password(
        self, compte_id: int, mot_de_passe: str, now: datetime, *, actor: str = "", address: str = "", keep: str = ""
    ) -> None:
        """Changes the password; every session ends but ``keep`` (a digest)."""
        with self._database.write() as connection:
            registered.by_id(connection, compte_id)
            registered.set_password(connection, compte_id, mot_de_passe)
            links.use_all(connection, compte_id, LinkPurpose.REINITIALISATION, now)
            open_sessions.end_all(connection, compte_id, now, keep=keep)
            journal.write(connection, JournalEntry.MOT_DE_PASSE, now, compte_id=compte_id, actor=actor, address=address)

    def rehash(self, compte_id: int, mot_de_passe: str) -> None:
        """Keeps the same password under a newer kind of hash."""
        with self._database.write() as connection:
            registered.set_password(connection, compte_id, mot_de_passe)

    def set_locale(self, compte_id: int, locale: Locale) -> None:
        """Changes the language the account reads."""
        with self._database.write() as connection:
            registered.set_locale(connection, compte_id, locale)

    def set_state(self, compte_id: int, etat: EtatCompte, now: datetime, actor: str, address: str = "") -> bool:
        """Closes or opens the account; ``False`` when it is that already. Closed, its sessions end.

        A password chosen before the address was confirmed is none any more once it is closed: nobody knows whose it
        was, and opening an account again confirms no address. Its owner chooses one by a letter.

        Raises :class:`domain.errors.LedgerError` for a state it cannot have next.
        """
        with self._database.write() as connection:
            before = registered.by_id(connection, compte_id).compte.etat
            changed = registered.set_state(connection, compte_id, etat)
            if changed:
                if etat is EtatCompte.FERME:
                    if before is EtatCompte.A_CONFIRMER:
                        registered.set_password(connection, compte_id, "")
                    open_sessions.end_all(connection, compte_id, now)
                words = {"actor": actor, "address": address, "detail": etat.value}
                journal.write(connection, JournalEntry.ETAT, now, compte_id=compte_id, **words)
            return changed

    def note(self, entry: JournalEntry, now: datetime, compte_id: int | None, address: str, detail: str = "") -> None:
        """Adds a line to the journal."""
        with self._database.write() as connection:
            journal.write(connection, entry, now, compte_id=compte_id, address=address, detail=detail)

    def journal_of(self, compte_id: int) -> tuple[JournalLine, ...]:
        """The newest lines about an account, newest first."""
        with self._database.read() as connection:
            return journal.lines(connection, _J.compte_id == compte_id)

    def journal_of_structure(self, structure: str) -> tuple[JournalLine, ...]:
        """The newest lines about a structure, newest first."""
        with self._database.read() as connection:
            return journal.lines(connection, _J.structure == structure)
