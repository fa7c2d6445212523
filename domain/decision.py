"""The answer to a document: accepted for a route, rejected, or irrecevable."""

from dataclasses import dataclass
from enum import StrEnum

from domain.document import Doubt, Evidence, Format
from domain.finding import Finding, Level, Severity
from domain.invoice import Invoice
from domain.route import Route


class Verdict(StrEnum):
    """``IRRECEVABLE``: the file cannot be used; ``REJECTED``: the invoice is refused; both are final here."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    IRRECEVABLE = "irrecevable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a parser got out of the bytes; ``invoice`` is ``None`` when nothing could be read."""

    format: Format
    profile: str | None = None
    """BT-24's profile in short: ``minimum``, ``basicwl``, ``basic``, ``en16931``, ``extended``, ``zugferd-1`` ..."""
    invoice: Invoice | None = None
    findings: tuple[Finding, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    """What a page left undecided, with its candidates; the findings say it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The verdict on one document, with every reason."""

    path: str
    member: str | None
    sha256: str
    format: Format
    profile: str | None
    verdict: Verdict
    findings: tuple[Finding, ...]
    invoice: Invoice | None = None
    route: Route | None = None
    """Set when accepted and the directory was asked."""


def verdict(findings: tuple[Finding, ...]) -> Verdict:
    """The verdict that follows from the findings: the worst fatal level wins."""
    fatal = {finding.level for finding in findings if finding.severity is Severity.FATAL}
    if Level.DEPOT in fatal:
        return Verdict.IRRECEVABLE
    return Verdict.REJECTED if fatal else Verdict.ACCEPTED
