"""Next actions of a works dossier, in words: the piece each actor must treat, and by which day (seed 003).

Only the last pieces give an action: a piece followed by another needs none, and a piece sent back must be deposited
again under the same number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.dossier import Dossier, Piece
from domain.echeance import DAYS, Delai, Echeance, echeances
from domain.paris_time import french_date
from domain.piece import PIECES, indefinite, the
from domain.status import NEXT, WRONG_ADDRESSEE, Status
from domain.text import Text
from domain.travaux import ETAPES, Role, depositor_role, is_over

S = Status
ROLES: dict[Role, Text] = {
    Role.FOURNISSEUR: Text("Le fournisseur", "The supplier"),
    Role.MOE: Text("La MOE", "The MOE (project manager)"),
    Role.MOA: Text("La MOA", "The MOA (project owner)"),
    Role.SERVICE_FINANCIER: Text("Le service financier", "The service financier (payer)"),
}
_VALIDEUR = Text("Le valideur", "The valideur")
_NAVETTE = Text("Navette", "Navette")
_COMES_AGAIN = WRONG_ADDRESSEE | {S.A_RECYCLER}
_TO_DELIVER = frozenset(
    {
        S.DEPOSEE,
        S.EN_COURS_ACHEMINEMENT,
        S.VALIDEE_1,
        S.VALIDEE_2,
        S.ABSENCE_VALIDATION_1_HORS_DELAI,
        S.ABSENCE_VALIDATION_2_HORS_DELAI,
    }
)
_UNREAD = frozenset({S.MISE_A_DISPOSITION_MOE, S.COMPLETEE, S.ABSENCE_VALIDATION_MOE_DELAI_REGLEMENTAIRE})


@dataclass(frozen=True, slots=True, kw_only=True)
class NextAction:
    """An action an actor must or may take."""

    invoice_id: int
    """The piece that waits."""
    actor: Text
    """Name of the actor, as the subject of a sentence."""
    siret: str
    """SIRET of the actor; empty when unknown."""
    action: Text
    """The verb and what follows, without a full stop."""
    due_on: date | None = None
    """The last day, included; ``None``: no deadline."""

    @property
    def sentence(self) -> Text:
        """« La MOE (SIRET ...) dépose l'état d'acompte (A15), avant le 28/11/2026 inclus. »"""
        who = f" (SIRET {self.siret})" if self.siret else ""
        due = (
            (f", au plus tard le {french_date(self.due_on)}", f", by {self.due_on:%Y-%m-%d}")
            if self.due_on
            else ("", "")
        )
        return Text(
            f"{self.actor.fr}{who} {self.action.fr}{due[0]}.", f"{self.actor.en}{who} {self.action.en}{due[1]}."
        )


def next_actors(dossier: Dossier, today: date, delai_paiement: int = DAYS[Delai.PAIEMENT]) -> tuple[NextAction, ...]:
    """The next actions in ``dossier``, piece by piece; empty when it is complete. ``today`` is a Paris day."""
    running = echeances(dossier, delai_paiement)
    found = [suite for piece in _last(dossier.pieces) if (suite := _next_action(piece, dossier, running))]
    return (*found, *_late(dossier, running, today))


def _last(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces without a valid follower; a follower that must be deposited again still counts as one."""
    last = []
    for piece in pieces:
        after = [each for each in pieces if piece.invoice_id in each.after]
        if not any(not is_over(each.status) or each.status in _COMES_AGAIN for each in after):
            last.append(piece)
    return last


def _next_action(piece: Piece, dossier: Dossier, running: Sequence[Echeance]) -> NextAction | None:
    etape = piece.etape
    if piece.status in _TO_DELIVER:
        action = Text(f"remet {the(piece.cadre).fr} à son destinataire", f"hands {the(piece.cadre).en} over")
        return NextAction(invoice_id=piece.invoice_id, actor=_NAVETTE, siret="", action=action)
    if piece.status in (S.A_VALIDER_1, S.A_VALIDER_2):
        return _to_validate(piece, running)
    if piece.status is S.SUSPENDUE or is_over(piece.status):
        return _to_author(piece, dossier)
    if not NEXT[piece.status] or piece.status is S.REMPLACEE_PAR_A22:
        return None
    return NextAction(
        invoice_id=piece.invoice_id,
        actor=ROLES[_role_holding(piece)],
        siret=_siret(dossier, _role_holding(piece))
        if _role_holding(piece) is not etape.destinataire
        else piece.destinataire,
        action=_action(piece),
        due_on=_due(piece, _role_holding(piece), running),
    )


def _role_holding(piece: Piece) -> Role:
    """Role of the addressee of the piece; for a tacit décompte, the fournisseur."""
    return Role.FOURNISSEUR if piece.status is S.A_ASSOCIER_FOURNISSEUR else piece.etape.destinataire


def _to_validate(piece: Piece, running: Sequence[Echeance]) -> NextAction:
    first = piece.status is S.A_VALIDER_1
    name = the(piece.cadre)
    due = next((each.due_on for each in running if each.invoice_id == piece.invoice_id), None)
    return NextAction(
        invoice_id=piece.invoice_id,
        actor=_VALIDEUR,
        siret=piece.valideur_1 if first else piece.valideur_2,
        action=Text(f"valide ou refuse {name.fr}", f"validates or refuses {name.en}"),
        due_on=due,
    )


def _to_author(piece: Piece, dossier: Dossier) -> NextAction | None:
    """Action of the depositor of a piece that was sent back; ``None`` when the preceding piece already gives it."""
    role, name = depositor_role(piece.cadre), the(piece.cadre)
    if piece.status is S.SUSPENDUE:
        action = Text(
            f"complète {name.fr} (pièces jointes ou commentaire)", f"completes {name.en} (attachments or comment)"
        )
    elif piece.status in _COMES_AGAIN:
        action = Text(
            f"redépose {name.fr} sous le même numéro, au bon destinataire",
            f"deposits {name.en} again under the same number, to the right addressee",
        )
    elif piece.after:
        return None
    else:
        action = Text(
            f"dépose {name.fr} sous un nouveau numéro, après correction",
            f"deposits {name.en} under a new number, once corrected",
        )
    siret = piece.fournisseur if role is Role.FOURNISSEUR else _siret(dossier, role)
    return NextAction(invoice_id=piece.invoice_id, actor=ROLES[role], siret=siret, action=action)


def _action(piece: Piece) -> Text:
    """Verb and object of the holder's action on a piece."""
    name, holder = the(piece.cadre), _role_holding(piece)
    if holder is Role.SERVICE_FINANCIER:
        return Text(f"traite {name.fr} jusqu'à sa mise en paiement", f"treats {name.en} until its payment")
    parts = [_deposits(piece, holder)]
    if holder is Role.MOE and piece.status in _UNREAD and PIECES[piece.cadre].demande:
        parts.append(Text(f"prend en compte {name.fr}", f"takes {name.en} into account"))
    return Text(" ou ".join(part.fr for part in parts), " or ".join(part.en for part in parts))


def _deposits(piece: Piece, holder: Role) -> Text:
    """The pieces the holder may associate with this one."""
    tacit = piece.status is S.A_ASSOCIER_FOURNISSEUR
    following = [
        each.cadre
        for each in ETAPES.values()
        if piece.cadre in each.after
        and depositor_role(each.cadre) is holder
        and (holder is not Role.FOURNISSEUR or each.acteur is holder)
        and not (tacit and each.cadre != "A23")
    ]
    named = [(f"{the(cadre).fr} ({cadre})", f"{the(cadre).en} ({cadre})") for cadre in following]
    fr, en = " ou ".join(one for one, _ in named), " or ".join(other for _, other in named)
    return Text(f"dépose {fr}", f"deposits {en}")


def _due(piece: Piece, holder: Role, running: Sequence[Echeance]) -> date | None:
    mine = [each.due_on for each in running if each.invoice_id == piece.invoice_id and each.role is holder]
    return min(mine, default=None)


def _late(dossier: Dossier, running: Sequence[Echeance], today: date) -> tuple[NextAction, ...]:
    """No décompte général in time: the fournisseur may send its own (CCAG Travaux 2021, article 12.4.4)."""
    late = [each for each in running if each.delai is Delai.DECOMPTE_GENERAL and each.days_left(today) < 0]
    return tuple(
        NextAction(
            invoice_id=each.invoice_id,
            actor=ROLES[Role.FOURNISSEUR],
            siret=dossier.pieces[0].fournisseur,
            action=Text(
                f"peut déposer {indefinite('A22').fr} (A22) : le délai de la MOA pour notifier le décompte général est "
                f"passé depuis le {french_date(each.due_on)}",
                f"may deposit {indefinite('A22').en} (A22): the MOA's time to notify the general account ended on "
                f"{each.due_on:%Y-%m-%d}",
            ),
        )
        for each in late
    )


def _siret(dossier: Dossier, role: Role) -> str:
    """SIRET of the actor in ``role``, taken from the addressees of the pieces; of the fournisseur, from its own
    pieces.
    """
    if role is Role.FOURNISSEUR:
        return dossier.pieces[0].fournisseur
    living = [piece for piece in dossier.pieces if not is_over(piece.status)]
    addressed = [piece.destinataire for piece in living if piece.etape.destinataire is role]
    named = [piece.moe for piece in living if piece.moe and role is Role.MOE]
    return next(iter((*addressed, *named)), "")
