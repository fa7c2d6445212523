"""The signatures on a document as one line of text for the certificate of deposit."""

from collections.abc import Iterable, Iterator, Sequence

from domain.enum_tables import Partial
from domain.paris_time import french_datetime, paris_day
from domain.signature import After, Clock, Extent, Integrity, Signature, SignatureKind, Trust, Validity

MOST = 5
"""Most signatures listed one by one."""
INTEGRITY = {
    Integrity.INTACT: "intacte",
    Integrity.INCOMPLETE: "non vérifiée, la suite du document n'a pas pu être contrôlée",
    Integrity.ALTERED: "document altéré",
    Integrity.UNKNOWN: "non vérifiable",
}
PART = "partielle, rien ne protège le reste du document"
CHANGED = "document modifié ensuite"
UNVERIFIED = (Integrity.ALTERED, Integrity.UNKNOWN)
TRUST = Partial(
    {
        Trust.TRUSTED: "certificat de confiance",
        Trust.SELF_SIGNED: "certificat autosigné",
        Trust.UNTRUSTED: "autorité inconnue",
        Trust.NOT_ASKED: "identité non vérifiée",
    }
)
VALIDITY = Partial(
    {
        Validity.EXPIRED: "certificat expiré le",
        Validity.NOT_YET: "certificat valable à partir du",
        Validity.REVOKED: "certificat révoqué le",
    }
)


def signatures_text(signatures: Sequence[Signature]) -> str:
    """The signatures in one line; empty when there is none."""
    shown = [_one(signature) for signature in signatures[:MOST]]
    more = len(signatures) - MOST
    return " ; ".join(shown + ([f"et {more} de plus"] if more > 0 else []))


def _one(signature: Signature) -> str:
    return f"{_who(signature)} : {', '.join(_standing(signature))}"


def _who(signature: Signature) -> str:
    who = str(signature.signataire) or "signataire inconnu"
    at = french_datetime(signature.signed_at)
    if signature.procede is SignatureKind.HORODATAGE:
        return f"horodatage par {who}{f' le {at}' if at else ''}"
    dated = "horodatée le" if signature.clock is Clock.STAMP else "datée du"
    return f"{who}{f', {dated} {at}' if at else ''}"


def _standing(signature: Signature) -> Iterator[str]:
    yield _integrity(signature)
    if signature.integrity in UNVERIFIED:
        return
    filled = "formulaire rempli ensuite" if signature.intact and signature.after is After.FILLED else None
    yield from _known((filled, TRUST.get(signature.trust)))
    if (ended := VALIDITY.get(signature.validity)) and signature.ended_at:
        yield f"{ended} {paris_day(signature.ended_at):%d/%m/%Y}"
    if signature.weak:
        yield f"algorithme faible ({', '.join(signature.weak)})"


def _integrity(signature: Signature) -> str:
    """What is said first; *intacte* of a whole document only."""
    if signature.integrity is not Integrity.INTACT or signature.intact:
        return INTEGRITY[signature.integrity]
    if signature.after is After.CONTENT:
        return CHANGED
    return PART if signature.extent is Extent.PART else INTEGRITY[Integrity.INCOMPLETE]


def _known(words: Iterable[str | None]) -> Iterator[str]:
    return (word for word in words if word)
