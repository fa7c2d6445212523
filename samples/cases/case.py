"""A sample and its golden answer.

The expected values (format, profile, verdict, invoice) come from the builder of the file, never from the parser under
test. Only the codes of findings are recorded from a run, and reviewed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.decision import Verdict
from domain.document import Format
from domain.invoice import Invoice, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The finding codes of a run for a file or a member: in order, each once."""

    fatal: tuple[str, ...] = ()
    warning: tuple[str, ...] = ()


UNSAID = Codes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One file of ``samples/``."""

    name: str
    content: bytes
    verdict: Verdict
    format: Format | None = None
    """Expected format; ``None`` for any (hostile files)."""
    profile: str | None = None
    invoice: Invoice | None = None
    """The expected invoice, limited to what the format can hold."""
    deposants: tuple[str, ...] | None = None
    """SIRENs or SIRETs the depositing account may deposit for; ``None``: not checked."""
    members: tuple["Case", ...] = ()
    """Members of an archive."""
    why: str = ""
    """Description of its fault."""

    def golden(self, codes: Mapping[str, Codes]) -> dict[str, object]:
        """The entry in the golden answers; ``codes`` are known from a run, by member (``""``: the file itself)."""
        own = codes.get("", UNSAID)
        answer: dict[str, object] = {
            "format": self.format,
            "profile": self.profile,
            "decision": self.verdict,
            "codes": list(own.fatal),
            "warnings": list(own.warning),
            "invoice": fields(self.invoice) if self.invoice else None,
        }
        if self.why:
            answer["why"] = self.why
        if self.deposants is not None:
            answer["deposants"] = list(self.deposants)
        if self.members:
            answer["members"] = {
                member.name: member.golden({"": codes.get(member.name, UNSAID)}) for member in self.members
            }
        return answer


def accepted(name: str, content: bytes, format_: Format, invoice: Invoice, profile: str | None = None) -> Case:
    """A good invoice."""
    return Case(name=name, content=content, verdict=Verdict.ACCEPTED, format=format_, profile=profile, invoice=invoice)
