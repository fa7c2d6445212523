"""Words of one line are level whatever their letters; letters are digits only where a key says so."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.decision import Reading
from domain.document import Evidence, Format
from domain.invoice import ENTRY_FIELDS, Identifier, Invoice, Party, entry_values, fields
from domain.structure import Service, Structure
from parsers.ocr.code_services import listed
from parsers.ocr.confusions import corrected
from parsers.ocr.em_size import levelled
from parsers.ocr.erase_fields import without
from parsers.ocr.recognition import Recognised
from parsers.ocr.straightening import Turn
from parsers.ocr.tesseract import Seen
from parsers.ocr.trust import doubtful, is_refuted, without_doubtful
from parsers.page.layout.words import Leaf, Word
from samples.invoices import bases
from samples.invoices.builder import build
from tests.validators.good import SmallDirectory

LINE = (1, 1, 1)


def _seen(text: str, left: float, top: float, bottom: float) -> Seen:
    return Seen(text=text, left=left, top=top, right=left + 50, bottom=bottom, confidence=0.9, line=LINE)


def _page(*texts: str) -> Recognised:
    words = tuple(Word(text, 40.0 * rank, 10, 40.0 * rank + 35, 20) for rank, text in enumerate(texts))
    return Recognised(
        leaf=Leaf(number=1, width=595, height=842, words=words, images=True),
        confidences=(0.9,) * len(words),
        scale=1,
        turn=Turn(quarters=0, slope=0, width=595, height=842),
        grey=np.full((842, 595), 255, np.uint8),
        paper=255,
    )


def _texts(page: Recognised) -> list[str]:
    return [word.text for word in page.leaf.words]


def test_small_and_tall_letters_deep_ones_and_dashes_stand_on_one_line() -> None:
    """A font of 100 pixels whose letters stand on 200: what the ink covers differs, the boxes do not."""
    words = levelled(
        [
            _seen("Total", 0, 128, 200),
            _seen("payer", 60, 147, 221),
            _seen("-", 120, 165, 175),
            _seen("1 250", 140, 128, 200),
        ]
    )
    assert {round(word.top, 1) for word in words} == {107.0}
    assert {round(word.bottom, 1) for word in words} == {222.0}


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (["OOOOOOOOO", "OOOOO"], ["OOOOOOOOO", "OOOOO"]),
        (["3S6000000", "OOO4B"], ["356000000", "00048"]),
        (["35600000O00048"], ["35600000000048"]),
        (["FR39", "3S6", "000", "000"], ["FR39", "356", "000", "000"]),
        (["FACTURE", "SOLOISBOIS"], ["FACTURE", "SOLOISBOIS"]),
        (["3S6000000", "OOO49"], ["3S6000000", "OOO49"]),
    ],
)
def test_letters_are_digits_where_a_key_confirms_it(printed: list[str], expected: list[str]) -> None:
    assert _texts(corrected(_page(*printed))) == expected


@given(st.lists(st.text("OISB0158FR- ", min_size=1, max_size=14).filter(str.strip), max_size=8))
def test_what_has_no_key_is_left_alone(texts: list[str]) -> None:
    done = _texts(corrected(_page(*texts)))
    assert [len(text) for text in done] == [len(text) for text in texts]
    changed = "".join(after for before, after in zip(texts, done, strict=True) if before != after)
    assert not any(c.isalpha() for c in changed.removeprefix("FR"))


@pytest.mark.parametrize("name", ENTRY_FIELDS)
def test_a_field_taken_out_is_gone_and_the_others_are_not(name: str) -> None:
    moe = Party(identifiers=(Identifier(value="99900132000012", scheme="0009"),))
    invoice = replace(build(bases.PAPETERIE), numero_facture_origine="F-0", buyer_agent=moe)
    before, after = entry_values(invoice), entry_values(without(invoice, [name]))
    assert after[name] is None
    assert {key: value for key, value in after.items() if key != name} == {
        key: value for key, value in before.items() if key != name
    }


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        ("code_service", "COMPTAO1", False),
        ("code_service", "B0NS-12", False),
        ("code_service", "COMPTA01", True),
        ("numero_facture", "025751918", False),
        ("numero_facture", "2026-0312", True),
        ("numero_marche", "2O24-118", False),
        ("numero_facture", "FO-2026", True),
        ("code_service", "75_NOIRIE", False),
        ("code_service", "NOIÏRIE", False),
    ],
)
def test_a_code_without_key_that_may_hold_a_zero_or_the_letter_is_left_to_people(
    field: str, text: str, kept: bool
) -> None:
    invoice = Invoice(
        code_service=text if field == "code_service" else None,
        numero_marche=text if field == "numero_marche" else None,
        numero_facture=text if field == "numero_facture" else None,
    )
    proof = Evidence(field=field, text=text, page=1, box=(0.0, 10.0, 35.0, 20.0), confidence=0.9)
    reading = Reading(format=Format.PDF_TEXT, invoice=invoice, evidence=(proof,))
    pages = (_page(text),)
    told = without_doubtful(reading, pages, doubtful(reading, pages, agree=False))
    assert told.invoice is not None
    assert (fields(told.invoice)[field] == text) is kept
    assert [doubt.field for doubt in told.doubts] == ([] if kept else [field])


SIRET = "99999905500018"


@pytest.mark.parametrize(
    ("text", "codes", "kept"),
    [
        ("DIR_EDUC", ("DIR_EDUC", "VOIRIE"), True),
        ("D0123", ("D0123", "VOIRIE"), True),
        ("D0123", ("D0123", "DO123"), False),
        ("DIR_EDUC", ("DIR_EDUC", "DIREDUC"), False),
        ("VOIRIE", ("VOIRIE_NORD", "DIR"), False),
        ("VOIRIE", ("VOIRIE_NORD", "VOIRIE"), True),
        ("VOIRIE", (), True),
    ],
)
def test_a_code_service_is_held_against_the_recipient_s_codes(text: str, codes: tuple[str, ...], kept: bool) -> None:
    invoice = Invoice(code_service=text, siret_destinataire=SIRET)
    annuaire = SmallDirectory([Structure(siret=SIRET)], [Service(siret=SIRET, code=code) for code in codes])
    proof = Evidence(field="code_service", text=text, page=1, box=(0.0, 10.0, 35.0, 20.0), confidence=0.9)
    reading = Reading(format=Format.PDF_TEXT, invoice=invoice, evidence=(proof,))
    found = doubtful(reading, (_page(text),), agree=False, service=listed(invoice, annuaire))
    assert (found == ()) is kept


@pytest.mark.parametrize("codes", [("DIR_EDUC",), ("VOIRIE",)])
def test_a_code_that_the_recipient_lacks_is_not_confirmed_by_a_second_reading(codes: tuple[str, ...]) -> None:
    invoice = Invoice(code_service="DIR", siret_destinataire=SIRET)
    annuaire = SmallDirectory([Structure(siret=SIRET)], [Service(siret=SIRET, code=code) for code in codes])
    proof = Evidence(field="code_service", text="DIR", page=1, box=(0.0, 10.0, 35.0, 20.0), confidence=0.9)
    assert is_refuted(proof, listed(invoice, annuaire))
    assert not is_refuted(proof, listed(invoice, None))
