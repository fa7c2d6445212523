"""The files of its lot that sign an invoice, found again: the lot is kept as it came, and they are nowhere else."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from domain.deposit import DepositedInvoice
from domain.finding import Finding, Pack
from domain.signature import DetachedSignature
from hub.decide import members
from hub.decide.detached_signatures import Apart, Signed
from hub.decide.unpack import limits_of
from hub.settings import Settings
from parsers.archives import reader

if TYPE_CHECKING:  # `navette complete --list` needs no parser, and should not wait for its imports
    from ledger import ContentStore

_SAID = "SIG-"
"""What the codes of findings about signatures begin with: there is one for each signature that was looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much of a lot is read; as large as for any lot that was taken in."""

    limits: reader.ArchiveLimits
    largest: int
    """Bytes of a flux outside an archive."""

    @classmethod
    def of(cls, settings: Settings) -> "Bounds":
        """Those of the settings."""
        return cls(limits=limits_of(settings.run, bulk=True), largest=settings.run.invoice_bytes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """A lot as it is kept."""

    location: str
    name: str
    """Its deposit's."""


def may_be_signed(invoice: DepositedInvoice, packs: frozenset[Pack]) -> bool:
    """Whether a file of its lot may sign it: something was said of its signatures, or (``packs``) nothing ever is."""
    has_finding = any(finding.code.startswith(_SAID) for finding in invoice.findings)
    return invoice.member is not None and (has_finding or Pack.LECTURE not in packs)


def beside(store: "ContentStore", lot: Lot, member: str | None, bounds: Bounds) -> tuple[DetachedSignature, ...]:
    """The files of ``lot`` that sign its ``member``, in its order.

    Raises :class:`domain.errors.LedgerError` when the store cannot give the lot back.
    """
    return _signed(store, lot, bounds).beside.get(member, ()) if member else ()


@lru_cache(maxsize=1)
def _signed(store: "ContentStore", lot: Lot, bounds: Bounds) -> Signed:
    """What signs what in the lot; the last one is held, for its invoices are asked about one after the other."""
    apart = Apart()
    with store.open(lot.location) as file:
        found = apart.documents(members.documents(file, lot.name, bounds.limits, bounds.largest))
        documents = {one.name: hashlib.sha256(one.content).hexdigest() for one in _members(found)}
    return apart.of(documents)


def _members(answers: Iterable[reader.Member | Finding]) -> Iterator[reader.Member]:
    return (answer for answer in answers if isinstance(answer, reader.Member))
