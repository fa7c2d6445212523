"""A text cell that a spreadsheet neither runs nor changes, written and read back (argued in docs/adr).

A text that a spreadsheet would run as a formula, or hold as another value than the one written (leading zeros
lost, a number turned into a date), begins with an apostrophe. :func:`text_of` takes it off again, exactly.
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
        r"0\d+",  # leading zeros are lost
        r"\d{16,}",  # digits after the fifteenth become zeros
        r"\d+(?:[.,]\d*)?e[+-]?\d+",  # scientific notation
        r"\d{1,4}[-/. ]\d{1,2}(?:[-/. ]\d{1,4})?",  # dates and fractions
        r"\d{1,3}:\d{1,2}(?::\d{1,2})?",  # hours
        rf"(?:\d{{1,2}}[-/. ]?)?{_MONTH}[-/. ]?\d{{1,4}}",  # dates in letters
        r"\d+[.,]\d*0",  # trailing zeros are lost
    )
)
_MISREAD = re.compile(rf"'*(?:{_FORMULA}|{_BLANK}(?:{_CHANGED})\s*)", re.IGNORECASE | re.DOTALL)
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def text(value: str | None) -> str:
    """``value`` as a text cell; empty when ``None``. Control characters, which no cell can hold, become spaces."""
    if not value:
        return ""
    value = sound(value)
    return MARK + value if _MISREAD.fullmatch(value) else value


def sound(value: str) -> str:
    """``value`` with spaces in place of control characters and lone surrogates, which no cell can hold."""
    return _UNSAFE.sub(" ", value) if _UNSAFE.search(value) else value


def text_of(cell: str) -> str:
    """The text that :func:`text` was given."""
    return cell[1:] if cell.startswith(MARK) and _MISREAD.fullmatch(cell[1:]) else cell
