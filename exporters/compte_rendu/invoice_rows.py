"""The rows of the *compte rendu* page: what it shows of each document, and under which headings."""

from dataclasses import dataclass

from domain.deposit import DepositedInvoice, Disposition
from domain.status import Status
from domain.text import Locale, Text
from exporters.common.labels import SUITES
from exporters.common.number_formats import DECIMAL, amount, by_four, devise_of, identifiant
from exporters.compte_rendu.page_parts import FindingItem, findings_of
from exporters.html.shown import NOTHING, Outside, Shown, outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column's heading, and its class in the style sheet."""

    label: Text
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceRow:
    """One document, cell by cell; what is empty is not shown."""

    number: Shown
    member: Outside
    """The file in the archive."""
    unusable: Text | None
    """What became of a document that could not be used at all."""
    supplier: Outside
    supplier_code: Outside
    recipient: Outside
    recipient_code: Outside
    service: Shown
    due: Shown
    """The amount to pay, with its currency."""
    motif: Outside
    """Why it was refused after it waited."""
    certificate: str
    """In groups of four."""
    findings: tuple[FindingItem, ...]
    file: Outside = NOTHING
    """The deposited file, on a page of several."""
    certificate_file: str = ""
    """Relative address of its certificate, on a page beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceTable:
    """Documents of one outcome; ``headings`` are those of :class:`InvoiceRow`'s cells: number, supplier, recipient,
    amount, and what is said of it. Without the second, a supplier is named under the number.
    """

    title: Text
    count: str
    note: Shown | None
    headings: tuple[Heading, ...]
    rows: tuple[InvoiceRow, ...]


def row(invoice: DepositedInvoice, locale: Locale) -> InvoiceRow:
    """What the page shows of ``invoice``."""
    values, route = invoice.values, invoice.route
    refused = invoice.disposition in _REFUSED
    number = outside(values.get("numero_facture"))
    return InvoiceRow(
        number=number or UNNUMBERED,
        member=outside(invoice.member),
        unusable=SUITES[invoice.disposition] if invoice.disposition is Disposition.IRRECEVABLE else None,
        supplier=outside(values.get("nom_fournisseur")),
        supplier_code=outside(identifiant(values.get("siret_fournisseur") or values.get("tva_fournisseur") or "")),
        recipient=outside(route.raison_sociale if route else values.get("nom_destinataire")),
        recipient_code=outside(identifiant(route.siret if route else values.get("siret_destinataire") or "")),
        service=_service(invoice),
        due=_due(values.get("montant_a_payer") or "", values.get("devise") or "", locale),
        motif=outside(invoice.motif if refused and invoice.status is Status.REJETEE else None),
        certificate=by_four(invoice.certificate) if invoice.certificate and invoice.disposition in _KNOWN else "",
        findings=findings_of(invoice.findings, locale),
    )


def _service(invoice: DepositedInvoice) -> Shown:
    """Code and name; the structure as a whole when its route names no service."""
    route = invoice.route
    parts = (route.code_service, route.nom_service) if route else (invoice.values.get("code_service"), None)
    named = outside(" – ".join(dict.fromkeys(part for part in parts if part)))
    return SANS_SERVICE if route and not named else named


def _due(value: str, devise: str, locale: Locale) -> Shown:
    """An amount in our format; from outside when it has not the shape of an amount in a currency."""
    shown = amount(value, devise, locale)
    return shown if DECIMAL.fullmatch(value) and devise in {"", devise_of(devise)} else outside(shown)


_REFUSED = frozenset({Disposition.REJECTED, Disposition.IRRECEVABLE})
_KNOWN = frozenset({Disposition.ACCEPTED, Disposition.RECYCLED, Disposition.DOUBLON})
UNNUMBERED = Text("(numéro illisible)", "(number unreadable)")
SANS_SERVICE = Text("Structure entière (sans code service)", "The structure as a whole (no service code)")
_NUMBER = Heading(label=Text("Facture", "Invoice"))
SUPPLIER = Heading(label=Text("Fournisseur", "Supplier"))
_RECIPIENT = Heading(label=Text("Destinataire", "Recipient"))
_DUE = Heading(label=Text("À payer", "Due"), kind="sum")
REFUSED_HEADINGS = (
    _NUMBER,
    SUPPLIER,
    _RECIPIENT,
    _DUE,
    Heading(label=Text("Motifs et remèdes", "Reasons and remedies"), kind="why"),
)
WAITING_HEADINGS = (*REFUSED_HEADINGS[:-1], Heading(label=Text("Ce qui manque", "What is missing"), kind="why"))
KNOWN_HEADINGS = (
    _NUMBER,
    SUPPLIER,
    Heading(label=Text("Destinataire et service", "Recipient and service")),
    _DUE,
    Heading(label=Text("Certificat de dépôt", "Certificate of deposit"), kind="seal"),
)
