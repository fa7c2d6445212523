"""Findings about an invoice read from a page: what could not be read is not reported as missing."""

from dataclasses import replace

from domain.document import Format
from domain.finding import Finding, Severity
from domain.invoice import MOE, Invoice
from domain.travaux import is_for_moe
from parsers.manual_entry import SUMS
from parsers.page.rules import DISAGREE
from validators import ABSENCES

PAGES = frozenset({Format.PDF_TEXT, Format.PDF_IMAGE})
"""Formats without fields of their own: their invoice is read from pages."""


def page_findings(
    read: tuple[Finding, ...], checked: tuple[Finding, ...], doubtful: frozenset[str], invoice: Invoice | None = None
) -> tuple[Finding, ...]:
    """The findings of reading and of the rules; a ``doubtful`` field is not reported as missing.

    Its doubt refuses in place of the rule, so that the invoice is to be completed. So does one about the MOE of a piece
    that goes to the MOE: without it the piece would go to whom it names as its recipient.
    """
    told = {finding.field for finding in read if finding.field in doubtful}
    if any(finding.code == DISAGREE.code for finding in read):
        told |= SUMS & doubtful
    missing = [one for one in checked if one.code in ABSENCES and one.field in told]
    needed = {one.field for one in missing if one.severity is Severity.FATAL}
    if invoice is not None and is_for_moe(invoice.cadre_facturation) and invoice.siret_moe is None:
        needed |= {MOE} & doubtful
    kept = (one for one in checked if one not in missing)
    return (
        *(replace(one, severity=Severity.FATAL) if one.field in needed else one for one in read),
        *kept,
    )
