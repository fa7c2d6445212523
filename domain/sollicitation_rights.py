"""Whose sollicitations somebody may see and answer, and whom he may ask about an invoice or a file.

:meth:`Portee.sides` is the definition; the ledger asks the same of its rows (:mod:`ledger.sollicitations.portee`), so
that what is outside is not found at all.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from domain.deposit import INTEGRATED, DepositedInvoice
from domain.espace import Droit, Espace
from domain.habilitation import Acces, Habilitation
from domain.perimetre import SIREN, Part
from domain.route import Route
from domain.siret import has_shape, is_siren
from domain.sollicitation import Cote, Partie, RolePartie, Sollicitation


@dataclass(frozen=True, slots=True, kw_only=True)
class Portee:
    """The structures and services somebody speaks for in the espace of sollicitations."""

    rights: frozenset[Habilitation] = frozenset()
    is_operator: bool = False
    """Whether it answers what is addressed to who runs Navette."""

    def asks_for(self, partie: Partie) -> bool:
        """Whether what this side asked is its own: of the structure itself; of a SIREN, of its establishments."""
        return any(
            _covers(right.structure, partie.structure) and right.service in {None, partie.service}
            for right in self.rights
        )

    def answers_for(self, partie: Partie) -> bool:
        """Whether what this side is asked is its own; what is addressed to a company, and to no establishment of it, is
        for each of them.
        """
        if partie.role is RolePartie.EXPLOITANT:
            return self.is_operator
        return self.asks_for(partie) or any(
            is_siren(partie.structure)
            and has_shape(right.structure)
            and right.structure[:SIREN] == partie.structure
            and right.service in {None, partie.service}
            for right in self.rights
        )

    def sides(self, one: Sollicitation) -> frozenset[Cote]:
        """The sides of it that are its own; none: it may not be seen."""
        found = {Cote.EMETTEUR: self.asks_for(one.emetteur), Cote.DESTINATAIRE: self.answers_for(one.destinataire)}
        return frozenset(cote for cote, is_own in found.items() if is_own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adresse:
    """Who may ask whom."""

    emetteur: Partie
    destinataire: Partie

    @property
    def code(self) -> str:
        """As a form gives it back."""
        return f"{self.emetteur.code}>{self.destinataire.code}"


OPERATOR = Partie(role=RolePartie.EXPLOITANT, structure="")


def portee(acces: Acces, droit: Droit, *, is_operator: bool = False) -> Portee:
    """Whose sollicitations the account may see; with MODIFICATION, ask, answer and close."""
    granted = (each for each in acces.in_force() if each.espace is Espace.SOLLICITATIONS and each.droit.covers(droit))
    return Portee(rights=frozenset(granted), is_operator=is_operator)


def about_invoice(acces: Acces, invoice: DepositedInvoice) -> tuple[Adresse, ...]:
    """Who, of those the account speaks for and whose invoice it may see, may ask whom; none when it may not see it.

    A supplier asks the recipient, or who runs Navette when none has the invoice; a recipient asks the supplier; a MOE
    or a valideur asks either.
    """
    writes = portee(acces, Droit.MODIFICATION)
    parts = [part for part in acces.perimetre().parts if part.holds(invoice)]
    askers = {asker for part in parts for asker in _as(part, invoice) if writes.asks_for(asker)}
    return _ordered(Adresse(emetteur=asker, destinataire=asked) for asker in askers for asked in _asked(asker, invoice))


def about_file(
    acces: Acces, deposants: Collection[str], recipients: Iterable[Route], nom: str = ""
) -> tuple[Adresse, ...]:
    """Who, of the suppliers of an account of deposit, may ask whom about a file of it that may be seen: who runs
    Navette, or the recipients of its invoices. ``nom``: of the account.
    """
    writes = portee(acces, Droit.MODIFICATION)
    named = nom if len(deposants) == 1 else ""
    suppliers = (Partie(role=RolePartie.FOURNISSEUR, structure=each, nom=named) for each in deposants)
    askers = [each for each in suppliers if writes.asks_for(each)]
    asked = [OPERATOR, *map(_recipient, recipients)]
    return _ordered(Adresse(emetteur=one, destinataire=other) for one in askers for other in asked)


def _covers(structure: str, other: str) -> bool:
    if structure == other:
        return bool(structure)
    return is_siren(structure) and has_shape(other) and other.startswith(structure)


def _as(part: Part, invoice: DepositedInvoice) -> Iterator[Partie]:
    """What the structure of the part is for the invoice, each as one that asks."""
    siret = invoice.values["siret_fournisseur"] or ""
    if part.is_supplier(invoice):
        mine = siret if is_siren(part.structure) and has_shape(siret) else part.structure
        yield Partie(role=RolePartie.FOURNISSEUR, structure=mine, nom=invoice.values["nom_fournisseur"] or "")
    if part.is_recipient(invoice) and invoice.route:
        yield _recipient(invoice.route)
    if part.service is None and invoice.disposition in INTEGRATED:
        others = ((RolePartie.MOE, invoice.moe), (RolePartie.VALIDEUR, invoice.valideur_1))
        for role, named in (*others, (RolePartie.VALIDEUR, invoice.valideur_2)):
            if part.names(named):
                yield Partie(role=role, structure=named)


def _asked(asker: Partie, invoice: DepositedInvoice) -> Iterator[Partie]:
    has_recipient = invoice.route is not None and invoice.disposition in INTEGRATED
    found: list[Partie] = []
    if asker.role is not RolePartie.DESTINATAIRE:
        found.append(_recipient(invoice.route) if invoice.route and has_recipient else OPERATOR)
    if asker.role is not RolePartie.FOURNISSEUR and (supplier := _supplier(invoice)):
        found.append(supplier)
    yield from (each for each in found if each.structure != asker.structure)


def _supplier(invoice: DepositedInvoice) -> Partie | None:
    """As it is addressed; ``None`` when the document does not tell who it is."""
    siret = invoice.values["siret_fournisseur"] or ""
    structure = siret if has_shape(siret) else "" if siret else invoice.supplier
    nom = invoice.values["nom_fournisseur"] or ""
    return Partie(role=RolePartie.FOURNISSEUR, structure=structure, nom=nom) if structure else None


def _recipient(route: Route) -> Partie:
    return Partie(
        role=RolePartie.DESTINATAIRE,
        structure=route.siret,
        service=route.code_service or None,
        nom=route.raison_sociale,
    )


def _ordered(found: Iterable[Adresse]) -> tuple[Adresse, ...]:
    """Each once, who runs Navette last."""
    each = {one.code: one for one in found}
    return tuple(sorted(each.values(), key=lambda one: (one.destinataire.role is RolePartie.EXPLOITANT, one.code)))
