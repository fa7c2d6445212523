"""The answer to a document: accepted for a route, rejected, irrecevable, or waiting for what could not be read."""

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

    ``UNDECIDED``: a pack that was asked for could not run; nothing is known, and it is asked again.
    ``TO_COMPLETE``: all that refuses the invoice is what its page was read doubtfully for; somebody can supply it.
    """

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    IRRECEVABLE = "irrecevable"
    TO_COMPLETE = "to_complete"
    UNDECIDED = "undecided"


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
    signatures: tuple[Signature, ...] = ()
    """Those the document bears, and those of files beside it."""
    syntax: Syntax | None = None
    """The syntax of EN 16931 it is written in, when it is in one."""
    tree: Tree | None = None
    """Its XML (UBL, CII), when the packs asked for need it."""


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
    signatures: tuple[Signature, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    """What its page was read doubtfully for, when it is to be completed."""
    supplied: tuple[str, ...] = ()
    """The fields whose value was supplied by hand."""


def unread(path: str, *findings: Finding, member: str | None = None, sha256: str = "") -> Decision:
    """The decision on a file, or on a member, of which nothing was read; without ``sha256`` its bytes cannot be had."""
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
    """The verdict that follows from the findings: the worst fatal level wins.

    A check that could not be made leaves the document undecided before all else, whatever severity it was given.
    An invoice that only ``doubtful`` fields refuse is to be completed: neither refused nor guessed.
    """
    if any(finding.level is Level.CONTROLE for finding in findings):
        return Verdict.UNDECIDED
    fatal = [finding for finding in findings if finding.severity is Severity.FATAL]
    if any(finding.level is Level.DEPOT for finding in fatal):
        return Verdict.IRRECEVABLE
    if not fatal:
        return Verdict.ACCEPTED
    return Verdict.TO_COMPLETE if all(finding.field in doubtful for finding in fatal) else Verdict.REJECTED
