"""A certificate of deposit, verified by whoever has its number: the address on its QR code. The number is the secret:
43 characters of a digest; without it nothing is shown.
"""

from fastapi import APIRouter, Response

from domain.text import Text
from exporters.common.number_formats import by_four
from exporters.html.shown import outside
from hub.inspect.verify import Outcome, prove
from portail.acces.asker import AnyVisitor
from portail.forms import tidy
from portail.render import Notice, page
from portail.views import FormPage

router = APIRouter()


@router.get("/certificats/{number}")
def certificate(who: AnyVisitor, number: str) -> Response:
    """Whether this portal gave the certificate, and whether the file kept is still the one it was given for."""
    found = who.portail.ledger.certificates.by_number(tidy(number))
    if found is None:
        view = FormPage(heading=UNKNOWN, lines=(UNKNOWN_WHY,))
        return page(who, "formulaire", view, title=UNKNOWN, status=404)
    proof = prove(who.portail.ledger, who.portail.store, found.number, found)
    good = proof.outcome is Outcome.PROVEN
    view = FormPage(heading=HEADING, lines=(outside(by_four(found.number)), *proof.reasons))
    return page(who, "formulaire", view, title=HEADING, notice=Notice(words=TOLD[proof.outcome], tone=_tone(good)))


def _tone(good: bool) -> str:
    return "good" if good else "bad"


HEADING = Text("Certificat de dépôt", "Certificate of deposit")
UNKNOWN = Text("Certificat inconnu", "Unknown certificate")
UNKNOWN_WHY = Text(
    "Ce portail n'a pas délivré de certificat de ce numéro. Vérifiez-le, caractère par caractère.",
    "This portal gave no certificate of this number. Check it, character by character.",
)
TOLD: dict[Outcome, Text] = {
    Outcome.PROVEN: Text("Ce certificat est prouvé.", "This certificate is proven."),
    Outcome.REFUTED: Text("Ce certificat est réfuté.", "This certificate is refuted."),
    Outcome.UNDECIDED: Text(
        "On ne peut pas le dire maintenant : réessayez plus tard.", "This cannot be told now: try again later."
    ),
    Outcome.UNKNOWN: UNKNOWN,
    Outcome.DIFFERS: Text(
        "Ce certificat est authentique, mais pas la page présentée.",
        "This certificate is genuine; the page shown is not.",
    ),
}
