"""A bound file: strict readers take it, and find again what was put in."""

import io

import pypdfium2 as pdfium
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import ImageCms
from pypdf import PdfReader

from exporters.pdf.colour_profile import srgb
from exporters.pdf.document import HEIGHT, WIDTH, Attached, Imprint
from exporters.pdf.fonts import noto
from exporters.pdf.pages import PdfPages
from exporters.pdf.palette import BLACK
from exporters.pdf.structure import Role
from tests.exporters.pdf_structure import faults

SAID = st.text(alphabet="Aé’€(\\)<>/% Łשׁ😀\u202e\ud800\t", max_size=40)
CARRIED = Attached(name="certificat.json", mime="application/json", description="Dépôt (1)", content=b"{}\r\n" * 9)


def imprint(title: str = "Titre") -> Imprint:
    return Imprint(title=title, subject=title, keywords="MOT", language="fr-FR", created="20260312010311")


def bound(texts: list[str], title: str = "Titre", identity: bytes = b"identity", carries: bool = False) -> bytes:
    """Pages of one text each."""
    sheet = PdfPages(imprint(title), identity, CARRIED if carries else None)
    for rank, text in enumerate(texts):
        if rank:
            sheet.turn()
        with sheet.inside(Role.P if rank else Role.H1):
            sheet.text(72, 142, text, 12, bold=not rank, colour=BLACK)
    return sheet.pdf()


@given(title=SAID, pages=st.integers(min_value=1, max_value=12), carries=st.booleans())
@example(title="\\)(", pages=1, carries=True)
def test_strict_readers_find_again_what_was_put_in(title: str, pages: int, carries: bool) -> None:
    data = bound([f"Page {rank}" for rank in range(pages)], title, carries=carries)
    read = PdfReader(io.BytesIO(data), strict=True)
    assert [one.extract_text().strip() for one in read.pages] == [f"Page {rank}" for rank in range(pages)]
    assert all(tuple(one.mediabox) == (0, 0, WIDTH, HEIGHT) for one in read.pages)
    assert read.metadata is not None
    assert (read.metadata.title or "") == title.encode("utf-16-be", "replace").decode("utf-16-be")
    assert str(read.metadata["/CreationDate"]) == "D:20260312010311Z"
    assert dict(read.attachments) == ({CARRIED.name: [CARRIED.content]} if carries else {})


def test_pdfium_reads_it_too() -> None:
    document = pdfium.PdfDocument(bound(["Un", "Deux"], "Dépôt", carries=True))
    assert [one.get_textpage().get_text_range() for one in document] == ["Un", "Deux"]
    assert document.get_metadata_value("Title") == "Dépôt"
    assert document.get_attachment(0).get_name() == CARRIED.name
    assert bytes(document.get_attachment(0).get_data()) == CARRIED.content


def test_a_file_of_many_objects_is_read_whole() -> None:
    sheet = PdfPages(imprint(), b"1")
    with sheet.inside(Role.H1):
        sheet.text(72, 40, "Titre", 12, colour=BLACK)
    for rank in range(1200):
        with sheet.inside(Role.P):
            sheet.text(10 + rank % 12 * 40, 60 + rank // 12 * 7, str(rank), 6, colour=BLACK)
    data = sheet.pdf()
    assert faults(data) == []
    assert "1199" in pdfium.PdfDocument(data)[0].get_textpage().get_text_range()


@given(text=st.text(alphabet=sorted(noto().regular.widths), min_size=1, max_size=60))
def test_every_letter_of_the_typeface_is_embedded_as_an_archive_asks(text: str) -> None:
    assert faults(bound([text])) == []


def test_the_same_facts_give_the_same_bytes_and_another_identity_does_not_pass_for_it() -> None:
    once, again, other = (bound(["Un"], identity=identity) for identity in (b"1", b"1", b"2"))
    assert once == again != other


def test_the_colours_are_those_of_srgb() -> None:
    """Held against another maker's profile, over the whole cube of colours."""
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb()))
    from PIL import Image

    cube = Image.new("RGB", (17 * 17, 17))
    cube.putdata(
        [
            (16 * r - (r == 16), 16 * g - (g == 16), 16 * b - (b == 16))
            for r in range(17)
            for g in range(17)
            for b in range(17)
        ]
    )
    other = ImageCms.profileToProfile(cube, ours, ImageCms.createProfile("sRGB"))
    assert other is not None
    pairs = zip(cube.tobytes(), other.tobytes(), strict=True)
    assert max(abs(one - two) for one, two in pairs) <= 1
