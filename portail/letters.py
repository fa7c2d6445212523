"""Letters to an address, after the answer: who waits for a page learns nothing from what becomes of them."""

from domain.errors import NavetteError
from domain.sollicitation import Cote, Sollicitation
from hub.comptes import messages, registration, sollicitation_letters
from hub.comptes.registration import ToSend
from portail.context import Portail


def tell(portail: Portail, found: Sollicitation, cote: Cote, author: int, base: str) -> None:
    """Tells the accounts of the other side of the last message of a question, which ``author`` wrote for that side."""
    try:
        for each in sollicitation_letters.to_send(portail.ledger, found, cote, author, base, portail.clock()):
            messages.send(portail.settings, each.courriel, each.letter, each.locale, portail.console)
    except NavetteError as error:
        portail.console(f"navette portail : {error}")


def send(portail: Portail, to_send: ToSend) -> None:
    """Sends it, unless its address had many; what fails is told on the console, the visitor has his answer already."""
    try:
        if registration.may_write(portail.ledger, to_send.courriel, portail.clock()):
            messages.send(portail.settings, to_send.courriel, to_send.letter, to_send.locale, portail.console)
    except NavetteError as error:
        portail.console(f"navette portail : {error}")
