"""Text cells for CSV that a spreadsheet neither executes nor converts, and the reverse (ADR 4).

A text that a spreadsheet would execute as a formula, or convert to another value (leading zeros lost, a number made a
date), is prefixed with an apostrophe. :func:`text_of` removes it and gives back the exact text.
"""

import re

MARK = "'"

_BLANK = r"[\s\x00-\x20\u00a0\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*"
_FORMULA = rf"{_BLANK}[=+\-@\uff1d\uff0b\uff0d\uff20].*|[\t\r\n].*"
_MONTH = (
    r"(?:janv?(?:ier)?|f[ée]v(?:r|rier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[uû]t|sept?(?:embre)?|oct(?:obre)?"
    r"|nov(?:embre)?|d[ée]c(?:embre)?|january|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|october"
    r"|november|december)\.?"
)
_CHANGED = "|".join(
    (
        r"0\d+",  # leading zeros would be lost
        r"\d{16,}",  # digits after the fifteenth would become zeros
        r"\d+(?:[.,]\d*)?e[+-]?\d+",  # scientific notation
        r"\d{1,4}[-/. ]\d{1,2}(?:[-/. ]\d{1,4})?",  # dates and fractions
        r"\d{1,3}:\d{1,2}(?::\d{1,2})?",  # hours
        r"\d{1,2}[-/. ]\d{3,4}",  # month and year
        rf"(?:\d{{1,2}}[-/. ]?)?{_MONTH}[-/. ]?\d{{1,4}}",  # dates with month names
        rf"\d{{1,4}}[-/. ]?{_MONTH}",  # day and month, year and month
        r"\d+[.,]\d*0",  # trailing zeros would be lost
        r"\d+(?:[.,]\d*)?-|\(\d+(?:[.,]\d*)?\)",  # negative numbers
        r"\d{1,2}(?::\d{1,2}){0,2} [ap]m?",  # hours of half a day
    )
)
_MISREAD = re.compile(rf"'*(?:{_FORMULA}|{_BLANK}(?:{_CHANGED})\s*)", re.IGNORECASE | re.DOTALL)
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def text(value: str | None) -> str:
    """``value`` as a text cell; empty when ``None``. Control characters are not valid in a cell and become spaces."""
    if not value:
        return ""
    value = sound(value)
    return MARK + value if _MISREAD.fullmatch(value) else value


def sound(value: str) -> str:
    """``value`` with control characters and lone surrogates, which are not valid in a cell, replaced by spaces."""
    return _UNSAFE.sub(" ", value) if _UNSAFE.search(value) else value


def text_of(cell: str) -> str:
    """Inverse of :func:`text`."""
    return cell[1:] if cell.startswith(MARK) and _MISREAD.fullmatch(cell[1:]) else cell
