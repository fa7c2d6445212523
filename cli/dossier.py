"""``navette dossier``: pieces, events and deadlines of a works dossier, and who must act next."""

import json
import sys
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from cli import language
from cli.show.dossier import show
from cli.show.lines import LineWriter, printable
from cli.usage.help_texts import Metavar, documented
from cli.usage.options import DEFAULT_CONFIG, AsJson, Config
from cli.usage.summaries import SUMMARIES
from domain.dossier import Dossier, Piece
from domain.echeance import echeances
from domain.next_actors import next_actors
from domain.paris_time import paris_day
from domain.status_facts import LABELS
from domain.text import Locale, Text
from hub import settings
from hub.runtime.station import ledger_url
from hub.settings import Settings
from ledger import Ledger

UNKNOWN = Text(
    "Aucune pièce de travaux ni certificat « {number} » dans le registre.",
    "No works piece and no certificate “{number}” in the ledger.",
)


@documented(
    """
    Ses pièces, qui a fait quoi et quand, les délais en cours, et qui doit agir ensuite.

    Si plusieurs dossiers ont une pièce de ce numéro, tous sont montrés, du plus ancien au plus récent.

    Code de sortie 0 : trouvé ; 1 : le registre ne connaît pas cette pièce de travaux.

    Exemple : `navette dossier CHA-2026-01`
    """,
    """
    Its pieces, who did what and when, the deadlines that run, and who must act next.

    Several dossiers in which a piece has this number are all shown, oldest first.

    Exit code 0: found; 1: the ledger knows no such works piece.

    Example: `navette dossier CHA-2026-01`
    """,
    summary=SUMMARIES["dossier"],
)
def dossier(
    number: Annotated[
        str,
        typer.Argument(),
        Metavar("NUMERO", "NUMBER"),
        Text("Numéro ou certificat d'une de ses pièces.", "Number or certificate of any piece of it."),
    ],
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Shows the works dossiers that hold the piece ``number``."""
    chosen, locale = settings.load(config), language.current()
    ledger = Ledger.open(ledger_url(chosen))
    found = ledger.follow_up.dossiers(number)
    day = today()
    if as_json:
        bodies = [_body(each, delay_of(chosen, each), day, locale) for each in found]
        sys.stdout.write(json.dumps(bodies, ensure_ascii=False) + "\n")
    elif not found:
        sys.stderr.write(UNKNOWN.with_({"number": printable(number)}).in_(locale) + "\n")
    else:
        writer, ids = LineWriter(), [piece.invoice_id for each in found for piece in each.pieces]
        complements = ledger.follow_up.complements_of(ids)
        for rank, each in enumerate(found):
            if rank:
                writer.write("")
            show(writer, each, complements, day, delay_of(chosen, each), locale)
    raise typer.Exit(0 if found else 1)


def today() -> date:
    """The day it is in Paris."""
    return paris_day(datetime.now(UTC))


def delay_of(chosen: Settings, one: Dossier) -> int:
    """The payment delay of the structure that pays, in days."""
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
