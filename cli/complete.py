"""``navette complete``: what waits to be completed, and supplying what reading could not give."""

import getpass
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.options import DEFAULT_CONFIG, AsJson, Config
from cli.show import complete as complete_report
from cli.show.lines import printable
from domain.manual_entry import AwaitingCompletion, ManualEntry
from domain.text import Locale
from hub import settings
from hub.runtime.station import Station, ledger_url
from ledger import ContentStore, Ledger


def complete(
    which: Annotated[
        str | None,
        typer.Argument(help="Invoice number, or deposit number with /position.", metavar="NUMBER|DEPOSIT[/POSITION]"),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Option("--set", help="A value to supply, as many times as needed.", metavar="FIELD=VALUE"),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who supplies it; else who runs the command.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Where the value comes from.")] = "",
    motif: Annotated[str | None, typer.Option("--reject", help="Refuse it, for this reason.", metavar="MOTIF")] = None,
    force: Annotated[bool, typer.Option("--force", help="Even against what the page says clearly.")] = False,
    everything: Annotated[bool, typer.Option("--list", help="What waits, with what each page says.")] = False,
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Completes an invoice whose page was read doubtfully: it is decided on again, and goes on as any other.

    What a page leaves in doubt is neither guessed nor refused: the invoice waits. `--list` shows what waits and what
    its page says; `--set` supplies what is missing; without `--set` it is only decided on again.

    Exit code 0: done, or listed; 1: nothing recorded, something still missing, or nothing of that number waits.

    Example: `navette complete PAP-2026-0107 --set code_service=DRH --reason "appel du fournisseur"`
    """
    if (which is None) != everything:
        raise typer.BadParameter("Name the invoice, or ask for --list.", param_hint="NUMBER")
    if motif is not None and (values or not motif.strip()):
        raise typer.BadParameter("It takes a reason, and no --set beside it.", param_hint="--reject")
    saisies = _saisies(values or [])
    station = _station(config)
    found = station.ledger.en_attente() if which is None else _named(station, which)
    if everything:
        _listed(found, station.settings.locale, as_json=as_json)
        return
    one = _only(found, which or "", station.settings.locale)
    done = _do(station, one, saisies, motif, by or getpass.getuser(), reason, force=force, as_json=as_json)
    raise typer.Exit(0 if done else 1)


def _do(
    station: Station,
    one: int,
    saisies: list[ManualEntry],
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
            station, one, saisies, manual_completion.CompletionAction(by=by, reason=reason, force=force)
        )
    locale = station.settings.locale
    if as_json:
        sys.stdout.write(json.dumps(complete_report.body_of(answer, locale), ensure_ascii=False) + "\n")
    else:
        complete_report.show_answer(answer, locale)
    return not complete_report.is_open(answer)


def _station(config: Path) -> Station:
    chosen = settings.load(config)
    store = ContentStore(chosen.store.folder)
    return Station(settings=chosen, ledger=Ledger.open(ledger_url(chosen)), store=store, pool=None)


def _saisies(values: list[str]) -> list[ManualEntry]:
    """``FIELD=VALUE`` each; raises :class:`typer.BadParameter` for another form, or for a field named twice."""
    found: dict[str, ManualEntry] = {}
    for value in values:
        field, sign, text = value.partition("=")
        field = field.strip()
        if not sign or not field:
            raise typer.BadParameter(f"Write FIELD=VALUE, not {printable(value)!r}.", param_hint="--set")
        if field in found:
            raise typer.BadParameter(f"{printable(field)} is given twice.", param_hint="--set")
        found[field] = ManualEntry(field=field, text=text)
    return list(found.values())


def _named(station: Station, which: str) -> tuple[AwaitingCompletion, ...]:
    """Those that wait of this invoice number, of this deposit, or at this place of it."""
    deposit, slash, position = which.strip().partition("/")
    waiting = station.ledger.en_attente()
    numbered = [one for one in waiting if _number(one) == which.strip().casefold()]
    if numbered or not deposit.isdecimal() or (slash and not position.isdecimal()):
        return tuple(numbered)
    mine = (one for one in waiting if one.invoice.deposit_id == int(deposit))
    return tuple(one for one in mine if not slash or one.invoice.position == int(position))


def _number(one: AwaitingCompletion) -> str:
    return (one.invoice.values["numero_facture"] or "").strip().casefold()


def _only(found: tuple[AwaitingCompletion, ...], which: str, locale: Locale) -> int:
    """The id of the one that is meant; told, and the end of the command, when there is none or several."""
    if len(found) == 1:
        return found[0].invoice.id
    if not found:
        sys.stderr.write(f"Aucune facture « {printable(which)} » n'attend d'être complétée.\n")
    else:
        sys.stderr.write("Plusieurs factures attendent sous ce numéro ; dites laquelle par son dépôt et sa position.\n")
        complete_report.show_waiting(found, locale)
    raise typer.Exit(1)


def _listed(found: tuple[AwaitingCompletion, ...], locale: Locale, *, as_json: bool) -> None:
    if as_json:
        bodies = [complete_report.body_of_waiting(one, locale) for one in found]
        sys.stdout.write(json.dumps(bodies, ensure_ascii=False) + "\n")
    elif found:
        complete_report.show_waiting(found, locale)
    else:
        sys.stdout.write("Aucune facture n'attend d'être complétée.\n")
