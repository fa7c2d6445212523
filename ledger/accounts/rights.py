"""The part of the ledger that says who may do what; it changes nothing for who may not."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from domain.compte import Compte, DeclaredStructure, JournalEntry, Qualite
from domain.errors import NotAllowed
from domain.espace import Droit, Espace, EtatRattachement, RoleRattachement
from domain.habilitation import Acces, Habilitation, Rattachement, may_decide
from domain.text import Text
from ledger.accounts import attachments, journal, registered
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
    ) -> bool:
        """Accepts, refuses, changes or ends an attachment; ``False`` when nothing changes.

        Raises :class:`domain.errors.NotAllowed` when ``doer`` may not, and when a structure would lose its last
        gestionnaire by the hand of one.
        """
        with self._database.write() as connection:
            before = _role_of(connection, compte_id, structure)
            _may_decide(connection, doer, structure, {role, before} if before else {role})
            if not attachments.change(connection, compte_id, structure, role, etat, now):
                return False
            if doer.compte_id is not None and before and not attachments.managers(connection, structure):
                raise NotAllowed(LAST, NAME_ANOTHER)
            _noted(connection, JournalEntry.RATTACHEMENT, now, compte_id, doer, structure, f"{etat.value} {role.value}")
            return True

    def grant(self, compte_id: int, right: Habilitation, droit: Droit | None, now: datetime, doer: Doer) -> bool:
        """Opens an espace to an account for a structure or one of its services, or closes it (``droit`` ``None``);
        ``False`` when nothing changes.

        Raises :class:`domain.errors.NotAllowed` when ``doer`` may not.
        """
        with self._database.write() as connection:
            _may_decide(connection, doer, right.structure, {RoleRattachement.UTILISATEUR})
            if right.espace is Espace.MON_COMPTE or not attachments.grant(connection, compte_id, right, droit, now):
                return False
            detail = " ".join(filter(None, (right.espace.value, right.service, droit.value if droit else "-")))
            _noted(connection, JournalEntry.HABILITATION, now, compte_id, doer, right.structure, detail)
            return True

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

    def declared(self, *identifiers: str) -> dict[str, DeclaredStructure]:
        """By identifier, those of them that somebody declared."""
        with self._database.read() as connection:
            rows = connection.execute(select(structures_declarees).where(_D.identifier.in_(identifiers)))
            return {
                row.identifier: DeclaredStructure(
                    identifier=row.identifier,
                    raison_sociale=row.raison_sociale,
                    adresse=row.adresse,
                    declared_at=row.declared_at,
                )
                for row in rows
            }


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
    return tuple(
        Attached(
            compte=registered.by_id(connection, each.compte_id).compte,
            rattachement=each,
            habilitations=tuple(
                right
                for right in attachments.acces_of(connection, each.compte_id).habilitations
                if right.structure == each.structure
            ),
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
