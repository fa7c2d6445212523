"""The currency (BT-5), and what an invoice in another currency than the euro must also give (BT-6, BT-111)."""

from domain.finding import Severity
from domain.invoice import Invoice
from domain.text import Text
from validators.codes.currencies import ACTIVES, EURO
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule


@rule(
    "DEV-01",
    field="devise",
    message=Text("La devise est absente.", "The currency is missing."),
    remedy=Text("Indiquez la devise, en général EUR.", "Give the currency, as a rule EUR."),
    source="BT-5; BR-05; CPPFacturePivot Devise",
    absence=True,
)
def currency_is_given(invoice: Invoice, _: Case) -> bool:
    """BT-5 is there."""
    return bool(invoice.devise)


@rule(
    "DEV-02",
    field="devise",
    message=Text("La devise « {value} » n'existe pas.", "There is no currency “{value}”."),
    remedy=Text(
        "Employez un code ISO 4217 de trois lettres capitales, par exemple EUR.",
        "Use an ISO 4217 code of three capital letters, for example EUR.",
    ),
    source="BT-5; ISO 4217",
)
def currency_exists(invoice: Invoice, _: Case) -> bool:
    """BT-5 is an active code of ISO 4217."""
    return not invoice.devise or invoice.devise in ACTIVES


@rule(
    "DEV-03",
    field="devise",
    severity=Severity.WARNING,
    message=Text(
        "La facture est en {value} : les organismes publics règlent en euros.",
        "The invoice is in {value}: public bodies pay in euros.",
    ),
    remedy=Text(
        "Facturez en EUR, sauf accord du destinataire.", "Invoice in EUR, unless the recipient agreed otherwise."
    ),
    source="BT-5; Chorus Pro",
)
def currency_is_the_euro(invoice: Invoice, _: Case) -> bool:
    """BT-5 is EUR."""
    return invoice.devise == EURO or invoice.devise not in ACTIVES


@rule(
    "DEV-04",
    field="devise",
    severity=Severity.WARNING,
    message=Text(
        "La facture est en {value} et ne donne pas sa TVA en euros.",
        "The invoice is in {value} and does not give its VAT in euros.",
    ),
    remedy=Text(
        "Indiquez EUR comme devise de comptabilisation de la TVA et le montant de TVA en euros.",
        "Give EUR as the VAT accounting currency and the VAT amount in euros.",
    ),
    source="BT-6, BT-111; BR-FR-CO-12",
)
def vat_is_also_in_euros(invoice: Invoice, _: Case) -> Answer:
    """Outside the euro, BT-6 is EUR and BT-111 is there."""
    if invoice.devise == EURO or invoice.devise not in ACTIVES:
        return True
    in_euros = invoice.vat_accounting_currency == EURO and invoice.totals.vat_accounting is not None
    return in_euros or fault(value=invoice.devise)


CHECKS = (currency_is_given, currency_exists, currency_is_the_euro, vat_is_also_in_euros)
