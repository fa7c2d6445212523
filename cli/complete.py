"""``navette complete``: what waits to be completed, and supplying what reading could not give."""

import getpass
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from cli import language
from cli.show import complete as complete_report
from cli.show.lines import printable
from cli.usage.help_texts import Metavar, documented
from cli.usage.options import DEFAULT_CONFIG, AsJson, Config, bad_parameter
from cli.usage.summaries import SUMMARIES
from domain.manual_entry import AwaitingCompletion, ManualEntry
from domain.text import Locale, Text
from hub import settings
from hub.runtime.station import Station, ledger_url, store_of
from ledger import Ledger

WHICH = Metavar("NUMERO|DEPOT[/POSITION]", "NUMBER|DEPOSIT[/POSITION]")
NAME_ONE = Text("nommez la facture, ou demandez --list.", "name the invoice, or ask for --list.")
REASON_ONLY = Text("il faut un motif, et aucun --set avec lui.", "it takes a reason, and no --set beside it.")
NOT_A_PAIR = Text("écrivez CHAMP=VALEUR, et non {value}.", "write FIELD=VALUE, not {value}.")
TWICE = Text("{field} est donné deux fois.", "{field} is given twice.")
NONE_OF_THIS = Text(
    "Aucune facture « {which} » n'attend d'être complétée.", "No invoice “{which}” waits to be completed."
)
SEVERAL = Text(
    "Plusieurs factures attendent sous ce numéro ; dites laquelle par son dépôt et sa position.",
    "Several invoices of this number wait; name one by its deposit and position.",
)
NONE = Text("Aucune facture n'attend d'être complétée.", "No invoice waits to be completed.")


@documented(
    """
    Ce qu'une page laisse en doute n'est ni deviné ni refusé : la facture attend. `--list` montre ce qui attend et
    ce que
    dit la page ; `--set` fournit ce qui manque ; sans `--set`, elle est seulement décidée de nouveau.

    Code de sortie 0 : fait, ou listé ; 1 : rien n'est enregistré, il manque encore quelque chose, ou rien n'attend sous
    ce numéro.

    Exemple : `navette complete PAP-2026-0107 --set code_service=DRH --reason "appel du fournisseur"`
    """,
    """
    What a page leaves in doubt is neither guessed nor refused: the invoice waits. `--list` shows what waits and what
    its page says; `--set` supplies what is missing; without `--set` it is only decided on again.

    Exit code 0: done, or listed; 1: nothing recorded, something still missing, or nothing of that number waits.

    Example: `navette complete PAP-2026-0107 --set code_service=DRH --reason "call to the supplier"`
    """,
    summary=SUMMARIES["complete"],
)
def complete(
    which: Annotated[
        str | None,
        typer.Argument(),
        WHICH,
        Text(
            "Numéro de facture, ou numéro de dépôt avec /position.", "Invoice number, or deposit number with /position."
        ),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Option("--set"),
        Metavar("CHAMP=VALEUR", "FIELD=VALUE"),
        Text("Une valeur à fournir, autant de fois qu'il le faut.", "A value to supply, as many times as needed."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by"),
        Text("Qui la fournit ; à défaut, qui lance la commande.", "Who supplies it; else who runs the command."),
    ] = None,
    reason: Annotated[
        str,
        typer.Option("--reason"),
        Text("D'où vient la valeur.", "Where the value comes from."),
    ] = "",
    motif: Annotated[
        str | None,
        typer.Option("--reject"),
        Metavar("MOTIF", "REASON"),
        Text("La refuse, pour ce motif.", "Refuse it, for this reason."),
    ] = None,
    force: Annotated[
        bool,
        typer.Option("--force"),
        Text("Même contre ce que la page dit clairement.", "Even against what the page says clearly."),
    ] = False,
    everything: Annotated[
        bool,
        typer.Option("--list"),
        Text("Ce qui attend, avec ce que dit chaque page.", "What waits, with what each page says."),
    ] = False,
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Lists the invoices that wait to be completed, or completes one."""
    if (which is None) != everything:
        raise bad_parameter(NAME_ONE, WHICH)
    if motif is not None and (values or not motif.strip()):
        raise bad_parameter(REASON_ONLY, "--reject")
    entries = _entries(values or [])
    station = _station(config)
    found = station.ledger.invoices.awaiting_completion() if which is None else _named(station, which)
    if everything:
        _listed(found, language.current(), as_json=as_json)
        return
    one = _only(found, which or "", language.current())
    done = _do(station, one, entries, motif, by or getpass.getuser(), reason, force=force, as_json=as_json)
    raise typer.Exit(0 if done else 1)


def _do(
    station: Station,
    one: int,
    entries: list[ManualEntry],
    motif: str | None,
    by: str,
    reason: str,
    *,
    force: bool,
    as_json: bool,
) -> bool:
    """Whether the invoice waits no more."""
    from hub.follow_up import manual_completion  # here: listing what waits needs no parser and no rule

    if motif is not None:
        answer = manual_completion.CompletionAnswer(invoice=manual_completion.reject(station, one, by, motif.strip()))
    else:
        answer = manual_completion.complete(
            station, one, entries, manual_completion.CompletionAction(by=by, reason=reason, force=force)
        )
    locale = language.current()
    if as_json:
        sys.stdout.write(json.dumps(complete_report.body_of(answer, locale), ensure_ascii=False) + "\n")
    else:
        complete_report.show_answer(answer, locale)
    return not complete_report.is_open(answer)


def _station(config: Path) -> Station:
    chosen = settings.load(config)
    ledger = Ledger.open(ledger_url(chosen), chosen.organisme.issuer())
    return Station(settings=chosen, ledger=ledger, store=store_of(chosen, ledger), pool=None)


def _entries(values: list[str]) -> list[ManualEntry]:
    """``FIELD=VALUE`` each; raises :class:`typer.BadParameter` for another form, or for a field named twice."""
    found: dict[str, ManualEntry] = {}
    for value in values:
        field, sign, text = value.partition("=")
        field = field.strip()
        if not sign or not field:
            raise bad_parameter(NOT_A_PAIR.with_({"value": repr(printable(value))}), "--set")
        if field in found:
            raise bad_parameter(TWICE.with_({"field": printable(field)}), "--set")
        found[field] = ManualEntry(field=field, text=text)
    return list(found.values())


def _named(station: Station, which: str) -> tuple[AwaitingCompletion, ...]:
    """Those that wait of this invoice number, of this deposit, or at this place of it."""
    deposit, slash, position = which.strip().partition("/")
    waiting = station.ledger.invoices.awaiting_completion()
    numbered = [one for one in waiting if _number(one) == which.strip().casefold()]
    if numbered or not deposit.isdecimal() or (slash and not position.isdecimal()):
        return tuple(numbered)
    mine = (one for one in waiting if one.invoice.deposit_id == int(deposit))
    return tuple(one for one in mine if not slash or one.invoice.position == int(position))


def _number(one: AwaitingCompletion) -> str:
    return (one.invoice.values["numero_facture"] or "").strip().casefold()


def _only(found: tuple[AwaitingCompletion, ...], which: str, locale: Locale) -> int:
    """The id of the only invoice in ``found``; with none or several, shows which, and raises :class:`typer.Exit`."""
    if len(found) == 1:
        return found[0].invoice.id
    if not found:
        sys.stderr.write(NONE_OF_THIS.with_({"which": printable(which)}).in_(locale) + "\n")
    else:
        sys.stderr.write(SEVERAL.in_(locale) + "\n")
        complete_report.show_waiting(found, locale)
    raise typer.Exit(1)


def _listed(found: tuple[AwaitingCompletion, ...], locale: Locale, *, as_json: bool) -> None:
    if as_json:
        bodies = [complete_report.body_of_waiting(one, locale) for one in found]
        sys.stdout.write(json.dumps(bodies, ensure_ascii=False) + "\n")
    elif found:
        complete_report.show_waiting(found, locale)
    else:
        sys.stdout.write(NONE.in_(locale) + "\n")
