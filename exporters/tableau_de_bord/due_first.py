"""What must be paid first: what is late, the worst first, then what is due soon."""

from datetime import date
from html import escape

from domain.dashboard import Dashboard, Overdue
from domain.paris_time import jour, jour_a_paris
from domain.status import LABELS
from domain.text import Locale, Text
from exporters.common.number_formats import identifiant
from exporters.compte_rendu.columns import outside, say
from exporters.tableau_de_bord.sums import late
from exporters.tableau_de_bord.tables import Cells, money, more, section, table

SHOWN = 10
"""Late ones shown on the page, and as many due soon; the rest is in the files beside it."""


def due_first(tableau: Dashboard, locale: Locale) -> str:
    """The section; empty when nothing is late or due soon."""
    rows = (*[one for one in tableau.late if one.late_days > 0][:SHOWN], *tableau.soon[:SHOWN])
    if not rows:
        return ""
    to_pay = tableau.portee.drop is None
    title = Text("À payer d'abord", "To pay first") if to_pay else Text("Paiements attendus", "Payments awaited")
    note = more(late(tableau.ageing).count + len(tableau.soon) - len(rows), locale)
    return section(say(title, locale), table(_columns(to_pay, jour_a_paris(tableau.at), locale), rows, locale), note)


def _columns(to_pay: bool, today: date, locale: Locale) -> tuple[Cells[Overdue], ...]:
    other = _supplier if to_pay else _recipient
    return (
        Cells(label=Text("Facture", "Invoice"), shown=lambda row: f"{outside(row.numero_facture)}{_status(row)}"),
        Cells(label=Text("Fournisseur", "Supplier") if to_pay else Text("Destinataire", "Recipient"), shown=other),
        Cells(label=Text("Service", "Service"), shown=lambda row: outside(row.code_service) or "–"),
        Cells(
            label=Text("Montant TTC", "Amount with VAT"),
            shown=lambda row: money(row.ttc, row.devise, locale),
            kind="sum",
        ),
        Cells(label=Text("Échéance", "Due on"), shown=lambda row: _day(row, locale), kind="sum"),
        Cells(label=Text("Délai", "Delay"), shown=lambda row: _delay(row, today, locale), kind="sum"),
    )


def _status(row: Overdue) -> str:
    return f"<small>{escape(LABELS[row.status])}</small>"


def _supplier(row: Overdue) -> str:
    return f"{outside(row.nom_fournisseur)}<small>{outside(identifiant(row.fournisseur))}</small>"


def _recipient(row: Overdue) -> str:
    code = outside(identifiant(row.destinataire))
    return f"{outside(row.nom_destinataire)}<small>{code}</small>" if row.nom_destinataire else code


def _day(row: Overdue, locale: Locale) -> str:
    return row.due_on.isoformat() if locale is Locale.EN else jour(row.due_on)


def _delay(row: Overdue, today: date, locale: Locale) -> str:
    if row.late_days > 0:
        words = Text(f"{row.late_days} j de retard", f"{row.late_days} d late")
        return f'<em class="late">{say(words, locale)}</em>'
    left = (row.due_on - today).days
    near = (Text("aujourd'hui", "today"), Text("demain", "tomorrow"))
    return say(near[left] if left in (0, 1) else Text(f"dans {left} j", f"in {left} d"), locale)
