"""``navette dismiss``: sets a refused file aside, so that nobody has to correct it any more; and what was set aside."""

import getpass
import json
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli import language
from cli.dismiss import listed
from cli.dismiss.listed import Listed
from cli.show.lines import LineWriter, printable
from cli.usage.help_texts import Metavar, documented
from cli.usage.options import DEFAULT_CONFIG, AsJson, Config, bad_parameter
from cli.usage.summaries import SUMMARIES
from domain.text import Text
from hub import settings
from hub.runtime.station import ledger_url
from ledger import Ledger

WHICH = Metavar("NUMERO|DEPOT[/POSITION]", "NUMBER|DEPOSIT[/POSITION]")
NAME_ONE = Text(
    "nommez le fichier ou la facture, ou demandez --list.", "name the file or the invoice, or ask for --list."
)
SAY_WHY = Text("dites pourquoi : --reason.", "say why: --reason.")
NONE_OF_THIS = Text("Rien de refusé « {which} » n'est à corriger.", "Nothing refused “{which}” is to be corrected.")
NOT_ASIDE = Text("Rien « {which} » n'est mis de côté.", "Nothing “{which}” is set aside.")
ALREADY = Text("Déjà mis de côté : {name}.", "Set aside already: {name}.")
SEVERAL = Text(
    "Plusieurs dépôts portent ce nom ; dites lequel par son numéro :",
    "Several deposits have this name; name one by its number:",
)
DONE = Text("Mis de côté : {name}.", "Set aside: {name}.")
TAKEN_UP = Text("À corriger de nouveau : {name}.", "To be corrected again: {name}.")


@documented(
    """
    Rien n'est effacé : le fait s'ajoute au registre, et `--undo` le remet à corriger. Deux fois la même commande : rien
    de plus. Ce que le destinataire a rejeté se met de côté aussi ; ce qu'il a renvoyé ou suspendu, ou qui attend d'être
    complété, non.

    Code de sortie 0 : fait, déjà fait, ou listé ; 1 : rien de refusé sous ce nom, ou plusieurs.

    Exemple : `navette dismiss 42 --reason "envoyé par erreur, dit le fournisseur"`
    """,
    """
    Nothing is erased: the fact is added to the ledger, and `--undo` makes it to be corrected again. The same command
    twice changes nothing more. What the recipient rejected is set aside too; what it sent back or suspended, or waits
    to be completed, is not.

    Exit code 0: done, done already, or listed; 1: nothing refused of this name, or several.

    Example: `navette dismiss 42 --reason "sent by mistake, says the supplier"`
    """,
    summary=SUMMARIES["dismiss"],
)
def dismiss(
    which: Annotated[
        str | None,
        typer.Argument(),
        WHICH,
        Text(
            "Numéro de facture, nom du fichier, ou numéro de dépôt avec /position.",
            "Invoice number, file name, or deposit number with /position.",
        ),
    ] = None,
    reason: Annotated[str, typer.Option("--reason"), Text("Pourquoi.", "Why.")] = "",
    by: Annotated[
        str | None,
        typer.Option("--by"),
        Text("Qui le dit ; à défaut, qui lance la commande.", "Who says so; else who runs the command."),
    ] = None,
    undo: Annotated[
        bool,
        typer.Option("--undo"),
        Text("Le remet à corriger.", "Make it to be corrected again."),
    ] = False,
    everything: Annotated[
        bool,
        typer.Option("--list"),
        Text("Ce qui est à corriger, et ce qui est mis de côté.", "What is to correct, and what is set aside."),
    ] = False,
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Lists refused deposits, or sets one aside."""
    if (which is None) != everything:
        raise bad_parameter(NAME_ONE, WHICH)
    chosen = settings.load(config)
    ledger, now = Ledger.open(ledger_url(chosen)), datetime.now(UTC)
    drops = tuple(drop.name for drop in chosen.drops)
    refused, aside = tuple(listed.refused(ledger, drops, now)), tuple(listed.set_aside(ledger, drops, now))
    if which is None:
        listed.show_listed(refused, aside, language.current(), as_json=as_json)
        return
    if not reason.strip():
        raise bad_parameter(SAY_WHY, "--reason")
    wanted, settled = (aside, refused) if undo else (refused, aside)
    one = _only(wanted, settled, which, NOT_ASIDE if undo else NONE_OF_THIS)
    with ledger.batch() as batch:
        write = batch.take_up if undo else batch.set_aside
        new = write(one.one.deposit_id, one.one.position, by or getpass.getuser(), reason.strip(), now)
        if new and chosen.drop(one.drop).gathered:
            batch.report_again(one.one.deposit_id, now)
    words = TAKEN_UP if undo else DONE if new else ALREADY
    if as_json:
        sys.stdout.write(json.dumps({**listed.body_of(one), "new": new}, ensure_ascii=False) + "\n")
    else:
        LineWriter().write(words.with_({"name": one.name}).in_(language.current()))


def _only(wanted: tuple[Listed, ...], settled: tuple[Listed, ...], which: str, none: Text) -> Listed:
    """The one that ``which`` names; the settled one when there is no other. Raises :class:`typer.Exit`."""
    found = listed.named(wanted, which) or listed.named(settled, which)
    if len(found) == 1:
        return found[0]
    locale = language.current()
    sys.stderr.write((SEVERAL if found else none.with_({"which": printable(which)})).in_(locale) + "\n")
    writer = LineWriter()
    for one in found:
        writer.write(one.name, indent=2)
    raise typer.Exit(1)
