"""Files larger than any deposit may be: left where they are, told, never copied."""

from collections.abc import Sequence

from connectors import Entry, Failed
from domain.errors import NavetteError
from domain.text import Locale, Text
from exporters.common.number_formats import size


def apart(entries: Sequence[Entry], largest: int) -> tuple[list[Entry], list[Failed]]:
    """Those of ``entries`` of at most ``largest`` bytes, and the others with the reason why they are not fetched."""
    large = [entry for entry in entries if entry.size > largest]
    rest = [entry for entry in entries if entry.size <= largest]
    return rest, [Failed(entry=entry, error=_reason(entry, largest)) for entry in large]


def _reason(entry: Entry, largest: int) -> NavetteError:
    return NavetteError(
        Text(
            f"« {entry.name} » fait {size(entry.size, Locale.FR)}, plus que les {size(largest, Locale.FR)} permis pour "
            "un dépôt : il n'est pas copié.",
            f"“{entry.name}” has {size(entry.size, Locale.EN)}, more than the {size(largest, Locale.EN)} allowed for a "
            "deposit: it is not copied.",
        ),
        Text(
            "Demandez au déposant de le partager en plusieurs lots, ou relevez [run] deposit_bytes.",
            "Ask its depositor to divide it into several lots, or raise [run] deposit_bytes.",
        ),
    )
