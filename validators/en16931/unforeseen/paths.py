"""Paths of elements and attributes, read from a table: one line for codes that follow each other below one parent.

``UBL-CR-012 InvoicePeriod: StartTime EndTime`` means that UBL-CR-012 is ``InvoicePeriod/StartTime`` from the root, and
UBL-CR-013 ``InvoicePeriod/EndTime``. ``.`` is the root, ``//`` anywhere, ``@`` an attribute, ``*Line`` a short name.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

Short = Mapping[str, tuple[str, ...]]
"""Short names of a table: each expands to one or several paths."""


class UnforeseenRow(NamedTuple):
    """Code, and the paths outside the model."""

    code: str
    shown: str
    """Its path for people: ``*Line/Item/Keyword``, ``TaxCategory/ID/@schemeID``; a star for several names."""
    paths: tuple[tuple[str, ...], ...]
    """Element names, short names expanded, the attribute (with its ``@``) last."""
    anywhere: bool
    """Whether the path may begin at any element; otherwise below the root."""


def rows(table: str, short: Short) -> tuple[UnforeseenRow, ...]:
    """The rows of ``table``, line by line."""
    return tuple(row for line in table.splitlines() if line for row in _rows(line, short))


def _rows(line: str, short: Short) -> Iterator[UnforeseenRow]:
    head, _, names = line.partition(": ")
    first, _, parent = head.partition(" ")
    prefix, _, number = first.rpartition("-")
    anywhere = parent.startswith("//")
    steps = [step for step in parent.removeprefix("//").split("/") if step not in ("", ".")]
    for rank, name in enumerate(names.split()):
        spelled: list[tuple[str, ...]] = [()]
        for step in (*steps, name):
            meant = short.get(step, (step,))
            spelled = [(*before, *one.split("/")) for before in spelled for one in meant]
        yield UnforeseenRow(
            code=f"{prefix}-{int(number) + rank:0{len(number)}}",
            shown="/".join(_shown(step, short) for step in (*steps, name)),
            paths=tuple(spelled),
            anywhere=anywhere,
        )


def _shown(step: str, short: Short) -> str:
    meant = short.get(step, (step,))
    return meant[0].rpartition("}")[2].removeprefix("SupplyChainTradeTransaction/") if len(meant) == 1 else step
