"""A PDF of several invoices is taken apart where nothing is doubtful, and stays whole elsewhere."""

import io
import random
from dataclasses import replace

import pypdf
import pytest

from parsers.pdf import split_invoices, text_pdf
from parsers.source.document import Source
from samples.invoices import bases
from samples.invoices.builder import build
from samples.layouts import page
from tests.parsers.page.layouts import Sheet

ONE = replace(bases.PAPETERIE, numero="PAP-1")
TWO = replace(bases.PAPETERIE, numero="PAP-2", articles=bases.PAPETERIE.articles * 12)
OTHER = replace(bases.BATIMENT, numero="BTP-3")


def _pdf(invoice: bases.DemoInvoice) -> bytes:
    return page.pdf(build(invoice))


def _bound(*files: bytes) -> bytes:
    writer = pypdf.PdfWriter()
    for content in files:
        writer.append(io.BytesIO(content))
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _letter(*lines: str) -> bytes:
    sheet = Sheet()
    for rank, line in enumerate(lines):
        sheet.at(45, 60 + 14 * rank, line)
    return sheet.done()


def test_each_invoice_comes_with_its_pages() -> None:
    content = _bound(_pdf(ONE), _pdf(TWO), _pdf(replace(ONE, numero="PAP-4")))
    parts = split_invoices.parts(content)
    assert [(part.first, part.last) for part in parts] == [(1, 1), (2, 3), (4, 4)]
    read = [text_pdf.read(Source(part.content)).invoice for part in parts]
    wanted = [build(one) for one in (ONE, TWO, replace(ONE, numero="PAP-4"))]
    assert [(one.numero_facture, one.montant_ttc) for one in read if one] == [
        (one.numero_facture, one.montant_ttc) for one in wanted
    ]


def test_the_same_file_gives_the_same_parts() -> None:
    content = _bound(_pdf(ONE), _pdf(TWO))
    assert split_invoices.parts(content) == split_invoices.parts(content) != ()


def test_an_annex_without_a_number_goes_with_the_invoice_before_it() -> None:
    annex = _letter("Conditions générales de vente", "Les livraisons sont franco de port.")
    parts = split_invoices.parts(_bound(_pdf(ONE), annex, _pdf(TWO)))
    assert [(part.first, part.last) for part in parts] == [(1, 2), (3, 4)]


@pytest.mark.parametrize(
    "content",
    [
        _pdf(TWO),
        _bound(_pdf(ONE), _pdf(ONE)),
        _bound(_pdf(ONE), _pdf(OTHER)),
        _bound(_pdf(ONE), _pdf(TWO), _pdf(ONE)),
        _bound(_letter("Madame, Monsieur,", "veuillez trouver nos factures."), _pdf(ONE), _pdf(TWO)),
        _bound(_pdf(ONE), _letter("Facture n° PAP-2", "Date de facture : 03/03/2026")),
        b"%PDF-1.7 rien",
    ],
    ids=["one", "twice", "two suppliers", "comes back", "a letter first", "no totals", "damaged"],
)
def test_a_doubtful_file_stays_whole(content: bytes) -> None:
    assert split_invoices.parts(content) == ()


def test_damage_anywhere_gives_parts_or_none() -> None:
    content = _bound(_pdf(ONE), _pdf(TWO))
    chance = random.Random(7)
    for _ in range(40):
        cut = bytearray(content)
        for _ in range(20):
            cut[chance.randrange(len(cut))] = chance.randrange(256)
        assert isinstance(split_invoices.parts(bytes(cut)), tuple)
