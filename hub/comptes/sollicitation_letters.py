"""Who is told of a message of a sollicitation: the accounts of the other side that may read it. The letter has a link,
and nothing of the invoice or of the message.
"""

from datetime import datetime, timedelta

from domain.compte import Compte
from domain.espace import Droit, Espace
from domain.sollicitation import Cote, EtatSollicitation, RolePartie, Sollicitation
from domain.sollicitation_rights import portee
from domain.text import Text
from hub.comptes.messages import Letter
from hub.comptes.registration import ToSend
from ledger import Ledger

MOST = 20
"""Accounts that are told of one message, those that were made first."""
LETTERS, LETTERS_WITHIN = 10, timedelta(hours=1)
"""Letters of this kind to one account in that time; what it is not told of waits on its first page."""


def to_send(
    ledger: Ledger, found: Sollicitation, cote: Cote, author: int, base: str, now: datetime
) -> tuple[ToSend, ...]:
    """The letters about the last message, which ``author`` (an account) wrote for that side. ``base``: the address of
    the portal. Counts them.
    """
    told = readers(ledger, found, cote.other)
    letter = _letter(found, base)
    return tuple(
        ToSend(courriel=each.courriel, letter=letter, locale=each.locale)
        for each in [one for one in told if one.id != author][:MOST]
        if ledger.sessions.tried(f"lettre-sollicitation:{each.id}", now, LETTERS_WITHIN) <= LETTERS
    )


def readers(ledger: Ledger, found: Sollicitation, cote: Cote) -> tuple[Compte, ...]:
    """The active accounts that may read the question for that side."""
    side = found.side(cote)
    if side.role is RolePartie.EXPLOITANT:
        return ledger.rights.operators()
    return tuple(
        each
        for each in ledger.rights.holders(Espace.SOLLICITATIONS, side.structure, side.service)
        if cote in portee(ledger.rights.acces(each.id), Droit.CONSULTATION).sides(found)
    )


def _letter(found: Sollicitation, base: str) -> Letter:
    subject, words = _WORDS[found.etat]
    return Letter(
        subject=subject,
        words=words.with_({"number": found.number}),
        link=f"{base}/{Espace.SOLLICITATIONS.value}/{found.id}",
        foot=_WHY,
    )


_WORDS: dict[EtatSollicitation, tuple[Text, Text]] = {
    EtatSollicitation.OUVERTE: (
        Text("Une sollicitation attend votre réponse", "A question waits for your answer"),
        Text(
            "La sollicitation {number} attend une réponse. Lisez-la, et répondez, dans le portail :",
            "Question {number} waits for an answer. Read it, and answer, in the portal:",
        ),
    ),
    EtatSollicitation.REPONDUE: (
        Text("Réponse à une sollicitation", "Answer to a question"),
        Text(
            "La sollicitation {number} a une réponse. Lisez-la dans le portail :",
            "Question {number} has an answer. Read it in the portal:",
        ),
    ),
    EtatSollicitation.CLOSE: (
        Text("Une sollicitation est close", "A question is closed"),
        Text(
            "La sollicitation {number} est close. Elle reste lisible dans le portail :",
            "Question {number} is closed. It can still be read in the portal:",
        ),
    ),
}
_WHY = Text(
    "Vous recevez ce message parce que l'espace Sollicitations vous est ouvert.",
    "You receive this message because the espace of questions is open to you.",
)
