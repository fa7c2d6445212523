"""Type of the document by its title or label: invoice, avoir, corrected invoice, or something else."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.enum_tables import Partial
from parsers.page.fields.candidates import Candidate, candidate
from parsers.page.labels.label_kinds import LabelKind
from parsers.page.marked.neighbours import spots
from parsers.page.marked.pages import Marked, Page, opens

_CODES = Partial(
    {LabelKind.FACTURE: "380", LabelKind.AVOIR: "381", LabelKind.RECTIFICATIVE: "384", LabelKind.ACOMPTE: "386"}
)
_LONGEST = 9
"""Most words of a title."""
_NUMBERED = re.compile(
    r"facture|avoir|cr[ée]dit|invoice|honoraire|m[ée]moire|rechnung|gutschrift|factuur|factura|fattura|abono", re.I
)
_CREDIT = re.compile(r"avoir|cr[ée]dit|gutschrift|abono", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentType:
    """The document's type (UNTDID 1001), or the title that says it is no invoice."""

    code: Candidate | None = None
    other: str | None = None
    """The title, when it is not an invoice's."""


def type_of(pages: Iterable[Page]) -> DocumentType:
    """The type of the document: by a label, by the largest title, or by the label of its number."""
    pages = tuple(pages)
    labelled = next(_labelled_type(pages), None)
    if labelled is not None:
        return DocumentType(code=labelled)
    titles = sorted(_titles(pages), key=lambda one: -one[0])
    if titles:
        _, marked = titles[0]
        kind = marked.mention.kind
        text = marked.cell.text[marked.mention.start : marked.mention.end]
        if kind is LabelKind.AUTRE_PIECE:
            return DocumentType(other=text)
        code = _title_code(marked) or "380"
        return DocumentType(code=candidate(code, 0.9, marked.cell, marked.mention.start, marked.mention.end))
    return DocumentType(code=next(_by_number(pages), None) or _in_a_sentence(pages))


def _labelled_type(pages: tuple[Page, ...]) -> Iterator[Candidate]:
    """``Type : 381``, ``Type de document : Avoir``."""
    for page in pages:
        for marked in page.marked:
            if marked.mention.kind is not LabelKind.TYPE or marked.cell.row in page.headers:
                continue
            for spot in spots(page, marked):
                code = _code(spot.text)
                if code is not None:
                    yield candidate(code, 0.9, spot.cell, spot.start, spot.end)
                break


def _code(text: str) -> str | None:
    word = text.strip(" :").lower()
    for code in ("380", "381", "384", "386"):
        if word.startswith(code):
            return code
    if word.startswith(("avoir", "note de cr", "credit")):
        return "381"
    return "380" if word in ("facture", "invoice", "facture fournisseur") else None


def _titles(pages: tuple[Page, ...]) -> Iterator[tuple[float, Marked]]:
    """Titles with their prominence: the height of the letters, increased near the top."""
    for page in pages[:1]:
        for marked in page.marked:
            cell, mention = marked.cell, marked.mention
            if (_title_code(marked) is None and mention.kind is not LabelKind.AUTRE_PIECE) or cell.row in page.headers:
                continue
            before = cell.text[: mention.start].split()
            if len(before) > 2 or len(cell.text.split()) > _LONGEST or marked.rank > 1:
                continue
            if mention.kind is LabelKind.AUTRE_PIECE and (before or _goes_on(cell.text[mention.end :])):
                continue
            opening = 1.0 if not before else 0.8
            alone = 1.15 if len(cell.text.split()) <= 4 else 1.0
            yield cell.height * opening * alone * (1.2 - cell.top / max(page.height, 1) * 0.5), marked


def _title_code(marked: Marked) -> str | None:
    """The type given by a title or by the label of a number (*Avoir n°*)."""
    if marked.mention.kind is not LabelKind.NUMERO:
        return _CODES.get(marked.mention.kind)
    text = marked.cell.text[marked.mention.start : marked.mention.end]
    if not _NUMBERED.search(text):
        return None
    return "381" if _CREDIT.search(text) else "384" if "rectif" in text.lower() else "380"


def _goes_on(rest: str) -> bool:
    """Whether the rest makes it a reference (``Devis n° 12``) rather than a title."""
    return bool(rest.strip(" :"))


def _by_number(pages: tuple[Page, ...]) -> Iterator[Candidate]:
    for page in pages:
        for marked in page.marked:
            code = _title_code(marked) if marked.mention.kind is LabelKind.NUMERO else None
            if code is not None:
                yield candidate(code, 0.8, marked.cell, marked.mention.start, marked.mention.end)


def _in_a_sentence(pages: tuple[Page, ...]) -> Candidate | None:
    """``Facture F-12 émise le ...`` in a long line, used when there is no title."""
    for page in pages[:1]:
        found = [one for one in page.marked if one.mention.kind in _CODES and opens(one.cell, page.of(one.cell))]
        kinds = {one.mention.kind for one in found}
        if len(kinds) == 1 and (code := _CODES.get(kinds.pop())):
            cell, mention = found[0].cell, found[0].mention
            return candidate(code, 0.7, cell, mention.start, mention.end)
    return None
