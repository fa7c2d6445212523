"""A works dossier as people read it: who takes part, its pieces, what happened to each, what runs, who is next."""

from collections.abc import Mapping, Sequence
from datetime import date

from rich.markup import escape
from rich.text import Text as Line

from cli.show.lines import Paper, printable
from cli.show.tables import plain_table
from domain.dossier import Dossier, Piece
from domain.echeance import LIBELLES, Echeance, echeances
from domain.next_actors import next_actors
from domain.paris_time import jour, moment
from domain.piece import PIECES
from domain.status import LABELS
from domain.suivi import Complement
from domain.text import Locale
from domain.travaux import Role, depositor_role, is_over
from exporters.common.number_formats import amount

_SOON = 3
"""Days left from which a deadline is shown as near."""


Complements = Mapping[int, Sequence[Complement]]
"""By invoice id: what completed it."""


def show(paper: Paper, dossier: Dossier, complements: Complements, today: date, delay: int, locale: Locale) -> None:
    """Writes the story of ``dossier`` as it stands on ``today`` (in Paris); ``delay`` is the one to pay, in days."""
    paper.write(Line(f"Dossier de facturation {printable(dossier.numero)}", style="bold"))
    for label, value in _people(dossier):
        paper.write(f"{label:19} {printable(value)}", indent=2, hanging=22)
    paper.write("")
    _pieces(paper, dossier)
    names = _names(dossier)
    for piece in dossier.pieces:
        _events(paper, piece, names)
        for each in complements.get(piece.invoice_id, ()):
            paper.write(f"Complément joint : {printable(each.name)}", indent=2, hanging=4)
    _deadlines(paper, dossier, echeances(dossier, delay), today)
    paper.write("")
    paper.write(Line("À faire", style="bold"))
    suites = next_actors(dossier, today, delay)
    for suite in suites:
        paper.write(printable(suite.sentence.in_(locale)), indent=2, hanging=4)
    if not suites:
        paper.write("Plus rien : le dossier est terminé.", indent=2)


def _people(dossier: Dossier) -> list[tuple[str, str]]:
    """One line for each actor that is known."""
    first = dossier.pieces[0]
    named = [("Fournisseur", f"{first.nom_fournisseur} {first.fournisseur}".strip() or "inconnu")]
    for label, role in (
        ("Maîtrise d'œuvre", Role.MOE),
        ("Maîtrise d'ouvrage", Role.MOA),
        ("Service financier", Role.SERVICE_FINANCIER),
    ):
        there = [piece for piece in dossier.pieces if piece.etape.destinataire is role and not is_over(piece.status)]
        if there:
            last = there[-1]
            named.append((label, f"{last.nom_destinataire} {last.destinataire} {last.code_service}".strip()))
        elif role is Role.MOE and first.moe:
            named.append((label, first.moe))
    return named


def _pieces(paper: Paper, dossier: Dossier) -> None:
    table = plain_table("Pièce", "Cadre", "De → à", "Montant TTC", "Statut", "Depuis le")
    table.columns[3].justify = "right"
    for piece in dossier.pieces:
        table.add_row(
            escape(printable(piece.numero_facture)),
            f"{piece.cadre} {PIECES[piece.cadre].fr}",
            f"{depositor_role(piece.cadre).value} → {piece.etape.destinataire.value}",
            escape(printable(amount(piece.montant_ttc, piece.devise))),
            LABELS[piece.status],
            moment(piece.status_at)[:10],
        )
    paper.console.print(table)


def _names(dossier: Dossier) -> dict[str, str]:
    """By SIRET: who acts in the dossier, where a piece names it."""
    found = {piece.fournisseur: piece.nom_fournisseur for piece in dossier.pieces}
    found |= {piece.destinataire: piece.nom_destinataire for piece in dossier.pieces}
    return {siret: f"{name}, {siret}" for siret, name in found.items() if siret and name}


def _events(paper: Paper, piece: Piece, names: Mapping[str, str]) -> None:
    paper.write("")
    paper.write(Line(f"{printable(piece.numero_facture)} ({piece.cadre})", style="bold"))
    for event in piece.events:
        motif = f" : {printable(event.motif)}" if event.motif else ""
        codes = f" [{', '.join(printable(code) for code in event.motif_codes)}]" if event.motif_codes else ""
        actor = printable(names.get(event.actor, event.actor))
        line = f"{moment(event.at)}  {LABELS[event.status]} (par {actor}){motif}{codes}"
        paper.write(line, indent=2, hanging=4)


def _deadlines(paper: Paper, dossier: Dossier, running: tuple[Echeance, ...], today: date) -> None:
    if not running:
        return
    numbers = {piece.invoice_id: piece.numero_facture for piece in dossier.pieces}
    paper.write("")
    paper.write(Line("Délais en cours", style="bold"))
    for each in running:
        left = each.days_left(today)
        line = Line(f"{LIBELLES[each.delai]}, {printable(numbers[each.invoice_id])} : jusqu'au {jour(each.due_on)} (")
        line.append(_left(left), style="red bold" if left < 0 else "yellow" if left <= _SOON else "green")
        paper.write(line.append(")"), indent=2, hanging=4)


def _left(days: int) -> str:
    if days < 0:
        return f"dépassé de {-days} jour{'s' if days < -1 else ''}"
    return "dernier jour" if days == 0 else f"encore {days} jour{'s' if days > 1 else ''}"
