"""What is read from an archive (members, findings about them) and the limits on it."""

from dataclasses import dataclass, field

from domain.finding import Finding, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One document of a lot. ``name`` is clean: relative, ``/`` between folders, no ``..``, unique in its lot."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFinding(Finding):
    """A finding that refuses one member; the other members of the lot are read."""

    member: str
    """Its name as written in the archive, possibly unsafe: for display, never joined to a path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLimits:
    """Limits on the content of an archive.

    The sizes of a deposit and of an invoice are those of the external specification of Chorus Pro (DSE 1.0, 5.4.1),
    the number of invoices is that of an EDI flux; the last two keep a hostile archive from filling the machine.
    """

    archive_bytes: int = 2**30
    """Bytes of the archive as deposited."""
    member_bytes: int = 100 * 2**20
    """Unpacked bytes of each member."""
    members: int = 500
    """Files, folders and system files not counted. A bulk upload allows more."""
    total_bytes: int = 8 * 2**30
    """Unpacked bytes of all members."""
    ratio: int = 200
    """Unpacked bytes for one packed byte; invoices in XML reach 10 to 60, a bomb 1,000."""


class Irrecevable(Exception):
    """The whole archive is refused; raised only before the first member is returned."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message.en)
        self.finding = finding


def refused(rule: Rule, member: str, **values: object) -> MemberFinding:
    """The finding of ``rule`` about ``member``."""
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
