"""What a form of values says: the fields of an invoice, as they were typed."""

from collections.abc import Mapping

from domain.brouillon import Brouillon
from domain.invoice import ENTRY_FIELDS
from domain.manual_entry import ManualEntry
from portail.forms import tidy

CHOICE = "choix"
"""The button that gives a field one value: ``field=value``."""
CHOSEN = "="
REASON = "motif"
LONGEST = 200
"""Characters of a value."""


def entries_of(form: Mapping[str, str]) -> tuple[ManualEntry, ...]:
    """The values that were typed, and the one that was chosen, in the order of the fields."""
    said = {field: tidy(form.get(field, ""), LONGEST) for field in ENTRY_FIELDS}
    field, chosen, value = form.get(CHOICE, "").partition(CHOSEN)
    if chosen and field in said:
        said[field] = tidy(value, LONGEST)
    return tuple(ManualEntry(field=field, text=text) for field, text in said.items() if text)


def reason_of(form: Mapping[str, str]) -> str:
    """Why what the page says clearly is replaced."""
    return tidy(form.get(REASON, ""), 500)


def version_of(draft: Brouillon) -> str:
    """Changes with each change of the draft: a page that is older than the last one says so."""
    return draft.changed_at.isoformat()
