"""Reader of the status table filled in a spreadsheet and saved as CSV: the template, or an edited status report.

Rows without a new status give no statement; they are counted.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

from domain.comparable_text import plain
from domain.csv_cell import text_of
from domain.finding import Finding
from domain.motif import code_of_label, codes_of
from domain.status_codes import named
from domain.suivi import Statement, StatusFormat, StatusReading
from domain.text import Text
from parsers.suivi import rules, values
from parsers.suivi.headings import Heading, Headings, headings_of

H = Heading
MOST = 200_000
"""Most rows of one table."""
_MISPLACED = Text("un guillemet est mal placé ou n'est pas fermé", "a quotation mark is misplaced or not closed")
_WORDS = frozenset({H.MOTIF, H.COMMENTAIRE, H.COMMENTAIRE_COURANT})
"""Of two columns of words, one is read; they decide nothing."""
_HEAD = 20
"""Number of first lines searched for the headings."""


class _Row:
    """The cells of a row by heading."""

    __slots__ = ("cells", "head", "places")

    def __init__(self, head: Headings, cells: Sequence[str]) -> None:
        self.head, self.places, self.cells = head, head.places, cells

    def __getitem__(self, heading: Heading) -> str:
        place = self.places.get(heading)
        if place is None:
            return ""
        others = self.head.rivals.get(heading)
        return self.at(place) or (next(filter(None, map(self.at, others)), "") if others else "")

    def at(self, place: int) -> str:
        """The text of the cell at ``place``; empty where the row has none. A cell made safe for spreadsheets holds its
        text exactly: nothing else is taken off it.
        """
        cell = self.cells[place] if place < len(self.cells) else ""
        written = cell.strip()
        text = text_of(written)
        return values.words(text if text != written else values.of_formula(written))


def headings(text: str) -> tuple[Headings, int]:
    """The headings and the number of lines before the first row; lines with a title may precede the headings."""
    first = headings_of(""), 0
    for skipped, line in enumerate(islice(io.StringIO(text, newline=None), _HEAD), start=1):
        if line.strip(" \t\r\n;,|") and not line.lower().startswith("sep="):
            found = headings_of(line.rstrip("\n")), skipped
            if not found[0].missing:
                return found
            first = found if not first[0].places else first
    return first


def read(text: str, head: Headings, skipped: int) -> StatusReading:
    """The statements of ``text``; ``head`` must have all required headings."""
    lines = islice(io.StringIO(text, newline=None), skipped, None)
    rows = csv.reader(lines, delimiter=head.separator, strict=True)
    statements: list[Statement] = []
    untouched = rank = 0
    try:
        for rank, cells in enumerate(rows, start=1):
            if rank > MOST:
                return _refused(rules.TOO_MANY.finding(limit=MOST))
            if not any(cells) or not any(cell.strip() for cell in cells):
                continue
            if _holds_rows(cells, head):
                return _refused(rules.BROKEN_TABLE.finding(line=skipped + rows.line_num, detail=_MISPLACED))
            statement = _statement(rank, _Row(head, cells))
            if statement is None:
                untouched += 1
            else:
                statements.append(statement)
    except csv.Error as error:
        return _refused(rules.BROKEN_TABLE.finding(line=skipped + rows.line_num, detail=_reason(error)))
    findings = (rules.UNTOUCHED.finding(count=untouched),) if untouched else ()
    return StatusReading(format=StatusFormat.CSV, statements=tuple(statements), findings=findings)


def _refused(finding: Finding) -> StatusReading:
    return StatusReading(format=StatusFormat.CSV, findings=(finding,))


def _reason(error: csv.Error) -> Text:
    if "limit" in str(error):
        return Text("une cellule est trop longue", "a cell is too long")
    return _MISPLACED


def _holds_rows(cells: Sequence[str], head: Headings) -> bool:
    """Whether a cell holds what looks like other rows of the table: between two misplaced quotation marks these would
    be left out without a word.
    """
    least = max(head.width - 1, 1)
    return any(
        line.count(head.separator) >= least for cell in cells if "\n" in cell for line in cell.split("\n")[1:] if line
    )


def _statement(rank: int, row: _Row) -> Statement | None:
    """The statement of a row; ``None`` without a new status."""
    word, reasons, motif = _word(row), codes_of(row[H.CODE_MOTIF]), _motif(row)
    if not word and not (H.NOUVEAU in row.places and (reasons or motif)):
        return None
    reasons = reasons or code_of_label(motif)
    day, moment = row[H.DATE], row[H.DATE_STATUT]
    asked = named(word, frozenset(reasons)) if word else None
    return Statement(
        rank=rank,
        code=word,
        asked=asked or (),
        numero_facture="" if values.is_scientific(row[H.NUMERO]) else row[H.NUMERO],
        date_facture=values.day(day) if day else None,
        certificate=row[H.CERTIFICAT],
        fournisseur=_identifier(row[H.FOURNISSEUR]),
        destinataire=_identifier(row[H.DESTINATAIRE]),
        motif=motif,
        motif_codes=reasons,
        mandat=row[H.MANDAT],
        valideur_suivant=values.identifier(row[H.VALIDEUR]),
        stated_at=values.moment(moment) if moment else None,
        findings=(*_faults(row, word, known=asked is not None), *_unreadable(row)),
    )


def _identifier(cell: str) -> str:
    return "" if values.is_scientific(cell) else values.identifier(cell)


def _word(row: _Row) -> str:
    """The new status as written; empty without one."""
    if H.NOUVEAU in row.places:
        return row[H.NOUVEAU]
    if H.STATUT not in row.places:
        return row[H.CODE_STATUT]
    word, code = row[H.STATUT], row[H.CODE_STATUT]
    unchanged = bool(code) and any(plain(status.value) == plain(code) for status in named(word) or ())
    return "" if unchanged else word


def _motif(row: _Row) -> str:
    """The reason and the comment; the current status's comment only if the table has no reason column."""
    own = [row[H.MOTIF], row[H.COMMENTAIRE]]
    if H.MOTIF not in row.places and H.NOUVEAU not in row.places:
        own.append(row[H.COMMENTAIRE_COURANT])
    return " – ".join(dict.fromkeys(filter(None, own)))


def _faults(row: _Row, word: str, *, known: bool) -> Iterator[Finding]:
    """Findings about missing, unknown or shifted cells."""
    number, certificate, width = row[H.NUMERO], row[H.CERTIFICAT], row.head.width
    if len(row.cells) > width and any(cell.strip() for cell in row.cells[width:]):
        yield rules.TOO_WIDE.finding(count=len(row.cells), columns=width)
    for heading, places in row.head.rivals.items():
        if heading in _WORDS:
            continue
        said = {plain(cell): cell for cell in (row[heading], *map(row.at, places)) if cell}
        if len(said) > 1:
            yield rules.TWO_VALUES.finding(heading=heading.value, values=tuple(said.values()))
    if not number and not certificate:
        yield rules.NO_NUMBER.finding()
    if not word:
        yield rules.NO_STATUS.finding()
    elif not known:
        yield rules.UNKNOWN_STATUS.finding(value=word)
    if values.is_scientific(number):
        yield (rules.DAMAGED_CODE if certificate else rules.DAMAGED_NUMBER).finding(value=number)


def _unreadable(row: _Row) -> Iterator[Finding]:
    """Findings about values that are invalid for their column."""
    day, moment, following = row[H.DATE], row[H.DATE_STATUT], row[H.VALIDEUR]
    if day and values.day(day) is None:
        yield rules.BAD_DATE.finding(value=day)
    if moment and values.moment(moment) is None:
        yield rules.BAD_MOMENT.finding(value=moment)
    if following and not values.siret(values.identifier(following)):
        yield rules.BAD_VALIDEUR.finding(value=following)
    for heading in (H.FOURNISSEUR, H.DESTINATAIRE):
        if values.is_scientific(row[heading]):
            yield rules.DAMAGED_CODE.finding(value=row[heading])
