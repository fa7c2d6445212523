"""What an archive (PDF/A-3, ISO 19005-3) and a screen reader (PDF/UA-1, ISO 14289-1) ask of a file, as far as its
structure shows it: each demand that is not met is one sentence. And what a screen reader says, in its order.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from fontTools.ttLib import TTFont
from lxml import etree
from PIL import ImageCms
from pypdf import PdfReader
from pypdf.generic import ContentStream

PAINTS = {b"Tj", b"TJ", b"'", b'"', b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh", b"Do", b"BI", b"EI"}
COLOURS = {b"g", b"G", b"k", b"K", b"cs", b"CS", b"sc", b"scn", b"SC", b"SCN", b"gs"}
"""Operators of colours and transparency that no page of ours needs: all are in sRGB."""
BELOW = {"Table": {"TR"}, "TR": {"TH", "TD"}, "Document": {"H1", "H2", "H3", "P", "Table", "Figure", "Link"}}
NS = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
}


@dataclass
class Said:
    """An element as it is read: its role, its own words, what it says for a picture, its elements."""

    role: str
    words: str = ""
    alternative: str = ""
    kids: "list[Said]" = field(default_factory=list)

    def all(self, role: str) -> "Iterator[Said]":
        """Every element of this role, in the order of reading."""
        if self.role == role:
            yield self
        for kid in self.kids:
            yield from kid.all(role)

    def spoken(self) -> str:
        """All that is read of it."""
        return " ".join(filter(None, (self.words, self.alternative, *(kid.spoken() for kid in self.kids))))


class Inspection:
    """A file looked at once; :attr:`faults` are the demands it does not meet."""

    def __init__(self, pdf: bytes) -> None:
        self.faults: list[str] = []
        self.pdf = pdf
        self.reader = PdfReader(io.BytesIO(pdf), strict=True)
        self.catalogue = self.reader.trailer["/Root"].get_object()
        self.words: dict[tuple[int, int], str] = {}
        self.claimed: set[tuple[int, int]] = set()
        self._file()
        self._metadata()
        self._intent()
        self._attachments()
        for rank, page in enumerate(self.reader.pages):
            self._page(rank, page)
        self.document = self._tree()

    def ask(self, holds: object, demand: str) -> None:
        if not holds:
            self.faults.append(demand)

    def _file(self) -> None:
        self.ask(re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", self.pdf), "a header and four bytes above 127")
        self.ask(self.pdf.endswith(b"%%EOF\n"), "nothing after the end")
        self.ask(len(self.reader.trailer.get("/ID", [])) == 2, "an identifier")
        self.ask("/Encrypt" not in self.reader.trailer, "no encryption")
        of = self.catalogue
        self.ask(of.get("/Lang") in {"fr-FR", "en"}, "a language")
        self.ask(of.get("/MarkInfo", {}).get("/Marked"), "marked content")
        self.ask(of.get("/ViewerPreferences", {}).get("/DisplayDocTitle"), "the title shown in the window")
        self.ask(not {"/OpenAction", "/AA", "/AcroForm", "/OCProperties"} & of.keys(), "no action, form or layer")
        names = of.get("/Names", {})
        self.ask("/JavaScript" not in names, "no script")

    def _metadata(self) -> None:
        stream = self.catalogue["/Metadata"].get_object()
        self.ask("/Filter" not in stream and stream["/Subtype"] == "/XML", "XMP that any program can read")
        packet = etree.fromstring(stream.get_data())
        told = {
            name: "".join(packet.xpath(f"//{path}//text()", namespaces=NS)).strip()
            for name, path in {
                "/Title": "dc:title",
                "/Subject": "dc:description",
                "/Author": "dc:creator",
                "/Keywords": "pdf:Keywords",
                "/Producer": "pdf:Producer",
                "/Creator": "xmp:CreatorTool",
                "part": "pdfaid:part",
                "level": "pdfaid:conformance",
                "ua": "pdfuaid:part",
                "schema": "pdfaSchema:namespaceURI",
            }.items()
        }
        self.ask((told["part"], told["level"], told["ua"]) == ("3", "A", "1"), "claims: PDF/A-3a, PDF/UA-1")
        self.ask(told["schema"] == NS["pdfuaid"], "the schema of the claim that PDF/A does not know")
        info = self.reader.trailer["/Info"].get_object()
        self.ask(told["/Title"], "a title")
        for name in ("/Title", "/Subject", "/Author", "/Keywords", "/Producer", "/Creator"):
            self.ask(" ".join(str(info[name]).split()) == " ".join(told[name].split()), f"one {name} in both places")
        created = packet.findtext(".//xmp:CreateDate", namespaces=NS)
        self.ask("".join(filter(str.isdigit, created or "")) == str(info["/CreationDate"])[2:16], "one date")

    def _intent(self) -> None:
        (intent,) = self.catalogue["/OutputIntents"]
        intent = intent.get_object()
        profile = intent["/DestOutputProfile"].get_object()
        data = profile.get_data()
        self.ask(intent["/S"] == "/GTS_PDFA1" and intent.get("/OutputConditionIdentifier"), "an output intent")
        self.ask(profile["/N"] == 3 and data[8] < 5 and data[12:20] == b"mntrRGB ", "a profile of a screen in RGB")
        read = ImageCms.ImageCmsProfile(io.BytesIO(data))
        self.ask("sRGB" in ImageCms.getProfileDescription(read), "a profile that a colour engine reads")

    def _attachments(self) -> None:
        named = self.catalogue.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])[1::2]
        related = [one.idnum for one in self.catalogue.raw_get("/AF")] if "/AF" in self.catalogue else []
        self.ask([one.indirect_reference.idnum for one in map(_object, named)] == related, "each file related")
        for described in map(_object, named):
            carried = described["/EF"]["/F"].get_object()
            self.ask(carried.get("/Subtype") and carried["/Params"]["/ModDate"], "the type and date of a file")
            self.ask({"/F", "/UF", "/Desc", "/AFRelationship"} <= described.keys(), "the description of a file")

    def _page(self, rank: int, page: Any) -> None:
        self.ask("/Group" not in page and "/ExtGState" not in page["/Resources"], "no transparency")
        self.ask(page.get("/StructParents") == rank and page.get("/Tabs") == "/S", "the order of tabs")
        fonts = {name: self._font(one.get_object()) for name, one in page["/Resources"]["/Font"].items()}
        inside: tuple[int, int] | str | None = None
        font: dict[int, str] = {}
        for operands, operator in ContentStream(page["/Contents"].get_object(), self.reader).operations:
            if operator in {b"BDC", b"BMC"}:
                self.ask(inside is None, "no marked content inside another")
                mark = operands[1].get("/MCID") if operator == b"BDC" else None
                inside = "artifact" if operands[0] == "/Artifact" else (rank, int(mark))
                if isinstance(inside, tuple):
                    self.ask(inside not in self.words, "each part marked once")
                    self.words[inside] = ""
            elif operator == b"EMC":
                inside = None
            elif operator == b"Tf":
                font = fonts[operands[0]]
            elif operator in PAINTS:
                self.ask(inside, f"nothing drawn outside marked content ({operator.decode()})")
                if operator == b"Tj":
                    self._tell(operands[0], font, inside)
            self.ask(operator not in COLOURS, f"no colour beside sRGB ({operator.decode()})")

    def _tell(self, shown: Any, font: dict[int, str], inside: tuple[int, int] | str | None) -> None:
        data = shown if isinstance(shown, bytes) else shown.original_bytes
        codes = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
        self.ask(all(code in font for code in codes), "a character for each glyph")
        if isinstance(inside, tuple):
            said = "".join(font.get(code, "?") for code in codes)
            self.words[inside] = f"{self.words[inside]} {said}".strip()

    def _font(self, font: Any) -> dict[int, str]:
        """The characters of its glyphs, once it is found embedded with the widths it says."""
        (below,) = (one.get_object() for one in font["/DescendantFonts"])
        self.ask((font["/Subtype"], font["/Encoding"]) == ("/Type0", "/Identity-H"), "glyphs named by number")
        self.ask(below["/CIDToGIDMap"] == "/Identity", "glyphs of those numbers")
        program = below["/FontDescriptor"].get_object().get("/FontFile2")
        self.ask(program is not None, f"{font['/BaseFont']} embedded")
        self.ask(re.match(r"/[A-Z]{6}\+", font["/BaseFont"]), "a name that says it is a subset")
        read = TTFont(io.BytesIO(program.get_object().get_data()), checkChecksums=2)
        listed = font["/ToUnicode"].get_object().get_data().partition(b"endcodespacerange")[2]
        said = re.findall(rb"^<(\w{4})> <(\w+)>$", listed, re.MULTILINE)
        letters = {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in said}
        widths = dict(zip(below["/W"][::2], (one[0] for one in below["/W"][1::2]), strict=True))
        self.ask(widths.keys() == letters.keys() and 0 not in letters, "a width and a character for each glyph")
        order = read.getGlyphOrder()
        for code, letter in letters.items():
            self.ask(read["hmtx"][order[code]][0] == widths[code], f"one width of {letter!r}")
            drawn = read["glyf"][order[code]].numberOfContours != 0
            self.ask(drawn or not letter.strip(), f"{letter!r} drawn")
            self.ask(letter not in "\0\ufeff\ufffe", "no character that is none")
        return letters

    def _tree(self) -> Said:
        root = self.catalogue["/StructTreeRoot"].get_object()
        top = root["/K"].get_object()
        self.ask(top["/S"] == "/Document", "a document at the top")
        self.places = {one.indirect_reference.idnum: rank for rank, one in enumerate(self.reader.pages)}
        numbers = root["/ParentTree"].get_object()["/Nums"]
        self.parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
        said = self._element(top, root)
        self.ask(self.claimed == self.words.keys(), "every part of every page in the tree, and nothing else")
        headings = [role for one in _flat(said) if re.fullmatch(r"H\d", role := one.role)]
        self.ask(headings[:1] == ["H1"] and headings.count("H1") == 1, "one title, first")
        levels = [int(role[1]) for role in headings]
        self.ask(all(after <= before + 1 for before, after in pairwise(levels)), "no level left out")
        for rank, page in enumerate(self.reader.pages):
            for one in page.get("/Annots", []):
                self._annotation(rank, one.get_object())
        return said

    def _element(self, element: Any, parent: Any) -> Said:
        role = element["/S"][1:]
        said = Said(role=role, alternative=str(element.get("/Alt", "")))
        self.ask(element["/P"].get_object() == parent, "each element knows its parent")
        attributes = element.get("/A", {})
        self.ask(role != "TH" or attributes.get("/Scope") in {"/Row", "/Column"}, "the scope of a heading of a table")
        self.ask(role != "Figure" or (said.alternative and "/BBox" in attributes), "a picture in words, and its place")
        kids = element.get("/K", [])
        objects = [kids] if not isinstance(kids, list) else kids
        for one in map(_object, objects):
            if isinstance(one, int):
                said.words = f"{said.words} {self._claim(element, element['/Pg'], one)}".strip()
            elif one.get("/Type") == "/MCR":
                said.words = f"{said.words} {self._claim(element, one['/Pg'], int(one['/MCID']))}".strip()
            elif one.get("/Type") == "/OBJR":
                self.ask(self.parents[one["/Obj"]["/StructParent"]].get_object() == element, "a link knows its element")
            else:
                self.ask(one["/S"][1:] in BELOW.get(role, {"Link", "Figure"}), f"no {one['/S'][1:]} in {role}")
                said.kids.append(self._element(one, element))
        return said

    def _claim(self, element: Any, page: Any, mark: int) -> str:
        place = (self.places[page.get_object().indirect_reference.idnum], int(mark))
        self.ask(place not in self.claimed, "each part in one element")
        self.claimed.add(place)
        self.ask(self.parents[place[0]][mark].get_object() == element, "each part knows its element")
        return self.words.get(place, "")

    def _annotation(self, rank: int, annotation: Any) -> None:
        self.ask(annotation["/Subtype"] == "/Link" and annotation.get("/Contents"), "a link said in words")
        self.ask(annotation.get("/F") == 4, "a link that is printed")
        self.ask(self.parents[annotation["/StructParent"]].get_object()["/S"] == "/Link", "a link in the tree")


def _object(one: Any) -> Any:
    return one.get_object() if hasattr(one, "get_object") else one


def _flat(said: Said) -> Iterator[Said]:
    yield said
    for kid in said.kids:
        yield from _flat(kid)


def faults(pdf: bytes) -> list[str]:
    """The demands that ``pdf`` does not meet, each once."""
    return list(dict.fromkeys(Inspection(pdf).faults))


def read_aloud(pdf: bytes) -> Said:
    """What a screen reader says of it."""
    return Inspection(pdf).document
