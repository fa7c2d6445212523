"""The *fil d'événements*: what happened to the invoices and files one may see, the newest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Response

from domain.espace import OF_INVOICES, Espace
from domain.feed import FeedItem, FeedPage, FeedPosition
from domain.paris_time import moment_text
from domain.text import Text
from exporters.common.number_formats import identifiant
from exporters.common.state_labels import ACTION_LABELS, FLUX_STATUS_LABELS, STATUS_LABELS
from exporters.html.shown import NOTHING, Outside, outside
from exporters.reports import feed
from portail.acces.asker import AnyMember, Member, NotFound
from portail.acces.own_drops import drops_of
from portail.downloads import as_csv, as_workbook
from portail.espaces import within
from portail.render import page
from portail.views import Link

router = APIRouter()
BASE = "/evenements"
SIZE = 50
ROUNDS = 5
"""Windows of the feed that one page looks through for :data:`SIZE` events of somebody."""
EXPORTED = 10_000
Before = Annotated[str, Query(max_length=60)]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One thing that happened."""

    when: Text
    href: str
    """Of the invoice; empty for a file."""
    about: Outside
    detail: Outside
    what: Text
    who: Outside
    why: Outside


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsView:
    """A page of what happened."""

    rows: tuple[EventRow, ...]
    next: str
    exports: tuple[Link, ...]
    heading: Text = Text("Fil d'événements", "Events")
    none: Text = Text("Rien ici.", "Nothing here.")
    when: Text = Text("Quand", "When")
    about: Text = Text("Facture ou fichier", "Invoice or file")
    what: Text = Text("Événement", "Event")
    who: Text = Text("Par", "By")
    why: Text = Text("Motif", "Reason")
    next_label: Text = Text("Plus ancien", "Older")
    first_label: Text = Text("Le plus récent", "Newest")
    first: str = BASE


@router.get(BASE)
def events(who: AnyMember, avant: Before = "") -> Response:
    """What happened; ``avant``: at this place and before."""
    if not is_open(who):
        raise NotFound
    found = _read(who, FeedPosition.of(avant) if avant else None, SIZE, ROUNDS)
    espaces = _espaces(who, found.items)
    view = EventsView(
        rows=tuple(_row(each, espaces) for each in found.items),
        next=f"{BASE}?avant={found.position.cursor}" if found.more else "",
        exports=EXPORTS,
    )
    return page(who, "evenements", view, title=view.heading)


@router.get(BASE + "/export.csv")
def exported(who: AnyMember) -> Response:
    """The newest as a file for a spreadsheet."""
    return as_csv(who, feed.FIL, _newest(who), feed.FIL.key)


@router.get(BASE + "/export.xlsx")
def exported_workbook(who: AnyMember) -> Response:
    """The same as a workbook."""
    return as_workbook(who, feed.FIL, _newest(who), feed.FIL.key)


def is_open(who: Member) -> bool:
    """Whether somebody may see any invoice or file."""
    return any(who.acces.may_somewhere(espace) for espace in (*OF_INVOICES, Espace.SUIVI_DES_FLUX))


def _read(who: Member, cursor: FeedPosition | None, size: int, rounds: int) -> FeedPage:
    """Up to ``size`` events, looked for through ``rounds`` windows at most."""
    perimetre, drops = who.acces.perimetre(), drops_of(who.acces, who.portail.settings.drops)
    items: list[FeedItem] = []
    for _ in range(rounds):
        left = size - len(items)
        found = who.portail.ledger.search.feed(cursor, size=left, within=perimetre, drops=drops, newest=True)
        items += found.items
        cursor = found.position
        if len(items) == size or not found.more:
            break
    return FeedPage(items=tuple(items), position=found.position, more=found.more)


def _newest(who: Member) -> Iterator[FeedItem]:
    """The newest events, up to :data:`EXPORTED`. Raises :class:`NotFound` at once for who may see none."""
    if not is_open(who):
        raise NotFound
    return _pages(who)


def _pages(who: Member) -> Iterator[FeedItem]:
    cursor: FeedPosition | None = None
    for _ in range(EXPORTED // 1000):
        found = _read(who, cursor, 1000, ROUNDS)
        yield from found.items
        cursor = found.position
        if not found.more:
            return


def _espaces(who: Member, items: Iterable[FeedItem]) -> dict[int, Espace]:
    """By invoice, the first espace that shows it."""
    ids = {each.invoice.id for each in items if each.invoice is not None}
    found: dict[int, Espace] = {}
    for espace in OF_INVOICES:
        if who.acces.may_somewhere(espace) and ids - found.keys():
            mine = who.portail.ledger.invoices.seen(ids - found.keys(), within(who, espace))
            found |= dict.fromkeys(mine, espace)
    return found


def _row(item: FeedItem, espaces: dict[int, Espace]) -> EventRow:
    about, espace = item.invoice, espaces.get(item.invoice.id) if item.invoice else None
    actor = feed.who(item)
    return EventRow(
        when=moment_text(item.at),
        href=f"/{espace.value}/{about.id}" if about is not None and espace is not None else "",
        about=outside(about.numero_facture or "?" if about else item.deposit.name if item.deposit else ""),
        detail=outside(about.nom_fournisseur if about else item.deposit.drop if item.deposit else ""),
        what=_what(item),
        who=NOTHING if actor == "navette" else outside(identifiant(actor)),
        why=outside(feed.why(item)),
    )


def _what(item: FeedItem) -> Text:
    if item.event is not None:
        return STATUS_LABELS[item.event.status]
    if item.action is not None:
        return ACTION_LABELS[item.action.action]
    return FLUX_STATUS_LABELS[item.deposit.status].about(FILE) if item.deposit is not None else FILE


EXPORTS = tuple(
    Link(href=f"{BASE}/export.{ending}", label=Text(f"Exporter ({ending.upper()})", f"Export ({ending.upper()})"))
    for ending in ("csv", "xlsx")
)
FILE = Text("Fichier", "File")
