"""What each part of a page is (ISO 32000-1, 14.7, 14.8), for those who hear it read: headings, paragraphs, tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from exporters.pdf.writer import PdfFile, string


class Role(StrEnum):
    """A standard structure type."""

    DOCUMENT = "Document"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    P = "P"
    TABLE = "Table"
    TR = "TR"
    TH = "TH"
    TD = "TD"
    FIGURE = "Figure"
    LINK = "Link"


class Scope(StrEnum):
    """What a heading of a table is the heading of."""

    ROW = "Row"
    COLUMN = "Column"


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a page's content: the page, from 0, and the number of the part on it."""

    page: int
    rank: int


@dataclass(slots=True, eq=False)
class Element:
    """An element; its kids are parts of pages and other elements, in the order in which they are read."""

    role: Role
    parent: "Element | None" = None
    scope: Scope | None = None
    alternative: str = ""
    """What a picture shows, in words."""
    place: tuple[float, float, float, float] | None = None
    """Of a picture: left, bottom, right and top, in points."""
    kids: "list[Mark | Element]" = field(default_factory=list)
    link: int | None = None
    """Of a link: the number of its annotation."""
    number: int = 0
    """That of its object, once it is written."""

    def add(self, role: Role, scope: Scope | None = None) -> "Element":
        """A new element, the last of this one's kids."""
        kid = Element(role, self, scope)
        self.kids.append(kid)
        return kid


def written(
    file: PdfFile, document: Element, pages: Sequence[int], parts: Sequence[Sequence[Element]], links: Sequence[Element]
) -> int:
    """Adds ``document`` and all below it; gives the number of the root of the tree.

    ``pages`` are the numbers of the pages' objects, ``parts`` the element of each part of each page, ``links`` the
    element of each annotation, in the order of their ``StructParent``.
    """
    below: list[Element] = []
    _walk(document, below)
    root = file.number()
    for element in below:
        element.number = file.number()
    for element in below:
        file.put(_object(element, root, pages), element.number)
    keys = [f"{key} [{' '.join(f'{one.number} 0 R' for one in page)}]" for key, page in enumerate(parts)]
    keys += [f"{key} {element.number} 0 R" for key, element in enumerate(links, start=len(parts))]
    parents = file.put(f"<< /Nums [{' '.join(keys)}] >>")
    tree = f"/K {document.number} 0 R /ParentTree {parents} 0 R /ParentTreeNextKey {len(keys)}"
    return file.put(f"<< /Type /StructTreeRoot {tree} >>", root)


def _walk(element: Element, found: list[Element]) -> None:
    """Adds ``element`` and all below it to ``found``, in the order in which they are read."""
    found.append(element)
    for kid in element.kids:
        if isinstance(kid, Element):
            _walk(kid, found)


def _object(element: Element, root: int, pages: Sequence[int]) -> str:
    parent = element.parent.number if element.parent else root
    page, kids = None, []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(f"{kid.number} 0 R")
            continue
        page = kid.page if page is None else page
        mark = f"<< /Type /MCR /Pg {pages[kid.page]} 0 R /MCID {kid.rank} >>"
        kids.append(str(kid.rank) if kid.page == page else mark)
    if element.link is not None:
        kids.append(f"<< /Type /OBJR /Obj {element.link} 0 R >>")
    shown = "" if page is None else f" /Pg {pages[page]} 0 R"
    told = f" /Alt {string(element.alternative)}" if element.alternative else ""
    more = f" /A << {attributes} >>" if (attributes := _attributes(element)) else ""
    return f"<< /S /{element.role} /P {parent} 0 R{shown} /K [{' '.join(kids)}]{told}{more} >>"


def _attributes(element: Element) -> str:
    if element.place:
        return f"/O /Layout /Placement /Block /BBox [{' '.join(f'{side:.2f}' for side in element.place)}]"
    return f"/O /Table /Scope /{element.scope}" if element.scope else ""
