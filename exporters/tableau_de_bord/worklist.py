"""What the reader has to act on, before anything else: what a supplier corrects, what a payer verifies."""

from domain.dashboard import Dashboard
from domain.paris_time import paris_day
from domain.status import Status
from domain.status_facts import FACTS, LABELS
from domain.text import Locale, Text
from domain.worklist import DAYS, CorrectionDue, SetAside, VerificationDue
from exporters.common.actor_names import actor_name
from exporters.common.file_names import stem_of_day
from exporters.common.number_formats import identifiant
from exporters.html.shown import Sentence, Shown, outside
from exporters.tableau_de_bord.dates import day
from exporters.tableau_de_bord.tables import Cell, CellColumn, Section, money, more, table

SHOWN = 50
"""Rows of each section on the page."""


def corrections_due(dashboard: Dashboard, locale: Locale, *, by_day: bool = False) -> Section | None:
    """What a supplier has to correct; ``None`` when there is nothing. ``by_day``: each leads to the page of its day."""
    rows = dashboard.corrections_due
    if not rows:
        return None
    columns: tuple[CellColumn[CorrectionDue], ...] = (
        CellColumn(label=Text("Facture ou fichier", "Invoice or file"), cell=_named),
        CellColumn(
            label=Text("Déposé le", "Deposited on"),
            cell=lambda row: _deposited(row, locale, by_day=by_day),
            kind="code",
        ),
        CellColumn(label=Text("État", "Status"), cell=lambda row: Cell(text=_status(row)), kind="code"),
        CellColumn(label=Text("Pourquoi", "Why"), cell=lambda row: Cell(text=_why(row, locale)), kind="wide"),
        CellColumn(label=TO_DO, cell=lambda row: Cell(text=_remedy(row, locale)), kind="wide"),
    )
    return Section(
        title=Text("À corriger", "To correct"),
        table=table(columns, rows[:SHOWN]),
        note=more(len(rows) - SHOWN, locale) or LISTED.in_(locale),
    )


def set_aside(dashboard: Dashboard, locale: Locale) -> Section | None:
    """What a supplier has to correct no more, and why; ``None`` when there is nothing."""
    rows = dashboard.set_aside
    if not rows:
        return None
    columns: tuple[CellColumn[SetAside], ...] = (
        CellColumn(label=Text("Facture ou fichier", "Invoice or file"), cell=_named),
        CellColumn(
            label=Text("Mis de côté le", "Set aside on"),
            cell=lambda row: Cell(text=day(paris_day(row.at), locale)),
            kind="code",
        ),
        CellColumn(label=Text("Par", "By"), cell=lambda row: Cell(text=outside(actor_name(row.actor))), kind="code"),
        CellColumn(label=Text("Motif", "Reason"), cell=lambda row: Cell(text=outside(row.reason) or "–"), kind="wide"),
    )
    return Section(
        title=Text("Mis de côté", "Set aside"),
        table=table(columns, rows[:SHOWN]),
        note=more(len(rows) - SHOWN, locale),
    )


def verifications_due(dashboard: Dashboard, locale: Locale) -> Section | None:
    """What a payer verifies before paying; ``None`` when there is nothing."""
    if not dashboard.verifications_due:
        return None
    columns: tuple[CellColumn[VerificationDue], ...] = (
        CellColumn(
            label=Text("Facture", "Invoice"),
            cell=lambda row: Cell(text=outside(row.numero_facture), small=LABELS[row.status]),
        ),
        CellColumn(
            label=Text("Fournisseur", "Supplier"),
            cell=lambda row: Cell(text=outside(row.nom_fournisseur), small=outside(identifiant(row.fournisseur))),
        ),
        CellColumn(
            label=Text("Montant TTC", "Amount with VAT"),
            cell=lambda row: Cell(text=money(row.ttc, row.devise, locale)),
            kind="sum",
        ),
        CellColumn(
            label=Text("À vérifier", "To verify"),
            cell=lambda row: Cell(text=Sentence(" ".join(one.message.in_(locale) for one in row.findings))),
            kind="wide",
        ),
    )
    return Section(
        title=Text("À vérifier avant paiement", "To verify before payment"),
        table=table(columns, dashboard.verifications_due[:SHOWN]),
        note=more(dashboard.verifications_total - min(len(dashboard.verifications_due), SHOWN), locale),
    )


def _deposited(row: CorrectionDue, locale: Locale, *, by_day: bool) -> Cell:
    deposited = paris_day(row.deposited_at)
    return Cell(text=day(deposited, locale), href=f"{stem_of_day(deposited)}.html" if by_day else "")


def _named(row: CorrectionDue | SetAside) -> Cell:
    file = " : ".join(filter(None, (row.file, row.member)))
    return Cell(text=outside(row.numero_facture or file), small=outside(file) if row.numero_facture else None)


def _status(row: CorrectionDue) -> Shown:
    return LABELS[row.status] if row.status else UNUSABLE


def _why(row: CorrectionDue, locale: Locale) -> Shown:
    if row.motif:
        return outside(row.motif)
    return Sentence(row.cause.headline.message.in_(locale)) if row.cause else "–"


def _remedy(row: CorrectionDue, locale: Locale) -> Shown:
    """The remedy of its first fault; else what its status asks."""
    if row.cause and (row.status in (None, Status.REJETEE, Status.A_COMPLETER)):
        return Sentence(row.cause.headline.remedy.in_(locale))
    asked = FACTS[row.status].to_do if row.status else None
    return asked or "–"


TO_DO = Text("Que faire", "What to do")
UNUSABLE = Text("Irrecevable", "Unusable")
LISTED = Text(
    f"Chaque ligne reste ici jusqu'à ce qu'un dépôt intégré la remplace (même numéro, ou facture d'origine ; sans "
    f"numéro, même nom de fichier, avec une facture qui existait déjà), que l'exploitant la mette de côté, ou {DAYS} "
    f"jours.",
    f"Each line stays here until an integrated deposit replaces it (same number, or original invoice; without number, "
    f"same file name, with an invoice that existed then), the operator sets it aside, or for {DAYS} days.",
)
