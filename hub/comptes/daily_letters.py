"""One letter a day to each account that chose to be told something: what happened since its last one to what it may
see now.

How far each account was told is recorded after sending: a run that is killed causes at worst a second letter, and one
that could not be sent is sent by the next run. Who has no right any more, or whose account is closed, is told nothing.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from domain.compte import LinkPurpose
from domain.errors import NavetteError
from domain.espace import OF_INVOICES
from domain.feed import FeedItem, FeedPosition
from domain.notifications import LedgerPosition
from domain.perimetre import Perimetre
from domain.subscription import LINES, Notice, Subscription, ToldNotice, notice_of
from domain.text import Text
from exporters.notifications import letter
from exporters.notifications.letter import LetterLinks
from hub.comptes import messages, secrets
from hub.runtime.outbox_tasks import alone
from hub.runtime.run_counts import RunCounts
from hub.runtime.station import Station
from ledger.notifications.watermarks import Watermark

LETTERS = "lettres"
"""Name of these letters in the ledger and in a run's table."""
REST = timedelta(hours=20)
"""The shortest time between two letters to an account."""
UNSUBSCRIBE_WITHIN = timedelta(days=90)
PAGE = 1000
"""Events read at a time."""
PATIENCE = 60.0
"""Seconds one run waits for another one that is writing."""


def tell_accounts(station: Station) -> RunCounts:
    """Writes to each account what it chose to be told. Never raises: what could not be sent is in the remarks."""
    remarks: list[Text] = []
    try:
        chosen = station.ledger.subscriptions.active() if messages.is_mailed(station.settings) else ()
        if not chosen:
            return RunCounts(drop=LETTERS)
        with alone(
            station,
            "lettres",
            Text("Un autre passage écrit aux comptes.", "Another run is writing to the accounts."),
            Text("Ce qu'il ne dit pas, le prochain le dira.", "What it does not tell, the next run does."),
            PATIENCE,
        ):
            remarks += filter(None, (_tell(station, each) for each in chosen))
    except NavetteError as fault:
        remarks.append(fault.text)
    return RunCounts(drop=LETTERS, remarks=tuple(dict.fromkeys(remarks)))


def _tell(station: Station, one: Subscription) -> Text | None:
    """Sends the account its letter, if it is due and there is something; why it could not be sent."""
    now, reader = station.clock(), f"lettre-compte:{one.compte.id}"
    before = station.ledger.notifications.watermarks([reader]).get(reader)
    if before is not None and before.at < one.since:  # it had stopped, and chose again
        before = None
    if before is not None and now < before.at + REST:
        return None
    upto = station.ledger.notifications.position()
    after = before.position if before else station.ledger.notifications.position(one.since)
    told = _told(station, one, _place(after), _place(upto))
    if told:
        try:
            _send(station, one, told, now)
        except NavetteError as fault:
            return fault.text
    at = now if told else before.at if before else one.since
    station.ledger.notifications.set_watermark(reader, Watermark(at=at, position=upto))
    return None


def _place(position: LedgerPosition) -> FeedPosition:
    return FeedPosition(event=position.event, action=position.action, account=position.account)


def _told(station: Station, one: Subscription, after: FeedPosition, upto: FeedPosition) -> tuple[ToldNotice, ...]:
    """What the account chose and may see now; what several espaces show is told once."""
    acces = station.ledger.rights.acces(one.compte.id)
    found: dict[Notice, dict[int, FeedItem]] = {each: {} for each in Notice}
    for espace in OF_INVOICES:
        perimetre = acces.perimetre().only(espace)
        for item in _happened(station, perimetre, after, upto) if perimetre.parts else ():
            if (notice := notice_of(item, espace)) in one.notices:
                found[notice][item.row] = item
    return tuple(_newest(notice, items) for notice, items in found.items() if items)


def _happened(station: Station, perimetre: Perimetre, after: FeedPosition, upto: FeedPosition) -> Iterator[FeedItem]:
    """What happened after one place and up to the other."""
    cursor, more = after, True
    while more and (cursor.event < upto.event or cursor.action < upto.action):
        found = station.ledger.search.feed(cursor, size=PAGE, within=perimetre, drops=())
        yield from (each for each in found.items if each.row <= (upto.event if each.event else upto.action))
        cursor, more = found.position, found.more


def _newest(notice: Notice, items: Mapping[int, FeedItem]) -> ToldNotice:
    newest = sorted(items.values(), key=lambda item: (item.at, item.row), reverse=True)
    return ToldNotice(notice=notice, items=tuple(newest[:LINES]), total=len(newest))


def _send(station: Station, one: Subscription, told: tuple[ToldNotice, ...], now: datetime) -> None:
    """Sends the letter with a link of its own that ends them. Raises what :func:`hub.comptes.messages.mail` does."""
    compte, settings, link = one.compte, station.settings, secrets.new()
    base = settings.organisme.portail.rstrip("/") or f"http://{settings.portail.host}:{settings.portail.port}"
    station.ledger.accounts.send_link(compte.id, LinkPurpose.DESABONNEMENT, link.digest, now + UNSUBSCRIBE_WITHIN)
    links = LetterLinks(
        more=f"{base}/evenements",
        choices=f"{base}/mon-compte/avis",
        unsubscribe=f"{base}/avis/desabonnement?lien={link.value}",
    )
    subject, text = letter.subject(told, compte.locale), letter.text(told, links, compte.locale)
    messages.mail(settings, compte.courriel, subject, text)
