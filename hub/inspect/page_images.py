"""One page of a document as a picture, with what was read and what is doubtful on it: for who completes an invoice by
hand, or deposits one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from domain.document import Doubt, Evidence, Format
from domain.errors import NavetteError
from domain.text import Locale
from exporters import page_overlay_png
from hub.decide import unreadable_files
from hub.decide.chunks import store_at
from hub.runtime.loss import Loss
from hub.runtime.station import Station
from hub.runtime.unexpected import as_fault
from ledger import MarkedStore
from parsers.page.layout.upright import uprights
from parsers.page.layout.words import PageLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPage:
    """A page of a stored PDF; ``number`` counts from 1."""

    name: str
    """Of the document."""
    location: str
    format: Format
    number: int
    doubts: tuple[Doubt, ...]
    locale: Locale
    evidence: tuple[Evidence, ...] = ()
    legend: bool = True
    """Whether a legend stands beside the page."""


def page_image(station: Station, wanted: WantedPage) -> bytes | None:
    """The page as PNG, drawn in a worker within the budgets of a night; ``None`` when there is no such page.

    Raises what keeps it from being drawn: :class:`domain.errors.NavetteError`.
    """
    work = partial(_drawn_all, station.store.place)
    if station.pool is None:
        (answer,) = work((wanted,))
    else:
        (answer,) = station.pool.map(work, [wanted], 1, _lost)
    if isinstance(answer, NavetteError):
        raise answer
    return answer


def _drawn_all(store: MarkedStore, wanted: Sequence[WantedPage]) -> list[bytes | NavetteError | None]:
    return [_drawn(store, each) for each in wanted]


def _drawn(store: MarkedStore, wanted: WantedPage) -> bytes | NavetteError | None:
    try:
        content = store_at(store).get(wanted.location)
        for page in uprights(content, wanted.format, [wanted.number], PageLimits()):
            found, doubts, locale = wanted.evidence, wanted.doubts, wanted.locale
            return page_overlay_png.as_png(
                page.image, page.scale, page.number, found, doubts, locale, legend=wanted.legend
            )
    except BaseException as error:  # noqa: BLE001 - whatever one document raises is its own answer
        return as_fault(error, wanted.name)
    return None


def _lost(wanted: WantedPage, loss: Loss) -> NavetteError:
    return unreadable_files.undecided(wanted.name, loss)
