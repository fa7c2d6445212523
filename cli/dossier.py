"""``navette dossier``: the whole story of a works dossier, and who must act next."""

import json
import sys
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from cli.options import DEFAULT_CONFIG, AsJson, Config
from cli.show.dossier import show
from cli.show.lines import Paper, printable
from domain.dossier import Dossier, Piece
from domain.echeance import echeances
from domain.next_actors import next_actors
from domain.paris_time import jour_a_paris
from domain.status import LABELS
from domain.text import Locale
from hub import settings
from hub.runtime.station import ledger_url
from hub.settings import Settings
from ledger import Ledger


def dossier(
    number: Annotated[str, typer.Argument(help="Number or certificate of any piece of it.", metavar="NUMBER")],
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Tells the whole story of a works dossier (*dossier de facturation*).

    Its pieces, who did what and when, the deadlines that run, and who must act next.

    Several dossiers in which a piece has this number are all shown, oldest first.

    Exit code 0: found; 1: the ledger knows no such works piece.

    Example: `navette dossier CHA-2026-01`
    """
    chosen = settings.load(config)
    ledger = Ledger.open(ledger_url(chosen))
    found = ledger.dossiers(number)
    day = today()
    if as_json:
        bodies = [_body(each, delay_of(chosen, each), day, chosen.locale) for each in found]
        sys.stdout.write(json.dumps(bodies, ensure_ascii=False) + "\n")
    elif not found:
        sys.stderr.write(f"Aucune pièce de travaux ni certificat « {printable(number)} » dans le registre.\n")
    else:
        paper, ids = Paper(), [piece.invoice_id for each in found for piece in each.pieces]
        complements = ledger.complements_of(ids)
        for rank, each in enumerate(found):
            if rank:
                paper.write("")
            show(paper, each, complements, day, delay_of(chosen, each), chosen.locale)
    raise typer.Exit(0 if found else 1)


def today() -> date:
    """The day it is in Paris."""
    return jour_a_paris(datetime.now(UTC))


def delay_of(chosen: Settings, one: Dossier) -> int:
    """The payment delay of who pays, in days."""
    return chosen.delai_paiement(one.pieces[-1].destinataire)


def _body(one: Dossier, delay: int, day: date, locale: Locale) -> dict[str, object]:
    return {
        "number": one.numero,
        "pieces": [_piece(piece) for piece in one.pieces],
        "deadlines": [
            {
                "piece": each.invoice_id,
                "deadline": each.delai.value,
                "since": each.since.isoformat(),
                "due_on": each.due_on.isoformat(),
                "days_left": each.days_left(day),
                "who": each.who,
                "role": each.role.value if each.role else None,
            }
            for each in echeances(one, delay)
        ],
        "next": [
            {
                "piece": each.invoice_id,
                "who": each.siret,
                "due_on": each.due_on.isoformat() if each.due_on else None,
                "sentence": each.sentence.in_(locale),
            }
            for each in next_actors(one, day, delay)
        ],
    }


def _piece(piece: Piece) -> dict[str, object]:
    return {
        "id": piece.invoice_id,
        "after": list(piece.after),
        "number": piece.numero_facture,
        "date": piece.date_facture,
        "cadre": piece.cadre,
        "fournisseur": piece.fournisseur,
        "moe": piece.moe,
        "destinataire": piece.destinataire,
        "code_service": piece.code_service,
        "montant_ttc": piece.montant_ttc,
        "devise": piece.devise,
        "status": piece.status.value,
        "label": LABELS[piece.status],
        "drop": piece.drop,
        "events": [
            {
                "status": event.status.value,
                "at": event.at.isoformat(),
                "actor": event.actor,
                "motif": event.motif,
                "motif_codes": list(event.motif_codes),
            }
            for event in piece.events
        ],
    }
