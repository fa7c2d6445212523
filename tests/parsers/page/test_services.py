"""A bare *Service :* announces a code only when what follows has the shape of one."""

from typing import cast

import pytest

from parsers.page.assembly import assemble
from parsers.page.layout.words import Leaf, PageLimits, leaves
from parsers.page.marked.marking import marked_pages
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.facts import facts
from tests.parsers.page.layouts import Sheet


def _service(*texts: str) -> str | None:
    sheet = Sheet()
    for rank, text in enumerate(("Facture n° F-2026-1", "Date : 03/03/2026", "Net à payer : 12,00 €", *texts)):
        sheet.at(45, 60 + 14 * rank, text)
    invoice = text_pdf.read(Source(sheet.done())).invoice
    assert invoice is not None
    return invoice.code_service


@pytest.mark.parametrize("code", ["DRH-15", "SERV01", "FACTURES_2"])
def test_capitals_and_digits_are_a_code(code: str) -> None:
    assert _service(f"Service : {code}") == code


@pytest.mark.parametrize("text", ["COMPTABILITE", "Comptabilité", "24 h sur 24", "12/03/2026", "MAIRIE 2", "Drh-15"])
def test_a_name_is_none(text: str) -> None:
    assert _service(f"Service : {text}") is None


def test_a_code_that_is_called_so_comes_first() -> None:
    assert _service("Service : DRH-15", "Code service : ACHATS") == "ACHATS"


class _Region:
    """A directory in which the recipient has three services."""

    def service(self, siret: str, code: str) -> object | None:
        return code if (siret, code) in {(BUYER, "15"), (BUYER, "COLLEGE"), (BUYER, "DIR COM")} else None


BUYER = facts(5).buyer.siret


def _of_known(*texts: str) -> str | None:
    sheet = Sheet()
    for rank, text in enumerate(
        ("Facture n° F-2026-1", "Client : REGION OCCITANIE", f"SIRET client : {BUYER}", *texts)
    ):
        sheet.at(45, 60 + 14 * rank, text)
    return assemble(
        marked_pages(cast(tuple[Leaf, ...], leaves(sheet.done(), PageLimits()))), (), _Region()
    ).invoice.code_service


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Service : COLLEGE", "COLLEGE"),
        ("Service : 15", "15"),
        ("SERVICE 15", "15"),
        ("Service destinataire : COLLEGE - Mme Duval", "COLLEGE"),
        ("Service : DIR COM", "DIR COM"),
        ("Service : Collège", None),
        ("Service : 15 rue du Port", None),
        ("Service : COMPTABILITE", None),
        ("Services rendus : 15 jours", None),
    ],
)
def test_a_bare_service_that_the_directory_knows_is_a_code(text: str, code: str | None) -> None:
    assert _of_known(text) == code


def test_a_code_that_is_called_so_comes_before_a_known_one() -> None:
    assert _of_known("Service : COLLEGE", "Code service : ACHATS") == "ACHATS"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("à l'attention du service des collèges (code COLLEGE)", "COLLEGE"),
        ("Service des collèges (COLLEGE)", "COLLEGE"),
        ("Service des collèges [15]", "15"),
        ("Le code service à utiliser est COLLEGE", "COLLEGE"),
        ("Code du service à facturer : COLLEGE", "COLLEGE"),
        ("A l'attention de Mme Durand, service COLLEGE, bureau 12", "COLLEGE"),
        ("Service des transports, code 15", "15"),
        ("Service ouvert 15 jours sur 15", None),
        ("Service situé au 15 rue du Port", None),
        ("Service du collège", None),
        ("Bâtiment COLLEGE", None),
    ],
)
def test_a_sentence_about_a_service_names_a_code_that_the_directory_knows(text: str, code: str | None) -> None:
    assert _of_known(text) == code


def test_two_codes_in_sentences_are_a_doubt() -> None:
    assert _of_known("À l'attention du service COLLEGE", "Service des transports, code 15") is None


def test_a_sentence_in_the_table_of_lines_names_no_code() -> None:
    sheet = Sheet()
    for y, texts in (
        (60, ("Facture n° F-2026-1",)),
        (74, ("Client : REGION OCCITANIE",)),
        (88, (f"SIRET client : {BUYER}",)),
        (200, ("Désignation", "Quantité", "Montant HT")),
        (214, ("Service COLLEGE : nettoyage", "1", "100,00")),
    ):
        for rank, text in enumerate(texts):
            sheet.at(45 + 180 * rank, y, text)
    pages = marked_pages(cast(tuple[Leaf, ...], leaves(sheet.done(), PageLimits())))
    assert assemble(pages, (), _Region()).invoice.code_service is None


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Code service Région / transports A4 B5", "code_service"),
        ("N° d'engagement : voir le dossier A4 B5 joint", "numero_engagement"),
    ],
)
def test_a_code_that_cannot_be_read_is_a_doubt(text: str, field: str) -> None:
    sheet = Sheet()
    for rank, line in enumerate(("Facture n° F-2026-1", "Date : 03/03/2026", "Net à payer : 12,00 €", text)):
        sheet.at(45, 60 + 14 * rank, line)
    reading = text_pdf.read(Source(sheet.done()))
    assert field in [doubt.field for doubt in reading.doubts]


@pytest.mark.parametrize(
    "text", ["Code service :", "N° d'engagement : néant", "Code service : -", "Engagement qualité", "Marché Gare 12"]
)
def test_a_label_without_anything_like_a_code_is_none(text: str) -> None:
    sheet = Sheet()
    for rank, line in enumerate(("Facture n° F-2026-1", "Date : 03/03/2026", "Net à payer : 12,00 €", text)):
        sheet.at(45, 60 + 14 * rank, line)
    fields = {doubt.field for doubt in text_pdf.read(Source(sheet.done())).doubts}
    assert not fields & {"code_service", "numero_engagement", "numero_marche"}
