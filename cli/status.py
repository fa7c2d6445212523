"""``navette status``: every deposit, step and action of an invoice, and the reasons of a refusal."""

import json
import sys
from typing import Annotated

import typer

from cli import language
from cli.show import history as history_view
from cli.show.lines import printable
from cli.usage.help_texts import Metavar, documented
from cli.usage.options import DEFAULT_CONFIG, AsJson, Config
from cli.usage.summaries import SUMMARIES
from domain.text import Text
from exporters.common.json_bodies import history_body
from hub import settings
from hub.runtime.station import ledger_url
from ledger import Ledger

NONE = Text(
    "Aucune facture ni certificat « {number} » dans le registre.",
    "No invoice and no certificate “{number}” in the ledger.",
)


@documented(
    """
    Plusieurs dépôts d'un même numéro (un doublon, une réutilisation refusée) sont tous montrés, du plus ancien au plus
    récent.

    Code de sortie 0 : trouvée ; 1 : le registre ne connaît pas cette facture.

    Exemple : `navette status PAP-2026-0101`
    """,
    """
    Several deposits of one number (a duplicate, a refused reuse) are all shown, oldest first.

    Exit code 0: found; 1: the ledger knows no such invoice.

    Example: `navette status PAP-2026-0101`
    """,
    summary=SUMMARIES["status"],
)
def status(
    number: Annotated[
        str,
        typer.Argument(),
        Metavar("NUMERO", "NUMBER"),
        Text("Numéro de facture ou de certificat.", "Invoice number or certificate number."),
    ],
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Shows every deposit of the invoice ``number``."""
    locale = language.current()
    ledger = Ledger.open(ledger_url(settings.load(config)))
    found = ledger.invoices.find(number)
    if as_json:
        sys.stdout.write(json.dumps([history_body(each, locale) for each in found], ensure_ascii=False) + "\n")
    elif not found:
        sys.stderr.write(NONE.with_({"number": printable(number)}).in_(locale) + "\n")
    else:
        for rank, history in enumerate(found):
            history_view.show(history, locale, first=rank == 0)
    raise typer.Exit(0 if found else 1)
