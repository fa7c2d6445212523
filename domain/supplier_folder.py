"""The supplier of an invoice, for the folder of its deliveries."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSupplier:
    """A supplier's key (:attr:`domain.supplier_identity.SupplierIdentity.key`) and the name it gives in an invoice."""

    key: str
    nom: str
    """Empty when it gives none."""
