"""All that a file of several documents holds, in memory at once: for who looks at one file, not for a night."""

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from domain.finding import Finding
from hub import contents
from hub.signatures import NOTHING, Apart, Signed
from parsers import archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """Nothing at all is a file that is one document."""

    members: tuple[archive.Member | archive.MemberFinding, ...] = ()
    """The documents, or why the bytes of one cannot be had, in the file's order."""
    said: tuple[Finding, ...] = ()
    """About the file as a whole, and about signatures that sign nothing."""
    signed: Signed = NOTHING

    @classmethod
    def of(cls, file: BinaryIO, name: str, limits: archive.ArchiveLimits, largest: int) -> "Pieces":
        """Those of a file that :func:`hub.contents.may_hold_several`; ``largest`` is the limit of a flux, in bytes."""
        apart = Apart()
        found = list(apart.documents(contents.documents(file, name, limits, largest)))
        members = [each for each in found if isinstance(each, archive.Member | archive.MemberFinding)]
        documents = [each for each in members if isinstance(each, archive.Member)]
        signed = apart.of({each.name: hashlib.sha256(each.content).hexdigest() for each in documents})
        said = (each for each in found if not isinstance(each, archive.Member | archive.MemberFinding))
        return cls(members=tuple(members), said=(*said, *signed.findings), signed=signed)
