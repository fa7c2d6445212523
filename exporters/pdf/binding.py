"""Binds tagged pages into a file: PDF/A-3a (ISO 19005-3) for archives, PDF/UA-1 (ISO 14289-1) for screen readers."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from exporters.pdf import structure
from exporters.pdf.document import HEIGHT, WIDTH, Attached, Imprint, carried, information, output_intent
from exporters.pdf.embedding import embed
from exporters.pdf.fonts import EmbeddedFont
from exporters.pdf.structure import Element, Role
from exporters.pdf.writer import PdfFile, string
from exporters.pdf.xmp import packet


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An area that leads to an address: left, bottom, right and top, in points."""

    place: tuple[float, float, float, float]
    address: str
    about: str
    element: Element


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundPage:
    """The operators of a page, the element of each part of it, and its links."""

    content: bytes
    parts: Sequence[Element]
    links: Sequence[Link] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A file to come: its properties, what its identifier is computed from, what it carries, what its parts are."""

    imprint: Imprint
    identity: bytes
    attached: Attached | None
    document: Element = field(default_factory=lambda: Element(Role.DOCUMENT))

    def bound(self, pages: Sequence[BoundPage], faces: Mapping[str, tuple[EmbeddedFont, set[str]]]) -> bytes:
        """The file of ``pages``; ``faces`` are by name in the operators, with the characters in use."""
        file = PdfFile()
        catalogue, tree, info = file.number(), file.number(), information(file, self.imprint)
        fonts = " ".join(f"{name} {embed(file, face, used)} 0 R" for name, (face, used) in faces.items() if used)
        numbers = [file.number() for _ in pages]
        linked: list[Element] = []
        for rank, (number, page) in enumerate(zip(numbers, pages, strict=True)):
            file.put(_page(file, page, rank, number, tree, fonts, len(pages), linked), number)
        kids = " ".join(f"{number} 0 R" for number in numbers)
        file.put(f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>", tree)
        root = structure.written(file, self.document, numbers, [page.parts for page in pages], linked)
        about = file.plain("/Type /Metadata /Subtype /XML ", packet(self.imprint))
        inside = carried(file, self.attached, self.imprint) if self.attached else ""
        file.put(
            f"<< /Type /Catalog /Pages {tree} 0 R /Lang {string(self.imprint.language)} /PageMode /UseNone"
            f" /MarkInfo << /Marked true >> /StructTreeRoot {root} 0 R /Metadata {about} 0 R"
            f" /OutputIntents [{output_intent(file)}] /ViewerPreferences << /DisplayDocTitle true >>{inside} >>",
            catalogue,
        )
        return file.written(catalogue, info, hashlib.md5(self.identity, usedforsecurity=False).hexdigest())


def _page(
    file: PdfFile, page: BoundPage, rank: int, number: int, tree: int, fonts: str, count: int, linked: list[Element]
) -> str:
    """The dictionary of page ``rank``, from 0, of ``count``; the elements of its links are added to ``linked``."""
    annotations = []
    for link in page.links:
        annotations.append(_annotation(file, link, number, count + len(linked)))
        link.element.link = annotations[-1]
        linked.append(link.element)
    listed = f" /Annots [{' '.join(f'{one} 0 R' for one in annotations)}]" if annotations else ""
    return (
        f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources << /Font << {fonts} >> >>"
        f" /Contents {file.stream('', page.content)} 0 R /StructParents {rank} /Tabs /S{listed} >>"
    )


def _annotation(file: PdfFile, link: Link, page: int, key: int) -> int:
    place = " ".join(f"{side:.2f}" for side in link.place)
    return file.put(
        f"<< /Type /Annot /Subtype /Link /Rect [{place}] /Border [0 0 0] /F 4 /P {page} 0 R /StructParent {key}"
        f" /Contents {string(link.about)} /A << /S /URI /URI {string(link.address)} >> >>"
    )
