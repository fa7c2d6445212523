"""The last certificate of the chain and how many there are: written down elsewhere, it fixes all of them."""

import re
from dataclasses import dataclass

from domain.certificate import GENESIS

_LINE = re.compile(r"\b([0-9]{1,12})\s*:?\s+((?:[A-Z2-7]{4}[\s-]?){13})(?![A-Z2-7])")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainHead:
    """The end of the chain of a ledger."""

    count: int = 0
    """How many certificates there are: the sequence of the last one."""
    number: str = GENESIS
    """Its number."""

    @property
    def line(self) -> str:
        """``count number``, as it is published and time-stamped."""
        return f"{self.count} {self.number}"

    @property
    def stamped(self) -> bytes:
        """The bytes whose SHA-256 a time stamp is asked for."""
        return f"{self.line}\n".encode("ascii")


NO_CERTIFICATE = ChainHead()
"""The head of a ledger without certificates."""


def read(text: str) -> ChainHead | None:
    """The head that a published text states, the number in groups or not; ``None`` when it states none."""
    found = _LINE.search(text)
    return ChainHead(count=int(found[1]), number=re.sub(r"[\s-]", "", found[2])) if found else None
