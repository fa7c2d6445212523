"""Form fields and notes that every viewer shows are read; those that nobody sees are not."""

import pytest

from domain.decision import Reading
from parsers.page.layout.words import PageLimits, leaves
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.bare_pdf import BarePdf, at

NUMBER = "FA-2026-0312"
BOX = b"/Rect [100 140 260 156]"


def _words(pdf: BarePdf) -> list[str]:
    (leaf,) = leaves(pdf.done(), PageLimits())  # type: ignore[misc]
    return [word.text for word in leaf.words]


def _with(note: bytes, *, form: bytes = b"", looks: bytes = b"") -> BarePdf:
    """A page with a note, whose appearance draws ``looks``, and the document's form if any."""
    pdf = BarePdf(content=at(40, 145, "Facture"))
    entries = b"/AP << /N %d 0 R >>" % pdf.form(looks, b"/Matrix [1 0 0 1 0 0]") if looks else b""
    number = pdf.add(b"<< /Type /Annot /F 4 %s %s %s >>" % (note, entries, b"" if b"/Rect" in note else BOX))
    pdf.page = b"/Annots [%d 0 R]" % number
    if form:
        pdf.catalog = b"/AcroForm << /Fields [%d 0 R] /DA (/Helv 0 Tf 0 g) %s >>" % (number, form)
    return pdf


FIELD = b"/Subtype /Widget /FT /Tx /T (numero) /V (FA-2026-0312) /DA (/Helv 9 Tf 0 g)"
PLAIN = b"/DR << >>"
NEEDED = b"/NeedAppearances true"
CHOICE = b"/Subtype /Widget /FT /Ch /Ff 131072 /T (n) /Opt [[(a) (AUTRE)] [(b) (FA-2026-0312)]] /V (b)"
FREE = b"/Subtype /FreeText /Contents (FA-2026-0312) /DA (1 0 0 rg /Helv 12 Tf)"


@pytest.mark.parametrize("form", [PLAIN, NEEDED])
def test_the_value_of_a_field_without_an_appearance_is_read(form: bytes) -> None:
    assert _words(_with(FIELD, form=form)) == ["Facture", NUMBER]


def test_the_appearance_of_a_field_is_what_is_read() -> None:
    looks = at(2, 3, "FA-2026-0312")
    note = FIELD.replace(b"(FA-2026-0312)", b"(AUTRE)") + b"/Rect [0 0 400 300]"
    assert _words(_with(note, form=PLAIN, looks=looks)) == ["Facture", NUMBER]


def test_unless_viewers_are_told_to_draw_the_value() -> None:
    note = FIELD + b"/Rect [100 140 260 156]"
    assert _words(_with(note, form=NEEDED, looks=at(2, 3, "ANCIEN"))) == ["Facture", NUMBER]


def test_a_choice_shows_its_label() -> None:
    assert _words(_with(CHOICE, form=PLAIN)) == ["Facture", NUMBER]


def test_a_value_that_its_parent_holds_is_read() -> None:
    pdf = BarePdf(content=at(40, 145, "Facture"))
    parent = pdf.add(b"<< /FT /Tx /T (numero) /V (FA-2026-0312) /DA (/Helv 9 Tf 0 g) /Kids [7 0 R] >>")
    child = pdf.add(b"<< /Type /Annot /Subtype /Widget /F 4 /Parent %d 0 R %s >>" % (parent, BOX))
    pdf.page = b"/Annots [%d 0 R]" % child
    pdf.catalog = b"/AcroForm << /Fields [%d 0 R] /DA (/Helv 0 Tf 0 g) >>" % parent
    assert _words(pdf) == ["Facture", NUMBER]


def test_a_secret_value_is_not() -> None:
    assert _words(_with(FIELD + b"/Ff 8192", form=PLAIN)) == ["Facture"]


def test_a_free_text_is_read_with_or_without_an_appearance() -> None:
    assert _words(_with(FREE)) == ["Facture", NUMBER]
    assert _words(_with(FREE + b"/Rect [0 0 400 300]", looks=at(100, 145, NUMBER))) == ["Facture", NUMBER]


def test_a_free_text_of_several_lines_is_read_line_by_line() -> None:
    note = b"/Subtype /FreeText /Contents (Facture\\rFA-2026-0312) /DA (/Helv 10 Tf) /Rect [100 50 300 100]"
    assert _words(_with(note)) == ["Facture", "Facture", NUMBER]


def test_a_stamp_is_read() -> None:
    looks = at(100, 200, "PAYE")
    assert _words(_with(b"/Subtype /Stamp /Rect [0 0 400 300]", looks=looks)) == ["Facture", "PAYE"]


@pytest.mark.parametrize(
    "note",
    [
        FREE + b"/F 2",
        FREE + b"/F 36",
        b"/Subtype /Text /Contents (FA-2026-0312)",
        b"/Subtype /Popup /Contents (FA-2026-0312)",
        b"/Subtype /Link /Contents (FA-2026-0312)",
        b"/Subtype /Highlight /Contents (FA-2026-0312) /QuadPoints [100 156 260 156 100 140 260 140] /C [1 1 0]",
    ],
)
def test_what_no_viewer_writes_on_the_page_is_not_read(note: bytes) -> None:
    pdf = _with(note)
    pdf.objects[-1] = pdf.objects[-1].replace(b"/F 4 ", b"", 1) if b"/F " in note else pdf.objects[-1]
    assert _words(pdf) == ["Facture"]


def test_many_notes_and_long_values_are_bounded() -> None:
    pdf = BarePdf(content=at(40, 145, "Facture"))
    long = b"A" * 9000
    notes = [pdf.add(b"<< /Type /Annot /Subtype /FreeText /Contents (%s) %s >>" % (long, BOX)) for _ in range(40)]
    pdf.page = b"/Annots [%s]" % b" ".join(b"%d 0 R" % note for note in notes)
    assert _words(pdf)[0] == "Facture"


def _read(value: bytes, looks: str, *, form: bytes = PLAIN) -> Reading:
    """An invoice whose number is in a field that holds ``value`` and shows ``looks``."""
    lines = ("SARL BRUNOIS", "Date : 03/03/2026", "Net à payer : 12,00 €", "Facture n° :")
    pdf = BarePdf(content=b"".join(at(20, 260 - 20 * rank, line) for rank, line in enumerate(lines)))
    drawn = pdf.form(at(100, 200, looks), b"/Matrix [1 0 0 1 0 0]")
    note = b"/Subtype /Widget /FT /Tx /T (n) /V (%s) /DA (/Helv 9 Tf 0 g) /Rect [0 0 400 300]" % value
    number = pdf.add(b"<< /Type /Annot /F 4 %s /AP << /N %d 0 R >> >>" % (note, drawn))
    pdf.page = b"/Annots [%d 0 R]" % number
    pdf.catalog = b"/AcroForm << /Fields [%d 0 R] /DA (/Helv 0 Tf 0 g) %s >>" % (number, form)
    return text_pdf.read(Source(pdf.done()))


def test_a_field_that_shows_another_text_than_its_value_is_a_doubt() -> None:
    reading = _read(b"FA-2026-9999", "FA-2026-0312")
    assert reading.invoice is not None and reading.invoice.numero_facture is None
    assert "numero_facture" in [doubt.field for doubt in reading.doubts]
    told = next(one for one in reading.findings if one.code == "LEC-093")
    assert "FA-2026-9999" in told.message.fr


@pytest.mark.parametrize("value", [b"FA-2026-0312", b"FA 2026 0312", b"fa-2026-0312", b"FA-2026-0312 "])
def test_a_field_that_shows_its_value_is_read(value: bytes) -> None:
    reading = _read(value, "FA-2026-0312")
    assert reading.invoice is not None and reading.invoice.numero_facture == "FA-2026-0312"
    assert "LEC-093" not in [one.code for one in reading.findings]


@pytest.mark.parametrize(
    ("value", "looks"), [(b"1481.4", "1 481,40 €"), (b"2026-03-03", "03/03/2026"), (b"03/03/2026", "3 mars 2026")]
)
def test_a_value_that_viewers_format_is_the_same(value: bytes, looks: str) -> None:
    assert "LEC-093" not in [one.code for one in _read(value, looks).findings]


def _on_layer(note: bytes, config: bytes, membership: bytes = b"%d 0 R") -> BarePdf:
    """A page with a note whose own layer is as ``config`` says."""
    pdf = BarePdf(content=at(40, 145, "Facture"))
    layer = pdf.add(b"<< /Type /OCG /Name (calque) >>")
    looks = pdf.form(at(100, 145, NUMBER), b"/Matrix [1 0 0 1 0 0]")
    entries = b"/F 4 /Rect [0 0 400 300] /AP << /N %d 0 R >> /OC %s" % (looks, membership.replace(b"%d", b"%d" % layer))
    pdf.page = b"/Annots [%d 0 R]" % pdf.add(b"<< /Type /Annot %s %s >>" % (note, entries))
    pdf.catalog = b"/OCProperties << /OCGs [%d 0 R] /D << %s >> >>" % (layer, config.replace(b"%d", b"%d" % layer))
    return pdf


OFF = b"/OFF [%d 0 R]"
POLICY = b"<< /Type /OCMD /OCGs [%d 0 R] /P /AllOff >>"
SHOWN = b"/Subtype /FreeText /Contents (FA-2026-0312) /DA (/Helv 12 Tf)"


@pytest.mark.parametrize("note", [SHOWN, b"/Subtype /Stamp"])
@pytest.mark.parametrize(
    ("config", "membership", "seen"),
    [
        (OFF, b"%d 0 R", False),
        (b"/BaseState /OFF", b"%d 0 R", False),
        (OFF, b"<< /Type /OCMD /OCGs %d 0 R >>", False),
        (b"/ON [%d 0 R]", POLICY, False),
        (b"/ON [%d 0 R]", b"%d 0 R", True),
        (b"/BaseState /OFF /ON [%d 0 R]", b"%d 0 R", True),
        (OFF, POLICY, True),
        (b"", b"null", True),
    ],
)
def test_a_note_on_a_layer_of_its_own(note: bytes, config: bytes, membership: bytes, seen: bool) -> None:
    (leaf,) = leaves(_on_layer(note, config, membership).done(), PageLimits())  # type: ignore[misc]
    assert (NUMBER in [word.text for word in leaf.words]) is seen
    if note == SHOWN:
        assert (NUMBER in [word.text for word in leaf.hidden]) is not seen
