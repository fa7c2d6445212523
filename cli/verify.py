"""``navette verify``: is this certificate of deposit genuine?"""

import json
import re
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from cli import language
from cli.show import verify_chain, verify_suppliers
from cli.show.lines import LineWriter, printable
from cli.usage.help_texts import Metavar, documented
from cli.usage.options import DEFAULT_CONFIG, AsJson, Config, bad_parameter
from cli.usage.summaries import SUMMARIES
from domain.certificate import Certificate
from domain.enum_tables import Partial
from domain.errors import NavetteError
from domain.text import Locale, Text
from exporters import certificat
from exporters.common.number_formats import by_four
from hub import settings
from hub.inspect.verify import Outcome, Proof, prove
from hub.runtime.connections import place_of_store
from hub.runtime.station import ledger_url
from ledger import ContentStore, Ledger

OUTCOMES = {
    Outcome.PROVEN: (Text("✓ Certificat authentique", "✓ Genuine certificate"), "bold green"),
    Outcome.REFUTED: (Text("✗ Certificat réfuté", "✗ Certificate refuted"), "bold red"),
    Outcome.UNDECIDED: (
        Text("? Rien à dire maintenant de ce certificat", "? Nothing to say of this certificate now"),
        "bold yellow",
    ),
    Outcome.UNKNOWN: (
        Text("? Certificat inconnu de ce registre", "? Certificate unknown to this ledger"),
        "bold yellow",
    ),
    Outcome.DIFFERS: (
        Text("? Certificat authentique, page présentée différente", "? Genuine certificate, but another page"),
        "bold yellow",
    ),
}
CODES = Partial({Outcome.PROVEN: 0, Outcome.UNDECIDED: 4})
"""Exit codes that are not 1."""
CERTIFICATE = Metavar("CERTIFICAT", "CERTIFICATE")
PUBLISHED = Metavar("TÊTE", "HEAD")
ONE_OR_ALL = Text(
    "donnez un certificat, ou --chain pour tous, ou --head pour le dernier, ou --suppliers.",
    "give one certificate, or --chain for them all, or --head for the last one, or --suppliers.",
)
PUBLISHED_WITH_CHAIN = Text("--published s'emploie avec --chain.", "--published goes with --chain.")
NEITHER = Text(
    "{shown} n'est ni un fichier ni un numéro de 52 lettres et chiffres.",
    "{shown} is neither a file nor a number of 52 letters and digits.",
)
NUMBER = re.compile(r"[A-Z2-7]{52}")
BLANKS = re.compile(r"[\s-]+")
NOT_OURS = Text(
    "Ce fichier n'est pas un certificat de dépôt de Navette (.pdf ou .json).",
    "This file is not a certificate of deposit by Navette (.pdf or .json).",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presented:
    """The certificate to verify: its number, the content that the file carries and the bytes of its page."""

    number: str
    carried: Certificate | None = None
    pdf: bytes | None = None


@documented(
    """
    Un PDF est aussi comparé à la page que Navette imprime pour ce certificat. `--chain` parcourt tous les
    certificats du registre, nomme le premier qui a été altéré, puis compare montants, acheminements et statuts du
    registre à ce qui fut certifié. `--head` affiche le dernier et leur nombre, que chaque nuit publie ; `--chain
    --published` y tient la chaîne. `--suppliers` liste les factures acceptées qu'une version d'avant a pu ranger sous
    un autre fournisseur : un numéro étranger pris pour un SIREN, un mot à la place d'un numéro.

    Code de sortie 0 : prouvé ; 1 : réfuté, inconnu ici, ou une page qui n'est pas la nôtre ; 2 : ni numéro ni fichier ;
    4 : les octets conservés ne peuvent pas être lus maintenant.

    Exemple : `navette verify retours/certificat_PAP-2026-0101_O6LLMR4O.pdf`
    """,
    """
    A PDF is also compared with the page that Navette prints for this certificate. `--chain` goes through every
    certificate of the ledger, names the first that was tampered with, then compares amounts, routes and statuses of
    the ledger with what was certified. `--head` prints the last one and how many there are, which each night
    publishes; `--chain --published` holds the chain to it. `--suppliers` lists the accepted invoices that an earlier
    version may have kept under another supplier: a foreign number taken for a SIREN, a word in place of a number.

    Exit code 0: proven; 1: refuted, unknown here, or a page that is not ours; 2: neither a number nor a file;
    4: the bytes kept cannot be read now.

    Example: `navette verify retours/certificat_PAP-2026-0101_O6LLMR4O.pdf`
    """,
    summary=SUMMARIES["verify"],
)
def verify(
    certificate: Annotated[
        str,
        typer.Argument(),
        CERTIFICATE,
        Text("Numéro de certificat, ou son fichier PDF ou JSON.", "Certificate number, or its PDF or JSON file."),
    ] = "",
    chain: Annotated[
        bool,
        typer.Option("--chain"),
        Text("Vérifie plutôt tous les certificats du registre.", "Check every certificate of the ledger instead."),
    ] = False,
    head: Annotated[
        bool,
        typer.Option("--head"),
        Text(
            "Affiche le nombre de certificats et le dernier numéro, à noter ailleurs.",
            "Print how many certificates there are and the last number, to be written down elsewhere.",
        ),
    ] = False,
    published: Annotated[
        str,
        typer.Option("--published"),
        PUBLISHED,
        Text(
            "Avec --chain : la tête publiée une nuit, son fichier ou son horodatage (.tsr).",
            "With --chain: the head that a night published, its file or its time stamp (.tsr).",
        ),
    ] = "",
    suppliers: Annotated[
        bool,
        typer.Option("--suppliers"),
        Text(
            "Liste les factures acceptées dont le fournisseur est douteux.",
            "List the accepted invoices whose supplier is doubtful.",
        ),
    ] = False,
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Proves or refutes one certificate, checks the whole chain, prints its head, or lists
    invoices of doubtful suppliers.
    """
    if chain + head + suppliers + bool(certificate) != 1:
        raise bad_parameter(ONE_OR_ALL)
    if published and not chain:
        raise bad_parameter(PUBLISHED_WITH_CHAIN)
    chosen = settings.load(config)
    if head:
        verify_chain.show_head(Ledger.open(ledger_url(chosen)), as_json=as_json)
        return
    if suppliers:
        raise typer.Exit(verify_suppliers.check(Ledger.open(ledger_url(chosen)), as_json=as_json))
    if chain:
        raise typer.Exit(verify_chain.check(chosen, published, as_json=as_json))
    shown = _presented(certificate)
    if shown is None:
        proof = Proof(outcome=Outcome.UNKNOWN, reasons=(NOT_OURS,))
    else:
        ledger = Ledger.open(ledger_url(chosen))
        proof = prove(ledger, ContentStore(place_of_store(chosen)), shown.number, shown.carried, shown.pdf)
    number = shown.number if shown else None
    if as_json:
        sys.stdout.write(json.dumps(_body(proof, number, language.current()), ensure_ascii=False) + "\n")
    else:
        _show(proof, number, language.current())
    raise typer.Exit(CODES.get(proof.outcome, 1))


def _presented(certificate: str) -> Presented | None:
    """What the argument names; ``None`` for a file that is not a certificate of Navette."""
    path = Path(certificate)
    if path.is_file():
        with path.open("rb") as file:
            return _in_file(file.read(certificat.LARGEST + 1))
    number = BLANKS.sub("", certificate).upper()
    if not NUMBER.fullmatch(number):
        raise bad_parameter(NEITHER.with_({"shown": printable(certificate)}), CERTIFICATE)
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
    writer = LineWriter()
    words, style = OUTCOMES[proof.outcome]
    writer.console.print(words.in_(locale), style=style)
    if number:
        writer.write(printable(by_four(number)), indent=2)
    for reason in proof.reasons:
        writer.write(f"- {reason.in_(locale)}", indent=2, hanging=4)
    if proof.certificate and proof.outcome is not Outcome.REFUTED:
        content = proof.certificate.content
        writer.write(
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
