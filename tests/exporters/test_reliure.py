"""A bound file: strict readers take it, and find again what was put in."""

import io

import pypdfium2 as pdfium
from hypothesis import example, given
from hypothesis import strategies as st
from pypdf import PdfReader

from exporters.pdf.document import HEIGHT, WIDTH, Attached, Imprint
from exporters.pdf.writer import FACES, bound

SAID = st.text(alphabet="Aé’€(\\)<>/% Łשׁ😀\u202e\ud800\t", max_size=40)
CARRIED = Attached(name="certificat.json", mime="application/json", description="Dépôt (1)", content=b"{}\r\n" * 9)


def imprint(title: str = "Titre") -> Imprint:
    return Imprint(title=title, subject=title, keywords="MOT", language="fr-FR", created="20260312010311")


def page(words: str) -> str:
    return f"BT {FACES['Helvetica-Bold']} 12 Tf 1 0 0 1 72 700 Tm ({words}) Tj ET"


@given(title=SAID, pages=st.integers(min_value=1, max_value=12), carries=st.booleans())
@example(title="\\)(", pages=1, carries=True)
def test_strict_readers_find_again_what_was_put_in(title: str, pages: int, carries: bool) -> None:
    data = bound(
        [page(f"Page {rank}") for rank in range(pages)], imprint(title), b"identity", CARRIED if carries else None
    )
    read = PdfReader(io.BytesIO(data), strict=True)
    assert [one.extract_text().strip() for one in read.pages] == [f"Page {rank}" for rank in range(pages)]
    assert all(tuple(one.mediabox) == (0, 0, WIDTH, HEIGHT) for one in read.pages)
    assert read.metadata is not None
    assert (read.metadata.title or "") == title.encode("utf-16-be", "replace").decode("utf-16-be")
    assert str(read.metadata["/CreationDate"]) == "D:20260312010311Z"
    assert dict(read.attachments) == ({CARRIED.name: [CARRIED.content]} if carries else {})


def test_pdfium_reads_it_too() -> None:
    document = pdfium.PdfDocument(bound([page("Un"), page("Deux")], imprint("Dépôt"), b"1", CARRIED))
    assert [one.get_textpage().get_text_range() for one in document] == ["Un", "Deux"]
    assert document.get_metadata_value("Title") == "Dépôt"
    assert document.get_attachment(0).get_name() == CARRIED.name
    assert bytes(document.get_attachment(0).get_data()) == CARRIED.content


def test_the_table_of_objects_has_the_offset_of_each() -> None:
    data = bound([page("Un")], imprint(), b"1", CARRIED)
    at = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    assert data[at : at + 4] == b"xref"
    entries = data[at:].split(b"trailer")[0].splitlines()[3:]
    for number, entry in enumerate(entries, start=1):
        assert data[int(entry.split()[0]) :].startswith(b"%d 0 obj" % number)


def test_the_same_facts_give_the_same_bytes_and_another_identity_does_not_pass_for_it() -> None:
    once, again, other = (bound([page("Un")], imprint(), identity, None) for identity in (b"1", b"1", b"2"))
    assert once == again != other
