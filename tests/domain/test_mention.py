"""The line of a certificate about signatures: who, when, by whose clock, and what it is worth."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.signature import After, Clock, Extent, Integrity, Signatory, Signature, SignatureKind, Trust, Validity
from domain.signature_mention import MOST, signatures_text

AT = datetime(2026, 3, 12, 9, 5, tzinfo=UTC)
GOOD = Signature(
    procede=SignatureKind.PADES,
    signataire=Signatory(name="Camille Essai", organisation="PAPETERIE EXEMPLE"),
    signed_at=AT,
    clock=Clock.STATED,
    integrity=Integrity.INTACT,
    extent=Extent.WHOLE,
    after=After.NOTHING,
    trust=Trust.TRUSTED,
    validity=Validity.VALID,
)
WHO = "Camille Essai (PAPETERIE EXEMPLE)"


def test_nobody_signed() -> None:
    assert signatures_text(()) == ""


def test_the_sentence_of_each() -> None:
    assert signatures_text([GOOD]) == f"{WHO}, datée du 12/03/2026 10:05:00 : intacte, certificat de confiance"
    assert signatures_text([replace(GOOD, clock=Clock.STAMP, after=After.PERMITTED)]).startswith(
        f"{WHO}, horodatée le 12/03/2026"
    )
    doubtful = replace(
        GOOD, trust=Trust.UNTRUSTED, validity=Validity.EXPIRED, ended_at=AT, weak=("SHA-1",), extent=Extent.PART
    )
    assert signatures_text([doubtful]).endswith(
        ": partielle, rien ne protège le reste du document, autorité inconnue, certificat expiré le 12/03/2026, "
        "algorithme faible (SHA-1)"
    )
    uncompared = replace(GOOD, integrity=Integrity.INCOMPLETE, after=After.UNKNOWN)
    assert " : non vérifiée, " in signatures_text([uncompared])
    assert signatures_text([replace(GOOD, after=After.FILLED)]).endswith(
        "formulaire rempli ensuite, certificat de confiance"
    )
    assert signatures_text([replace(GOOD, integrity=Integrity.ALTERED)]).endswith(" : document altéré")
    unread = Signature(procede=SignatureKind.CADES)
    assert signatures_text([unread]) == "signataire inconnu : non vérifiable"
    stamp = replace(GOOD, procede=SignatureKind.HORODATAGE, signataire=Signatory(name="Horloge"))
    assert signatures_text([stamp]).startswith("horodatage par Horloge le 12/03/2026 10:05:00 : intacte")


@pytest.mark.parametrize("extent", sorted(Extent))
@pytest.mark.parametrize("after", sorted(After))
@pytest.mark.parametrize("integrity", sorted(Integrity))
def test_only_a_document_known_to_be_whole_is_said_to_be_intact(
    integrity: Integrity, extent: Extent, after: After
) -> None:
    signature = replace(GOOD, integrity=integrity, extent=extent, after=after)
    whole = extent is Extent.WHOLE and after in {After.NOTHING, After.PERMITTED, After.FILLED}
    assert signature.intact is (whole and integrity is Integrity.INTACT)
    assert ("intacte" in signatures_text([signature])) is signature.intact


def test_many_are_counted() -> None:
    assert signatures_text([GOOD] * (MOST + 3)).endswith(" ; et 3 de plus")
    assert signatures_text([GOOD] * (MOST + 3)).count("intacte") == MOST
