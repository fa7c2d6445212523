"""A works dossier: its actors, its pieces and their events, the deadlines that run, and who must act next."""

from collections.abc import Mapping, Sequence
from datetime import date

from rich.markup import escape
from rich.text import Text as Line

from cli.show.lines import LineWriter, printable
from cli.show.tables import plain_table
from domain.dossier import Dossier, Piece
from domain.echeance import Echeance, echeances
from domain.next_actors import next_actors
from domain.paris_time import shown_day, shown_moment
from domain.piece import PIECES
from domain.suivi import Complement
from domain.text import Locale, Text
from domain.travaux import Role, depositor_role, is_over
from exporters.common.actor_names import actor_name
from exporters.common.number_formats import amount
from exporters.common.state_labels import DEADLINE_LABELS, ROLE_LABELS, STATUS_LABELS

_SOON = 3
"""Days left from which a deadline is coloured as near."""
TITLE = Text("Dossier de facturation {number}", "Works dossier {number}")
COMPLEMENT = Text("Complément joint : {name}", "Complement attached: {name}")
TO_DO = Text("À faire", "To do")
NOTHING_TO_DO = Text("Plus rien : le dossier est terminé.", "Nothing more: the dossier is over.")
UNKNOWN = Text("inconnu", "unknown")
SUPPLIER = Text("Fournisseur", "Supplier")
ACTORS = (
    (Text("Maîtrise d'œuvre", "MOE"), Role.MOE),
    (Text("Maîtrise d'ouvrage", "MOA"), Role.MOA),
    (Text("Service financier", "Payer"), Role.SERVICE_FINANCIER),
)
HEADS = (
    Text("Pièce", "Piece"),
    Text("Cadre", "Cadre"),
    Text("De → à", "From → to"),
    Text("Montant TTC", "With VAT"),
    Text("Statut", "Status"),
    Text("Depuis le", "Since"),
)
EVENT = Text("{at}  {status} (par {actor})", "{at}  {status} (by {actor})")
MOTIF = Text(" : {motif}", ": {motif}")
DEADLINES = Text("Délais en cours", "Deadlines that run")
DEADLINE = Text("{deadline}, {piece} : jusqu'au {day} (", "{deadline}, {piece}: until {day} (")
OVERDUE_ONE = Text("dépassé de 1 jour", "overdue by 1 day")
OVERDUE = Text("dépassé de {days} jours", "overdue by {days} days")
LAST_DAY = Text("dernier jour", "last day")
LEFT_ONE = Text("encore 1 jour", "1 day left")
LEFT = Text("encore {days} jours", "{days} days left")

Complements = Mapping[int, Sequence[Complement]]
"""By invoice id: what completed it."""


def show(
    writer: LineWriter, dossier: Dossier, complements: Complements, today: date, delay: int, locale: Locale
) -> None:
    """Writes ``dossier`` as it stands on ``today`` (in Paris); ``delay``: the payment delay, in days."""
    writer.write(Line(TITLE.with_({"number": printable(dossier.numero)}).in_(locale), style="bold"))
    for label, value in _people(dossier, locale):
        writer.write(f"{label.in_(locale):19} {printable(value)}", indent=2, hanging=22)
    writer.write("")
    _pieces(writer, dossier, locale)
    names = _names(dossier)
    for piece in dossier.pieces:
        _events(writer, piece, names, locale)
        for each in complements.get(piece.invoice_id, ()):
            writer.write(COMPLEMENT.with_({"name": printable(each.name)}).in_(locale), indent=2, hanging=4)
    _deadlines(writer, dossier, echeances(dossier, delay), today, locale)
    writer.write("")
    writer.write(Line(TO_DO.in_(locale), style="bold"))
    actions = next_actors(dossier, today, delay)
    for action in actions:
        writer.write(printable(action.sentence.in_(locale)), indent=2, hanging=4)
    if not actions:
        writer.write(NOTHING_TO_DO.in_(locale), indent=2)


def _people(dossier: Dossier, locale: Locale) -> list[tuple[Text, str]]:
    """One line for each actor that is known."""
    first = dossier.pieces[0]
    named = [(SUPPLIER, f"{first.nom_fournisseur} {first.fournisseur}".strip() or UNKNOWN.in_(locale))]
    for label, role in ACTORS:
        there = [piece for piece in dossier.pieces if piece.etape.destinataire is role and not is_over(piece.status)]
        if there:
            last = there[-1]
            named.append((label, f"{last.nom_destinataire} {last.destinataire} {last.code_service}".strip()))
        elif role is Role.MOE and first.moe:
            named.append((label, first.moe))
    return named


def _pieces(writer: LineWriter, dossier: Dossier, locale: Locale) -> None:
    table = plain_table(*(head.in_(locale) for head in HEADS))
    table.columns[3].justify = "right"
    for piece in dossier.pieces:
        name = PIECES[piece.cadre]
        roles = (ROLE_LABELS[depositor_role(piece.cadre)], ROLE_LABELS[piece.etape.destinataire])
        table.add_row(
            escape(printable(piece.numero_facture)),
            f"{piece.cadre} {Text(name.fr, name.en).in_(locale)}",
            " → ".join(role.in_(locale) for role in roles),
            escape(printable(amount(piece.montant_ttc, piece.devise, locale))),
            STATUS_LABELS[piece.status].in_(locale),
            shown_moment(piece.status_at, locale)[:10],
        )
    writer.console.print(table)


def _names(dossier: Dossier) -> dict[str, str]:
    """By SIRET: name and SIRET of the actors that a piece names."""
    found = {piece.fournisseur: piece.nom_fournisseur for piece in dossier.pieces}
    found |= {piece.destinataire: piece.nom_destinataire for piece in dossier.pieces}
    return {siret: f"{name}, {siret}" for siret, name in found.items() if siret and name}


def _events(writer: LineWriter, piece: Piece, names: Mapping[str, str], locale: Locale) -> None:
    writer.write("")
    writer.write(Line(f"{printable(piece.numero_facture)} ({piece.cadre})", style="bold"))
    for event in piece.events:
        motif = MOTIF.with_({"motif": printable(event.motif)}).in_(locale) if event.motif else ""
        codes = f" [{', '.join(printable(code) for code in event.motif_codes)}]" if event.motif_codes else ""
        values = {
            "at": shown_moment(event.at, locale),
            "status": STATUS_LABELS[event.status].in_(locale),
            "actor": printable(actor_name(event.actor, names)),
        }
        writer.write(EVENT.with_(values).in_(locale) + motif + codes, indent=2, hanging=4)


def _deadlines(
    writer: LineWriter, dossier: Dossier, running: tuple[Echeance, ...], today: date, locale: Locale
) -> None:
    if not running:
        return
    numbers = {piece.invoice_id: piece.numero_facture for piece in dossier.pieces}
    writer.write("")
    writer.write(Line(DEADLINES.in_(locale), style="bold"))
    for each in running:
        left = each.days_left(today)
        values = {
            "deadline": DEADLINE_LABELS[each.delai].in_(locale),
            "piece": printable(numbers[each.invoice_id]),
            "day": shown_day(each.due_on, locale),
        }
        line = Line(DEADLINE.with_(values).in_(locale))
        line.append(_left(left).in_(locale), style="red bold" if left < 0 else "yellow" if left <= _SOON else "green")
        writer.write(line.append(")"), indent=2, hanging=4)


def _left(days: int) -> Text:
    if days < 0:
        return OVERDUE.with_({"days": -days}) if days < -1 else OVERDUE_ONE
    if days == 0:
        return LAST_DAY
    return LEFT.with_({"days": days}) if days > 1 else LEFT_ONE
