"""Who may do what in the portal: one pure function decides (:meth:`Acces.may`), the queries ask for
:meth:`Acces.perimetre`.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.espace import GESTIONNAIRES, OF_INVOICES, Droit, Espace, EtatRattachement, RoleRattachement
from domain.perimetre import Part, Perimetre


@dataclass(frozen=True, slots=True, kw_only=True)
class Rattachement:
    """Somebody's attachment to a structure."""

    compte_id: int
    structure: str
    """SIRET, SIREN, or ``scheme:value`` of a supplier that has none."""
    role: RoleRattachement
    etat: EtatRattachement
    changed_at: datetime
    message: str = ""
    """What who asks says to who answers."""

    @property
    def manages(self) -> bool:
        """Whether it makes its holder a gestionnaire of the structure."""
        return self.etat is EtatRattachement.ACTIF and self.role in GESTIONNAIRES


@dataclass(frozen=True, slots=True, kw_only=True)
class Habilitation:
    """An espace opened for one structure, or one of its services."""

    structure: str
    service: str | None
    """``None``: every service, and what names none."""
    espace: Espace
    droit: Droit


@dataclass(frozen=True, slots=True, kw_only=True)
class Acces:
    """All rights of one account."""

    compte_id: int
    rattachements: tuple[Rattachement, ...] = ()
    habilitations: tuple[Habilitation, ...] = ()

    def structures(self) -> tuple[str, ...]:
        """Those it is attached to now, in order."""
        return tuple(
            sorted(each.structure for each in self.rattachements if each.etat is EtatRattachement.ACTIF),
        )

    def manages(self, structure: str) -> bool:
        """Whether it is a gestionnaire of the structure."""
        return any(each.structure == structure and each.manages for each in self.rattachements)

    def managed(self) -> tuple[str, ...]:
        """The structures it is a gestionnaire of, in order."""
        return tuple(sorted(each.structure for each in self.rattachements if each.manages))

    def may(self, espace: Espace, droit: Droit, structure: str, service: str | None = None) -> bool:
        """Whether it may do so for the structure; with ``service``, for what is of that service.

        One's own account is one's own; a gestionnaire manages; everything else is granted, to who is attached.
        """
        if espace is Espace.MON_COMPTE:
            return True
        if espace is Espace.ACTIVITES_DU_GESTIONNAIRE and self.manages(structure):
            return True
        return any(
            each.structure == structure
            and each.espace is espace
            and each.droit.covers(droit)
            and each.service in {None, service}
            for each in self.in_force()
        )

    def may_somewhere(self, espace: Espace, droit: Droit = Droit.CONSULTATION) -> bool:
        """Whether the espace is open for any structure or service."""
        return bool(self.where(espace, droit)) or espace is Espace.MON_COMPTE

    def where(self, espace: Espace, droit: Droit = Droit.CONSULTATION) -> tuple[str, ...]:
        """The structures the espace is open for, for all or some of their services, in order."""
        granted = {each.structure for each in self.in_force() if each.espace is espace and each.droit.covers(droit)}
        managed = self.managed() if espace is Espace.ACTIVITES_DU_GESTIONNAIRE else ()
        return tuple(sorted({*granted, *managed}))

    def whole(self, espace: Espace, droit: Droit = Droit.CONSULTATION) -> tuple[str, ...]:
        """The structures the espace is open for with all their services, in order."""
        return tuple(each for each in self.where(espace, droit) if self.may(espace, droit, each))

    def perimetre(self, droit: Droit = Droit.CONSULTATION) -> Perimetre:
        """The invoices it may see; with MODIFICATION, those it may do something about."""
        return Perimetre(
            parts=frozenset(
                Part(espace=each.espace, structure=each.structure, service=each.service)
                for each in self.in_force()
                if each.espace in OF_INVOICES and each.droit.covers(droit)
            )
        )

    def at_most(self, droit: Droit) -> "Acces":
        """The same rights, none beyond ``droit``; whoever it manages, it does not manage."""
        if droit is Droit.MODIFICATION:
            return self
        return replace(
            self,
            rattachements=tuple(replace(each, role=RoleRattachement.UTILISATEUR) for each in self.rattachements),
            habilitations=tuple(replace(each, droit=Droit.CONSULTATION) for each in self.habilitations),
        )

    def in_force(self) -> tuple[Habilitation, ...]:
        """Rights for structures it is attached to now; with an attachment, its rights end."""
        attached = set(self.structures())
        return tuple(each for each in self.habilitations if each.structure in attached)


def may_decide(acces: Acces, structure: str, role: RoleRattachement) -> bool:
    """Whether it may attach somebody as ``role`` to the structure, or end such an attachment: a gestionnaire
    secondaire answers for users only.
    """
    for each in acces.rattachements:
        if each.structure == structure and each.manages:
            return each.role is RoleRattachement.GESTIONNAIRE_PRINCIPAL or role is RoleRattachement.UTILISATEUR
    return False
