"""The whole chain of certificates: its links, what was published of it outside, and what the tables say beside it."""

from dataclasses import dataclass
from pathlib import Path

from domain.chain_head import ChainHead, read
from hub.context import trust_list
from hub.notify import time_stamp
from hub.notify.time_stamp import Stamp
from hub.settings import Settings
from ledger import Ledger
from ledger.certificates.records import Difference

MOST = 50
"""Most differences listed."""
LARGEST = 1_000_000
"""Bytes of a file that may state a head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A head that was published, and its time stamp in DER if it has one."""

    head: ChainHead
    token: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainVerdict:
    """What was found of the chain."""

    broken_at: int | None
    """Rank of the first certificate that was tampered with."""
    differences: tuple[Difference, ...] = ()
    """At most :data:`MOST`; none are looked for in a chain that is broken."""
    published: Published | None = None
    goes_on: bool = True
    """Whether the chain holds the published head."""
    stamp: Stamp | None = None
    """Of the published head, when it is sound."""

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        unstamped = self.published is not None and self.published.token is not None and self.stamp is None
        return self.broken_at is None and not self.differences and self.goes_on and not unstamped


def verify(ledger: Ledger, chosen: Settings, published: Published | None = None) -> ChainVerdict:
    """The chain from its first certificate to its last, held to ``published`` and to the tables."""
    certificates = ledger.certificates
    broken = certificates.verify_chain()
    token = published.token if published else None
    trusted = trust_list.opened(chosen.signatures.trust) if token and chosen.signatures.trust else None
    return ChainVerdict(
        broken_at=broken,
        differences=certificates.differences(MOST) if broken is None else (),
        published=published,
        goes_on=published is None or certificates.holds_to(published.head),
        stamp=time_stamp.checked(token, published.head, trusted) if published and token else None,
    )


def published_as(text: str) -> Published | None:
    """The head in a text; ``None`` without one."""
    head = read(text)
    return None if head is None else Published(head=head)


def published_in(path: Path) -> Published | None:
    """The head in a file of a night, with the time stamp beside it; of a time stamp (``.tsr``), the head beside it."""
    text = path.with_suffix(".txt")
    if path.suffix != time_stamp.ENDING:
        text = path
    if not text.is_file() or text.stat().st_size > LARGEST:
        return None
    found = published_as(text.read_text(encoding="utf-8", errors="replace"))
    token = path if path.suffix == time_stamp.ENDING else path.with_suffix(time_stamp.ENDING)
    if found is None or not token.is_file() or token.stat().st_size > LARGEST:
        return found
    return Published(head=found.head, token=token.read_bytes())
