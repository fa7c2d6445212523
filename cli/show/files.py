"""Deposited files as people look for them: what became of each, why, and the documents in it; on screen or as JSON."""

from collections.abc import Iterable, Sequence

from rich.text import Text as Line

from cli.show.findings import show_findings
from cli.show.lines import LineWriter, printable
from domain.deposit import Deposit, DepositedInvoice
from domain.paris_time import shown_moment
from domain.text import Locale, Text
from exporters.common.state_labels import FLUX_STATUS_LABELS, state_label

SHOWN = 20
"""Documents of one file."""
NONE = Text("Aucun fichier déposé ne porte ce nom ni ce numéro.", "No deposited file has this name or number.")
FILE = Text(
    "{name} : {status} (dépôt {number}, compte « {drop} », {at})",
    "{name}: {status} (deposit {number}, account “{drop}”, {at})",
)
DOCUMENT = Text("{name} : {state}", "{name}: {state}")
UNNUMBERED = Text("sans numéro", "without a number")
MORE = Text("… {count} de plus", "… {count} more")


def show(files: Sequence[Deposit], documents: Iterable[DepositedInvoice], locale: Locale) -> None:
    """Each file, the reasons that are about the file itself, and its documents."""
    writer = LineWriter()
    if not files:
        writer.write(NONE.in_(locale))
    inside = _by_file(documents)
    for file in files:
        values = {
            "name": printable(file.name),
            "status": FLUX_STATUS_LABELS[file.status].in_(locale),
            "number": file.number,
            "drop": printable(file.drop),
            "at": shown_moment(file.received_at, locale),
        }
        writer.write(Line(FILE.with_(values).in_(locale), style="bold"), hanging=2)
        show_findings(writer, file.findings, locale, indent=2)
        found = inside.get(file.id, [])
        for one in found[:SHOWN]:
            _show_document(writer, one, locale)
        if len(found) > SHOWN:
            writer.write(MORE.with_({"count": len(found) - SHOWN}).in_(locale), indent=2)


def _show_document(writer: LineWriter, one: DepositedInvoice, locale: Locale) -> None:
    number = one.values["numero_facture"] or UNNUMBERED.in_(locale)
    name = f"{one.member} › {number}" if one.member else number
    values = {"name": printable(name), "state": state_label(one, locale)}
    writer.write(DOCUMENT.with_(values).in_(locale), indent=2, hanging=4)
    show_findings(writer, one.findings, locale, indent=4)


def _by_file(documents: Iterable[DepositedInvoice]) -> dict[int, list[DepositedInvoice]]:
    inside: dict[int, list[DepositedInvoice]] = {}
    for one in documents:
        inside.setdefault(one.deposit_id, []).append(one)
    return inside
