"""Effects that are not done, for programs."""

from cli import language
from domain.open_effects import OpenEffects, OpenState, OpenTask


def open_row(found: OpenEffects) -> dict[str, object]:
    """The effects of one kind, for one drop or recipient, as JSON."""
    return {
        "effect": found.effect.value,
        "target": found.target,
        "count": found.count,
        "since": found.since.isoformat(),
        **_state(found.state),
        "reason": found.reason.in_(language.current()),
        "other_reasons": found.other_reasons,
    }


def task_row(one: OpenTask) -> dict[str, object]:
    """One effect as JSON."""
    return {
        "id": one.task.id,
        "effect": one.task.effect.value,
        "subject": one.task.subject,
        "name": one.name,
        "target": one.task.target,
        "attempts": one.task.attempts,
        "since": one.since.isoformat(),
        "tried_at": one.tried_at.isoformat() if one.task.attempts else None,
        **_state(one.state),
        "reason": one.reason.in_(language.current()),
    }


def _state(state: OpenState) -> dict[str, object]:
    return {
        "given_up": state.given_up,
        "held": state.held,
        "next_try": state.next_try.isoformat() if state.next_try else None,
    }
