"""The cells of the *compte rendu* page, one column a line; every name from outside is escaped and isolated."""

from collections.abc import Callable, Sequence
from html import escape

from domain.deposit import DepositedInvoice, Disposition
from domain.finding import Finding
from domain.status import Status
from domain.text import Locale, Text
from exporters.common.labels import SEVERITY_LABELS, SUITES, field_label
from exporters.common.number_formats import amount, by_four, identifiant, one_line
from exporters.compte_rendu.summary import in_order

Shown = Callable[[DepositedInvoice, Locale], str]
"""The finished markup of a cell."""
Columns = Sequence[tuple[Text, str, Shown]]
"""Heading, class of the style sheet, cell."""


def _number(invoice: DepositedInvoice, locale: Locale) -> str:
    number = invoice.values.get("numero_facture")
    member = f"<small>{outside(invoice.member)}</small>" if invoice.member else ""
    unusable = invoice.disposition is Disposition.IRRECEVABLE
    outcome = f"<small>{say(SUITES[invoice.disposition], locale)}</small>" if unusable else ""
    return f"{outside(number) if number else say(UNNUMBERED, locale)}{member}{outcome}"


def _supplier(invoice: DepositedInvoice, _: Locale) -> str:
    values = invoice.values
    code = identifiant(values.get("siret_fournisseur") or values.get("tva_fournisseur") or "")
    return f"{outside(values.get('nom_fournisseur'))}<small>{outside(code)}</small>"


def _recipient(invoice: DepositedInvoice, locale: Locale) -> str:
    values, route = invoice.values, invoice.route
    name = route.raison_sociale if route else values.get("nom_destinataire")
    code = identifiant(route.siret if route else values.get("siret_destinataire") or "")
    return f"{outside(name)}<small>{outside(code)}</small><small>{_service(invoice, locale)}</small>"


def _service(invoice: DepositedInvoice, locale: Locale) -> str:
    route = invoice.route
    named = (route.code_service, route.nom_service) if route else (invoice.values.get("code_service"), None)
    told = " – ".join(dict.fromkeys(part for part in named if part))
    return outside(told) if told else say(SANS_SERVICE, locale) if route else ""


def _due(invoice: DepositedInvoice, locale: Locale) -> str:
    values = invoice.values
    return escape(amount(values.get("montant_a_payer") or "", values.get("devise") or "", locale))


def _seal(invoice: DepositedInvoice, locale: Locale) -> str:
    seal = f"<bdi>{escape(by_four(invoice.certificate))}</bdi>" if invoice.certificate else ""
    return f"{seal}{why(invoice.findings, locale)}"


def _refusal(invoice: DepositedInvoice, locale: Locale) -> str:
    """Why: first what was said when it was refused after it waited, if it did."""
    said = f"<p>{outside(invoice.motif)}</p>" if invoice.motif and invoice.status is Status.REJETEE else ""
    return f"{said}{why(invoice.findings, locale)}"


def why(findings: Sequence[Finding], locale: Locale) -> str:
    items = "".join(f"<li>{_reason(finding, locale)}</li>" for finding in in_order(findings))
    return f'<ul class="why">{items}</ul>' if items else ""


def _reason(finding: Finding, locale: Locale) -> str:
    label = field_label(finding.field, locale)
    tag = " · ".join(filter(None, (SEVERITY_LABELS[finding.severity].in_(locale), label, finding.code)))
    remedy = finding.remedy.in_(locale)
    return (
        f'<span class="tag {finding.severity.value}">{escape(tag)}</span><p>{outside(finding.message.in_(locale))}</p>'
        + (f"<p>{outside(remedy)}</p>" if remedy else "")
    )


def say(words: Text, locale: Locale) -> str:
    return escape(words.in_(locale))


def outside(value: str | None) -> str:
    """Text from outside: escaped, without what is invisible, in a direction of its own."""
    return f"<bdi>{escape(one_line(value))}</bdi>" if value else ""


UNNUMBERED = Text("(numéro illisible)", "(number unreadable)")
SANS_SERVICE = Text("Structure entière (sans code service)", "The structure as a whole (no service code)")
REFUSED_COLUMNS: Columns = (
    (Text("Facture", "Invoice"), "", _number),
    (Text("Fournisseur", "Supplier"), "", _supplier),
    (Text("Destinataire", "Recipient"), "", _recipient),
    (Text("À payer", "Due"), "sum", _due),
    (Text("Motifs et remèdes", "Reasons and remedies"), "why", _refusal),
)
WAITING_COLUMNS: Columns = (
    *REFUSED_COLUMNS[:-1],
    (Text("Ce qui manque", "What is missing"), "why", lambda invoice, locale: why(invoice.findings, locale)),
)
KNOWN_COLUMNS: Columns = (
    (Text("Facture", "Invoice"), "", _number),
    (Text("Fournisseur", "Supplier"), "", _supplier),
    (Text("Destinataire et service", "Recipient and service"), "", _recipient),
    (Text("À payer", "Due"), "sum", _due),
    (Text("Certificat de dépôt", "Certificate of deposit"), "seal", _seal),
)
