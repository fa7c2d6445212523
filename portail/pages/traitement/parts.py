"""What the pages of a treatment show."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from domain.deposit import DepositedInvoice
from domain.espace import Espace
from domain.status import Status
from domain.text import Locale, Text
from exporters.html.shown import NOTHING as EMPTY
from exporters.html.shown import Outside
from portail.forms import Field
from portail.invoice_rows import InvoiceHeadings, InvoiceRow, invoice_row
from portail.views import Fact, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A sentence about an invoice, and what to do."""

    tone: str
    words: Text | Outside
    remedy: Text | Outside = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatedRow:
    """An invoice that is treated."""

    invoice: InvoiceRow
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button of the form."""

    value: str
    label: Text
    kind: str = ""
    """``second``: not the one that goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatView(InvoiceHeadings):
    """One page of a treatment."""

    heading: Text
    back: Link
    lines: tuple[Text | Outside, ...] = ()
    facts: tuple[Fact, ...] = ()
    rows: tuple[TreatedRow, ...] = ()
    choices: tuple[Link, ...] = ()
    action: str = ""
    fields: tuple[Field, ...] = ()
    buttons: tuple[Button, ...] = ()
    links: tuple[Link, ...] = ()
    outcome: Text = Text("Ce qu'il en est", "What becomes of it")
    list_label: Text = Text("Factures traitées", "Invoices treated")

    @property
    def has_notes(self) -> bool:
        """Whether something is said of one of the invoices."""
        return any(row.notes for row in self.rows)


def treat_path(espace: Espace, ids: Sequence[int], status: Status | None = None) -> str:
    """The address of the treatment of these invoices; with ``status``, of its form."""
    asked = [("facture", str(each)) for each in ids]
    return f"/{espace.value}/traiter?{urlencode(asked + ([('statut', status.value)] if status else []))}"


def treated_row(espace: Espace, one: DepositedInvoice, locale: Locale, notes: tuple[Note, ...] = ()) -> TreatedRow:
    """The invoice as a row, with what is said of it."""
    return TreatedRow(invoice=invoice_row(espace, one, locale), notes=notes)
