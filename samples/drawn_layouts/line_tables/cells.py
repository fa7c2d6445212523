"""The cells of a detailed table of lines: what each column prints."""

from samples.drawn_layouts.drawn_invoice import DrawnLine
from samples.drawn_layouts.field_writer import FieldWriter

UNITS = {
    "C62": ("U", "unité", "u"),
    "HUR": ("h", "heure", "H"),
    "DAY": ("jour", "j", "Jour"),
    "MTK": ("m²", "m2", "m²"),
    "MON": ("mois", "mois", "mois"),
    "KGM": ("kg", "kg", "kg"),
    "LS": ("forfait", "Ft", "Forfait"),
}
"""Some ways to print each unit."""


def cell(writer: FieldWriter, line: DrawnLine, column: str) -> str:
    """What ``line`` prints in ``column``: *name*, *amount*, *reference* or a column of a true line."""
    style = writer.style
    if column == "name":
        return line.name
    if column == "reference":
        return line.reference or "-"
    if column == "quantity":
        return writer.quantity(line)
    if column == "unit":
        ways = UNITS.get(line.unit, ("U",))
        return ways[len(style.colon) % len(ways)]
    if column == "percent":
        return style.rate(line.percent) if line.percent else ""
    if column == "rate":
        return style.rate(line.rate)
    return style.number(line.price if column == "price" else line.amount)


def true_columns(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Those of ``columns`` that a true line records."""
    return tuple(one for one in columns if one in ("quantity", "price", "rate", "percent", "unit"))
