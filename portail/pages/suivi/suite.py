"""What comes next for an invoice: who must act, by which day, and for works the pieces of its dossier."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.current_actor import NAMES as ACTORS
from domain.current_actor import CurrentActor, current_actor
from domain.deposit import INTEGRATED, DepositedInvoice
from domain.dossier import Dossier, Piece
from domain.echeance import Echeance, echeances
from domain.espace import Espace
from domain.next_actors import NextAction, next_actors
from domain.paris_time import day_text, paris_day
from domain.phase import Phase
from domain.piece import PIECES
from domain.status_facts import PHASES
from domain.text import Locale, Text
from domain.travaux import ETAPES, is_travaux
from exporters.common.number_formats import amount
from exporters.common.state_labels import DEADLINE_LABELS, STATUS_LABELS
from exporters.html.shown import NOTHING, Outside, outside
from portail.acces.asker import Member
from portail.espaces import within
from portail.pages.traitement.words import to_do
from portail.states import tone_of
from portail.views import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A deadline that runs."""

    label: Text
    day: Text
    left: Text
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceRow:
    """A piece of the dossier that one may see."""

    href: str
    number: Outside
    kind: Text
    amount: Outside
    state: State
    since: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class NextView:
    """What comes next."""

    sentences: tuple[Text, ...]
    deadlines: tuple[Deadline, ...]
    pieces: tuple[PieceRow, ...]
    others: Text | None
    """Said when the dossier has pieces that one may not see."""
    number: Outside
    """Of the dossier; empty outside works."""
    heading: Text = Text("Ce qui vient ensuite", "What comes next")
    deadlines_heading: Text = Text("Délais en cours", "Deadlines that run")
    dossier_heading: Text = Text("Dossier de facturation", "Works dossier")
    piece_label: Text = Text("Pièce", "Piece")
    kind_label: Text = Text("Nature", "Kind")
    amount_label: Text = Text("Montant TTC", "Amount with VAT")
    state_label: Text = Text("État", "Status")


def what_next(who: Member, espace: Espace, invoice: DepositedInvoice) -> NextView:
    """What comes next for the invoice, as who asks may know it: of its dossier, the pieces the espace shows."""
    today = paris_day(who.portail.clock())
    if invoice.status is None or invoice.disposition not in INTEGRATED:
        return _alone((TO_DEPOSIT_AGAIN,), ())
    dossier = _dossier(who, invoice)
    if dossier is None:
        running = echeances(Dossier.alone(invoice), _delay(who, invoice))
        return _alone((_turn(invoice),), tuple(_deadline(each, today) for each in running))
    mine = who.portail.ledger.invoices.seen([each.invoice_id for each in dossier.pieces], within(who, espace))
    delay = _delay(who, invoice)
    actions = [each for each in next_actors(dossier, today, delay) if each.invoice_id in mine]
    running = tuple(each for each in echeances(dossier, delay) if each.invoice_id in mine)
    return NextView(
        sentences=(*(each.sentence for each in actions), *_associated(invoice, actions)) or (NOTHING_MORE,),
        deadlines=tuple(_deadline(each, today) for each in running),
        pieces=tuple(_piece(espace, each, who.locale) for each in dossier.pieces if each.invoice_id in mine),
        others=OTHERS if len(mine) < len(dossier.pieces) else None,
        number=outside(dossier.numero) if dossier.pieces[0].invoice_id in mine else NOTHING,
    )


def _associated(invoice: DepositedInvoice, actions: Sequence[NextAction]) -> tuple[Text, ...]:
    """How the next piece is associated with this one, when one may follow and somebody has to act on it."""
    cadre = invoice.values["cadre_facturation"]
    if all(each.invoice_id != invoice.id for each in actions) or all(cadre not in one.after for one in ETAPES.values()):
        return ()
    return (ASSOCIATE.with_({"number": invoice.values["numero_facture"] or "?"}),)


def _alone(sentences: tuple[Text, ...], deadlines: tuple[Deadline, ...]) -> NextView:
    return NextView(sentences=sentences, deadlines=deadlines, pieces=(), others=None, number=NOTHING)


def _turn(invoice: DepositedInvoice) -> Text:
    """Who has to do what now, outside works."""
    assert invoice.status is not None  # noqa: S101 - asked by what_next
    if (asked := to_do(invoice.status)) is not None:
        return asked
    actor = current_actor(invoice.status, invoice.values["cadre_facturation"])
    if actor is CurrentActor.PERSONNE:
        return NOTHING_MORE if PHASES[invoice.status] in _OVER else ON_ITS_WAY
    return Text(f"À qui le tour : {ACTORS[actor].fr}.", f"Whose turn it is: {ACTORS[actor].en}.")


def _dossier(who: Member, invoice: DepositedInvoice) -> Dossier | None:
    """Its works dossier; ``None`` outside works."""
    if not is_travaux(invoice.values["cadre_facturation"]) or not invoice.dossier:
        return None
    found = who.portail.ledger.follow_up.dossiers(invoice.dossier)
    return next((each for each in found if each.id == invoice.dossier_id), None)


def _delay(who: Member, invoice: DepositedInvoice) -> int:
    return who.portail.settings.delai_paiement(invoice.route.siret if invoice.route else "")


def _deadline(one: Echeance, today: date) -> Deadline:
    left = one.days_left(today)
    words = LATE if left < 0 else LAST_DAY if left == 0 else ONE_LEFT if left == 1 else LEFT
    return Deadline(
        label=DEADLINE_LABELS[one.delai],
        day=day_text(one.due_on),
        left=words.with_({"days": abs(left)}),
        tone="bad" if left < 0 else "part" if left <= SOON else "",
    )


def _piece(espace: Espace, piece: Piece, locale: Locale) -> PieceRow:
    name = PIECES[piece.cadre]
    return PieceRow(
        href=f"/{espace.value}/{piece.invoice_id}",
        number=outside(piece.numero_facture),
        kind=Text(f"{name.fr} ({piece.cadre})", f"{name.en} ({piece.cadre})"),
        amount=outside(amount(piece.montant_ttc, piece.devise, locale)),
        state=State(label=STATUS_LABELS[piece.status], tone=tone_of(piece.status)),
        since=day_text(paris_day(piece.status_at)),
    )


_OVER = frozenset({Phase.PAYEE, Phase.CLOSE})
ON_ITS_WAY = Text("Elle est en cours d'acheminement.", "It is on its way.")
SOON = 3
"""Days left from which a deadline is shown as near."""
TO_DEPOSIT_AGAIN = Text("À corriger et à déposer de nouveau.", "To be corrected and deposited again.")
ASSOCIATE = Text(
    "La pièce suivante s'associe à celle-ci en citant son numéro, {number}, comme facture antérieure.",
    "The next piece is associated with this one by naming its number, {number}, as the preceding invoice.",
)
NOTHING_MORE = Text("Plus rien n'est attendu de personne.", "Nothing more is expected of anybody.")
LATE = Text("dépassé de {days} j", "{days} d overdue")
LAST_DAY = Text("dernier jour", "last day")
ONE_LEFT = Text("encore 1 jour", "1 day left")
LEFT = Text("encore {days} jours", "{days} days left")
OTHERS = Text(
    "Ce dossier a d'autres pièces, qui ne vous sont pas ouvertes.",
    "This dossier has other pieces, which are not open to you.",
)
