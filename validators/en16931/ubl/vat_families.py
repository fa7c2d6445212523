"""VAT categories as rows with the requirements of their rules (EN 16931-1 section 6.4.3, BR-S-01 to BR-AG-10)."""

from typing import NamedTuple


class VatFamily(NamedTuple):
    """A category and the requirements where it is used."""

    name: str
    """Name in rule codes."""
    code: str
    """Code in the document."""
    once: bool = True
    """Exactly one line of the breakdown; else at least one, and none when nothing else uses the category."""
    any_tax: bool = False
    """Rule 01 also counts categories whose tax scheme is not VAT."""
    any_tax_breakdown: bool = False
    """Rule 01 does so in the breakdown only."""
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


VAT_FAMILIES = (
    VatFamily("S", "S", once=False, any_tax=True, rate="> 0", by_rate=True),
    VatFamily("Z", "Z"),
    VatFamily("E", "E", reason=True),
    VatFamily("AE", "AE", buyer="legal", reason=True),
    VatFamily("IC", "K", seller_vat=True, buyer="vat", reason=True),
    VatFamily("G", "G", seller_vat=True, reason=True),
    VatFamily("O", "O", rate="", reason=True),
    VatFamily("AF", "L", once=False, any_tax_breakdown=True, as_written=("01", "04"), rate=">= 0", by_rate=True),
    VatFamily("AG", "M", once=False, as_written=("01",), rate=">= 0", by_rate=True),
)
"""All but split payment (``B``), which has two rules of its own."""
