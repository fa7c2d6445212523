"""What a PDF does by itself, and what it hides: said to its sender, and the invoice is read all the same."""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject

import parsers
from domain.decision import Reading
from samples.invoices import bases
from samples.invoices.builder import build
from samples.layouts.page import pdf

PAGE = pdf(build(replace(bases.PAPETERIE, numero="ACT-1")), embedded=True)
Change = Callable[[PdfWriter], None]


def dictionary(**entries: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def action(kind: str, following: object = None) -> DictionaryObject:
    made = dictionary(S=NameObject(kind), JS=TextStringObject("app.alert(1)"))
    if following is not None:
        made[NameObject("/Next")] = following  # type: ignore[assignment]
    return made


def read(change: Change) -> Reading:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(PAGE)))
    change(writer)
    written = io.BytesIO()
    writer.write(written)
    return parsers.read(written.getvalue())


def said(reading: Reading) -> list[str]:
    assert reading.invoice is not None
    assert reading.invoice.numero_facture == "ACT-1"
    return [finding.message.fr for finding in reading.findings if finding.code == "LEC-090"]


def on_opening(kind: str) -> Change:
    return lambda writer: writer._root_object.update({NameObject("/OpenAction"): action(kind)})


def on_a_click(writer: PdfWriter) -> None:
    area = ArrayObject(FloatObject(place) for place in (0, 0, 595, 842))
    note = dictionary(Subtype=NameObject("/Link"), Rect=area, A=action("/URI", action("/Launch")))
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])


def on_a_page(writer: PdfWriter) -> None:
    writer.pages[0][NameObject("/AA")] = dictionary(O=action("/JavaScript"))


def by_name(writer: PdfWriter) -> None:
    tree = dictionary(Names=ArrayObject([TextStringObject("a"), action("/JavaScript")]))
    writer._root_object[NameObject("/Names")] = dictionary(JavaScript=tree)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (on_opening("/JavaScript"), "du code JavaScript"),
        (on_opening("/Launch"), "une commande qui lance un programme"),
        (on_a_click, "une commande qui lance un programme"),
        (on_a_page, "du code JavaScript"),
        (by_name, "du code JavaScript"),
    ],
    ids=["code on opening", "program on opening", "program on a click", "code on a page", "code by name"],
)
def test_code_and_commands_are_reported(change: Change, what: str) -> None:
    (message,) = said(read(change))
    assert what in message


def test_going_to_a_page_or_an_address_is_no_danger() -> None:
    assert said(read(on_opening("/GoTo"))) == []
    assert said(read(on_opening("/URI"))) == []


def test_actions_that_follow_one_another_in_a_circle_end() -> None:
    def circle(writer: PdfWriter) -> None:
        first = action("/GoTo")
        place = writer._add_object(first)
        first[NameObject("/Next")] = ArrayObject([place] * 50)
        writer._root_object[NameObject("/OpenAction")] = place

    assert said(read(circle)) == []


def test_the_files_of_a_portfolio_are_attached_and_reported_as_unread() -> None:
    def portfolio(writer: PdfWriter) -> None:
        writer._root_object[NameObject("/Collection")] = dictionary(View=NameObject("/T"))
        writer.add_attachment("facture-2.pdf", PAGE)

    reading = read(portfolio)
    (finding,) = (each for each in reading.findings if each.code == "LEC-089")
    assert "(1)" in finding.message.fr
    assert reading.invoice is not None
    assert [each.filename for each in reading.invoice.attachments] == ["facture-2.pdf"]


def test_a_pdf_with_an_owner_password_is_read_and_reported() -> None:
    reading = read(lambda writer: writer.encrypt("", "proprietaire", algorithm="AES-256"))
    assert "LEC-022" in {finding.code for finding in reading.findings}
    assert reading.invoice is not None
    assert reading.invoice.numero_facture == "ACT-1"
