"""Running deadlines (first day, last day, actor), and tacit deadlines that have passed.

Days are counted in Paris: a deadline of N days from a moment of day D ends with day D + N, across changes to and from
summer time. A suspension stops a deadline; the completion that ends it restarts the full deadline. A piece sent back
for a wrong addressee and deposited again runs from its new mise à disposition.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from domain.cadre import DEJA_PAYES
from domain.delai import DAYS as DAYS
from domain.delai import DELAI_LABELS as DELAI_LABELS
from domain.delai import TACIT_ACCEPTANCES as TACIT_ACCEPTANCES
from domain.delai import Delai as Delai
from domain.delai import Echeance as Echeance
from domain.delai import Lapse as Lapse
from domain.deposit import StatusEvent
from domain.dossier import Dossier, Piece
from domain.enum_tables import Partial
from domain.paris_time import french_date, paris_day
from domain.status import MADE_AVAILABLE, WRONG_ADDRESSEE, Status
from domain.status_facts import STOPPED
from domain.travaux import ETAPES, Role, available, is_over

S = Status


def echeances(dossier: Dossier, delai_paiement: int = DAYS[Delai.PAIEMENT]) -> tuple[Echeance, ...]:
    """The running deadlines of ``dossier`` (an invoice outside works is a dossier of one piece), nearest last day
    first.

    ``delai_paiement`` is in days. A suspension stops a deadline; the completion that ends it restarts the full
    deadline (code de la commande publique, R.2192-27 and -28).
    """
    pieces = tuple(piece for piece in dossier.pieces if not is_over(piece.status))
    found = [each for piece in pieces if (each := _of_piece(piece))]
    whole = (_decompte_general(dossier.pieces), _paiement(pieces, delai_paiement))
    found += [each for each in whole if each]
    return tuple(sorted(found, key=lambda each: (each.due_on, each.invoice_id)))


def lapses(dossier: Dossier, today: date) -> tuple[Lapse, ...]:
    """The tacit deadlines of ``dossier`` passed on ``today`` (Paris day), with the status each gives its piece."""
    status = {piece.invoice_id: piece.status for piece in dossier.pieces}
    return tuple(
        Lapse(
            invoice_id=each.invoice_id,
            expected=status[each.invoice_id],
            new=tacite.new,
            motif=tacite.motif.format(days=DAYS[each.delai], since=french_date(each.since)),
        )
        for each in echeances(dossier)
        if (tacite := TACIT_ACCEPTANCES.get(each.delai)) and today > each.due_on
    )


def mise_a_disposition_moe(dossier: Dossier, *, before: int) -> date | None:
    """First mise à disposition (Paris day) of the MOE among the pieces before the piece ``before``; ``None`` when
    there is none.
    """
    moments = _moments([each for each in dossier.pieces if each.invoice_id < before], S.MISE_A_DISPOSITION_MOE)
    return paris_day(min(moments)) if moments else None


def tacit_on(piece: Piece) -> date | None:
    """Last day of the MOA after an A22 (Paris day); ``None`` when the deadline does not run (suspended, answered, not
    made available).
    """
    found = _of_piece(piece)
    return found.due_on if found and found.delai is Delai.DECOMPTE_TACITE else None


_AT_MOE = frozenset({S.MISE_A_DISPOSITION_MOE, S.COMPLETEE})
_RUNNING: Partial[Delai, tuple[frozenset[str] | None, frozenset[Status]]] = Partial(
    {
        Delai.VALIDATION_1: (None, frozenset({S.A_VALIDER_1})),
        Delai.VALIDATION_2: (None, frozenset({S.A_VALIDER_2})),
        Delai.VERIFICATION_MOE: (frozenset({"A4", "A10", "A13"}), _AT_MOE),
        Delai.ACCEPTATION_TITULAIRE: (
            frozenset({"A18", "A20"}),
            frozenset({S.MISE_A_DISPOSITION_FOURNISSEUR, S.COMPLETEE}),
        ),
        Delai.DECOMPTE_TACITE: (
            frozenset({"A22"}),
            frozenset({S.MISE_A_DISPOSITION_MOA, S.PRISE_EN_COMPTE_MOA, S.COMPLETEE}),
        ),
    }
)
"""Deadlines of one piece: cadres (``None``: any) and statuses in which they run."""
_STARTS = MADE_AVAILABLE | {S.A_VALIDER_1, S.A_VALIDER_2, S.COMPLETEE}
"""A deadline starts at the last of these events."""
_FINALES = frozenset({"A7", "A14"})
_GENERALES = frozenset({"A18", "A20"})
_STOPPED = STOPPED | {S.REMPLACEE_PAR_A22}
"""A piece in one of these stops the deadline of the décompte général."""


def _of_piece(piece: Piece) -> Echeance | None:
    for delai, (cadres, statuses) in _RUNNING.items():
        if piece.status in statuses and (cadres is None or piece.cadre in cadres):
            return _echeance(piece, delai, _since(piece), *_holder(piece, delai))
    return None


def _holder(piece: Piece, delai: Delai) -> tuple[str, Role | None]:
    """SIRET and role of the actor who must act."""
    if delai is Delai.VALIDATION_1:
        return piece.valideur_1, None
    if delai is Delai.VALIDATION_2:
        return piece.valideur_2, None
    return piece.destinataire, piece.etape.destinataire


def _decompte_general(pieces: Sequence[Piece]) -> Echeance | None:
    """From the mise à disposition of the projet de décompte final to the MOE, or of the A17 to the MOA if later."""
    living = [piece for piece in pieces if not is_over(piece.status)]
    finales = [piece for piece in living if piece.cadre in _FINALES]
    projects = [piece for piece in living if piece.cadre == "A17"]
    waiting = (*finales, *projects)
    starts = [day for piece in waiting if (day := _available(piece))]
    if not finales or not starts or any(piece.status in _STOPPED for piece in waiting) or _is_notified(pieces):
        return None
    held = projects[-1] if projects else None
    who = held.destinataire if held else ""
    return _echeance(held or finales[-1], Delai.DECOMPTE_GENERAL, max(starts), who, Role.MOA)


def _is_notified(pieces: Sequence[Piece]) -> bool:
    """Whether the décompte général was made available to the fournisseur, whatever its answer."""
    return any(
        piece.cadre in _GENERALES and piece.status not in WRONG_ADDRESSEE and _available(piece) is not None
        for piece in pieces
    )


def _paiement(pieces: Sequence[Piece], days: int) -> Echeance | None:
    """From the first mise à disposition of the MOE, else of the recipient; ended by the mise en paiement."""
    if not pieces or pieces[0].avoir or pieces[0].cadre in DEJA_PAYES:
        return None
    if any(piece.status is S.MISE_EN_PAIEMENT or piece.status in STOPPED for piece in pieces):
        return None
    starts = _moments(pieces, S.MISE_A_DISPOSITION_MOE) or _moments(pieces, S.MISE_A_DISPOSITION)
    starts = starts or [piece.available_at for piece in pieces if piece.available_at and not piece.events]
    if not starts:
        return None
    since = paris_day(max(min(starts), *_moments(pieces, S.COMPLETEE), min(starts)))
    payers = [piece.destinataire for piece in pieces if available(piece.cadre) is S.MISE_A_DISPOSITION]
    held = pieces[-1]
    role = Role.SERVICE_FINANCIER if held.cadre in ETAPES else None
    return _echeance(held, Delai.PAIEMENT, since, payers[-1] if payers else "", role, days)


def _moments(pieces: Sequence[Piece], status: Status) -> list[datetime]:
    return [event.at for piece in pieces for event in _events(piece) if event.status is status]


def _available(piece: Piece) -> date | None:
    """Day (Paris) the addressee has had the complete piece; ``None``: not yet."""
    return _since(piece) if any(event.status in MADE_AVAILABLE for event in _events(piece)) else None


def _since(piece: Piece) -> date:
    """The day of the last event a deadline starts from."""
    started = [event.at for event in _events(piece) if event.status in _STARTS]
    return paris_day(started[-1] if started else piece.status_at)


def _events(piece: Piece) -> tuple[StatusEvent, ...]:
    """Events since its last deposit; events before a return to its author are ignored."""
    births = [rank for rank, event in enumerate(piece.events) if event.status is S.DEPOSEE]
    return piece.events[births[-1] if births else 0 :]


def _echeance(
    piece: Piece, delai: Delai, since: date, who: str, role: Role | None, days: int | None = None
) -> Echeance:
    last = since + timedelta(days=DAYS[delai] if days is None else days)
    return Echeance(invoice_id=piece.invoice_id, delai=delai, since=since, due_on=last, who=who, role=role)
