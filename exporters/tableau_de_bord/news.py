"""What happened since the last visit, and the works pieces that wait for somebody."""

from datetime import date
from html import escape

from domain.cadre import CADRES
from domain.dashboard import Attente, Dashboard, Event
from domain.paris_time import PARIS, jour, jour_a_paris
from domain.status import LABELS
from domain.text import Locale, Text
from exporters.common.number_formats import identifiant
from exporters.compte_rendu.columns import outside, say
from exporters.tableau_de_bord.tables import Cells, money, more, section, table

SHOWN = 10
"""Events, and pieces, shown on the page."""


def events(tableau: Dashboard, locale: Locale) -> str:
    """The newest events; a sentence when there is none."""
    title = say(LATEST if tableau.visited is None else SINCE, locale)
    if not tableau.events:
        return section(title, f'<p class="note">{say(NOTHING, locale)}</p>')
    note = more(tableau.events_total - min(len(tableau.events), SHOWN), locale)
    columns: tuple[Cells[Event], ...] = (
        Cells(label=Text("Quand", "When"), shown=lambda row: _when(row, locale)),
        Cells(label=Text("Facture", "Invoice"), shown=lambda row: outside(row.numero_facture)),
        Cells(
            label=Text("Fournisseur", "Supplier") if tableau.portee.drop is None else Text("Destinataire", "Recipient"),
            shown=lambda row: outside(row.nom_fournisseur if tableau.portee.drop is None else row.nom_destinataire),
        ),
        Cells(label=Text("État", "Status"), shown=_said),
        Cells(label=Text("Par", "By"), shown=lambda row: _by(row, tableau, locale), kind="code"),
    )
    return section(title, table(columns, tableau.events[:SHOWN], locale), note)


def _when(row: Event, locale: Locale) -> str:
    local = row.event.at.astimezone(PARIS)
    return f"{local:%Y-%m-%d %H:%M}" if locale is Locale.EN else f"{local:%d/%m/%Y %H:%M}"


def _by(row: Event, tableau: Dashboard, locale: Locale) -> str:
    """Who did it: the reader, Navette, or another by its code."""
    actor = row.event.actor
    if actor in (tableau.portee.siret, tableau.portee.drop):
        return say(YOU, locale)
    return NAVETTE.capitalize() if actor == NAVETTE else outside(identifiant(actor))


def _said(row: Event) -> str:
    motif = f"<small>{outside(row.event.motif)}</small>" if row.event.motif else ""
    return f"{escape(LABELS[row.event.status])}{motif}"


def attentes(tableau: Dashboard, locale: Locale) -> str:
    """Works pieces that wait, the oldest first; empty when there is none."""
    if not tableau.attentes:
        return ""
    today = jour_a_paris(tableau.at)
    note = more(len(tableau.attentes) - SHOWN, locale)
    columns: tuple[Cells[Attente], ...] = (
        Cells(label=Text("Pièce", "Piece"), shown=_piece),
        Cells(label=Text("Fournisseur", "Supplier"), shown=lambda row: outside(row.nom_fournisseur)),
        Cells(
            label=Text("Attend", "Waits for"),
            shown=lambda row: f"{escape(row.role.value)}<small>{outside(row.nom_destinataire)}</small>",
        ),
        Cells(
            label=Text("Montant TTC", "Amount with VAT"),
            shown=lambda row: money(row.ttc, row.devise, locale),
            kind="sum",
        ),
        Cells(label=Text("Depuis le", "Since"), shown=lambda row: _day(jour_a_paris(row.since), locale), kind="sum"),
        Cells(label=Text("Avant le", "Before"), shown=lambda row: _due(row, today, locale), kind="sum"),
    )
    return section(say(WORKS, locale), table(columns, tableau.attentes[:SHOWN], locale), note)


def _piece(row: Attente) -> str:
    cadre = CADRES.get(row.cadre)
    named = f"{row.cadre} – {cadre.piece}" if cadre else row.cadre
    return f"{outside(row.numero_facture)}<small>{escape(named)}</small>"


def _due(row: Attente, today: date, locale: Locale) -> str:
    if row.due_on is None:
        return "–"
    left = (row.due_on - today).days
    shown = _day(row.due_on, locale)
    if left < 0:
        words = Text(f"dépassé de {-left} j", f"{-left} d ago")
        return f'<em class="late">{shown}</em><small>{say(words, locale)}</small>'
    words = Text(f"dans {left} j" if left else "aujourd'hui", f"in {left} d" if left else "today")
    return f"{shown}<small>{say(words, locale)}</small>"


def _day(day: date, locale: Locale) -> str:
    return jour(day) if locale is Locale.FR else day.isoformat()


WORKS = Text("Factures de travaux en attente", "Works pieces that wait")
NAVETTE = "navette"
"""The actor of what nobody asked for."""
YOU = Text("Vous", "You")
LATEST = Text("Derniers événements", "Latest events")
SINCE = Text("Depuis votre dernière visite", "Since your last visit")
NOTHING = Text("Rien de nouveau.", "Nothing new.")
