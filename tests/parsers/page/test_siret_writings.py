"""SIRETs with signs, apart or broken over two lines: whole when the key agrees, else a doubt, never cut."""

import pytest

from domain.decision import Reading
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.facts import facts
from tests.parsers.page.layouts import Sheet

FACTS = facts(5)
SELLER, BUYER = FACTS.seller.siret, FACTS.buyer.siret
SIREN, NIC = BUYER[:9], BUYER[9:]
A, B, C = BUYER[:3], BUYER[3:6], BUYER[6:9]


def _read(*texts: tuple[float, float, str], seller: str = f"SIRET : {SELLER}") -> Reading:
    sheet = Sheet()
    for x, y, text in (
        (45, 40, "ATELIERS BRUNOIS SARL"),
        (45, 52, "12 rue des Forges"),
        (45, 64, "31200 TOULOUSE"),
        (45, 76, seller),
        (45, 200, "FACTURE N° F-12 du 03/03/2026"),
        *texts,
    ):
        sheet.at(x, y, text)
    return text_pdf.read(Source(sheet.done()))


def _buyer(*lines: str) -> Reading:
    block = ("Destinataire :", "REGION OCCITANIE", *lines)
    return _read(*((330, 110 + 12 * rank, line) for rank, line in enumerate(block)))


@pytest.mark.parametrize(
    "written",
    [
        f"{A} {B} {C} - {NIC}", f"{SIREN}/{NIC}", f"{SIREN} / {NIC}", f"{A}.{B}.{C}.{NIC}", f"{A}-{B}-{C}-{NIC}",
        f"{SIREN}-{NIC}", f"{A} {B} {C} {NIC[:3]} {NIC[3:]}", f"{SIREN} {NIC}", f"{A} {B} {C}/{NIC}",
        f"{A} {B} {C} – {NIC}",
        f"{A} {B} {C}.{NIC}", " ".join(BUYER), f"{A} {B} {C} - {NIC[:3]} {NIC[3:]}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("label", ["SIRET :", "N° SIRET", "Siret n°", "SIRET dest :"])
def test_a_siret_with_signs_is_read(label: str, written: str) -> None:
    invoice = _buyer(f"{label} {written}").invoice
    assert invoice is not None
    assert (invoice.siret_destinataire, invoice.siret_fournisseur) == (BUYER, SELLER)


@pytest.mark.parametrize(
    "lines",
    [
        (f"SIRET : {A} {B} {C}", NIC), (f"SIRET : {A} {B} {C} {NIC[:3]}", NIC[3:]), (f"SIRET : {A} {B} {C} -", NIC),
        (f"SIRET : {A} {B}", f"{C} {NIC}"), (f"SIRET : {BUYER[:12]}", f"{BUYER[12:]} - APE 8411Z"),
        (f"SIREN {SIREN} - NIC {NIC}",), (f"SIREN : {A} {B} {C}", f"NIC : {NIC}"), (f"SIREN : {SIREN} NIC : {NIC}",),
    ],
)  # fmt: skip
def test_a_siret_in_two_parts_is_joined(lines: tuple[str, ...]) -> None:
    invoice = _buyer(*lines).invoice
    assert invoice is not None
    assert invoice.siret_destinataire == BUYER


def test_the_supplier_s_siren_and_nic_make_its_siret() -> None:
    reading = _read((330, 134, f"SIRET client : {BUYER}"), seller=f"SIREN {SELLER[:9]} - NIC {SELLER[9:]}")
    assert reading.invoice is not None
    assert reading.invoice.siret_fournisseur == SELLER


def test_siren_and_nic_in_cells_of_their_own() -> None:
    row = ((330, 134, f"SIREN : {SIREN}"), (450, 134, f"NIC : {NIC}"))
    invoice = _read((330, 110, "Destinataire :"), (330, 122, "REGION OCCITANIE"), *row).invoice
    assert invoice is not None
    assert invoice.siret_destinataire == BUYER


def test_a_broken_siret_whose_key_is_wrong_is_a_doubt_and_never_cut() -> None:
    wrong = str((int(BUYER[-1]) + 1) % 10)
    reading = _buyer(f"SIRET : {BUYER[:12]}", f"{BUYER[12:-1]}{wrong}")
    assert reading.invoice is not None
    assert reading.invoice.siret_destinataire is None
    assert "siret_destinataire" in [doubt.field for doubt in reading.doubts]


@pytest.mark.parametrize("town", ["31200 TOULOUSE", "75001 PARIS", "13090 Aix-en-Provence"])
def test_a_siren_before_a_post_code_is_no_siret(town: str) -> None:
    for text in (f"RCS Toulouse {SIREN} - {town}", f"SIREN {SIREN} - {town}", f"{SIREN} / {town}"):
        invoice = _buyer(text).invoice
        assert invoice is not None
        assert invoice.siret_destinataire is None


SIGNS = (
    "{a},{b},{c},{n}", "{a} {b} {c} ({n})", "{a}_{b}_{c}_{n}", "{a}'{b}'{c}'{n}", "{a}·{b}·{c}·{n}",
    "{a} {b} {c} [{n}]", "{a}{b}{c}_{n}", "{a} {b} {c}, {n}", "{a}/{b}/{c}/{n}", "{a}{b}{c}({n})", "{a}.{b}.{c}_{n}",
)  # fmt: skip


@pytest.mark.parametrize("form", SIGNS)
@pytest.mark.parametrize("label", ["SIRET :", "N° SIRET", "SIRET client :"])
def test_a_siret_with_unusual_signs_is_joined_when_its_key_agrees(label: str, form: str) -> None:
    reading = _buyer(f"{label} {form.format(a=A, b=B, c=C, n=NIC)}")
    assert reading.invoice is not None
    assert (reading.invoice.siret_destinataire, reading.invoice.siret_fournisseur) == (BUYER, SELLER)


@pytest.mark.parametrize("form", SIGNS)
def test_one_whose_key_is_wrong_is_a_doubt(form: str) -> None:
    wrong = f"{NIC[:-1]}{(int(NIC[-1]) + 1) % 10}"
    reading = _buyer(f"SIRET : {form.format(a=A, b=B, c=C, n=wrong)}")
    assert reading.invoice is not None
    assert reading.invoice.siret_destinataire in (None, BUYER[:-1] + wrong[-1])
    if reading.invoice.siret_destinataire is None:
        assert "siret_destinataire" in [doubt.field for doubt in reading.doubts]


@pytest.mark.parametrize("written", [f"{A} {B} {C} : {NIC}", f"{A} {B} {C} et {NIC}", f"{A} {B} ??? {NIC}"])
def test_a_siret_that_cannot_be_read_is_not_told_as_missing(written: str) -> None:
    reading = _buyer(f"SIRET : {written}")
    assert reading.invoice is not None and reading.invoice.siret_destinataire is None
    assert "siret_destinataire" in [doubt.field for doubt in reading.doubts]


def test_the_supplier_s_own_siret_does_not_announce_another() -> None:
    reading = _read()
    assert "siret_destinataire" not in [doubt.field for doubt in reading.doubts]


@pytest.mark.parametrize("town", ["31200 Toulouse", "75001 PARIS"])
def test_a_siren_and_a_post_code_after_the_label_of_a_siret_are_no_siret(town: str) -> None:
    reading = _buyer(f"SIRET : {A} {B} {C}, {town}")
    assert reading.invoice is not None and reading.invoice.siret_destinataire is None
