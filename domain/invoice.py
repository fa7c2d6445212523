"""The invoice: the full semantic model of EN 16931, and the routing fields of Chorus Pro.

Everything is optional: an invalid invoice must be representable, read to the end and reported with all its errors.
Amounts and quantities are ``Decimal`` as written; dates are ``date``; codes are the text found, stripped, never
translated. Tuples are empty, never ``None``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Day = date
"""Alias of ``date`` where a field of that name hides it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A value and the scheme it belongs to (ISO 6523 ICD or another list; ``None`` when not stated)."""

    value: str
    scheme: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Postal address (BG-5, BG-8, BG-12, BG-15)."""

    line_1: str | None = None
    line_2: str | None = None
    line_3: str | None = None
    city: str | None = None
    post_code: str | None = None
    subdivision: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Contact (BG-6, BG-9)."""

    name: str | None = None
    telephone: str | None = None
    email: str | None = None
    identifier: str | None = None
    """Older Chorus UBL (``Contact/ID``) and CPP (``CodeService``): the code service of the buyer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Seller (BG-4), buyer (BG-7), payee (BG-10), tax representative (BG-11) or agent (EXT-FR-FE-BG-01 and -03)."""

    name: str | None = None
    """BT-27, BT-44, BT-59, BT-62."""
    trading_name: str | None = None
    """BT-28, BT-45."""
    identifiers: tuple[Identifier, ...] = ()
    """BT-29, BT-46, BT-60."""
    legal_registration: Identifier | None = None
    """BT-30, BT-47, BT-61."""
    vat_identifier: str | None = None
    """BT-31, BT-48, BT-63."""
    tax_registration: str | None = None
    """BT-32."""
    legal_information: str | None = None
    """BT-33."""
    electronic_address: Identifier | None = None
    """BT-34, BT-49."""
    address: Address | None = None
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """BG-14, BG-26: first and last day, both included."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """BG-13."""

    party_name: str | None = None
    """BT-70."""
    location: Identifier | None = None
    """BT-71."""
    date: Day | None = None
    """BT-72."""
    address: Address | None = None
    """BG-15."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditTransfer:
    """BG-17."""

    account: str | None = None
    """BT-84, an IBAN in France."""
    account_name: str | None = None
    """BT-85."""
    bic: str | None = None
    """BT-86."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentCard:
    """BG-18."""

    number: str | None = None
    """BT-87."""
    holder: str | None = None
    """BT-88."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectDebit:
    """BG-19."""

    mandate: str | None = None
    """BT-89."""
    creditor: str | None = None
    """BT-90."""
    debited_account: str | None = None
    """BT-91."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """BG-16; one per payment means found."""

    means: str | None = None
    """BT-81 (UNTDID 4461)."""
    means_text: str | None = None
    """BT-82."""
    remittance: str | None = None
    """BT-83."""
    credit_transfers: tuple[CreditTransfer, ...] = ()
    card: PaymentCard | None = None
    direct_debit: DirectDebit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceCharge:
    """A discount (``charge`` false: BG-20, BG-27) or a charge (BG-21, BG-28)."""

    charge: bool
    amount: Decimal | None = None
    base: Decimal | None = None
    percent: Decimal | None = None
    vat_category: str | None = None
    vat_rate: Decimal | None = None
    reason: str | None = None
    reason_code: str | None = None


_VAT_SCHEMES = ("VAT", "TVA")


@dataclass(frozen=True, slots=True, kw_only=True)
class VatBreakdown:
    """BG-23."""

    base: Decimal | None = None
    """BT-116."""
    amount: Decimal | None = None
    """BT-117."""
    category: str | None = None
    """BT-118 (UNTDID 5305)."""
    rate: Decimal | None = None
    """BT-119, percent."""
    exemption_reason: str | None = None
    """BT-120."""
    exemption_code: str | None = None
    """BT-121 (VATEX)."""
    scheme: str | None = None
    """Tax scheme as written (``VAT``; older Chorus UBL: ``TVA``, ``TVA DEBIT``, ``TVA ENCAISSEMENT``)."""

    @property
    def of_vat(self) -> bool:
        """Whether the tax is VAT; Factur-X EXTENDED has groups of other taxes, under their code in UNTDID 5153."""
        return self.scheme is None or self.scheme.strip().upper().startswith(_VAT_SCHEMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """BG-22."""

    lines: Decimal | None = None
    """BT-106."""
    allowances: Decimal | None = None
    """BT-107."""
    charges: Decimal | None = None
    """BT-108."""
    without_vat: Decimal | None = None
    """BT-109."""
    vat: Decimal | None = None
    """BT-110."""
    vat_accounting: Decimal | None = None
    """BT-111, in the VAT accounting currency."""
    with_vat: Decimal | None = None
    """BT-112."""
    paid: Decimal | None = None
    """BT-113."""
    rounding: Decimal | None = None
    """BT-114."""
    adjustments: Decimal | None = None
    """Sum of BT-179 (EXTENDED): collected for a third party when positive, retained when negative. On a page, all that
    leads from the total with VAT to the amount due besides payments.
    """
    due: Decimal | None = None
    """BT-115."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """BG-32."""

    name: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """BT-158 with its list (and version)."""

    value: str
    list_id: str | None = None
    list_version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """BG-25, with its item (BG-31), price (BG-29) and VAT (BG-30)."""

    identifier: str | None = None
    """BT-126."""
    note: str | None = None
    """BT-127."""
    object_identifier: Identifier | None = None
    """BT-128."""
    quantity: Decimal | None = None
    """BT-129."""
    unit: str | None = None
    """BT-130 (UN/ECE recommendations 20 and 21)."""
    net_amount: Decimal | None = None
    """BT-131."""
    order_line: str | None = None
    """BT-132."""
    accounting_reference: str | None = None
    """BT-133."""
    period: Period | None = None
    """BG-26."""
    allowances: tuple[AllowanceCharge, ...] = ()
    """BG-27 and BG-28."""
    net_price: Decimal | None = None
    """BT-146."""
    price_discount: Decimal | None = None
    """BT-147."""
    gross_price: Decimal | None = None
    """BT-148."""
    price_base_quantity: Decimal | None = None
    """BT-149."""
    price_base_unit: str | None = None
    """BT-150."""
    vat_category: str | None = None
    """BT-151."""
    vat_rate: Decimal | None = None
    """BT-152, percent."""
    name: str | None = None
    """BT-153."""
    description: str | None = None
    """BT-154."""
    seller_item: str | None = None
    """BT-155."""
    buyer_item: str | None = None
    """BT-156."""
    standard_item: Identifier | None = None
    """BT-157."""
    classifications: tuple[Classification, ...] = ()
    origin_country: str | None = None
    """BT-159."""
    attributes: tuple[Attribute, ...] = ()
    parent: str | None = None
    """EXT-FR-FE-162: the identifier of the line this one belongs to (CII, profile EXTENDED)."""
    status: str | None = None
    """EXT-FR-FE-163, ``DETAIL``, ``GROUP`` or ``INFORMATION``: in profile EXTENDED only detail lines are summed."""
    lines: tuple["Line", ...] = ()
    """Sub-lines of UBL (``SubInvoiceLine``), whose amounts are already in this line's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """BG-1."""

    text: str | None = None
    """BT-22."""
    subject: str | None = None
    """BT-21 (UNTDID 4451)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedingInvoice:
    """BG-3."""

    number: str | None = None
    """BT-25."""
    date: Day | None = None
    """BT-26."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """BG-24: a supporting document, carried or pointed to."""

    reference: str | None = None
    """BT-122."""
    description: str | None = None
    """BT-123."""
    location: str | None = None
    """BT-124 (never followed)."""
    filename: str | None = None
    """BT-125-2, as written: never a path to join unchecked."""
    mime: str | None = None
    """BT-125-1."""
    content: bytes | None = field(default=None, repr=False)
    """BT-125, decoded."""
    kind: str | None = None
    """``TypePJ`` of the Chorus Pro formats: ``01`` the readable invoice, ``02`` a complement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """Documents the invoice points to."""

    project: str | None = None
    """BT-11."""
    contract: str | None = None
    """BT-12, *numero de marche*."""
    purchase_order: str | None = None
    """BT-13, *numero d'engagement*."""
    sales_order: str | None = None
    """BT-14."""
    receiving_advice: str | None = None
    """BT-15."""
    despatch_advice: str | None = None
    """BT-16."""
    tender: str | None = None
    """BT-17."""
    object_identifier: Identifier | None = None
    """BT-18."""
    accounting: str | None = None
    """BT-19."""
    preceding: tuple[PrecedingInvoice, ...] = ()
    """BG-3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """An invoice or a credit note (*avoir*), whatever the format it came in.

    The first block is what routing, uniqueness and reports need, already resolved from the places
    where the formats hide it (section 5.5 of the Chorus Pro facts); the rest is EN 16931.
    """

    numero_facture: str | None = None
    """BT-1."""
    date_facture: date | None = None
    """BT-2."""
    type_facture: str | None = None
    """BT-3 (UNTDID 1001)."""
    devise: str | None = None
    """BT-5 (ISO 4217)."""
    cadre_facturation: str | None = None
    """BT-23, as written."""
    siret_fournisseur: str | None = None
    """BT-29 scheme 0009, or BT-30 with 14 digits; the text as written, blanks removed."""
    siren_fournisseur: str | None = None
    """BT-30 with 9 digits, or the first 9 of the SIRET."""
    siret_destinataire: str | None = None
    """BT-46 scheme 0009, or BT-47 with 14 digits; the text as written, blanks removed."""
    code_service: str | None = None
    """BT-46 scheme 0224, else BT-10."""
    numero_engagement: str | None = None
    """BT-13."""
    numero_marche: str | None = None
    """BT-12."""
    numero_facture_origine: str | None = None
    """BT-25, the first."""

    customization: str | None = None
    """BT-24."""
    vat_accounting_currency: str | None = None
    """BT-6."""
    vat_point_date: date | None = None
    """BT-7."""
    vat_point_code: str | None = None
    """BT-8, in UNTDID 2005 (``3`` invoice date, ``35`` delivery, ``432`` payment) whatever the syntax."""
    due_date: date | None = None
    """BT-9."""
    buyer_reference: str | None = None
    """BT-10."""
    payment_terms: str | None = None
    """BT-20."""
    notes: tuple[Note, ...] = ()
    seller: Party = Party()
    buyer: Party = Party()
    payee: Party | None = None
    tax_representative: Party | None = None
    seller_agent: Party | None = None
    """EXT-FR-FE-BG-03, *agent de vendeur*: the titulaire or mandataire who validates first (DSE 1.0, 6.12)."""
    buyer_agent: Party | None = None
    """EXT-FR-FE-BG-01, *agent d'acheteur*: in a works dossier, the *maîtrise d'œuvre*."""
    delivery: Delivery | None = None
    period: Period | None = None
    """BG-14."""
    payments: tuple[Payment, ...] = ()
    allowances: tuple[AllowanceCharge, ...] = ()
    """BG-20 and BG-21."""
    totals: Totals = Totals()
    vat_breakdown: tuple[VatBreakdown, ...] = ()
    references: References = References()
    attachments: tuple[Attachment, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def siret_valideur(self) -> str | None:
        """SIRET of the *agent de vendeur*; ``None`` when the document names none."""
        return _siret(self.seller_agent)

    @property
    def siret_moe(self) -> str | None:
        """SIRET of the *agent d'acheteur*; ``None`` when the document names none."""
        return _siret(self.buyer_agent)

    @property
    def nom_fournisseur(self) -> str | None:
        """BT-27."""
        return self.seller.name

    @property
    def tva_fournisseur(self) -> str | None:
        """BT-31."""
        return self.seller.vat_identifier

    @property
    def nom_destinataire(self) -> str | None:
        """BT-44."""
        return self.buyer.name

    @property
    def montant_ht(self) -> Decimal | None:
        """BT-109."""
        return self.totals.without_vat

    @property
    def montant_tva(self) -> Decimal | None:
        """BT-110."""
        return self.totals.vat

    @property
    def montant_ttc(self) -> Decimal | None:
        """BT-112."""
        return self.totals.with_vat

    @property
    def montant_a_payer(self) -> Decimal | None:
        """BT-115."""
        return self.totals.due

    @property
    def avoir(self) -> bool:
        """Whether it is a credit note (UNTDID 1001 codes of credit)."""
        return self.type_facture in AVOIRS


_SIRET_SCHEME = "0009"
_SIRET_LENGTH = 14


def _siret(party: Party | None) -> str | None:
    """The identifier of scheme 0009, else the legal registration of 14 digits; blanks removed."""
    if party is None:
        return None
    identifier = next((each.value for each in party.identifiers if each.scheme == _SIRET_SCHEME), None)
    if identifier is None and party.legal_registration is not None:
        value = "".join(party.legal_registration.value.split())
        return value if len(value) == _SIRET_LENGTH and value.isascii() and value.isdigit() else None
    return "".join(identifier.split()) or None if identifier else None


AVOIRS = frozenset({"381", "396", "261", "262", "502", "503", "81", "83", "308", "420", "458", "532"})
"""Document types of UNTDID 1001 that credit."""

FIELDS = (
    "numero_facture",
    "type_facture",
    "date_facture",
    "devise",
    "siret_fournisseur",
    "tva_fournisseur",
    "nom_fournisseur",
    "siret_destinataire",
    "nom_destinataire",
    "code_service",
    "numero_engagement",
    "numero_marche",
    "cadre_facturation",
    "montant_ht",
    "montant_tva",
    "montant_ttc",
    "montant_a_payer",
    "numero_facture_origine",
)
"""The fields every answer about an invoice carries, in the order they are shown."""

MOE = "siret_moe"
ENTRY_FIELDS = (*FIELDS, MOE)
"""The fields that are supplied by hand: :data:`FIELDS`, and the MOE that a works piece names (EXT-FR-FE-BG-01)."""

FIELD_OF: Mapping[str, str] = {
    "BT-1": "numero_facture",
    "BT-2": "date_facture",
    "BT-3": "type_facture",
    "BT-5": "devise",
    "BT-12": "numero_marche",
    "BT-13": "numero_engagement",
    "BT-23": "cadre_facturation",
    "BT-25": "numero_facture_origine",
    "BT-27": "nom_fournisseur",
    "BT-31": "tva_fournisseur",
    "BT-44": "nom_destinataire",
    "BT-109": "montant_ht",
    "BT-110": "montant_tva",
    "BT-112": "montant_ttc",
    "BT-115": "montant_a_payer",
}
"""The field that a business term of EN 16931 is; terms that may be a field or something else are not here."""


def fields(invoice: Invoice) -> dict[str, str | None]:
    """The 18 fields as text: amounts as plain decimals, dates in ISO 8601, ``None`` when absent."""
    return {name: _shown(getattr(invoice, name)) for name in FIELDS}


def entry_values(invoice: Invoice) -> dict[str, str | None]:
    """The values of :data:`ENTRY_FIELDS`, in the notation of :func:`fields`."""
    return {**fields(invoice), MOE: invoice.siret_moe}


def _shown(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
