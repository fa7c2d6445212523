"""Names people give: of files, flux and folders, and cells of tables."""

import pytest

from domain.csv_cell import MARK, text, text_of
from domain.file_types import begins_as, may_be, types_of
from domain.flux import INTERFACES, faults, flux_name, looks_like_one
from domain.route import SANS_SERVICE, TAKEN, Route, safe_folder
from domain.text import Locale, Text

FLUX = "FSO1110A_CPP001_CPP0011110000000000001557"


@pytest.mark.parametrize("ending", [".xml", ".XML", ".pdf", ".zip", ".tar.gz", ""])
def test_the_name_of_a_flux_has_three_parts(ending: str) -> None:
    name = flux_name(FLUX + ending)
    assert name is not None
    assert (name.interface, name.application, name.identifiant) == tuple(FLUX.split("_"))
    assert name.known is INTERFACES["FSO1110A"]
    assert faults(FLUX + ending) == ()


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        (f"{FLUX}.txt", ["the extension is none of"]),
        (f"{FLUX}_2.xml", ["4 parts instead of 3"]),
        ("FSO1110A_CPP001.xml", ["2 parts instead of 3"]),
        (FLUX.replace("FSO1110A", "FSO1110"), ["the interface code is not AAA9999A"]),
        (FLUX.replace("_CPP001_", "_CPP01_"), ["the application code is not AAA999"]),
        ("FSO1110_CPP01_CPP0011110000000000001557", ["the interface code", "the application code"]),
        (f"{FLUX}0", ["the flux identifier is not CPP0011110 followed by 15 digits"]),
        (FLUX[:-1], ["the flux identifier is not"]),
        (FLUX[:-1] + "X", ["the flux identifier is not"]),
        (FLUX[:-1] + "\u0663", ["the flux identifier is not"]),
        (FLUX.replace("CPP0011110", "CPP0021110"), ["the flux identifier is not"]),
    ],
)
def test_every_fault_of_a_flux_name_is_told(name: str, wrong: list[str]) -> None:
    found = faults(name)
    assert len(found) == len(wrong)
    assert all(one.en.startswith(begins) and one.fr for one, begins in zip(found, wrong, strict=True))
    assert flux_name(name) is None


def test_a_name_that_begins_otherwise_is_no_flux() -> None:
    assert looks_like_one("fso1110a_x") and not looks_like_one("facture.xml")
    assert flux_name("facture.xml") is None
    unknown = flux_name("FSO9999A_CPP001_CPP0019999000000000001557")
    assert unknown is not None and unknown.known is None


@pytest.mark.parametrize(
    ("code", "folder"),
    [
        ("DRH", "DRH"),
        ("A B-1+2", "A B-1+2"),
        ("a/b", "a%2Fb"),
        (".cache", "%2Ecache"),
        ("_structure", "%5Fstructure"),
        (" x", "%20x"),
        ("x.", "x."),
        *((name, f"%{ord(name[0]):02X}{name[1:]}") for name in sorted(TAKEN)),
        ("Rapports", "%52apports"),
        ("rapports2", "rapports2"),
    ],
)
def test_a_service_has_one_folder_that_is_no_other(code: str, folder: str) -> None:
    assert safe_folder(code) == folder
    assert Route(siret="1", raison_sociale="", code_service=code).folder == f"1/{folder}"
    assert Route(siret="1", raison_sociale="").folder == f"1/{SANS_SERVICE}"


@pytest.mark.parametrize("value", ["0012", "=1+1", "@x", "12-2026", "3,10", "12:30", "'=1", "\tx", "12e5"])
def test_what_a_spreadsheet_would_change_is_marked_and_comes_back(value: str) -> None:
    assert text(value) == MARK + value
    assert text_of(text(value)) == value


@pytest.mark.parametrize("value", ["facture", "12", "F-0012", "'", "'tis", "l'an"])
def test_what_a_spreadsheet_keeps_is_left(value: str) -> None:
    assert text(value) == text_of(value) == value


def test_no_value_is_an_empty_cell_and_control_characters_are_blanks() -> None:
    assert text(None) == text("") == ""
    assert text("a\x00b\ud800") == "a b "


@pytest.mark.parametrize(
    ("mime", "ending", "possible"),
    [
        ("application/pdf", "pdf", True),
        ("Application/PDF ; charset=utf-8", "pdf", True),
        ("text/xml", "pdf", False),
        ("application/octet-stream", "pdf", True),
        ("image/png", "dwg", True),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", True),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", True),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx", True),
        ("application/vnd.oasis.opendocument.text", "odt", True),
        ("application/vnd.oasis.opendocument.spreadsheet", "ods", True),
        ("application/vnd.oasis.opendocument.presentation", "odp", True),
        ("application/vnd.oasis.opendocument.text", "ods", False),
    ],
)
def test_a_type_is_one_of_its_extension(mime: str, ending: str, possible: bool) -> None:
    assert may_be(mime, ending) is possible


def test_an_extension_has_its_types_and_an_unknown_one_the_general_type() -> None:
    assert types_of("pdf")[0] == "application/pdf"
    assert types_of("odt") == ("application/vnd.oasis.opendocument.text",)
    assert types_of("dwg") == ("application/octet-stream",)


@pytest.mark.parametrize(
    ("content", "ending", "possible"),
    [
        (b"\n" * 1020 + b"%PDF", "pdf", True),
        (b"\n" * 1021 + b"%PDF", "pdf", False),
        (b"%PDF-1.7", "png", False),
        (b"\x89PNG\r\n", "png", True),
        (b"II*\0", "tiff", True),
        (b"MM\0*", "tif", True),
        (b"PK\x03\x04", "docx", True),
        (b"hello", "zip", False),
        (b"hello", "csv", True),
    ],
)
def test_leading_bytes_are_those_of_the_extension(content: bytes, ending: str, possible: bool) -> None:
    assert begins_as(content, ending) is possible


def test_a_text_is_shown_in_its_language() -> None:
    both = Text("{n} fois", "{n} times").with_({"n": 3}).about(Text("Essai", "Try"))
    assert both.in_(Locale.FR) == "Essai : 3 fois"
    assert both.in_(Locale.EN) == "Try: 3 times"
    assert Text("a", "b").about("x") == Text("x : a", "x: b")
