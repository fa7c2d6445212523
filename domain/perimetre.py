"""Which invoices somebody may see: parts of structures and services, each as one espace shows it.

:meth:`Perimetre.holds` is the definition; the ledger asks the same of its rows (:mod:`ledger.search.perimetre`), so
that what is outside is not found at all.
"""

from dataclasses import dataclass

from domain.deposit import INTEGRATED, DepositedInvoice
from domain.espace import Espace
from domain.travaux import is_travaux

SIREN, SIRET = 9, 14
"""Digits of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The invoices of a structure that one espace shows."""

    espace: Espace
    """One of :data:`domain.espace.OF_INVOICES`."""
    structure: str
    """A SIRET or a SIREN; of a supplier without one, ``scheme:value``
    (:attr:`domain.supplier_identity.SupplierIdentity.key`).
    """
    service: str | None = None
    """Code of the only service; ``None``: all, and what names none. A supplier's invoices have no service of it: they
    belong to the whole structure.
    """

    def holds(self, invoice: DepositedInvoice) -> bool:
        """Whether it shows the invoice."""
        works = is_travaux(invoice.values["cadre_facturation"])
        match self.espace:
            case Espace.FACTURES_RECUES:
                return not works and self.is_recipient(invoice)
            case Espace.FACTURES_EMISES:
                return not works and self.is_supplier(invoice)
            case Espace.FACTURES_DE_TRAVAUX:
                return works and (
                    self.is_recipient(invoice)
                    or self.is_supplier(invoice)
                    or (self.service is None and _integrated(invoice) and self.names(invoice.moe))
                )
            case Espace.FACTURES_A_VALIDER:
                valideurs = (invoice.valideur_1, invoice.valideur_2)
                return self.service is None and _integrated(invoice) and any(map(self.names, valideurs))
            case _:
                return False

    def is_recipient(self, invoice: DepositedInvoice) -> bool:
        """Whether the invoice was brought to the structure, and to its service when there is one."""
        route = invoice.route
        if route is None or not _integrated(invoice) or not self.names(route.siret):
            return False
        return self.service is None or route.code_service == self.service

    def is_supplier(self, invoice: DepositedInvoice) -> bool:
        """Whether the structure issued it: the establishment itself; what names the company, and no
        establishment of it, belongs to each of them.
        """
        if self.service is not None:
            return False
        if ":" in self.structure:
            return invoice.supplier == self.structure
        siret = invoice.values["siret_fournisseur"]
        if siret:
            return self.names(siret)
        return invoice.supplier == self.structure[:SIREN]

    def names(self, siret: str) -> bool:
        """Whether it is the SIRET of the structure itself; of a SIREN, of any of its establishments."""
        if len(self.structure) == SIREN:
            return len(siret) == SIRET and siret.startswith(self.structure)
        return bool(siret) and siret == self.structure


@dataclass(frozen=True, slots=True, kw_only=True)
class Perimetre:
    """The invoices of any of its parts; none when it has none."""

    parts: frozenset[Part] = frozenset()

    def holds(self, invoice: DepositedInvoice) -> bool:
        """Whether the invoice may be seen."""
        return any(part.holds(invoice) for part in self.parts)

    def only(self, espace: Espace) -> "Perimetre":
        """The parts of one espace."""
        return Perimetre(parts=frozenset(part for part in self.parts if part.espace is espace))

    def of_structure(self, structure: str) -> "Perimetre":
        """The parts of one structure."""
        return Perimetre(parts=frozenset(part for part in self.parts if part.structure == structure))


def _integrated(invoice: DepositedInvoice) -> bool:
    return invoice.disposition in INTEGRATED
