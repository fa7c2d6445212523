"""An invoice as a row of a table, and the headings above it: lists and treatments show the same of each."""

from dataclasses import dataclass

from domain.deposit import DepositedInvoice
from domain.espace import Espace
from domain.text import Locale, Text
from exporters.common.number_formats import amount
from exporters.html.shown import NOTHING as EMPTY
from exporters.html.shown import Outside, outside
from portail.states import state_of
from portail.views import State


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceRow:
    """What a table says of an invoice."""

    number: Outside
    state: State
    href: str = ""
    """Its page; empty for a line that names none."""
    supplier: Outside = EMPTY
    recipient: Outside = EMPTY
    amount: Outside = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceHeadings:
    """The headings of these columns."""

    number: Text = Text("Numéro", "Number")
    supplier: Text = Text("Fournisseur", "Supplier")
    recipient: Text = Text("Destinataire", "Recipient")
    amount: Text = Text("Montant TTC", "Amount with VAT")
    state: Text = Text("État", "Status")


def invoice_row(espace: Espace, one: DepositedInvoice, locale: Locale) -> InvoiceRow:
    """The invoice, its page in ``espace``."""
    values, route = one.values, one.route
    return InvoiceRow(
        href=f"/{espace.value}/{one.id}",
        number=outside(values["numero_facture"]),
        supplier=outside(values["nom_fournisseur"] or values["siret_fournisseur"]),
        recipient=outside(route.raison_sociale or route.siret if route else values["nom_destinataire"]),
        amount=outside(amount(values["montant_ttc"] or "", values["devise"] or "", locale)),
        state=state_of(one),
    )
