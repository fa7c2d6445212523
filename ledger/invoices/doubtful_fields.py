"""Doubtful fields of a page and their rival readings, as rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Integer, select

from domain.document import Doubt, Evidence
from domain.invoice import ENTRY_FIELDS
from ledger.database.bulk_lookup import listed
from ledger.database.column_types import kept
from ledger.database.row_mapping import AnyRow, DocumentPosition
from ledger.database.schema import doubts

MOST = 20
"""Rivals of one field that are kept: a person chooses among a few."""
_T = doubts.c
_NOWHERE: dict[str, object] = dict.fromkeys(
    ("text", "page", "box_left", "box_top", "box_right", "box_bottom", "confidence", "label")
)


def doubt_rows(place: DocumentPosition, found: Iterable[Doubt]) -> list[dict[str, object]]:
    """``found`` as rows of the table of doubts; a field without rivals has one row without a reading."""
    return [
        {"deposit_id": place[0], "position": place[1], "field": doubt.field, "rank": rank} | rival
        for doubt in found
        for rank, rival in enumerate([_rival(one) for one in doubt.rivals[:MOST]] or [_NOWHERE])
    ]


def doubts_at(connection: Connection, places: Sequence[DocumentPosition]) -> dict[DocumentPosition, tuple[Doubt, ...]]:
    """The doubts at each of ``places`` that has any, in the order of the fields."""
    wanted = listed(connection, places, deposit_id=Integer, position=Integer)
    query = select(doubts).join_from(
        wanted, doubts, (_T.deposit_id == wanted.c.deposit_id) & (_T.position == wanted.c.position)
    )
    found: defaultdict[DocumentPosition, dict[str, list[Evidence]]] = defaultdict(dict)
    for row in connection.execute(query.order_by(_T.deposit_id, _T.position, _T.rank)):
        rivals = found[row.deposit_id, row.position].setdefault(row.field, [])
        rivals += [] if row.text is None else [_evidence(row)]
    return {
        place: tuple(Doubt(field=field, rivals=tuple(fields[field])) for field in ENTRY_FIELDS if field in fields)
        for place, fields in found.items()
    }


def _rival(one: Evidence) -> dict[str, object]:
    left, top, right, bottom = one.box
    return {
        "text": kept(one.text),
        "page": one.page,
        "box_left": left,
        "box_top": top,
        "box_right": right,
        "box_bottom": bottom,
        "confidence": one.confidence,
        "label": kept(one.label),
    }


def _evidence(row: AnyRow) -> Evidence:
    return Evidence(
        field=row.field,
        text=row.text,
        page=row.page,
        box=(row.box_left, row.box_top, row.box_right, row.box_bottom),
        confidence=row.confidence,
        label=row.label,
    )
