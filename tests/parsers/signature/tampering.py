"""Signed documents altered afterwards: revisions of a PDF, and bytes that make a verifier step aside."""

import re
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

OTHER_ACCOUNT = b"FR7630006000011234567890189"
_ACCOUNT = re.compile(rb"<ram:IBANID>([^<]*)")


def with_another_account(facturx: bytes) -> bytes:
    """The Factur-X with another account in its XML, written over by a revision: no signed byte changes."""
    writer = IncrementalPdfFileWriter(BytesIO(facturx), strict=False)
    node = writer.root["/Names"]["/EmbeddedFiles"]
    while "/Names" not in node:
        node = node["/Kids"][0]
    reference = node["/Names"][1].get_object()["/EF"].raw_get("/F")
    stream = reference.get_object()
    found = _ACCOUNT.search(stream.data)
    assert found is not None
    kept = {key: value for key, value in stream.items() if key not in {"/Length", "/Filter"}}
    changed = generic.StreamObject(kept, stream_data=stream.data.replace(found[1], OTHER_ACCOUNT))
    writer.objects[(reference.generation, reference.idnum)] = changed
    return _written(writer)


def with_another_page(pdf: bytes) -> bytes:
    """The PDF with other words on its first page, written over by a revision."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT /F1 12 Tf 50 700 Td (Remplace) Tj ET"))
    writer.update_container(page)
    return _written(writer)


def with_a_visible_field(pdf: bytes, box: tuple[int, int, int, int], *lines: bytes) -> bytes:
    """The PDF with an empty signature field, which a signature permits to add, whose picture is a white rectangle with
    ``lines`` on it, in Latin-1.
    """
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    append_signature_field(writer, SigFieldSpec(sig_field_name="Visa", box=box))
    field = _written(writer)
    writer = IncrementalPdfFileWriter(BytesIO(field), strict=False)
    widget = next(
        each.get_object() for each in writer.root["/AcroForm"]["/Fields"] if each.get_object()["/T"] == "Visa"
    )
    wide, high = box[2] - box[0], box[3] - box[1]
    words = b"".join(b"(" + line.replace(b"(", b"").replace(b")", b"") + b") Tj T* " for line in lines)
    drawn = b"1 1 1 rg 0 0 %d %d re f 0 0 0 rg BT /F1 9 Tf 11 TL 1 %d Td " % (wide, high, high - 9) + words + b"ET"
    name = generic.pdf_name
    helvetica = {"/Type": name("/Font"), "/Subtype": name("/Type1"), "/BaseFont": name("/Helvetica")}
    font = writer.add_object(_dictionary(helvetica | {"/Encoding": name("/WinAnsiEncoding")}))
    facts = {
        "/Type": name("/XObject"),
        "/Subtype": name("/Form"),
        "/BBox": generic.ArrayObject(map(generic.NumberObject, (0, 0, wide, high))),
        "/Resources": _dictionary({"/Font": _dictionary({"/F1": font})}),
    }
    picture = writer.add_object(generic.StreamObject(_dictionary(facts), stream_data=drawn))
    widget[name("/AP")] = _dictionary({"/N": picture})
    widget[name("/F")] = generic.NumberObject(132)
    writer.update_container(widget)
    return _written(writer)


def _dictionary(entries: dict[str, Any]) -> generic.DictionaryObject:
    return generic.DictionaryObject({generic.pdf_name(key): value for key, value in entries.items()})


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def end(pdf: bytes) -> bytes:
    """The last ``startxref`` and what follows it."""
    return pdf[pdf.rindex(b"startxref") :]


def with_many_startxref(pdf: bytes) -> bytes:
    return pdf + b"\n%" + b"startxref " * 101 + b"\n" + end(pdf)


def with_a_long_string(pdf: bytes) -> bytes:
    return pdf + b"\n%<" + b"0" * 1_000_001 + b">\n" + end(pdf)


def with_many_objects(pdf: bytes) -> bytes:
    return pdf + b"\n%" + b"x obj " * 100_001 + b"\n" + end(pdf)


def with_a_false_range(pdf: bytes) -> bytes:
    return pdf + b"\n%/ByteRange [0 1 3000000 1]\n" + end(pdf)


def with_a_range_over_a_long_string(pdf: bytes) -> bytes:
    """A range in a comment that leaves out two million digits, all inside the file."""
    start = len(pdf) + 2
    digits = b"<" + b"0" * 2_000_002 + b">"
    return pdf + b"\n%" + digits + b"\n%%/ByteRange [0 %d %d 1]\n" % (start, start + len(digits)) + end(pdf)


def with_a_wrong_startxref(pdf: bytes) -> bytes:
    return re.sub(rb"startxref\s+\d+(?!.*startxref)", b"startxref\n9999999", pdf, flags=re.S)


def with_lines_after(pdf: bytes) -> bytes:
    return pdf + b"\n" + b"garbage\n" * 300


def with_a_few_lines_after(pdf: bytes) -> bytes:
    """Few enough for a reader to find the end of the PDF before them."""
    return pdf + b"\n" + b"garbage\n" * 3


def without_its_header(pdf: bytes) -> bytes:
    """The version of the PDF not where a strict reader wants it: a signed byte changes."""
    return b"\n" + pdf


def cut_before_its_end(pdf: bytes) -> bytes:
    return pdf[:-6]


def with_an_unlisted_object(pdf: bytes) -> bytes:
    """An object in no table, which a reader that rebuilds the table would take for the last one of its number."""
    return pdf + b"\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + end(pdf)


def with_an_unlisted_trailer(pdf: bytes) -> bytes:
    return pdf + b"\ntrailer\n<< /Root 2 0 R /Size 9 >>\n" + end(pdf)


EVASIONS = (
    with_many_startxref,
    with_a_long_string,
    with_many_objects,
    with_a_false_range,
    with_a_range_over_a_long_string,
    with_a_wrong_startxref,
    with_lines_after,
    with_a_few_lines_after,
    without_its_header,
    cut_before_its_end,
    with_an_unlisted_object,
    with_an_unlisted_trailer,
)
"""Changes after which a verifier may step aside; each is a comment, junk or a damage, and changes no value."""
