"""The error of a run that ended with something undone."""

from collections.abc import Sequence

from domain.errors import NavetteError
from domain.open_effects import OpenEffects
from domain.text import NOTHING, Locale, Text
from hub.runtime.run_counts import RunCounts
from hub.runtime.troubles import Trouble, told_once

SHOWN = 10
"""Troubles in the error's own sentences; all of them are in ``troubles``."""
_MORE = Text("… {n} de plus", "… {n} more")


Undone = tuple[NavetteError, ...]
"""Why anything of a run stayed undone; empty when nothing did."""


class Unfinished(NavetteError):
    """Something stayed undone (``troubles``); what was done is in ``all_counts``."""

    def __init__(
        self,
        message: Text,
        remedy: Text = NOTHING,
        *,
        troubles: Sequence[Trouble] = (),
        all_counts: Sequence[RunCounts] = (),
    ) -> None:
        super().__init__(message, remedy)
        self.troubles = tuple(troubles)
        self.all_counts = tuple(all_counts)

    @property
    def waiting(self) -> tuple[OpenEffects, ...]:
        """What is still to do outside."""
        return tuple(found for one in self.all_counts for found in one.open_effects)

    def in_(self, locale: Locale) -> str:
        """The message, its first troubles, one line a cause, and the remedy."""
        causes = told_once(self.troubles)
        lines = [self.message.in_(locale), *(f"- {one.in_(locale)}" for one in causes[:SHOWN])]
        if len(causes) > SHOWN:
            lines.append(_MORE.with_({"n": len(causes) - SHOWN}).in_(locale))
        return "\n".join([*lines, self.remedy.in_(locale)]).strip()
