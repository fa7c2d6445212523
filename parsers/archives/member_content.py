"""What comes out of an archive, and how much of it may."""

from dataclasses import dataclass, field

from domain.finding import Finding, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One document of a lot. ``name`` is clean: relative, ``/`` between folders, no ``..``, unique in its lot."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFinding(Finding):
    """A finding about one member, which is refused alone; the other members of the lot go on."""

    member: str
    """Its name as the archive gives it, which may be unsafe: to show, never to join."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLimits:
    """How much an archive may hold.

    The sizes of a deposit and of an invoice are those of the external specification of Chorus Pro (DSE 1.0, 5.4.1),
    the number of invoices is that of an EDI flux; the last two keep a hostile archive from filling the machine.
    """

    archive_bytes: int = 2**30
    """Of the archive as it was deposited."""
    member_bytes: int = 100 * 2**20
    """Of each member, unpacked."""
    members: int = 500
    """Files, folders and system files not counted. A bulk upload allows more."""
    total_bytes: int = 8 * 2**30
    """Of everything, unpacked."""
    ratio: int = 200
    """Unpacked bytes for one packed byte; invoices in XML reach 10 to 60, a bomb 1,000."""


class Irrecevable(Exception):
    """The archive as a whole cannot be used; raised only before any member is given out."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message.en)
        self.finding = finding


def refused(rule: Rule, member: str, **values: object) -> MemberFinding:
    """``rule`` as it failed for ``member``."""
    finding = rule.finding(field=None, name=member, **values)
    return MemberFinding(
        code=finding.code,
        severity=finding.severity,
        level=finding.level,
        field=finding.field,
        message=finding.message,
        remedy=finding.remedy,
        member=member,
    )
