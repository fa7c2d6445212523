"""Cells of a CSV file that a spreadsheet neither runs nor changes (argued in docs/adr): see :mod:`domain.csv_cell`."""

import re

from domain.csv_cell import MARK as MARK
from domain.csv_cell import sound as sound
from domain.csv_cell import text as text
from domain.csv_cell import text_of as text_of

BOM = b"\xef\xbb\xbf"
"""The UTF-8 byte order mark, by which Excel recognises the encoding."""
SEPARATOR, NEWLINE = ";", "\r\n"

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def number(value: str | None) -> str:
    """A plain decimal with a decimal comma, a number for the spreadsheet; anything else is a text cell."""
    if not value:
        return ""
    return value.replace(".", ",") if _NUMBER.fullmatch(value) else text(value)
