"""The decision on a document: accepted with a route, rejected, irrecevable, to complete, or undecided."""

from dataclasses import dataclass
from enum import StrEnum

from domain.document import Doubt, Evidence, Format
from domain.finding import Finding, Level, Severity
from domain.invoice import Invoice
from domain.route import Route
from domain.signature import Signature
from domain.tree import Syntax, Tree


class Verdict(StrEnum):
    """``IRRECEVABLE``: the file cannot be used; ``REJECTED``: the invoice is refused; both are final here.

    ``UNDECIDED``: a requested pack could not run; the document is checked again later.
    ``TO_COMPLETE``: the only fatal findings are about ambiguous fields of the page; a person can supply the values.
    """

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    IRRECEVABLE = "irrecevable"
    TO_COMPLETE = "to_complete"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Result of a parser; ``invoice`` is ``None`` when nothing could be read."""

    format: Format
    profile: str | None = None
    """BT-24's profile in short: ``minimum``, ``basicwl``, ``basic``, ``en16931``, ``extended``, ``zugferd-1`` ..."""
    invoice: Invoice | None = None
    findings: tuple[Finding, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    """Ambiguous fields of a page with their candidate values; each also has a finding."""
    signatures: tuple[Signature, ...] = ()
    """Signatures in the document and in detached files of its archive."""
    syntax: Syntax | None = None
    """Its EN 16931 syntax (UBL or CII), ``None`` for any other format."""
    tree: Tree | None = None
    """Its XML tree (UBL, CII), when a requested pack needs it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The verdict on one document, with all findings."""

    path: str
    member: str | None
    sha256: str
    format: Format
    profile: str | None
    verdict: Verdict
    findings: tuple[Finding, ...]
    invoice: Invoice | None = None
    route: Route | None = None
    """Set when the document is accepted and a directory is configured."""
    signatures: tuple[Signature, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    """Ambiguous fields of its page, when the verdict is ``TO_COMPLETE``."""
    supplied: tuple[str, ...] = ()
    """Fields whose value was entered by hand."""


def unread(path: str, *findings: Finding, member: str | None = None, sha256: str = "") -> Decision:
    """Decision on a file or archive member that could not be read; ``sha256`` is absent when its bytes cannot be
    extracted.
    """
    return Decision(
        path=path,
        member=member,
        sha256=sha256,
        format=Format.UNKNOWN,
        profile=None,
        verdict=verdict(findings),
        findings=findings,
    )


def verdict(findings: tuple[Finding, ...], doubtful: frozenset[str] = frozenset()) -> Verdict:
    """The verdict of ``findings``: the worst level among the fatal ones.

    A check that could not be made (level ``CONTROLE``) makes the document undecided, whatever its severity.
    When all fatal findings are on ``doubtful`` fields the invoice is to be completed, not refused.
    """
    if any(finding.level is Level.CONTROLE for finding in findings):
        return Verdict.UNDECIDED
    fatal = [finding for finding in findings if finding.severity is Severity.FATAL]
    if any(finding.level is Level.DEPOT for finding in fatal):
        return Verdict.IRRECEVABLE
    if not fatal:
        return Verdict.ACCEPTED
    return Verdict.TO_COMPLETE if all(finding.field in doubtful for finding in fatal) else Verdict.REJECTED
