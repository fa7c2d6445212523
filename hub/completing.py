"""Complements: what a supplier drops for a suspended invoice, by its number, makes it *complétée*.

``NUMERO__nom.ext`` is an attachment, ``NUMERO__commentaire.txt`` a comment (and handed over all the same),
``NUMERO.zip`` several of them; the certificate's number does as well as the invoice's. All that comes for one
invoice at one visit completes it in one step, or, when one of the files is refused, not at all.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import product
from pathlib import PurePosixPath

from domain.deposit import Deposit
from domain.errors import LedgerError
from domain.finding import Finding
from domain.status import LABELS, Status
from domain.suivi import Applied, Complement, Outcome, Standing, Statement
from hub.inboxes import Inbox
from hub.station import Station
from hub.tally import Count, Tally
from hub.unpacking import limits_of
from ledger.batch import Batch
from ledger.complementing import CODE
from parsers import archive
from validators.complements import HELD, NOT_SUSPENDED, NOTHING, SEVERAL, UNKNOWN, Offered, comment_refusals, refusals

MARK = "__"
"""Between the number and the rest of a file's name."""
COMMENT = "commentaire.txt"
MARKS_TRIED = 6
"""Dashes and underscores of a name that may stand for a slash of the number; of more, all at once only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One deposited file, and what it holds for the invoice it names."""

    deposit: Deposit
    number: str
    """As the file's name has it."""
    files: tuple[Complement, ...] = ()
    sizes: tuple[int, ...] = ()
    comment: str = ""
    findings: tuple[Finding, ...] = ()


def complete(place: Station, box: Inbox, deposits: Sequence[Deposit]) -> Tally:
    """Completes every invoice the ``deposits`` of ``box`` name, in one transaction, and concludes them.

    A deposit whose bytes the store cannot give back is left, and told.
    """
    offers, troubles = [], []
    for deposit in deposits:
        try:
            offers.append(_offer(place, deposit))
        except LedgerError as fault:
            troubles.append(f"{deposit.name!r} : {fault}")
    with place.ledger.batch() as batch:
        found = _meant(batch, box, {offer.number for offer in offers})
        completed, refused = _decide(batch, box, offers, found, place)
        batch.conclude_all({offer.deposit.id: () for offer in offers}, place.clock())
    counts = {Count.COMPLETED: completed, Count.REFUSED: refused}
    return Tally(drop=box.acteur.name, counts=counts, troubles=tuple(troubles))


def named(name: str) -> tuple[str, str]:
    """The number a file's name begins with, and the name that is left for the file."""
    number, mark, rest = name.partition(MARK)
    return (number, rest) if mark and rest else (PurePosixPath(name).stem, name)


def spellings(number: str) -> tuple[str, ...]:
    """``number``, and the numbers that a file's name had to be written as ``number`` for: with slashes for marks."""
    places = [at for at, sign in enumerate(number) if sign in "-_"]
    if len(places) > MARKS_TRIED:
        return number, "".join("/" if sign in "-_" else sign for sign in number)
    options = (number[at] + "/" if at in places else number[at] for at in range(len(number)))
    return tuple("".join(signs) for signs in product(*options))


def _offer(place: Station, deposit: Deposit) -> Offer:
    number, name = named(deposit.name)
    if MARK not in deposit.name and name.lower().endswith(".zip"):
        return _unpacked(place, deposit, number)
    one = Complement(name=name, sha256=deposit.sha256, location=deposit.location, place=(deposit.id, 1))
    comment = _said(place.store.get(deposit.location)) if _is_comment(name) and deposit.size < 2**16 else ""
    return Offer(deposit=deposit, number=number, files=(one,), sizes=(deposit.size,), comment=comment)


def _unpacked(place: Station, deposit: Deposit, number: str) -> Offer:
    offer = Offer(deposit=deposit, number=number)
    with place.store.open(deposit.location) as file:
        for answer in archive.unpack(file, deposit.name, limits_of(place.settings.run, bulk=False)):
            if isinstance(answer, Finding):
                offer = replace(offer, findings=(*offer.findings, answer))
            else:
                offer = _with(place, offer, answer)
    if not offer.files and not offer.findings:
        offer = replace(offer, findings=(NOTHING.finding(name=deposit.name),))
    return offer


def _with(place: Station, offer: Offer, member: archive.Member) -> Offer:
    digest, name = sha256(member.content).hexdigest(), PurePosixPath(member.name).name
    kept = place.store.put_many([(digest, member.content)])[digest]
    rank = len(offer.files) + 1
    return replace(
        offer,
        files=(*offer.files, Complement(name=name, sha256=digest, location=kept, place=(offer.deposit.id, rank))),
        sizes=(*offer.sizes, len(member.content)),
        comment=_said(member.content) if _is_comment(name) else offer.comment,
    )


def _is_comment(name: str) -> bool:
    return name.lower() == COMMENT


def _said(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    return " ".join(text.split())


Found = Mapping[str, tuple[Standing, ...]]
"""By number as a file's name has it, the account's own invoices it may mean."""


def _meant(batch: Batch, box: Inbox, numbers: set[str]) -> Found:
    found = _standing(batch, box, {number: (number,) for number in numbers})
    others = {number: spellings(number) for number in numbers if not found.get(number)}
    return {**found, **_standing(batch, box, others)}


def _standing(batch: Batch, box: Inbox, asked: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[Standing, ...]]:
    questions = [(number, each) for number in sorted(asked) for each in asked[number]]
    statements = [Statement(rank=rank, numero_facture=each) for rank, (_, each) in enumerate(questions)]
    statements += [
        Statement(rank=rank, certificate=number) for rank, (number, _) in enumerate(questions, start=len(questions))
    ]
    answers = batch.standing(statements)
    owners = questions * 2
    mine: defaultdict[str, dict[int, Standing]] = defaultdict(dict)
    for rank, candidates in sorted(answers.items()):
        mine[owners[rank][0]] |= {one.invoice_id: one for one in candidates if _is_own(box, one)}
    return {number: tuple(ones.values()) for number, ones in mine.items()}


def _is_own(box: Inbox, invoice: Standing) -> bool:
    named_ones = replace(box.acteur, identifiers=box.acteur.identifiers - {"*"})
    return invoice.drop == box.acteur.name or named_ones.is_(invoice.fournisseur)


def _decide(batch: Batch, box: Inbox, offers: Sequence[Offer], found: Found, place: Station) -> tuple[int, int]:
    """How many invoices were completed, and how many files refused."""
    by_invoice: defaultdict[int, list[Offer]] = defaultdict(list)
    standing: dict[int, Standing] = {}
    refused: list[tuple[Offer, Standing | None, tuple[Finding, ...]]] = []
    for offer in offers:
        one = _chosen(offer.number, found.get(offer.number, ()))
        if isinstance(one, Finding):
            refused.append((offer, None, (*offer.findings, one)))
        else:
            by_invoice[one.invoice_id].append(offer)
            standing[one.invoice_id] = one
    completed = 0
    for invoice_id, several in by_invoice.items():
        one = standing[invoice_id]
        faults = _faults(several)
        if any(faults):
            held = (HELD.finding(number=one.numero_facture),)
            refused += [(offer, one, fault or held) for offer, fault in zip(several, faults, strict=True)]
        else:
            _complete(batch, box, one, several, place)
            completed += 1
    for offer, invoice, findings in refused:
        batch.follow(offer.deposit.id, box.acteur.name, [_refusal(offer, invoice, findings)], place.clock())
    return completed, len(refused)


def _chosen(number: str, own: Sequence[Standing]) -> Standing | Finding:
    """The suspended invoice that is meant, or why there is none."""
    suspended = [one for one in own if one.status is Status.SUSPENDUE]
    if len(suspended) == 1:
        return suspended[0]
    if suspended:
        return SEVERAL.finding(number=number)
    if own:
        last = max(own, key=lambda one: one.status_at)
        return NOT_SUSPENDED.finding(number=last.numero_facture, status=LABELS[last.status])
    return UNKNOWN.finding(number=number)


def _faults(several: Sequence[Offer]) -> list[tuple[Finding, ...]]:
    """What is wrong with each offer; the limits for all together are told of each."""
    comment = comment_refusals(_comment(several))
    offered = [[Offered(name=f.name, size=s) for f, s in zip(o.files, o.sizes, strict=True)] for o in several]
    alone = [refusals(files) for files in offered]
    together = (
        refusals([file for files in offered for file in files])[sum(map(len, alone)) :] if len(several) > 1 else ()
    )
    return [
        (*offer.findings, *own, *together, *(comment if offer.comment else ()))
        for offer, own in zip(several, alone, strict=True)
    ]


def _comment(several: Sequence[Offer]) -> str:
    return " ; ".join(offer.comment for offer in several if offer.comment)


def _complete(batch: Batch, box: Inbox, invoice: Standing, several: Sequence[Offer], place: Station) -> None:
    files = tuple(file for offer in several for file in offer.files)
    deposit_id, position = next(_places(files))
    batch.complete(deposit_id, position, invoice.invoice_id, files, _comment(several), box.acteur.name, place.clock())


def _places(files: Sequence[Complement]) -> Iterator[tuple[int, int]]:
    return (file.place for file in files if file.place)


def _refusal(offer: Offer, invoice: Standing | None, findings: tuple[Finding, ...]) -> Applied:
    return Applied(
        statement=Statement(rank=1, code=CODE, numero_facture=invoice.numero_facture if invoice else offer.number),
        outcome=Outcome.REFUSED,
        invoice=invoice,
        findings=findings,
    )
