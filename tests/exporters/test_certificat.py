"""The certificate of deposit: what a finance department reads, and what proves it years later."""

import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
import segno
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from domain.certificate import GENESIS, Certificate, is_sound, seal
from domain.errors import NavetteError
from domain.text import Locale
from exporters.certificat import as_json, as_pdf, from_json, in_pdf, number_in
from exporters.pdf.document import HEIGHT, WIDTH
from hub.inspect.verify import is_our_page
from tests.exporters.facts import CONTENT, certificate
from tests.exporters.pdf_structure import faults, read_aloud

ROOT = Path(__file__).parents[2]
NAMES = st.text(
    alphabet="AW il.-/éÉœ’«€ąŁşΩжЖאب東😀\u202e\u200f\u0301\u00ad\ufb01\u00a0\t\n\x00(\\)%<&>\ufffd", max_size=400
)

_LONG = "Société pour l'aménagement et le développement des territoires " * 6
EARLIER: dict[str, dict[str, str]] = {
    "ordinaire.fr.pdf": {},
    "ordinaire.en.pdf": {},
    "grec.fr.pdf": {"fournisseur": "Ελληνική 東京"},
    "complete.fr.pdf": {
        "fournisseur": _LONG,
        "service": _LONG,
        "signatures": "Camille Essai : intacte, identité non vérifiée",
        "saisies": "date_facture, code_service",
    },
}


def words(pdf: bytes) -> str:
    """The text of the page, as a reader copies it, blanks made plain."""
    document = pdfium.PdfDocument(pdf)
    assert len(document) == 1
    return " ".join(document[0].get_textpage().get_text_range().split())


def test_it_has_parties_document_recipient_and_date() -> None:
    said = words(as_pdf(certificate()))
    for expected in (
        "Certificat de dépôt",
        "Facture n° 2026-014",
        "12/03/2026 02:03:11 (heure de Paris)",
        "000000000000042",
        "batiment-exemple",
        "lot_factures.tar.gz",
        "lot/facture-2026-014.xml",
        "Établissements Exemple & Fils",
        "123 456 782 00010",
        "RÉGION OCCITANIE",
        "200 053 791 00014",
        "DRH-01 – Direction des ressources humaines",
        "11/03/2026",
        "A1 – facture",
        "1 028,80 €",
        "205,76 €",
        "1 234,56 €",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ):
        assert expected in said


def test_the_number_is_printed_in_fours_and_whole_in_the_command() -> None:
    sealed = certificate()
    said = words(as_pdf(sealed))
    assert " ".join(sealed.number[at : at + 4] for at in range(0, 52, 4)) in said
    assert f"navette verify {sealed.number}" in said


def test_a_summer_deposit_is_two_hours_ahead() -> None:
    assert "13/07/2026 00:30:00 (heure de Paris)" in words(as_pdf(certificate(deposited_at="2026-07-12T22:30:00Z")))


def test_what_is_missing_is_written_in_words_never_null() -> None:
    absent = certificate(
        member="",
        code_service="",
        service="Structure entière, sans code service",
        cadre_facturation="",
        montant_tva="",
        date_facture="",
    )
    said = words(as_pdf(absent))
    assert "Structure entière, sans code service" in said
    assert said.count("non indiqué") == 3
    assert "null" not in said.lower()
    assert "None" not in said
    assert "Fichier dans l'archive" not in said


def test_english_is_an_option() -> None:
    said = words(as_pdf(certificate(), Locale.EN))
    assert "Certificate of deposit" in said
    assert "€1,234.56" in said
    assert "Paris time" in said


def test_greek_cyrillic_and_polish_names_are_printed_in_their_letters() -> None:
    said = words(as_pdf(certificate(fournisseur="Ελληνική Εταιρεία, Строитель, Łódź Żółć")))
    assert "Ελληνική Εταιρεία, Строитель, Łódź Żółć" in said


def test_more_letters_than_a_font_of_the_file_holds_are_all_printed() -> None:
    letters = "".join(map(chr, (*range(0x100, 0x17F), *range(0x391, 0x3A2), *range(0x400, 0x52F))))
    sealed = certificate(fournisseur=letters[:200], destinataire=letters[200:])
    said = words(as_pdf(sealed)).replace(" ", "")
    assert len(letters) > 256
    assert letters[:200] in said
    assert letters[200:] in said


def test_a_letter_the_typeface_lacks_is_reported_missing() -> None:
    said = words(as_pdf(certificate(fournisseur="東京 株式会社")))
    assert "le texte exact est dans le fichier certificat.json" in said
    assert "le texte exact" not in words(as_pdf(certificate()))


@given(name=NAMES, other=NAMES)
@example(name="W" * 4000, other="mot " * 900)
def test_no_name_runs_off_the_page_or_over_another_line(name: str, other: str) -> None:
    pdf = as_pdf(
        certificate(fournisseur=name, destinataire=other, file=name, member=other, depositor=name, service=other)
    )
    page = pdfium.PdfDocument(pdf)[0]
    text = page.get_textpage()
    for rank in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(rank)
        assert left >= 40
        assert right <= WIDTH - 40
        assert bottom >= 15
        assert top <= HEIGHT
    said = " ".join(text.get_text_range().split())
    assert "ni ordre de payer." in said
    assert "navette verify" in said


def test_sections_never_reach_the_foot_of_the_page() -> None:
    long = "Société pour l'aménagement et le développement des territoires " * 20
    sealed = certificate(fournisseur=long, destinataire=long, file=long, member=long, depositor=long, service=long)
    text = pdfium.PdfDocument(as_pdf(sealed))[0].get_textpage()
    found = text.search("L'empreinte SHA-256 est calculée", match_case=True).get_next()
    foot = text.search("Ce certificat atteste", match_case=True).get_next()
    assert found
    assert foot
    assert text.get_charbox(found[0])[1] > text.get_charbox(foot[0])[3] + 5


def test_writing_twice_gives_the_same_bytes() -> None:
    sealed = certificate(fournisseur="Ελληνική 東京")
    assert as_pdf(sealed) == as_pdf(sealed)
    assert as_pdf(sealed) != as_pdf(certificate())


def test_certificates_printed_side_by_side_are_those_printed_one_by_one() -> None:
    letters = "ΑΒΓΔΕЖЗИЙКŁŚŹŻąęćńő"
    sealed = [certificate(fournisseur=letters[rank:] * 3) for rank in range(len(letters))] * 3
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(as_pdf, sealed))
    assert together == [as_pdf(one) for one in sealed]


@given(name=NAMES)
def test_the_pdf_gives_back_the_number_and_the_whole_certificate(name: str) -> None:
    sealed = certificate(fournisseur=name)
    pdf = as_pdf(sealed)
    assert number_in(pdf) == sealed.number
    assert in_pdf(pdf) == sealed
    assert is_sound(sealed)


def test_another_reader_finds_the_same_properties_and_attachment() -> None:
    sealed = certificate()
    reader = PdfReader(io.BytesIO(as_pdf(sealed)), strict=True)
    assert reader.metadata is not None
    assert reader.metadata["/Keywords"] == sealed.number
    assert reader.metadata.title == "Certificat de dépôt – Facture n° 2026-014"
    assert reader.attachments["certificat.json"] == [as_json(sealed)]


def test_the_letters_of_europe_are_read_back_and_the_file_stays_small() -> None:
    western = "".join(bytes([code]).decode("cp1252", "ignore") for code in range(0xA1, 0x100) if code != 0xAD)
    assert western in words(as_pdf(certificate(fournisseur=f"Œuvre n° 1 – l’€ {western}"))).replace(" ", "")
    assert "Ελληνική, Строитель, Łódź" in words(as_pdf(certificate(fournisseur="Ελληνική, Строитель, Łódź")))
    assert len(as_pdf(certificate())) < 30_000


def test_a_sign_of_replacement_in_a_name_is_printed_as_it_is() -> None:
    said = words(as_pdf(certificate(fournisseur="Caf\ufffd du Port")))
    assert "Caf\ufffd du Port" in said
    assert "le texte exact" not in said


BYTES_OF = """
import hashlib, sys
from exporters.certificat import as_pdf
from tests.exporters.facts import CONTENT, certificate
for name in sys.argv[1:]:
    print(hashlib.sha256(as_pdf(certificate(fournisseur=name))).hexdigest())
"""


def test_another_process_elsewhere_writes_the_same_bytes() -> None:
    names = ["Établissements Exemple", "Ελληνική 東京", "Łódź"]
    elsewhere = {**os.environ, "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1000000000", "TZ": "Asia/Tokyo"}
    answer = subprocess.run(
        [sys.executable, "-c", BYTES_OF, *reversed(names)],
        check=True,
        capture_output=True,
        text=True,
        env=elsewhere,
        cwd=ROOT,
    )
    assert answer.stdout.split()[::-1] == [
        hashlib.sha256(as_pdf(certificate(fournisseur=name))).hexdigest() for name in names
    ]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.7\ngarbage" * 50, b"<xml/>", b"\x00" * 1000])
def test_a_file_that_is_no_certificate_has_no_number(data: bytes) -> None:
    assert number_in(data) is None
    assert in_pdf(data) is None


def test_a_truncated_certificate_has_no_number_or_the_true_one() -> None:
    sealed = certificate()
    pdf = as_pdf(sealed)
    for length in range(0, len(pdf), 997):
        assert number_in(pdf[:length]) in {None, sealed.number}


def test_json_and_back() -> None:
    sealed = certificate()
    assert from_json(as_json(sealed)) == sealed
    told = json.loads(as_json(sealed))
    assert list(told) == ["schema", "number", "previous", "sequence", "content"]
    assert told["content"]["montant_ttc"] == "1234.56"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
        as_json(certificate()).replace(b'"sequence": 1', b'"sequence": "1"'),
        as_json(certificate()).replace(b'"devise": "EUR"', b'"devise": 1'),
        as_json(certificate()).replace(b'"devise"', b'"dev"'),
        as_json(certificate())[:-40],
    ],
)
def test_garbage_is_refused_with_a_remedy(data: bytes) -> None:
    with pytest.raises(NavetteError) as refused:
        from_json(data)
    assert "52 caractères" in refused.value.remedy.fr


@given(field=st.sampled_from(["montant_a_payer", "siret_destinataire", "sha256", "deposited_at"]))
def test_a_changed_value_no_longer_fits_the_number(field: str) -> None:
    told = json.loads(as_json(certificate()))
    told["content"][field] += "0"
    read: Certificate = from_json(json.dumps(told).encode())
    assert not is_sound(read)


def test_certificates_given_before_signatures_were_looked_at_keep_their_numbers() -> None:
    """Numbers that were computed then, over a chain of two."""
    first = seal(CONTENT, GENESIS, 1)
    assert first.number == "URPNWOB4JSGYKWJCCGGHTWQKTRY3ZFYTN7FRDG7Q3YMDPMNJ6RQQ"
    assert seal(CONTENT, first.number, 2).number == "KYXGX3YQIE3DOPMQGZB6ROWP5OO4YMWJCBG7XD4WIOYQ3VBA37HA"
    assert b"signatures" not in as_json(first)
    assert from_json(as_json(first)) == first


def test_a_signature_is_written_and_sealed() -> None:
    said = "Camille Essai (PAPETERIE EXEMPLE), datée du 12/03/2026 10:05:00 : intacte, identité non vérifiée"
    sealed = certificate(signatures=said)
    assert sealed.number != certificate().number
    assert from_json(as_json(sealed)) == sealed
    assert in_pdf(as_pdf(sealed)) == sealed
    assert "Signature électronique Camille Essai (PAPETERIE EXEMPLE), datée du" in words(as_pdf(sealed))
    assert "Signature électronique" not in words(as_pdf(certificate()))


def test_it_names_what_was_supplied_by_hand() -> None:
    sealed = certificate(saisies="date_facture, code_service")
    said = words(as_pdf(sealed))
    assert "Complété à la main" in said
    assert "Date de facture, Code service" in said
    assert from_json(as_json(sealed)) == sealed
    assert "Complété à la main" not in words(as_pdf(certificate()))


ISSUED = {
    "organisme": "Département d'Exemple",
    "contact": "factures@departement.exemple.fr – 05 00 00 00 00",
    "numero_engagement": "EJ-2026-00451",
    "numero_marche": "2025-0117",
}
PORTAL = ISSUED | {"portail": "https://factures.departement.exemple.fr"}


def test_it_says_who_issued_it_and_what_it_is_charged_to() -> None:
    said = words(as_pdf(certificate(**ISSUED)))
    assert "Délivré par Département d'Exemple – factures@departement.exemple.fr – 05 00 00 00 00" in said
    assert "Numéro d'engagement EJ-2026-00451" in said
    assert "Numéro de marché 2025-0117" in said
    assert "envoyez ce PDF ou son numéro à Département d'Exemple (factures@departement.exemple.fr" in said
    assert in_pdf(as_pdf(certificate(**ISSUED))) == certificate(**ISSUED)


def test_what_is_not_known_of_the_issuer_is_not_said() -> None:
    said = words(as_pdf(certificate()))
    assert "Délivré par" not in said
    assert "donnez ce PDF ou son numéro à l'organisme à qui vous avez déposé le fichier" in said
    assert "()" not in said
    alone = words(as_pdf(certificate(organisme="Ville d'Exemple")))
    assert "Délivré par Ville d'Exemple Numéro du certificat" in alone
    assert "()" not in alone


def test_with_a_portal_the_code_and_the_link_are_its_address() -> None:
    sealed = certificate(**PORTAL)
    pdf = as_pdf(sealed)
    address = f"https://factures.departement.exemple.fr/certificats/{sealed.number}"
    assert address in words(pdf).replace(" ", "")
    page = PdfReader(io.BytesIO(pdf)).pages[0]
    assert {link["/A"]["/URI"] for link in page["/Annots"].get_object()} == {address}
    (figure,) = read_aloud(pdf).all("Figure")
    assert figure.alternative == f"Code QR de l'adresse pour vérifier : {address}"
    assert [
        [bool(one) for one in row] for row in segno.make_qr(address, error="m", boost_error=False, mask=2).matrix
    ] == (printed_code(pdf))


def printed_code(pdf: bytes) -> list[list[bool]]:
    """The QR code as it is seen on the page: each of its squares sampled at its middle."""
    catalogue = PdfReader(io.BytesIO(pdf)).trailer["/Root"].get_object()
    figure = next(one for one in elements(catalogue["/StructTreeRoot"]["/K"].get_object()) if one["/S"] == "/Figure")
    left, bottom, right, top = map(float, figure["/A"]["/BBox"])
    scale = 8.0
    seen = pdfium.PdfDocument(pdf)[0].render(scale=scale).to_pil().convert("L")
    count = 41
    step = (right - left) / count
    assert top - bottom == right - left
    return [
        [
            seen.getpixel(
                (int((left + (column + 0.5) * step) * scale), int((HEIGHT - top + (row + 0.5) * step) * scale))
            )
            < 128
            for column in range(count)
        ]
        for row in range(count)
    ]


def elements(element: Any) -> Iterator[Any]:
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        one = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(one, dict) and "/S" in one:
            yield from elements(one)


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("known", [{}, ISSUED, PORTAL, {"fournisseur": "Ελληνική 東京"}], ids=str)
def test_archives_and_screen_readers_take_it(known: dict[str, str], locale: Locale) -> None:
    assert faults(as_pdf(certificate(**known), locale)) == []


@given(name=NAMES, other=NAMES)
@settings(max_examples=30)
def test_whatever_is_printed_is_tagged_and_embedded(name: str, other: str) -> None:
    sealed = certificate(fournisseur=name, service=other, organisme=name[:120], contact=other[:200], numero_marche=name)
    assert faults(as_pdf(sealed)) == []


def test_a_screen_reader_reads_each_value_after_its_label() -> None:
    read = read_aloud(as_pdf(certificate(**PORTAL)))
    assert [one.words for one in read.all("H1")] == ["Certificat de dépôt"]
    assert [one.words for one in read.all("H2")] == [
        "Dépôt",
        "Fournisseur",
        "Destinataire",
        "Pièce",
        "Empreinte et vérification",
    ]
    rows = [[cell.words for cell in row.kids] for row in read.all("TR")]
    assert ["Raison sociale", "Établissements Exemple & Fils"] in rows
    assert ["Numéro d'engagement", "EJ-2026-00451"] in rows
    labels = ["Montant HT", "Montant TVA", "Montant TTC", "Montant à payer"]
    assert rows[rows.index(labels) + 1] == ["1 028,80 €", "205,76 €", "1 234,56 €", "1 234,56 €"]


@pytest.mark.parametrize("name", sorted(EARLIER), ids=str)
def test_pages_given_by_the_first_version_are_still_ours(name: str) -> None:
    """Files as that version wrote them, for the certificates of the same facts."""
    given_then = (ROOT / "tests/exporters/premiere_edition" / name).read_bytes()
    sealed = in_pdf(given_then)
    assert sealed == certificate(**EARLIER[name])
    assert is_our_page(given_then, sealed)
    assert not is_our_page(given_then, certificate(montant_a_payer="9234.56"))
