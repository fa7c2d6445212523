"""What a supplier drops for a suspended invoice: the invoice is named by the file's name; the files it holds.

``NUMERO__nom.ext`` is an attachment, ``NUMERO__commentaire.txt`` a comment (handed over as well), ``NUMERO.zip``
several of them; the certificate's number does as well as the invoice's.
"""

from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import product
from pathlib import PurePosixPath

from domain.deposit import Deposit
from domain.finding import Finding
from domain.suivi import Complement
from hub.decide.unpack import limits_of
from hub.runtime.station import Station
from parsers.archives import reader
from validators.suivi.complements import NOTHING, Offered

MARK = "__"
"""Between the number and the rest of a file's name."""
COMMENT = "commentaire.txt"
LONGEST_COMMENT = 64 * 1024
"""Bytes of a file that is read as a comment; a longer one is an attachment of that name."""
MARKS_TRIED = 6
"""Dashes and underscores of a name that may each stand for a slash of the number; of more, all at once only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One deposited file, and what it holds for the invoice it names."""

    deposit: Deposit
    number: str
    """As written in the file's name."""
    files: tuple[Complement, ...] = ()
    sizes: tuple[int, ...] = ()
    """Total size of the files, in bytes."""
    comment: str = ""
    findings: tuple[Finding, ...] = ()
    """What is wrong with the file itself."""

    @property
    def offered(self) -> tuple[Offered, ...]:
        """The files in the type the rules check."""
        return tuple(Offered(name=file.name, size=size) for file, size in zip(self.files, self.sizes, strict=True))


def offer_of(station: Station, deposit: Deposit) -> Offer:
    """The contents of ``deposit``. Raises :class:`domain.errors.LedgerError` when the store cannot return its bytes."""
    number, name = named(deposit.name)
    if MARK not in deposit.name and name.lower().endswith(".zip"):
        return _unpacked(station, deposit, number)
    one = Complement(name=name, sha256=deposit.sha256, location=deposit.location, place=(deposit.id, 1))
    is_short = deposit.size <= LONGEST_COMMENT
    comment = _text_of(station.store.get(deposit.location)) if _is_comment(name) and is_short else ""
    return Offer(deposit=deposit, number=number, files=(one,), sizes=(deposit.size,), comment=comment)


def named(name: str) -> tuple[str, str]:
    """The number a file's name begins with, and the name that is left for the file; a folder says nothing of it."""
    alone = PurePosixPath(name).name
    number, mark, rest = alone.partition(MARK)
    return (number, rest) if mark and rest else (PurePosixPath(alone).stem, alone)


def spellings(number: str) -> tuple[str, ...]:
    """``number``, and the numbers with slashes that a file name can only write as ``number``."""
    marks = [at for at, sign in enumerate(number) if sign in "-_"]
    if len(marks) > MARKS_TRIED:
        return number, "".join("/" if sign in "-_" else sign for sign in number)
    options = (sign + "/" if sign in "-_" else sign for sign in number)
    return tuple("".join(signs) for signs in product(*options))


def _unpacked(station: Station, deposit: Deposit, number: str) -> Offer:
    offer = Offer(deposit=deposit, number=number)
    with station.store.open(deposit.location) as file:
        for answer in reader.unpack(file, deposit.name, limits_of(station.settings.run, bulk=False)):
            if isinstance(answer, Finding):
                offer = replace(offer, findings=(*offer.findings, answer))
            else:
                offer = _with(station, offer, answer)
    if not offer.files and not offer.findings:
        return replace(offer, findings=(NOTHING.finding(name=deposit.name),))
    return offer


def _with(station: Station, offer: Offer, member: reader.Member) -> Offer:
    digest, name = sha256(member.content).hexdigest(), PurePosixPath(member.name).name
    kept = station.store.put_many([(digest, member.content)])[digest]
    at = (offer.deposit.id, len(offer.files) + 1)
    is_short = len(member.content) <= LONGEST_COMMENT
    return replace(
        offer,
        files=(*offer.files, Complement(name=name, sha256=digest, location=kept, place=at)),
        sizes=(*offer.sizes, len(member.content)),
        comment=_text_of(member.content) if _is_comment(name) and is_short else offer.comment,
    )


def _is_comment(name: str) -> bool:
    return name.lower() == COMMENT


def _text_of(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    return " ".join(text.split())
