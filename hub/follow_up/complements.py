"""Completion: what a supplier drops for a suspended invoice makes it *complétée*, and is delivered to its recipient.

All that comes for one invoice at one visit completes it in one step, or, when one of the files is refused, not at
all: the status change cannot be made a second time with the missing file.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.deposit import Deposit
from domain.errors import Unavailable
from domain.finding import Finding
from domain.status import Status
from domain.status_facts import LABELS
from domain.suivi import Outcome, Standing, Statement, StatementResult
from hub.follow_up.complement_files import Offer, offer_of, spellings
from hub.intake.deposit_folders import DepositFolder
from hub.runtime.run_counts import Count, RunCounts
from hub.runtime.station import Station
from hub.runtime.troubles import Trouble
from hub.runtime.unexpected import as_fault
from ledger.batch import Batch
from ledger.lifecycle.complements import CODE
from validators.suivi.actors import is_supplier
from validators.suivi.complements import HELD, NOT_SUSPENDED, SEVERAL, UNKNOWN, comment_refusals, refusals

Own = Mapping[str, tuple[Standing, ...]]
"""By number as a file's name has it, the account's invoices it may mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A deposited file that completes no invoice, and the findings that say why."""

    offer: Offer
    invoice: Standing | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplementSet:
    """What was offered for one invoice at one visit."""

    invoice: Standing
    offers: tuple[Offer, ...]

    @property
    def comment(self) -> str:
        """Every comment, one after the other."""
        return " ; ".join(offer.comment for offer in self.offers if offer.comment)


def complete(station: Station, deposit_folder: DepositFolder, deposits: Sequence[Deposit]) -> RunCounts:
    """Completes every invoice the ``deposits`` of ``box`` name, in one transaction, and concludes them.

    A deposit whose bytes the store cannot return stays undecided and is reported as a trouble.
    """
    offers: list[Offer] = []
    troubles: list[Trouble] = []
    for deposit in deposits:
        try:
            offers.append(offer_of(station, deposit))
        except Unavailable:  # the store, the ledger: the whole task is tried again
            raise
        except BaseException as error:  # noqa: BLE001 - whatever one file raises holds up no other
            troubles.append(Trouble.of(as_fault(error, deposit.name), repr(deposit.name)))
    now = station.clock()
    with station.ledger.batch() as batch:
        sets, refused = _sorted(offers, _own(batch, deposit_folder, {offer.number for offer in offers}))
        held = [one for each in sets for one in _held(each)]
        whole = [each for each in sets if each.offers[0].deposit.id not in {one.offer.deposit.id for one in held}]
        for each in whole:
            files = tuple(file for offer in each.offers for file in offer.files)
            first = (each.offers[0].deposit.id, 1)
            batch.complete(*first, each.invoice.invoice_id, files, each.comment, deposit_folder.acteur.name, now)
        for one in (*refused, *held):
            batch.follow(one.offer.deposit.id, deposit_folder.acteur.name, [_line(one)], now)
        batch.conclude_all({offer.deposit.id: () for offer in offers}, now)
    counts = Counter({Count.COMPLETED: len(whole), Count.REFUSED: len(refused) + len(held)})
    return RunCounts(drop=deposit_folder.acteur.name, counts=counts, troubles=tuple(troubles))


def _own(batch: Batch, deposit_folder: DepositFolder, numbers: set[str]) -> Own:
    """The account's invoices by number as written; for numbers not found, by the other numbers the name may stand
    for.
    """
    found = _standing(batch, deposit_folder, {number: (number,) for number in numbers})
    others = {number: spellings(number) for number in numbers if number not in found}
    return {**found, **_standing(batch, deposit_folder, others)}


def _standing(
    batch: Batch, deposit_folder: DepositFolder, asked: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[Standing, ...]]:
    """The account's invoices of these numbers or certificates; absent when there is none."""
    meant = [(number, each) for number in sorted(asked) for each in asked[number]]
    statements = [Statement(rank=rank, numero_facture=each) for rank, (_, each) in enumerate(meant)]
    statements += [Statement(rank=len(meant) + rank, certificate=number) for rank, (number, _) in enumerate(meant)]
    mine: defaultdict[str, dict[int, Standing]] = defaultdict(dict)
    for rank, candidates in sorted(batch.matching(statements).items()):
        own = {one.invoice_id: one for one in candidates if _is_own(deposit_folder, one)}
        if own:
            mine[meant[rank % len(meant)][0]] |= own
    return {number: tuple(ones.values()) for number, ones in mine.items()}


def _is_own(deposit_folder: DepositFolder, invoice: Standing) -> bool:
    """Whether the account deposited the invoice, or names its supplier; ``*`` (any supplier) does not count."""
    supplier = replace(deposit_folder.acteur, identifiers=deposit_folder.acteur.identifiers - {"*"})
    return supplier.deposited(invoice.drop) or is_supplier(supplier, invoice)


def _sorted(offers: Sequence[Offer], own: Own) -> tuple[list[ComplementSet], list[Refused]]:
    """The offers grouped by invoice, and those that match none."""
    refused: list[Refused] = []
    invoices: dict[int, Standing] = {}
    by_invoice: defaultdict[int, list[Offer]] = defaultdict(list)
    for offer in offers:
        one = _chosen(offer.number, own.get(offer.number, ()))
        if isinstance(one, Finding):
            refused.append(Refused(offer=offer, invoice=None, findings=(*offer.findings, one)))
        else:
            invoices[one.invoice_id] = one
            by_invoice[one.invoice_id].append(offer)
    return [ComplementSet(invoice=invoices[id_], offers=tuple(several)) for id_, several in by_invoice.items()], refused


def _chosen(number: str, own: Sequence[Standing]) -> Standing | Finding:
    """The suspended invoice the offer is for, or why there is none."""
    suspended = [one for one in own if one.status is Status.SUSPENDUE]
    if len(suspended) == 1:
        return suspended[0]
    if suspended:
        return SEVERAL.finding(number=number)
    if own:
        last = max(own, key=lambda one: one.status_at)
        return NOT_SUSPENDED.finding(number=last.numero_facture, status=LABELS[last.status])
    return UNKNOWN.finding(number=number)


def _held(ensemble: ComplementSet) -> Iterator[Refused]:
    """Every offer of the set with its findings, or those of another one; empty when all are good."""
    faults = [(*offer.findings, *refusals(offer.offered)) for offer in ensemble.offers]
    together = _together(ensemble)
    if not any(faults) and not together:
        return
    held = together or (HELD.finding(number=ensemble.invoice.numero_facture),)
    for offer, fault in zip(ensemble.offers, faults, strict=True):
        yield Refused(offer=offer, invoice=ensemble.invoice, findings=fault or held)


def _together(ensemble: ComplementSet) -> tuple[Finding, ...]:
    """Findings about the set as a whole: total size too large, comments together too long."""
    alone = {finding for offer in ensemble.offers for finding in refusals(offer.offered)}
    whole = refusals([file for offer in ensemble.offers for file in offer.offered])
    return (*(finding for finding in whole if finding not in alone), *comment_refusals(ensemble.comment))


def _line(refused: Refused) -> StatementResult:
    number = refused.invoice.numero_facture if refused.invoice else refused.offer.number
    return StatementResult(
        statement=Statement(rank=1, code=CODE, numero_facture=number),
        outcome=Outcome.REFUSED,
        invoice=refused.invoice,
        findings=refused.findings,
    )
