"""Effects of the outbox that are not done: to do, put off, held by a run, or given up."""

from dataclasses import dataclass
from datetime import datetime

from domain.deposit import Effect, Task
from domain.effect_labels import EFFECT_LABELS
from domain.paris_time import shown_moment
from domain.text import NOTHING, Locale, Text

_LINE = Text("{count} {what}, depuis le {since}, {when}", "{count} {what}, since {since}, {when}")
_CAUSE = Text("{count} {what}, depuis le {since}", "{count} {what}, since {since}")
_GIVEN_UP = Text(
    "abandon ; une fois la cause corrigée : `navette outbox revive`",
    "given up; when the cause is mended: `navette outbox revive`",
)
_HELD = Text(
    "qu'un passage a commencé et tient (s'il s'est arrêté : libre le {moment})",
    "begun by a run, which holds it (if that run has died: free {moment})",
)
_LATER = Text("prochain essai le {moment}", "next try {moment}")
_DUE = Text("à tenter par le prochain passage", "to be tried by the next run")
_MORE = Text(" (autres raisons : {n})", " (other reasons: {n})")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenState:
    """Where effects that are not done stand."""

    given_up: bool = False
    held: bool = False
    """Whether a run has claimed it."""
    next_try: datetime | None = None
    """When it is tried again, or when the run that holds it loses it if it is dead; ``None``: by the next run, or given
    up.
    """

    @property
    def text(self) -> Text:
        """Where they stand, in words."""
        if self.given_up:
            return _GIVEN_UP
        if self.next_try is None:
            return _DUE
        return _dated(_HELD if self.held else _LATER, moment=self.next_try)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenEffects:
    """The effects of one kind, for one drop or recipient, that stand at the same point."""

    effect: Effect
    target: str
    """Drop, deposit folder or SIRET, as in :class:`domain.deposit.Task`."""
    count: int
    since: datetime
    """The oldest."""
    state: OpenState
    reason: Text = NOTHING
    """Why the last try failed; empty when there was none."""
    other_reasons: int = 0

    @property
    def text(self) -> Text:
        """How many, since when, until when and why."""
        one, many = EFFECT_LABELS[self.effect]
        what = many if self.count > 1 else one
        return self._because(_dated(_LINE, since=self.since, count=self.count, what=what, when=self.state.text))

    @property
    def cause(self) -> Text:
        """How many, since when and why: the same sentence as long as nothing changes but the next try."""
        if self.state.given_up:
            return self.text
        one, many = EFFECT_LABELS[self.effect]
        what = many if self.count > 1 else one
        return self._because(_dated(_CAUSE, since=self.since, count=self.count, what=what))

    def _because(self, line: Text) -> Text:
        more = _MORE.with_({"n": self.other_reasons}) if self.other_reasons else NOTHING
        if not self.reason.fr:
            return Text(f"{line.fr}.", f"{line.en}.")
        return Text(f"{line.fr} : {self.reason.fr}{more.fr}", f"{line.en}: {self.reason.en}{more.en}")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTask:
    """One effect that is not done."""

    task: Task
    name: str
    """Number of the invoice, or name of the deposited file."""
    since: datetime
    tried_at: datetime
    """When it was last tried, or given up; ``since`` when it was not."""
    state: OpenState
    reason: Text = NOTHING


def _dated(words: Text, **values: object) -> Text:
    """``words`` with these values; moments in Paris, texts in the language of the sentence."""
    return Text(
        words.fr.format_map({name: _shown(value, Locale.FR) for name, value in values.items()}),
        words.en.format_map({name: _shown(value, Locale.EN) for name, value in values.items()}),
    )


def _shown(value: object, locale: Locale) -> object:
    if isinstance(value, datetime):
        return shown_moment(value, locale)
    return value.in_(locale) if isinstance(value, Text) else value
