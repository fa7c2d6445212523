"""Drafts of one's own, and what they would become."""

from functools import partial

from domain.brouillon import Brouillon
from domain.errors import NotAllowed
from domain.text import Text
from hub.brouillons.analysis import Analysis, Question, analyse
from hub.brouillons.sending import Preview, preview
from hub.runtime.station import Station
from portail.acces.asker import Member, NotFound
from portail.acces.depositing import structures_to_deposit_for
from portail.acces.file_bounds import HOUR, count_file
from portail.arrivals import MOMENT, TooMany

MOST_READINGS = 300
"""Documents that are read for one account in an hour."""
MOST_DRAFTS = 200
"""Open drafts of one account."""


def deposits_somewhere(who: Member) -> tuple[str, ...]:
    """The structures for which one may deposit. Raises :class:`NotFound` when there is none."""
    found = structures_to_deposit_for(who.acces)
    if not found:
        raise NotFound
    return found


def refusal(who: Member) -> TooMany | None:
    """Why no file is taken now; ``None`` when one is."""
    portail = who.portail
    if len(portail.ledger.drafts.open_of(who.compte.id)) >= MOST_DRAFTS:
        return TooMany(TOO_MANY.with_({"most": MOST_DRAFTS}), SEND_SOME, MOMENT)
    return count_file(portail, who.compte.id, "fichier", portail.settings.portail.files_an_hour)


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
TOO_MANY = Text("Vous avez {most} brouillons.", "You have {most} drafts.")
SEND_SOME = Text("Envoyez-en ou abandonnez-en d'abord.", "Send some or give some up first.")
