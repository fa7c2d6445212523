"""What happened since the last visit, and the works pieces that wait for an act."""

from datetime import date

from domain.cadre import CADRES
from domain.dashboard import Dashboard, Event, WaitingPiece
from domain.paris_time import paris_day
from domain.status_facts import LABELS
from domain.text import Locale, Text
from exporters.common.actor_names import acting_for
from exporters.common.number_formats import identifiant
from exporters.html.shown import Shown, outside
from exporters.tableau_de_bord.dates import day, minute
from exporters.tableau_de_bord.tables import Cell, CellColumn, Section, money, more, table

SHOWN = 10
"""Events, and pieces, shown on the page."""


def events(dashboard: Dashboard, locale: Locale) -> Section:
    """The newest events; a sentence when there is none."""
    title = LATEST if dashboard.visited is None else SINCE
    if not dashboard.events:
        return Section(title=title, note=NOTHING)
    to_pay = dashboard.portee.drop is None
    columns: tuple[CellColumn[Event], ...] = (
        CellColumn(label=Text("Quand", "When"), cell=lambda row: Cell(text=minute(row.event.at, locale))),
        CellColumn(label=Text("Facture", "Invoice"), cell=lambda row: Cell(text=outside(row.numero_facture))),
        CellColumn(
            label=Text("Fournisseur", "Supplier") if to_pay else Text("Destinataire", "Recipient"),
            cell=lambda row: Cell(text=outside(row.nom_fournisseur if to_pay else row.nom_destinataire)),
        ),
        CellColumn(label=Text("État", "Status"), cell=_status),
        CellColumn(label=Text("Par", "By"), cell=lambda row: Cell(text=_by(row, dashboard)), kind="code"),
    )
    rest = dashboard.events_total - min(len(dashboard.events), SHOWN)
    return Section(title=title, table=table(columns, dashboard.events[:SHOWN]), note=more(rest, locale))


def _by(row: Event, dashboard: Dashboard) -> Shown:
    """Who did it: the reader, Navette, or another by its code."""
    actor = acting_for(row.event.actor)
    if actor in (dashboard.portee.siret, dashboard.portee.drop):
        return YOU
    return NAVETTE.capitalize() if actor == NAVETTE else outside(identifiant(actor))


def _status(row: Event) -> Cell:
    return Cell(text=LABELS[row.event.status], small=outside(row.event.motif) if row.event.motif else None)


def waiting(dashboard: Dashboard, locale: Locale) -> Section | None:
    """Works pieces that wait, the oldest first; ``None`` when there is none."""
    if not dashboard.waiting_pieces:
        return None
    today = paris_day(dashboard.at)
    columns: tuple[CellColumn[WaitingPiece], ...] = (
        CellColumn(label=Text("Pièce", "Piece"), cell=_piece),
        CellColumn(label=Text("Fournisseur", "Supplier"), cell=lambda row: Cell(text=outside(row.nom_fournisseur))),
        CellColumn(
            label=Text("Attend", "Waits for"),
            cell=lambda row: Cell(text=row.role.value, small=outside(row.nom_destinataire)),
        ),
        CellColumn(
            label=Text("Montant TTC", "Amount with VAT"),
            cell=lambda row: Cell(text=money(row.ttc, row.devise, locale)),
            kind="sum",
        ),
        CellColumn(
            label=Text("Depuis le", "Since"),
            cell=lambda row: Cell(text=day(paris_day(row.since), locale)),
            kind="sum",
        ),
        CellColumn(label=Text("Avant le", "Before"), cell=lambda row: _due(row, today, locale), kind="sum"),
    )
    rows = table(columns, dashboard.waiting_pieces[:SHOWN])
    return Section(title=WORKS, table=rows, note=more(len(dashboard.waiting_pieces) - SHOWN, locale))


def _piece(row: WaitingPiece) -> Cell:
    cadre = CADRES.get(row.cadre)
    return Cell(text=outside(row.numero_facture), small=f"{row.cadre} – {cadre.piece}" if cadre else row.cadre)


def _due(row: WaitingPiece, today: date, locale: Locale) -> Cell:
    if row.due_on is None:
        return Cell(text="–")
    left = (row.due_on - today).days
    shown = day(row.due_on, locale)
    if left < 0:
        return Cell(text=shown, small=Text(f"dépassé de {-left} j", f"{-left} d ago"), late=True)
    return Cell(
        text=shown, small=Text(f"dans {left} j" if left else "aujourd'hui", f"in {left} d" if left else "today")
    )


WORKS = Text("Factures de travaux en attente", "Works pieces that wait")
NAVETTE = "navette"
"""The actor of a change that nobody requested."""
YOU = Text("Vous", "You")
LATEST = Text("Derniers événements", "Latest events")
SINCE = Text("Depuis votre dernière visite", "Since your last visit")
NOTHING = Text("Rien de nouveau.", "Nothing new.")
