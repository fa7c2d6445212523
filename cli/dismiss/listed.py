"""What may be set aside and what was, of every account: found by a name, and listed."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cli.show.lines import LineWriter, printable
from domain.dashboard import ReportScope
from domain.paris_time import shown_moment
from domain.status_facts import TO_REPLACE
from domain.text import Locale, Text
from domain.worklist import CorrectionDue, SetAside
from exporters.common.actor_names import actor_name
from ledger import Ledger

TO_CORRECT = Text("À corriger ({count})", "To correct ({count})")
ASIDE = Text("Mis de côté ({count})", "Set aside ({count})")
NOTHING = Text("Rien à corriger, rien de mis de côté.", "Nothing to correct, nothing set aside.")
_DIGITS = 15
"""Of a deposit's number where it is shown."""
BY = Text("par {actor} le {at} : {reason}", "by {actor} on {at}: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A refused file or invoice, with the account that deposited it."""

    drop: str
    one: CorrectionDue | SetAside

    @property
    def place(self) -> str:
        """As ``navette dismiss`` takes it: the deposit, and the position of a document in it."""
        rank = "" if self.one.position is None else f"/{self.one.position}"
        return f"{self.one.deposit_id:0{_DIGITS}d}{rank}"

    @property
    def name(self) -> str:
        """Place, number and file, on one line of a terminal."""
        file = " : ".join(filter(None, (self.one.file, self.one.member)))
        return printable(", ".join(filter(None, (self.place, self.one.numero_facture, file, self.drop))))


def refused(ledger: Ledger, drops: tuple[str, ...], now: datetime) -> Iterator[Listed]:
    """What Navette or a recipient refused and is to be corrected, of every account."""
    for drop in drops:
        for one in ledger.reports.corrections_due(ReportScope(drop=drop), now):
            if one.status is None or one.status in TO_REPLACE:
                yield Listed(drop=drop, one=one)


def set_aside(ledger: Ledger, drops: tuple[str, ...], now: datetime) -> Iterator[Listed]:
    """What was set aside, of every account."""
    for drop in drops:
        yield from (Listed(drop=drop, one=one) for one in ledger.reports.set_aside(ReportScope(drop=drop), now))


def named(listed: tuple[Listed, ...], which: str) -> tuple[Listed, ...]:
    """Those of this invoice number or file name, and those of this deposit or at this place of it.

    A number may be an invoice's and a deposit's. Fifteen digits, as *comptes rendus* show them, are a deposit only.
    """
    words = which.strip()
    deposit, slash, position = words.partition("/")
    placed = len(deposit) <= _DIGITS and deposit.isdecimal() and (position.isdecimal() or not slash)
    return tuple(
        each
        for each in listed
        if (placed and _is_at(each.one, int(deposit), int(position) if slash else None))
        or (not (placed and len(deposit) == _DIGITS) and _is_called(each.one, words))
    )


def _is_at(one: CorrectionDue | SetAside, deposit: int, position: int | None) -> bool:
    return one.deposit_id == deposit and position in (None, one.position)


def _is_called(one: CorrectionDue | SetAside, words: str) -> bool:
    return one.numero_facture.strip().casefold() == words.casefold() or words in (one.file, one.member)


def body_of(listed: Listed) -> dict[str, object]:
    """For programs."""
    one = listed.one
    return {
        "deposit": f"{one.deposit_id:0{_DIGITS}d}",
        "position": one.position,
        "drop": listed.drop,
        "file": printable(one.file),
        "member": printable(one.member),
        "number": one.numero_facture,
    }


def show_listed(refused: tuple[Listed, ...], aside: tuple[Listed, ...], locale: Locale, *, as_json: bool) -> None:
    """What is to be corrected, then what was set aside."""
    if as_json:
        facts = [
            {**body_of(listed), "by": one.actor, "at": one.at.isoformat(), "reason": one.reason}
            for listed in aside
            if isinstance(one := listed.one, SetAside)
        ]
        body = {"corrections_due": [body_of(one) for one in refused], "set_aside": facts}
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
        return
    writer = LineWriter()
    if not refused and not aside:
        writer.write(NOTHING.in_(locale))
    for title, group in ((TO_CORRECT, refused), (ASIDE, aside)):
        if group:
            writer.write(title.with_({"count": len(group)}).in_(locale))
        for listed in group:
            writer.write(listed.name, indent=2)
            writer.write(_why(listed.one, locale), indent=4)


def _why(one: CorrectionDue | SetAside, locale: Locale) -> str:
    if isinstance(one, SetAside):
        values = {
            "actor": printable(actor_name(one.actor)),
            "at": shown_moment(one.at, locale),
            "reason": printable(one.reason),
        }
        return BY.with_(values).in_(locale)
    return printable(one.cause.headline.message.in_(locale) if one.cause else one.motif)
