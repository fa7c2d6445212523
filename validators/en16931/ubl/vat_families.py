"""The families of VAT categories, a row each: what their rules ask (EN 16931-1 section 6.4.3, BR-S-01 to BR-AG-10)."""

from typing import NamedTuple


class Famille(NamedTuple):
    """A category and what is asked where it is used."""

    name: str
    """In the codes of the rules."""
    code: str
    """In the document."""
    once: bool = True
    """Exactly one line of the breakdown; else at least one, and none when nothing else uses the category."""
    any_tax: bool = False
    """Rule 01 counts categories whose tax is not said to be VAT."""
    any_tax_breakdown: bool = False
    """Rule 01 does so in the breakdown alone."""
    seller_vat: bool = False
    """Of the seller only an identifier for VAT (BT-31) counts, not one for another tax (BT-32)."""
    buyer: str = ""
    """``vat``: the buyer's VAT identifier (BT-48) is needed; ``legal``: it, or his registration (BT-47)."""
    rate: str = "0"
    """``> 0``, ``>= 0``, ``0``, or empty when none may be given."""
    reason: bool = False
    """Whether a reason of exemption (BT-120, BT-121) must be given; otherwise it must not."""
    as_written: tuple[str, ...] = ()
    """Rules for which a code with blanks around it is not that code."""
    by_rate: bool = False
    """Breakdown and taxes are checked at each rate, within one unit."""


FAMILLES = (
    Famille("S", "S", once=False, any_tax=True, rate="> 0", by_rate=True),
    Famille("Z", "Z"),
    Famille("E", "E", reason=True),
    Famille("AE", "AE", buyer="legal", reason=True),
    Famille("IC", "K", seller_vat=True, buyer="vat", reason=True),
    Famille("G", "G", seller_vat=True, reason=True),
    Famille("O", "O", rate="", reason=True),
    Famille("AF", "L", once=False, any_tax_breakdown=True, as_written=("01", "04"), rate=">= 0", by_rate=True),
    Famille("AG", "M", once=False, as_written=("01",), rate=">= 0", by_rate=True),
)
"""All but split payment (``B``), which has two rules of its own."""
