"""``navette verify``: is this certificate of deposit genuine?"""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from cli.options import DEFAULT_CONFIG, AsJson, Config
from domain.certificate import Certificate
from domain.errors import NavetteError
from domain.text import Locale
from exporters import certificat
from hub import settings
from hub.proof import Outcome, Proof, prove
from hub.station import ledger_url
from ledger import ContentStore, Ledger

WORDS = {
    Outcome.PROVEN: ("✓ Certificat authentique", "bold green"),
    Outcome.REFUTED: ("✗ Certificat réfuté", "bold red"),
    Outcome.UNKNOWN: ("? Certificat inconnu de ce registre", "bold yellow"),
}


def verify(
    certificate: Annotated[
        str, typer.Argument(help="Certificate number, or its PDF or JSON file.", metavar="CERTIFICATE")
    ],
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Proves or refutes a certificate of deposit against the ledger, its chain and the bytes kept.

    Exit code 0: proven; 1: refuted or unknown.

    Example: `navette verify retours/certificat_FAC-2026-0042.pdf`
    """
    chosen = settings.load(config)
    number, shown = _presented(certificate)
    proof = prove(Ledger.open(ledger_url(chosen)), ContentStore(chosen.store.folder), number, shown)
    if as_json:
        sys.stdout.write(json.dumps(_body(proof, number), ensure_ascii=False) + "\n")
    else:
        _show(proof, number, chosen.locale)
    raise typer.Exit(0 if proof.outcome is Outcome.PROVEN else 1)


def _presented(certificate: str) -> tuple[str, Certificate | None]:
    """The number asked about, and the document presented when a file was named."""
    path = Path(certificate)
    if not path.is_file():
        return certificate.replace(" ", "").upper(), None
    content = path.read_bytes()
    if content[:5] == b"%PDF-":
        number = certificat.number_in(content)
        if number is None:
            raise NavetteError(f"{path} is not a certificate of Navette.", "Give the certificate's number instead.")
        return number, certificat.in_pdf(content)
    shown = certificat.from_json(content)
    return shown.number, shown


def _show(proof: Proof, number: str, locale: Locale) -> None:
    console = Console(highlight=False)
    words, style = WORDS[proof.outcome]
    console.print(words, style=style)
    console.print(f"  {number}", soft_wrap=True)
    for reason in proof.reasons:
        console.print(f"  {reason.in_(locale)}", soft_wrap=True)
    if proof.certificate:
        content = proof.certificate.content
        console.print(
            f"  {content.piece} {content.numero_facture}, {content.fournisseur} → {content.destinataire}, "
            f"{content.service}, {content.montant_ttc} {content.devise}, {content.deposited_at}",
            markup=False,
            soft_wrap=True,
        )


def _body(proof: Proof, number: str) -> dict[str, object]:
    return {
        "certificate": number,
        "outcome": proof.outcome.value,
        "reasons": [reason.fr for reason in proof.reasons],
        "content": asdict(proof.certificate.content) if proof.certificate else None,
    }
