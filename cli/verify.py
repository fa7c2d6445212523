"""``navette verify``: is this certificate of deposit genuine?"""

import json
import re
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text as Line

from cli.options import DEFAULT_CONFIG, AsJson, Config
from cli.show.lines import Paper, printable
from domain.certificate import Certificate
from domain.errors import NavetteError
from domain.text import Locale, Text
from exporters import certificat
from exporters.common.number_formats import by_four
from hub import settings
from hub.inspect.verify import Outcome, Proof, prove
from hub.runtime.station import ledger_url
from ledger import ContentStore, Ledger

WORDS = {
    Outcome.PROVEN: (Text("✓ Certificat authentique", "✓ Genuine certificate"), "bold green"),
    Outcome.REFUTED: (Text("✗ Certificat réfuté", "✗ Certificate refuted"), "bold red"),
    Outcome.UNKNOWN: (
        Text("? Certificat inconnu de ce registre", "? Certificate unknown to this ledger"),
        "bold yellow",
    ),
    Outcome.DIFFERS: (
        Text("? Certificat authentique, page présentée différente", "? Genuine certificate, but another page"),
        "bold yellow",
    ),
}
NUMBER = re.compile(r"[A-Z2-7]{52}")
BLANKS = re.compile(r"[\s-]+")
HOLDS = Text("✓ La chaîne des certificats est entière", "✓ The chain of certificates holds")
BROKEN = Text(
    "✗ La chaîne des certificats est rompue au rang {rank}", "✗ The chain of certificates is broken at rank {rank}"
)
NOT_OURS = Text(
    "Ce fichier n'est pas un certificat de dépôt de Navette (.pdf ou .json).",
    "This file is not a certificate of deposit by Navette (.pdf or .json).",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presented:
    """What is asked about: a number, and what the document shown carries and looks like."""

    number: str
    carried: Certificate | None = None
    pdf: bytes | None = None


def verify(
    certificate: Annotated[
        str, typer.Argument(help="Certificate number, or its PDF or JSON file.", metavar="CERTIFICATE")
    ] = "",
    chain: Annotated[bool, typer.Option("--chain", help="Check every certificate of the ledger instead.")] = False,
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Proves or refutes a certificate of deposit against the ledger, its chain and the bytes kept.

    A PDF is also compared with the page that Navette prints for this certificate. `--chain` goes through every
    certificate of the ledger and names the first that was tampered with.

    Exit code 0: proven; 1: refuted, unknown here, or a page that is not ours; 2: neither a number nor a file.

    Example: `navette verify retours/certificat_PAP-2026-0101_O6LLMR4O.pdf`
    """
    if chain == bool(certificate):
        raise typer.BadParameter("Give one certificate, or --chain for them all.")
    chosen = settings.load(config)
    if chain:
        raise typer.Exit(_verify_chain(chosen, as_json=as_json))
    shown = _presented(certificate)
    if shown is None:
        proof = Proof(outcome=Outcome.UNKNOWN, reasons=(NOT_OURS,))
    else:
        ledger = Ledger.open(ledger_url(chosen))
        proof = prove(ledger, ContentStore(chosen.store.folder), shown.number, shown.carried, shown.pdf)
    number = shown.number if shown else None
    if as_json:
        sys.stdout.write(json.dumps(_body(proof, number, chosen.locale), ensure_ascii=False) + "\n")
    else:
        _show(proof, number, chosen.locale)
    raise typer.Exit(0 if proof.outcome is Outcome.PROVEN else 1)


def _verify_chain(chosen: settings.Settings, *, as_json: bool) -> int:
    """Says whether the whole chain holds; the exit code."""
    broken = Ledger.open(ledger_url(chosen)).verify_chain()
    words = HOLDS if broken is None else BROKEN.with_({"rank": broken})
    if as_json:
        sys.stdout.write(json.dumps({"chain": "holds" if broken is None else "broken", "broken_at": broken}) + "\n")
    else:
        Paper().write(Line(words.in_(chosen.locale), style="bold green" if broken is None else "bold red"))
    return 0 if broken is None else 1


def _presented(certificate: str) -> Presented | None:
    """What the argument names; ``None`` for a file that is no certificate of ours."""
    path = Path(certificate)
    if path.is_file():
        with path.open("rb") as file:
            return _in_file(file.read(certificat.LARGEST + 1))
    number = BLANKS.sub("", certificate).upper()
    if not NUMBER.fullmatch(number):
        raise typer.BadParameter(
            f"{printable(certificate)} is neither a file nor a number of 52 letters and digits.",
            param_hint="CERTIFICATE",
        )
    return Presented(number=number)


def _in_file(content: bytes) -> Presented | None:
    if len(content) > certificat.LARGEST:
        return None
    if b"%PDF-" in content[:1024]:
        number, carried = certificat.number_in(content), certificat.in_pdf(content)
        number = number or (carried.number if carried else None)
        return Presented(number=number, carried=carried, pdf=content) if number else None
    try:
        carried = certificat.from_json(content)
    except NavetteError:
        return None
    return Presented(number=carried.number, carried=carried)


def _show(proof: Proof, number: str | None, locale: Locale) -> None:
    paper = Paper()
    words, style = WORDS[proof.outcome]
    paper.console.print(words.in_(locale), style=style)
    if number:
        paper.write(printable(by_four(number)), indent=2)
    for reason in proof.reasons:
        paper.write(f"- {reason.in_(locale)}", indent=2, hanging=4)
    if proof.certificate and proof.outcome is not Outcome.REFUTED:
        content = proof.certificate.content
        paper.write(
            printable(
                f"{content.piece} {content.numero_facture}, {content.fournisseur} → {content.destinataire}, "
                f"{content.service}, {content.montant_ttc} {content.devise}, {content.deposited_at}"
            ),
            indent=2,
        )


def _body(proof: Proof, number: str | None, locale: Locale) -> dict[str, object]:
    return {
        "certificate": number,
        "outcome": proof.outcome.value,
        "reasons": [reason.in_(locale) for reason in proof.reasons],
        "content": asdict(proof.certificate.content) if proof.certificate else None,
    }
