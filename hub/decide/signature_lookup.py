"""Finds again, in the lot of an invoice, the files that sign it: signatures are kept only inside the lot's own
bytes.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from domain.deposit import DepositedInvoice
from domain.finding import Finding, Pack
from domain.signature import DetachedSignature
from hub.decide import members
from hub.decide.detached_signatures import MatchedSignatures, SignatureCollector
from hub.decide.unpack import limits_of
from hub.settings import Settings
from parsers.archives import reader

if TYPE_CHECKING:  # `navette complete --list` needs no parser: their imports would only slow it down
    from ledger import ContentStore

_SIGNATURE_CODES = "SIG-"
"""What the codes of findings about signatures begin with: there is one for each signature that was looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much of a lot is read; the limits under which the lot was received."""

    limits: reader.ArchiveLimits
    largest: int
    """Bytes of a flux outside an archive."""

    @classmethod
    def of(cls, settings: Settings) -> "Bounds":
        """The bounds of the settings."""
        return cls(limits=limits_of(settings.run, bulk=True), largest=settings.run.invoice_bytes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """A lot as the content store keeps it."""

    location: str
    name: str
    """File name of its deposit."""


def may_be_signed(invoice: DepositedInvoice, packs: frozenset[Pack]) -> bool:
    """Whether a file of its lot may sign it: it has findings about signatures, or ``packs`` leave signatures
    unchecked.
    """
    has_finding = any(finding.code.startswith(_SIGNATURE_CODES) for finding in invoice.findings)
    return invoice.member is not None and (has_finding or Pack.LECTURE not in packs)


def beside(store: "ContentStore", lot: Lot, member: str | None, bounds: Bounds) -> tuple[DetachedSignature, ...]:
    """The files of ``lot`` that sign its ``member``, in its order.

    Raises :class:`domain.errors.LedgerError` when the store cannot return the lot.
    """
    return _signed(store, lot, bounds).beside.get(member, ()) if member else ()


@lru_cache(maxsize=1)
def _signed(store: "ContentStore", lot: Lot, bounds: Bounds) -> MatchedSignatures:
    """The signatures matched with the documents of the lot; the last lot is cached, as its invoices come one after
    another.
    """
    collector = SignatureCollector()
    with store.open(lot.location) as file:
        found = collector.documents(members.documents(file, lot.name, bounds.limits, bounds.largest))
        documents = {one.name: hashlib.sha256(one.content).hexdigest() for one in _members(found)}
    return collector.of(documents)


def _members(answers: Iterable[reader.Member | Finding]) -> Iterator[reader.Member]:
    return (answer for answer in answers if isinstance(answer, reader.Member))
