"""File names: no folder is climbed, no device opened, nothing hidden, and twice the same is the same."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.document import Format
from domain.invoice import Attachment
from exporters.common.file_names import (
    ATTACHMENT,
    EXTENSIONS,
    LONGEST,
    attachment_name,
    certificate_stem,
    delivered_stem,
    extension,
)
from exporters.common.file_names import original_name as safe
from tests.exporters.facts import ACCEPTED, certificate, values

HOSTILE = st.text(alphabet="aZé.-_ /\\:*?\"<>|~\x00\x1f\n\u202e\u200b\ud800東😀'CONcon1", max_size=300)
RESERVED = re.compile(r"(CON|PRN|AUX|NUL|COM\d|LPT\d)\s*(\..*)?", re.IGNORECASE)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Facture n° 12 – été.pdf", "Facture n° 12 – été.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\facture.xml", "facture.xml"),
        (".bashrc", "bashrc"),
        ("-rf.xml", "rf.xml"),
        ("con.xml", "_con.xml"),
        ("LPT1", "_LPT1"),
        ("lot.tar.gz", "lot.tar.gz"),
        ("facture\u202efdp.exe", "facturefdp.exe"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ("", "sans_nom"),
        ("...", "sans_nom"),
        ("a/b/", "b"),
        ("x:y*?.pdf", "x_y__.pdf"),
        ("caf\udce9.xml", "caf_.xml"),
    ],
)
def test_a_suppliers_name_stays_readable(given_name: str, kept: str) -> None:
    assert safe(given_name) == kept


@given(name=HOSTILE)
def test_every_name_is_safe(name: str) -> None:
    made = safe(name)
    assert made
    assert len(made.encode()) <= LONGEST
    assert not set(made) & set('/\\:*?"<>|\x00\n')
    assert made.isprintable()
    assert made[0] not in ".- ~"
    assert made[-1] not in ". "
    assert not RESERVED.fullmatch(made)
    assert safe(made) == made


def test_a_long_name_keeps_its_extension() -> None:
    made = safe("é" * 5000 + ".tar.gz")
    assert made.endswith("é.tar.gz")
    assert len(made.encode()) <= LONGEST


@given(name=HOSTILE)
def test_an_attachment_fits_in_fifty_characters(name: str) -> None:
    made = attachment_name(Attachment(filename=f"{name}x.pdf"))
    assert len(made) <= ATTACHMENT
    assert made.endswith(".pdf")
    assert "/" not in made


def test_an_attachment_without_a_name_has_its_reference() -> None:
    assert attachment_name(Attachment(reference="Bordereau 12")) == "Bordereau 12"
    assert attachment_name(Attachment()) == "sans_nom"


def test_what_is_delivered_is_named_after_the_invoice() -> None:
    assert delivered_stem(ACCEPTED) == "2026-03-11_123456782_2026-014_ABCDEFGH"
    assert delivered_stem(ACCEPTED) == delivered_stem(ACCEPTED)


def test_numbers_that_look_alike_once_cleaned_stay_apart() -> None:
    one = replace(ACCEPTED, values=values(numero_facture="A/1"), certificate="AAAAAAAA" + "B" * 44)
    two = replace(ACCEPTED, values=values(numero_facture="A-1"), certificate="CCCCCCCC" + "B" * 44)
    assert delivered_stem(one) == "2026-03-11_123456782_A-1_AAAAAAAA"
    assert delivered_stem(two) == "2026-03-11_123456782_A-1_CCCCCCCC"


@given(number=HOSTILE, supplier=HOSTILE, day=HOSTILE)
def test_no_value_of_an_invoice_leaves_its_folder(number: str, supplier: str, day: str) -> None:
    row = replace(
        ACCEPTED, values=values(numero_facture=number, siret_fournisseur=supplier, date_facture=day), certificate=None
    )
    assert re.fullmatch(r"[A-Za-z0-9+.\-]+(_[A-Za-z0-9+.\-]+){3}", delivered_stem(row))
    assert not delivered_stem(row).startswith((".", "-"))


def test_a_certificate_is_named_after_its_invoice() -> None:
    sealed = certificate(numero_facture="A/1 b")
    assert certificate_stem(sealed) == f"certificat_A-1-b_{sealed.number[:8]}"


def test_the_extension_is_that_of_the_format() -> None:
    assert extension("facture.exe", Format.CII) == ".xml"
    assert extension("facture.xml", Format.FACTURX) == ".pdf"
    assert extension("notice.TXT", Format.UNKNOWN) == ".txt"
    assert extension("sans", Format.UNKNOWN) == ".bin"
    assert set(Format) - {Format.UNKNOWN} == set(EXTENSIONS)
