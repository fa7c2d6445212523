"""Who issues an invoice that is typed in: the structure that deposits, whatever number it is known by."""

from dataclasses import dataclass

from domain.invoice import Identifier
from domain.siret import has_shape
from domain.supplier_identity import SIRET, is_doubtful, siren_in, siren_of

STRUCTURE = "fournisseur"
"""The entry that names it: SIRET, SIREN, or ``scheme:value``."""
_PACIFIC = {"0228": "NC", "0229": "PF"}
"""Countries of RIDET and TAHITI numbers."""
ESTABLISHMENT = "siret_fournisseur"
"""The entry that names the establishment of a SIREN."""
VAT = "tva_fournisseur"
"""The entry of its VAT number."""
UE, HORS_UE = "0223", "0227"
"""Schemes of numbers that begin with the code of their country; the first are VAT numbers."""
_GREECE = "EL"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedSupplier:
    """The numbers of a structure, each in its place."""

    siret: str | None = None
    siren: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    vat: str | None = None
    country: str = "FR"


def is_company(structure: str) -> bool:
    """Whether a structure is a SIREN: an invoice needs the establishment too (SIRET-05)."""
    return len(structure) == 9 and structure.isascii() and structure.isdigit()


def known_entries(structure: str) -> frozenset[str]:
    """The entries that the number of the structure says: what is typed in their place would be another supplier's.

    >>> sorted(known_entries("99900011000018")), sorted(known_entries("999000110"))
    (['fournisseur', 'siret_fournisseur'], ['fournisseur'])
    >>> sorted(known_entries("0223:de123456789"))
    ['fournisseur', 'siret_fournisseur', 'tva_fournisseur']
    """
    establishment = frozenset[str]() if is_company(structure) else frozenset({ESTABLISHMENT})
    return establishment | {STRUCTURE} | ({VAT} if typed_supplier(structure).vat else set())


def is_european(structure: str) -> bool:
    """Whether a structure is known by the VAT number of another member state.

    >>> is_european("0223:de123456789"), is_european("0223:fr72999000110"), is_european("0227:usacme")
    (True, False, False)
    """
    scheme, _, number = structure.partition(":")
    return scheme == UE and not number.upper().startswith("FR")


def typed_supplier(structure: str, siret: str | None = None) -> TypedSupplier:
    """The numbers of a structure. ``siret``: the establishment that issues, for a structure that is a SIREN; of another
    company it is none.

    >>> typed_supplier("999000110", "99900011000018").siret, typed_supplier("999000110", "99900033400014").siret
    ('99900011000018', None)
    >>> typed_supplier("0223:de123456789").vat, typed_supplier("0229:123456001").country
    ('DE123456789', 'PF')
    """
    scheme, parted, value = structure.partition(":")
    if has_shape(structure) or (siret and siren_of(siret) == structure):
        number = siret if siret and not has_shape(structure) else structure
        return TypedSupplier(siret=number, siren=number[:9], identifiers=(Identifier(value=number, scheme=SIRET),))
    if not parted:
        return TypedSupplier(siren=structure or None)
    number = value.upper()
    country = _PACIFIC.get(scheme, "FR")
    if scheme in {UE, HORS_UE} and number[:2].isalpha():
        country = "GR" if number.startswith(_GREECE) else number[:2]
    return TypedSupplier(
        identifiers=(Identifier(value=number, scheme=scheme),), vat=number if scheme == UE else None, country=country
    )


def is_of_another(supplier: TypedSupplier, vat: str) -> bool:
    """Whether a VAT number is that of another supplier than the one that issues: of one with a SIREN, the number of
    another company or of another country; of another one, the number of a French company, whose identity the invoice
    would have. A number that is no French one in spite of its FR, and Monaco's, contradict nobody.

    >>> company, american = typed_supplier("99900011000018"), typed_supplier("0227:us123")
    >>> [is_of_another(company, vat) for vat in ("FR72999000110", "FR40123456824", "DE123456789", "FR12000123456")]
    [False, True, True, False]
    >>> is_of_another(american, "FR72999000110"), is_of_another(american, "DE123456789")
    (True, False)
    """
    inside = siren_in(vat)
    if supplier.siren is None:
        return inside is not None
    return inside != supplier.siren if inside else is_doubtful(supplier.siren, vat)
