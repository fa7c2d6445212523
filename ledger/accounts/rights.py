"""The part of the ledger that says who may do what; it changes nothing for who may not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, insert, select

from domain.compte import Compte, DeclaredStructure, JournalEntry, Qualite
from domain.errors import NotAllowed
from domain.espace import GESTIONNAIRES, Droit, Espace, EtatRattachement, RoleRattachement
from domain.habilitation import Acces, Habilitation, Rattachement, may_decide
from domain.text import Text
from ledger.accounts import attachments, holders, journal, registered
from ledger.database.bulk_lookup import among
from ledger.database.column_types import kept
from ledger.database.engine import Database
from ledger.database.schema import structures_declarees

_D = structures_declarees.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """Who changes a right: an account, from where; or the operator, from the command line (``compte_id`` ``None``)."""

    compte_id: int | None = None
    name: str = ""
    """As the journal names it."""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """An account that is, was or asks to be attached to a structure, with its rights for it."""

    compte: Compte
    rattachement: Rattachement
    habilitations: tuple[Habilitation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A right to be set."""

    right: Habilitation
    """Its ``droit`` says nothing."""
    droit: Droit | None
    """``None``: withdrawn."""


class Rights:
    """Attachments and rights; each change is checked, made and noted in one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def acces(self, compte_id: int) -> Acces:
        """All rights of an account."""
        with self._database.read() as connection:
            return attachments.acces_of(connection, compte_id)

    def attached(self, *structures: str) -> tuple[Attached, ...]:
        """Who is, was or asks to be attached to these structures, oldest change first."""
        with self._database.read() as connection:
            return _with_rights(connection, attachments.of_structure(connection, structures))

    def asked_for(self) -> tuple[Attached, ...]:
        """Every attachment that waits for an answer."""
        with self._database.read() as connection:
            return _with_rights(connection, attachments.asked_for(connection))

    def unanswerable(self) -> tuple[Attached, ...]:
        """The attachments that wait for an answer nobody of the structure can give: it has no gestionnaire."""
        with self._database.read() as connection:
            asked = attachments.asked_for(connection)
            managed = attachments.managed_among(connection, {each.structure for each in asked})
            return _with_rights(connection, tuple(each for each in asked if each.structure not in managed))

    def ask(self, compte_id: int, structure: str, message: str, now: datetime, doer: Doer) -> bool:
        """Asks for an attachment as a user; ``False`` when it is active, or asked for, already."""
        with self._database.write() as connection:
            mine = attachments.acces_of(connection, compte_id).rattachements
            waits = {EtatRattachement.ACTIF, EtatRattachement.DEMANDE}
            if any(each.structure == structure and each.etat in waits for each in mine):
                return False
            role, etat = RoleRattachement.UTILISATEUR, EtatRattachement.DEMANDE
            attachments.change(connection, compte_id, structure, role, etat, now, message)
            _noted(connection, JournalEntry.RATTACHEMENT, now, compte_id, doer, structure, etat.value)
            return True

    def attach(
        self,
        compte_id: int,
        structure: str,
        role: RoleRattachement,
        etat: EtatRattachement,
        now: datetime,
        doer: Doer,
        of: frozenset[EtatRattachement] = frozenset(),
    ) -> bool:
        """Accepts, refuses, changes or ends an attachment; ``False`` when nothing changes, or when the attachment is in
        none of the states ``of`` (empty: any): an answer to what somebody else answered meanwhile. Its end withdraws
        every right for the structure: who is attached again later has none.

        Raises :class:`domain.errors.NotAllowed` when ``doer`` may not, and when a structure would lose its last
        gestionnaire by the hand of one.
        """
        with self._database.write() as connection:
            before = _role_of(connection, compte_id, structure)
            _may_decide(connection, doer, structure, {role, before} if before else {role})
            if of and _state_of(connection, compte_id, structure) not in of:
                return False
            if not attachments.change(connection, compte_id, structure, role, etat, now):
                return False
            managed = before in GESTIONNAIRES
            if doer.compte_id is not None and managed and not attachments.managers(connection, structure):
                raise NotAllowed(LAST, NAME_ANOTHER)
            _noted(connection, JournalEntry.RATTACHEMENT, now, compte_id, doer, structure, f"{etat.value} {role.value}")
            if etat is not EtatRattachement.ACTIF:
                _close_all(connection, compte_id, structure, now, doer)
            return True

    def grant(self, compte_id: int, right: Habilitation, droit: Droit | None, now: datetime, doer: Doer) -> bool:
        """Opens an espace to an account for a structure or one of its services, or closes it (``droit`` ``None``);
        ``False`` when nothing changes.

        Raises :class:`domain.errors.NotAllowed` when ``doer`` may not, and when the account is not attached.
        """
        return self.grant_all(compte_id, right.structure, (Grant(right=right, droit=droit),), now, doer)

    def grant_all(
        self, compte_id: int, structure: str, grants: Sequence[Grant], now: datetime, doer: Doer, *, seen: str = ""
    ) -> bool:
        """All these rights for one structure, or none of them; ``False`` when nothing changes. ``seen``: the
        :func:`version` of the rights that the form was made from.

        Raises :class:`domain.errors.NotAllowed` as :meth:`grant`, and when the rights are others than ``seen`` by now:
        who has an old page open does not undo what somebody else has done.
        """
        with self._database.write() as connection:
            must_answer_for(connection, doer, structure, compte_id)
            if seen and seen != version(_rights_for(connection, compte_id, structure)):
                raise NotAllowed(CHANGED_MEANWHILE, OPEN_AGAIN)
            if any(each.right.structure != structure for each in grants):
                raise NotAllowed(FORBIDDEN, ASK_ONE)
            is_attached = _state_of(connection, compte_id, structure) is EtatRattachement.ACTIF
            if not is_attached and any(each.droit for each in grants):
                raise NotAllowed(NOT_ATTACHED, ATTACH_FIRST)
            changed = [_set(connection, compte_id, each, now, doer) for each in grants]
            return any(changed)

    def declare(self, structure: DeclaredStructure, compte_id: int, doer: Doer) -> bool:
        """Keeps a supplier that the directory does not have; ``False`` when it is declared already."""
        with self._database.write() as connection:
            there = connection.execute(select(_D.identifier).where(_D.identifier == structure.identifier)).scalar()
            if there is not None:
                return False
            words = {"raison_sociale": kept(structure.raison_sociale) or "", "adresse": kept(structure.adresse) or ""}
            connection.execute(
                insert(structures_declarees).values(
                    identifier=structure.identifier, compte_id=compte_id, declared_at=structure.declared_at, **words
                )
            )
            detail = structure.raison_sociale
            _noted(
                connection,
                JournalEntry.STRUCTURE,
                structure.declared_at,
                compte_id,
                doer,
                structure.identifier,
                detail,
            )
            return True

    def holders(self, espace: Espace, structure: str, service: str | None = None) -> tuple[Compte, ...]:
        """The active accounts that have the espace for the structure, for all its services or for this one."""
        with self._database.read() as connection:
            return holders.of_espace(connection, espace, structure, service)

    def structures_with(self, espace: Espace) -> tuple[str, ...]:
        """The structures for which an active account has the espace."""
        with self._database.read() as connection:
            return holders.structures_with(connection, espace)

    def operators(self) -> tuple[Compte, ...]:
        """The active accounts that run Navette."""
        with self._database.read() as connection:
            return holders.operators(connection)

    def declared(self, *identifiers: str) -> dict[str, DeclaredStructure]:
        """By identifier, those of them that somebody declared."""
        with self._database.read() as connection:
            asked = among(connection, _D.identifier, sorted(identifiers))
            rows = connection.execute(select(structures_declarees).where(asked))
            return {
                row.identifier: DeclaredStructure(
                    identifier=row.identifier,
                    raison_sociale=row.raison_sociale,
                    adresse=row.adresse,
                    declared_at=row.declared_at,
                )
                for row in rows
            }


def version(rights: Sequence[Habilitation]) -> str:
    """A short digest of the rights: another one when any of them is another."""
    lines = sorted(f"{each.espace.value} {each.droit.value} {each.service or ''}" for each in rights)
    return sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()[:16]


def _set(connection: Connection, compte_id: int, grant: Grant, now: datetime, doer: Doer) -> bool:
    right, droit = grant.right, grant.droit
    if right.espace is Espace.MON_COMPTE or not attachments.grant(connection, compte_id, right, droit, now):
        return False
    detail = " ".join(filter(None, (right.espace.value, right.service, droit.value if droit else "-")))
    _noted(connection, JournalEntry.HABILITATION, now, compte_id, doer, right.structure, detail)
    return True


def _close_all(connection: Connection, compte_id: int, structure: str, now: datetime, doer: Doer) -> None:
    for right in _rights_for(connection, compte_id, structure):
        _set(connection, compte_id, Grant(right=right, droit=None), now, doer)


def _rights_for(connection: Connection, compte_id: int, structure: str) -> tuple[Habilitation, ...]:
    mine = attachments.acces_of(connection, compte_id).habilitations
    return tuple(right for right in mine if right.structure == structure)


def _state_of(connection: Connection, compte_id: int, structure: str) -> EtatRattachement | None:
    for each in attachments.acces_of(connection, compte_id).rattachements:
        if each.structure == structure:
            return each.etat
    return None


def must_answer_for(connection: Connection, doer: Doer, structure: str, compte_id: int) -> None:
    """Raises :class:`domain.errors.NotAllowed` unless ``doer`` answers for this person in the structure."""
    _may_decide(
        connection, doer, structure, {_role_of(connection, compte_id, structure) or RoleRattachement.UTILISATEUR}
    )


def _may_decide(connection: Connection, doer: Doer, structure: str, roles: set[RoleRattachement]) -> None:
    """Raises :class:`domain.errors.NotAllowed` unless ``doer`` answers for the structure."""
    if doer.compte_id is None:
        return
    if registered.by_id(connection, doer.compte_id).compte.qualite is Qualite.EXPLOITANT:
        return
    acces = attachments.acces_of(connection, doer.compte_id)
    if not all(may_decide(acces, structure, role) for role in roles):
        raise NotAllowed(FORBIDDEN, ASK_ONE)


def _role_of(connection: Connection, compte_id: int, structure: str) -> RoleRattachement | None:
    for each in attachments.acces_of(connection, compte_id).rattachements:
        if each.structure == structure and each.etat is EtatRattachement.ACTIF:
            return each.role
    return None


def _with_rights(connection: Connection, found: tuple[Rattachement, ...]) -> tuple[Attached, ...]:
    """Two queries more, however many there are."""
    comptes = registered.by_ids(connection, {each.compte_id for each in found})
    rights = attachments.rights_for(connection, {each.structure for each in found})
    return tuple(
        Attached(
            compte=comptes[each.compte_id],
            rattachement=each,
            habilitations=rights.get((each.compte_id, each.structure), ()),
        )
        for each in found
    )


def _noted(
    connection: Connection, entry: JournalEntry, now: datetime, compte_id: int, doer: Doer, structure: str, detail: str
) -> None:
    journal.write(
        connection,
        entry,
        now,
        compte_id=compte_id,
        actor=doer.name,
        structure=structure,
        address=doer.address,
        detail=detail,
    )


FORBIDDEN = Text("Vous n'êtes pas gestionnaire de cette structure.", "You are not an administrator of this structure.")
ASK_ONE = Text("Demandez-le à l'un de ses gestionnaires.", "Ask one of its administrators.")
LAST = Text("La structure n'aurait plus de gestionnaire.", "The structure would have no administrator left.")
NAME_ANOTHER = Text("Nommez-en un autre d'abord.", "Name another one first.")
NOT_ATTACHED = Text("Ce compte n'est pas rattaché à la structure.", "This account is not attached to the structure.")
ATTACH_FIRST = Text("Un droit s'ouvre après le rattachement.", "A right is opened after the attachment.")
CHANGED_MEANWHILE = Text(
    "Ces droits ont changé depuis que la page est ouverte ; rien n'est enregistré.",
    "These rights changed since the page was opened; nothing is saved.",
)
OPEN_AGAIN = Text("Rouvrez la page des droits.", "Open the page of the rights again.")
