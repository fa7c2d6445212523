"""Files that come by a form of the portal: into the store and the ledger at once, however often the form is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import uuid4

from domain.deposit import Arrival, Deposit
from hub.intake.deposit_folders import DepositFolder
from hub.runtime.station import Station

_SIGNS, _HEXADECIMAL = 32, frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalFile:
    """A file of a form."""

    name: str
    """Without folders."""
    content: bytes


def new_sending() -> str:
    """What names one form: it is written in the form, and comes back with it."""
    return uuid4().hex


def is_sending(text: str) -> bool:
    """Whether it is what :func:`new_sending` writes."""
    return len(text) == _SIGNS and set(text) <= _HEXADECIMAL


def received(
    station: Station, deposit_folder: DepositFolder, sending: str, files: Sequence[PortalFile]
) -> tuple[Deposit, ...]:
    """The deposit of each file, all in one transaction, below a folder of their own. The same form sent again is the
    same deposits, whatever became of them meanwhile; with other files it is another one, though a browser that went
    back has kept its ``sending``: what was refused beside a bad file is not refused without it.
    """
    digests = [sha256(file.content).hexdigest() for file in files]
    folder = _folder(sending, files, digests)
    kept = station.store.put_many(zip(digests, (file.content for file in files), strict=True))
    arrivals = [
        Arrival(
            drop=deposit_folder.name,
            name=f"{folder}/{file.name}",
            size=len(file.content),
            modified=0.0,
            sha256=digest,
            location=kept[digest],
            kind=deposit_folder.kind,
        )
        for file, digest in zip(files, digests, strict=True)
    ]
    return station.ledger.deposits.receive(arrivals, station.clock(), taken=True, after=0)


def _folder(sending: str, files: Sequence[PortalFile], digests: Sequence[str]) -> str:
    said = [part for file, digest in zip(files, digests, strict=True) for part in (file.name, digest)]
    return sha256("\0".join((sending, *said)).encode("utf-8", "replace")).hexdigest()[:_SIGNS]
