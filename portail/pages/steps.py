"""What happened to an invoice, newest first, and who did it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from domain.deposit import History, StatusEvent
from domain.paris_time import moment_text
from domain.portal_depositor import portal_depositor
from domain.suivi import RecordedAction
from domain.text import Locale, Text
from exporters.common.actor_names import actor_name, parties
from exporters.common.motif_labels import reason
from exporters.common.number_formats import identifiant
from exporters.common.state_labels import ACTION_LABELS, STATUS_LABELS
from exporters.html.shown import Outside, outside
from portail.acces.asker import Member
from portail.structures import structure_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that happened."""

    what: Text
    when: Text
    who: Outside
    why: Outside


def steps_of(who: Member, history: History) -> tuple[Step, ...]:
    """Every status and action of the invoice, newest first."""
    names = parties(history.invoice)

    name_of, locale = _names(who), who.locale

    def by(actor: str) -> str:
        return name_of(actor) or _actor(actor, names)

    found = [(event.at, _event(event, by(event.actor), locale)) for event in history.events]
    found += [(done.at, _action(done, by(done.actor))) for done in history.actions]
    return tuple(step for _, step in sorted(found, key=lambda pair: pair[0], reverse=True))


def _event(event: StatusEvent, actor: str, locale: Locale) -> Step:
    why = " – ".join(filter(None, (reason(event.motif, event.motif_codes).in_(locale), event.mandat)))
    return Step(what=STATUS_LABELS[event.status], when=moment_text(event.at), who=outside(actor), why=outside(why))


def _action(done: RecordedAction, actor: str) -> Step:
    return Step(
        what=ACTION_LABELS[done.action], when=moment_text(done.at), who=outside(actor), why=outside(done.detail)
    )


def _actor(actor: str, names: Mapping[str, str]) -> str:
    if actor == "navette":
        return ""
    return identifiant(actor) if portal_depositor(actor) is None else actor_name(actor, names)


def _names(who: Member) -> Callable[[str], str]:
    """The name of an actor of the portal: its structure's, and for who is of that structure the account's too; empty
    for other actors.
    """
    mine = set(who.acces.structures())

    @cache
    def name_of(actor: str) -> str:
        depositor = portal_depositor(actor)
        if depositor is None:
            return ""
        structure = structure_name(who, depositor.structure)
        account = depositor.structure in mine and depositor.compte_id is not None
        person = who.portail.ledger.accounts.by_id(depositor.compte_id or 0).compte.name if account else ""
        return ", ".join(filter(None, (structure or (identifiant(depositor.structure) if person else ""), person)))

    return name_of
