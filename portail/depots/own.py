"""Drafts of one's own, and what they would become."""

from datetime import timedelta
from functools import partial

from domain.brouillon import Brouillon
from domain.errors import NotAllowed
from domain.text import Text
from hub.brouillons.analysis import Analysis, Question, analyse
from hub.brouillons.sending import Preview, preview
from hub.runtime.station import Station
from portail.acces.asker import Member, NotFound
from portail.acces.depositing import structures_to_deposit_for

HOUR, MOST_READINGS, MOST_FILES = timedelta(hours=1), 300, 200
"""Documents that are read for one account in that time, and files that it may drop."""
MOST_DRAFTS = 200
"""Open drafts of one account."""


def deposits_somewhere(who: Member) -> tuple[str, ...]:
    """The structures for which one may deposit. Raises :class:`NotFound` when there is none."""
    found = structures_to_deposit_for(who.acces)
    if not found:
        raise NotFound
    return found


def refusal(who: Member) -> Text | None:
    """Why no file is taken now; ``None`` when one is."""
    ledger = who.portail.ledger
    if len(ledger.drafts.open_of(who.compte.id)) >= MOST_DRAFTS:
        return TOO_MANY.with_({"most": MOST_DRAFTS})
    if ledger.sessions.tried(f"fichier:{who.compte.id}", who.portail.clock(), HOUR) > MOST_FILES:
        return TOO_OFTEN.with_({"most": MOST_FILES})
    return None


def own_draft(who: Member, draft_id: int) -> Brouillon:
    """One's own draft, for a structure for which one may still deposit. Raises :class:`NotFound`."""
    found = who.portail.ledger.drafts.one(draft_id, who.compte.id)
    if found is None or found.structure not in structures_to_deposit_for(who.acces):
        raise NotFound
    return found


def shown(who: Member, draft: Brouillon) -> Preview:
    """What the draft would become, read once for several pages.

    Raises :class:`domain.errors.NavetteError` when nobody can tell now, :class:`domain.errors.NotAllowed` after too
    many readings.
    """
    return preview(who.portail.station, draft, partial(_analysed, who))


def _analysed(who: Member, station: Station, drop: str, question: Question) -> Analysis:
    portail = who.portail

    def read() -> Analysis:
        if portail.ledger.sessions.tried(f"lecture:{who.compte.id}", portail.clock(), HOUR) > MOST_READINGS:
            raise NotAllowed(_MANY, _LATER)
        with portail.reading():
            return analyse(station, drop, question)

    return portail.analyses.answer((drop, question), portail.clock(), read)


_MANY = Text("Beaucoup de documents ont été lus pour vous en une heure.", "Many documents were read for you lately.")
_LATER = Text(
    "Le brouillon est gardé : revenez dans une heure, ou déposez un lot.",
    "The draft is kept: come back in an hour, or deposit a lot.",
)
TOO_MANY = Text(
    "Vous avez {most} brouillons : envoyez-en ou abandonnez-en d'abord.",
    "You have {most} drafts: send some or give some up first.",
)
TOO_OFTEN = Text(
    "Vous avez déposé {most} fichiers en une heure : attendez, ou déposez un lot.",
    "You dropped {most} files in an hour: wait, or deposit several invoices in one file.",
)
