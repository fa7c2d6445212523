"""``navette search``: invoices by every criterion there is, page by page."""

import json
import sys
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated

import typer

from cli import language
from cli.show import files as files_view
from cli.show.lines import LineWriter
from cli.show.search import show
from cli.usage.help_texts import Metavar, documented
from cli.usage.options import DEFAULT_CONFIG, AsJson, Config, bad_parameter
from cli.usage.summaries import SUMMARIES
from domain.comparable_text import plain
from domain.errors import Unsearchable
from domain.paris_time import paris_day
from domain.search_criteria import (
    OLD_REFUSAL,
    PAGE,
    DateRange,
    Page,
    SearchCriteria,
    SearchRole,
    old_refusals_hidden,
)
from domain.status import Status
from domain.text import Text
from exporters.common.json_bodies import files_body, page_body
from exporters.common.state_labels import STATUS_LABELS
from hub import settings
from hub.runtime.station import ledger_url
from ledger import Ledger

DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y")
_STATUSES = {plain(word): status for status in Status for word in (*STATUS_LABELS[status], status.value)}
"""By what may be typed: the label in either language, or the code."""


NUMBER = Metavar("NUMERO", "NUMBER")
FILE = Metavar("NUMERO|NOM", "NUMBER|NAME")
ALONE = Text(
    "elle cherche des fichiers, les autres options des factures : donnez-la seule, ou avec --drop.",
    "it looks for files, the other options for invoices: give it alone, or with --drop.",
)
FILE_OF_THAT_NAME = Text(
    "Aucune facture n'a ce numéro ; un fichier porte ce nom :", "No invoice has this number; a file has this name:"
)
NO_AMOUNT = Text("« {text} » n'est pas un montant ; écrivez 1234,56.", "“{text}” is no amount; write 1234.56.")
NO_STATUS = Text(
    "« {text} » n'est pas un statut ; écrivez MISE_A_DISPOSITION ou « Mise à disposition ».",
    "“{text}” is no status; write MISE_A_DISPOSITION or “Made available”.",
)
GREATEST = Text("Au plus.", "Greatest.")


def _amount(text: str) -> Decimal:
    bare = "".join(text.split()).replace(",", ".").removesuffix("€")
    try:
        return Decimal(bare)
    except InvalidOperation:
        raise bad_parameter(NO_AMOUNT.with_({"text": text})) from None


def _status(text: str) -> Status:
    if plain(text) not in _STATUSES:
        raise bad_parameter(NO_STATUS.with_({"text": text}))
    return _STATUSES[plain(text)]


@documented(
    """
    Ce qui a été refusé au dépôt est trouvé aussi, sauf si l'on demande un destinataire, un valideur, une MOE ou
    une MOA. Un fichier refusé en tant que fichier n'est pas une facture : `--deposit` le trouve, par son nom ou le
    numéro de son dépôt.

    Code de sortie 0 : trouvé ; 1 : rien.

    Exemple : `navette search "F2026*" --statut "Mise à disposition" --from 01/10/2026`
    """,
    """
    What was refused at deposit is found too, unless a recipient, a valideur, a MOE or a MOA is asked for. A file that
    was refused as a file is no invoice: `--deposit` finds it, by its name or the number of its deposit.

    Exit code 0: something found; 1: nothing.

    Example: `navette search "F2026*" --statut "Made available" --from 01/10/2026`
    """,
    summary=SUMMARIES["search"],
)
def search(
    number: Annotated[
        str | None,
        typer.Argument(),
        NUMBER,
        Text(
            "Numéro de facture ; * remplace des caractères quelconques.",
            "Invoice number; * stands for any characters.",
        ),
    ] = None,
    role: Annotated[
        SearchRole | None,
        typer.Option("--role"),
        Text("Le rôle qu'y tient --structure.", "In which role --structure is."),
    ] = None,
    structure: Annotated[
        str | None,
        typer.Option("--structure"),
        Text("SIRET, ou SIREN pour tous ses SIRET.", "SIRET, or SIREN for all its SIRETs."),
    ] = None,
    pieces: Annotated[
        list[str] | None,
        typer.Option("--piece"),
        Text(
            "facture, avoir, travaux, ou un type de pièce de travaux (ETAT_ACOMPTE).",
            "facture, avoir, travaux, or a type of works piece (ETAT_ACOMPTE).",
        ),
    ] = None,
    destinataire: Annotated[
        str | None, typer.Option("--destinataire"), Text("SIRET du destinataire.", "SIRET of the recipient.")
    ] = None,
    service: Annotated[str | None, typer.Option("--service"), Text("Code service.", "Service code.")] = None,
    cadres: Annotated[
        list[str] | None,
        typer.Option("--cadre"),
        Text("Cadre de facturation (A1).", "Code of the cadre de facturation (A1)."),
    ] = None,
    fournisseur: Annotated[
        str | None,
        typer.Option("--fournisseur"),
        Text(
            "Un morceau du nom du fournisseur ; * pour des caractères quelconques.",
            "A piece of the supplier's name; * for any characters.",
        ),
    ] = None,
    periode: Annotated[
        DateRange,
        typer.Option("--date"),
        Text(
            "La date que bornent --from et --to : dépôt, facture ou dernier statut.",
            "The date that --from and --to bound: deposit, invoice or last status.",
        ),
    ] = DateRange.DEPOT,
    first: Annotated[
        datetime | None,
        typer.Option("--from", formats=list(DAY_FORMATS)),
        Text("Premier jour, à Paris.", "First day, in Paris."),
    ] = None,
    last: Annotated[
        datetime | None,
        typer.Option("--to", formats=list(DAY_FORMATS)),
        Text("Dernier jour, inclus.", "Last day, included."),
    ] = None,
    statuses: Annotated[
        list[Status] | None,
        typer.Option("--statut", parser=_status),
        Metavar("STATUT", "STATUS"),
        Text("Statut : son code ou son libellé.", "Status: its code or its label."),
    ] = None,
    dossier: Annotated[
        str | None,
        typer.Option("--dossier"),
        Text("Numéro d'un dossier de travaux.", "Number of a works dossier."),
    ] = None,
    engagement: Annotated[
        str | None, typer.Option("--engagement"), Text("Numéro d'engagement.", "Engagement number.")
    ] = None,
    marche: Annotated[str | None, typer.Option("--marche"), Text("Numéro de marché.", "Contract number.")] = None,
    ttc_min: Annotated[
        Decimal | None,
        typer.Option("--ttc-min", parser=_amount),
        Text("Montant TTC au moins.", "Least amount with VAT."),
    ] = None,
    ttc_max: Annotated[Decimal | None, typer.Option("--ttc-max", parser=_amount), GREATEST] = None,
    ht_min: Annotated[
        Decimal | None,
        typer.Option("--ht-min", parser=_amount),
        Text("Montant HT au moins.", "Least amount without VAT."),
    ] = None,
    ht_max: Annotated[Decimal | None, typer.Option("--ht-max", parser=_amount), GREATEST] = None,
    drop: Annotated[
        str | None,
        typer.Option("--drop"),
        Text("Le compte qui a déposé.", "The account that deposited."),
    ] = None,
    certificate: Annotated[
        str | None,
        typer.Option("--certificat"),
        Text("Numéro d'un certificat de dépôt.", "Number of a certificate of deposit."),
    ] = None,
    hide_refused: Annotated[
        bool,
        typer.Option("--masquer-rejetees"),
        Text(
            f"Sans les factures rejetées depuis plus de {OLD_REFUSAL} jours.",
            f"Without invoices that were refused more than {OLD_REFUSAL} days ago.",
        ),
    ] = False,
    hide_downloaded: Annotated[
        bool,
        typer.Option("--masquer-telechargees"),
        Text("Sans celles que le destinataire a téléchargées.", "Without those the recipient has downloaded."),
    ] = False,
    archived: Annotated[
        bool,
        typer.Option("--archivees"),
        Text("Seulement celles dont les fichiers sont archivés.", "Only those whose files are archived."),
    ] = False,
    deposit: Annotated[
        str | None,
        typer.Option("--deposit"),
        FILE,
        Text(
            "Un fichier déposé, refusé ou non : le numéro du dépôt, ou un nom avec *. Seul, ou avec --drop.",
            "A deposited file, refused or not: the deposit's number, or a name with *. Alone, or with --drop.",
        ),
    ] = None,
    page_size: Annotated[
        int,
        typer.Option("--page-size", min=1, max=1000),
        Text("Factures montrées au plus.", "Invoices shown at most."),
    ] = PAGE,
    after: Annotated[
        str | None,
        typer.Option("--after"),
        Text("Où commence la page suivante, comme elle est indiquée.", "Where the next page begins, as shown."),
    ] = None,
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Shows one page of the invoices that match every criterion."""
    asked = SearchCriteria(
        role=role,
        structure=structure,
        pieces=frozenset(piece if piece.islower() else piece.upper() for piece in pieces or ()),
        destinataire=destinataire,
        code_service=service,
        cadres=frozenset(cadre.upper() for cadre in cadres or ()),
        fournisseur=fournisseur,
        periode=periode,
        depuis=_day(first),
        jusqu_a=_day(last),
        statuts=frozenset(statuses or ()),
        dossier=dossier,
        numero=number,
        engagement=engagement,
        marche=marche,
        ttc_min=ttc_min,
        ttc_max=ttc_max,
        ht_min=ht_min,
        ht_max=ht_max,
        drop=drop,
        certificate=certificate,
        rejet_depuis=old_refusals_hidden(paris_day(datetime.now(UTC))) if hide_refused else None,
        telechargee=False if hide_downloaded else None,
        archivee=True if archived else None,
    )
    if deposit is not None and asked != SearchCriteria(drop=drop):
        raise bad_parameter(ALONE, "--deposit")
    ledger = Ledger.open(ledger_url(settings.load(config)))
    try:
        page = None if deposit is not None else ledger.search.page(asked, after=after, size=page_size)
        named = deposit if page is None else _file_name(asked, page)
        files = () if named is None else ledger.search.files(named, drop=drop)
    except Unsearchable as error:
        raise bad_parameter(error.text) from None
    documents = ledger.invoices.of_deposits(*(file.id for file in files))
    if as_json:
        body = page_body(page) if page is not None else {}
        found = {"deposits": files_body(files, documents, language.current())}
        sys.stdout.write(json.dumps({**body, **found}, ensure_ascii=False) + "\n")
    elif page is None:
        files_view.show(files, documents, language.current())
    elif files:
        LineWriter().write(FILE_OF_THAT_NAME.in_(language.current()))
        files_view.show(files, documents, language.current())
    else:
        show(page, language.current())
    raise typer.Exit(0 if files or (page is not None and page.invoices) else 1)


def _file_name(asked: SearchCriteria, page: Page) -> str | None:
    """What may be a file's name: the number that was asked for alone, when no invoice has it."""
    alone = asked == SearchCriteria(numero=asked.numero, drop=asked.drop)
    return asked.numero if alone and asked.numero and not page.invoices else None


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
