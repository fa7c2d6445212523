"""``navette verify --chain`` and ``--head``: the whole chain, what the tables say beside it, and where it ends."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from rich.text import Text as Line

from cli import language
from cli.show.lines import LineWriter, printable
from cli.usage.options import bad_parameter
from domain.chain_head import ChainHead
from domain.text import Text
from exporters.common.number_formats import by_four, count
from hub import settings
from hub.inspect import chain
from hub.inspect.chain import ChainVerdict, Published
from hub.runtime.station import ledger_url
from ledger import Ledger

HOLDS = Text("✓ La chaîne des certificats est entière", "✓ The chain of certificates holds")
BROKEN = Text(
    "✗ La chaîne des certificats est rompue au rang {rank}", "✗ The chain of certificates is broken at rank {rank}"
)
OTHER_HEAD = Text(
    "✗ La chaîne n'est plus celle qui fut publiée : {head}",
    "✗ The chain is no longer the one that was published: {head}",
)
SAME_HEAD = Text("✓ Elle contient la tête publiée : {head}", "✓ It holds the head that was published: {head}")
STAMPED = Text("horodatée le {at} par {who}", "time-stamped on {at} by {who}")
UNSTAMPED = Text(
    "✗ L'horodatage n'est pas celui de cette tête, ou ne peut pas être vérifié",
    "✗ The time stamp is not that of this head, or cannot be checked",
)
AGREES = Text(
    "✓ Montants, acheminements et statuts du registre sont ceux des certificats",
    "✓ Amounts, routes and statuses of the ledger are those of the certificates",
)
DIFFERS = Text("✗ Le registre ne dit plus ce qui fut certifié", "✗ The ledger no longer says what was certified")
DIFFERENCE = Text(
    "certificat {rank}, {field} : certifié « {certified} », au registre « {found} »",
    "certificate {rank}, {field}: certified “{certified}”, in the ledger “{found}”",
)
NOTHING_PUBLISHED = Text(
    "{shown} n'est ni une tête (« 24 ABCD... »), ni un fichier qui en contient une.",
    "{shown} is neither a head (“24 ABCD...”) nor a file that has one.",
)


def show_head(ledger: Ledger, *, as_json: bool) -> None:
    """Prints the last certificate's number and how many there are."""
    head = ledger.certificates.head()
    if as_json:
        sys.stdout.write(json.dumps({"count": head.count, "head": head.number if head.count else None}) + "\n")
    else:
        sys.stdout.write(f"{head.line}\n")


def check(chosen: settings.Settings, published: str, *, as_json: bool) -> int:
    """Shows whether the chain holds, to what was published too, and what the tables say otherwise; the exit code."""
    head = _published(published) if published else None
    found = chain.verify(Ledger.open(ledger_url(chosen)), chosen, head)
    if as_json:
        sys.stdout.write(json.dumps(_body(found), ensure_ascii=False) + "\n")
    else:
        _show(found)
    return 0 if found.holds else 1


def _published(text: str) -> Published:
    path = Path(text)
    found = chain.published_in(path) if path.is_file() else chain.published_as(text)
    if found is None:
        raise bad_parameter(NOTHING_PUBLISHED.with_({"shown": printable(text)}))
    return found


def _show(found: ChainVerdict) -> None:
    locale, writer = language.current(), LineWriter()
    for words, good in _lines(found):
        writer.write(Line(words.in_(locale), style="bold green" if good else "bold red"))
    for one in found.differences:
        facts: dict[str, object] = {
            "rank": one.sequence or "-",
            "field": one.field,
            "certified": printable(one.certified),
            "found": printable(one.found),
        }
        writer.write(f"- {DIFFERENCE.with_(facts).in_(locale)}", indent=2, hanging=4)


def _lines(found: ChainVerdict) -> list[tuple[Text, bool]]:
    lines = [(HOLDS, True) if found.broken_at is None else (BROKEN.with_({"rank": found.broken_at}), False)]
    if found.published is not None:
        shown = {"head": _shown(found.published.head)}
        lines.append((SAME_HEAD.with_(shown), True) if found.goes_on else (OTHER_HEAD.with_(shown), False))
        if found.published.token is not None:
            stamp = found.stamp
            lines.append(
                (UNSTAMPED, False) if stamp is None else (STAMPED.with_({"at": stamp.at, "who": stamp.who}), True)
            )
    if found.broken_at is None:
        lines.append((DIFFERS, False) if found.differences else (AGREES, True))
    return lines


def _shown(head: ChainHead) -> str:
    return f"{count(head.count, language.current())} {by_four(head.number)}"


def _body(found: ChainVerdict) -> dict[str, object]:
    body: dict[str, object] = {
        "chain": "holds" if found.broken_at is None else "broken",
        "broken_at": found.broken_at,
    }
    if found.differences:
        body["differences"] = [asdict(one) for one in found.differences]
    if found.published is not None:
        body |= {"published": found.published.head.line, "goes_on": found.goes_on}
        if found.published.token is not None:
            body["stamped_at"] = found.stamp.at if found.stamp else None
    return body
