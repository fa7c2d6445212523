"""What a reader has to act on in the morning: what to correct, what to verify before it is paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.causes import Cause, by_cause
from domain.finding import Finding, Severity
from domain.status import Status

DAYS = 60
"""Days a refused document stays listed when nothing replaces it."""
BEFORE_PAYMENT: frozenset[str] = frozenset(
    {
        "BQ-01",  # an account the supplier's invoices do not name
        "BQ-02",  # more accounts than are compared
        "TVA-03",  # the VAT number of another company, of which the supplier says it is a member
        "PAI-06",  # an IBAN whose key is wrong
        "ORI-02",  # a credit larger than its invoice
        *(f"LEC-08{rank}" for rank in range(8)),  # a page and its XML that differ
        "LEC-108",  # amounts in another currency than the invoice's
        "LEC-028",  # the XML announced is not there: the page was read
        "LEC-067",  # text nobody sees
        "LEC-068",  # invisible text under a picture
        "LEC-093",  # a field that shows one value and holds another
        "LEC-094",  # figures that are drawn otherwise than they are written
        *(f"SIG-{rank:02d}" for rank in (3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 16)),
        # a signature that cannot be relied on, or does not cover everything
    }
)
"""Codes of the warnings a payer looks at before paying: what may be a fraud, or an altered document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionDue:
    """A file or an invoice its supplier has to do something about."""

    deposit_id: int
    position: int | None
    """Rank of the document in its deposit, from 0; ``None``: the file itself."""
    file: str
    """Name of the deposited file."""
    member: str
    """Name in the archive; empty when it came alone."""
    numero_facture: str
    """Empty when it could not be read."""
    deposited_at: datetime
    status: Status | None
    """``None``: the file could not be used."""
    motif: str
    """Why the recipient sent it back; empty when Navette refused it."""
    findings: tuple[Finding, ...]

    @property
    def cause(self) -> Cause | None:
        """The first of what is wrong; ``None`` when only the recipient says why."""
        fatal = [cause for cause in by_cause(self.findings) if cause.headline.severity is Severity.FATAL]
        return fatal[0] if fatal else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A refused file or invoice that somebody set aside: nobody has to correct it any more."""

    deposit_id: int
    position: int | None
    """As in :class:`CorrectionDue`."""
    file: str
    member: str
    numero_facture: str
    actor: str
    """Who set it aside."""
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationDue:
    """An unpaid invoice with something its payer looks at first."""

    invoice_id: int
    numero_facture: str
    fournisseur: str
    nom_fournisseur: str
    status: Status
    devise: str
    ttc: str
    available_at: datetime | None
    findings: tuple[Finding, ...]
    """Those of :data:`BEFORE_PAYMENT` only."""


def before_payment(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings of :data:`BEFORE_PAYMENT` among ``findings``, each code once."""
    found = {finding.code: finding for finding in reversed(findings) if finding.code in BEFORE_PAYMENT}
    return tuple(reversed(found.values()))
