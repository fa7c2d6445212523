"""A draft becomes a deposit, once: one transaction receives the file, decides on it and notes that the draft is sent.

Stopped at any moment, it is a draft as before, or a deposit that is decided. A lot is received in that transaction and
decided after it (:mod:`hub.brouillons.lots`), by this process or by the next night.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.brouillon import Brouillon, EtatBrouillon, SourceBrouillon, StoredFile
from domain.decision import Decision
from domain.deposit import INTEGRATED, Arrival, Deposit, DepositedInvoice, Settled
from domain.errors import NavetteError, NotAllowed
from domain.finding import Finding
from domain.manual_entry import Correction
from domain.portal_depositor import actor_of, deposits_of
from domain.text import Text
from hub.brouillons import typed
from hub.brouillons.analysis import Analysis, Question, analyse
from hub.decide import members
from hub.decide.recording import check_against_ledger
from hub.runtime.station import Station
from ledger.batch import Batch
from parsers import manual_entry
from validators.chorus_pro.unicite import Decided

type_analyst = Callable[[Station, str, Question], Analysis]
"""Who analyses: :func:`hub.brouillons.analysis.analyse`, or one that remembers what it was asked lately."""
_NOT_OPEN = Text("Ce brouillon n'est plus à envoyer.", "This draft is not to be sent any more.")
_LOOK = Text("Voyez vos brouillons et vos dépôts.", "See your drafts and your deposits.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a draft would become if it were sent now."""

    is_lot: bool
    """A file of several invoices: each is decided on once it is sent."""
    analysis: Analysis | None = None
    """``None`` for a lot."""
    settled: Settled | None = None
    """The decision as the ledger completes it: uniqueness, dossiers, bank accounts. ``None`` for a lot."""
    unread: tuple[Finding, ...] = ()
    """Why an invoice that is typed in cannot be made; nothing else is known of it then."""

    @property
    def is_acceptable(self) -> bool:
        """Whether it would be integrated; of a lot nobody can tell."""
        return self.is_lot or (
            self.settled is not None
            and self.settled.disposition in INTEGRATED
            and not (self.analysis and self.analysis.refusals)
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Why values cannot be supplied, then what the decision says."""
        own = self.analysis.refusals if self.analysis else ()
        return (*self.unread, *own, *(self.settled.decision.findings if self.settled else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A draft that is a deposit."""

    deposit: Deposit
    invoices: tuple[DepositedInvoice, ...]
    """Empty for a lot that is not decided yet."""
    preview: Preview | None = None
    """What it was decided by; ``None`` when it was sent before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSent:
    """A draft that stays one: it would not be accepted."""

    preview: Preview


class _WouldBeRefused(Exception):
    def __init__(self, settled: Settled) -> None:
        super().__init__()
        self.settled = settled


def preview(station: Station, draft: Brouillon, analyst: type_analyst = analyse) -> Preview:
    """What the draft would become, to be shown; nothing is written.

    Raises :class:`domain.errors.NavetteError` when nobody can tell now (:func:`hub.brouillons.analysis.analyse`).
    """
    if unread := _unread(draft):
        return Preview(is_lot=False, unread=unread)
    question = replace(_question(draft), shown=True)
    if question.content is None and _is_archive(station, question.file):
        return Preview(is_lot=True)
    analysis = analyst(station, deposits_of(draft.structure), question)
    if analysis.is_several:
        return Preview(is_lot=True, analysis=analysis)
    with station.ledger.batch() as batch:
        settled = _settled(station, batch, draft.structure, question.file, analysis.decision, 0)
    return Preview(is_lot=False, analysis=analysis, settled=settled)


def send(station: Station, draft: Brouillon, *, only_accepted: bool) -> Sent | NotSent:
    """Deposits the draft, and returns the deposit; that of before when it was sent before.

    ``only_accepted``: what would not be integrated is not deposited. Raises :class:`domain.errors.NotAllowed` when the
    draft was given up, and :class:`domain.errors.NavetteError` when nobody can decide now; it is a draft then.
    """
    if draft.etat is EtatBrouillon.ENVOYE:
        return _sent_before(station, draft)
    if unread := _unread(draft):
        return NotSent(preview=Preview(is_lot=False, unread=unread))
    if draft.source is SourceBrouillon.SAISIE:
        return _send_typed(station, draft, only_accepted=only_accepted)
    question = _question(draft)
    file = question.file
    if _is_archive(station, file):
        return _send_lot(station, draft, file)
    analysis = analyse(station, deposits_of(draft.structure), question)
    if analysis.is_several:
        return _send_lot(station, draft, file)
    if analysis.refusals:
        return NotSent(preview=preview(station, draft))
    return _send_one(station, draft, file, analysis, only_accepted=only_accepted)


def _send_typed(station: Station, draft: Brouillon, *, only_accepted: bool) -> Sent | NotSent:
    """The file of an invoice that is typed in is kept once it is sent: what is only looked at leaves nothing."""
    shown = preview(station, draft)
    if shown.analysis is None or (only_accepted and not shown.is_acceptable):
        return NotSent(preview=shown)
    file = typed.kept(station, typed.entries_of(draft))
    return _send_one(station, draft, file, shown.analysis, only_accepted=only_accepted)


def _send_one(
    station: Station, draft: Brouillon, file: StoredFile, analysis: Analysis, *, only_accepted: bool
) -> Sent | NotSent:
    now = station.clock()
    try:
        with station.ledger.batch() as batch:
            if (before := _open(batch, draft)) is not None:
                return _sent_before(station, before)
            deposit = batch.receive(_arrival(draft, file), now)
            settled = _settled(station, batch, draft.structure, file, analysis.decision, deposit.id)
            if only_accepted and settled.disposition not in INTEGRATED:
                raise _WouldBeRefused(settled)
            invoices = batch.record([settled], now)
            batch.supplied_at_deposit(invoices[0], _corrections(draft, analysis, now), now)
            deposit = batch.conclude(deposit.id, (), now)
            batch.send_draft(draft.id, deposit.id, file, now)
    except _WouldBeRefused as refused:
        return NotSent(preview=Preview(is_lot=False, analysis=analysis, settled=refused.settled))
    shown = Preview(is_lot=False, analysis=analysis, settled=settled)
    return Sent(deposit=deposit, invoices=invoices, preview=shown)


def _send_lot(station: Station, draft: Brouillon, file: StoredFile) -> Sent:
    now = station.clock()
    with station.ledger.batch() as batch:
        if (before := _open(batch, draft)) is not None:
            return _sent_before(station, before)
        deposit = batch.receive(_arrival(draft, file), now)
        batch.send_draft(draft.id, deposit.id, file, now)
    return Sent(deposit=deposit, invoices=(), preview=Preview(is_lot=True))


def _open(batch: Batch, draft: Brouillon) -> Brouillon | None:
    """``None`` while the draft may be sent; the draft, when it was sent meanwhile. Raises when it was given up, or
    changed: what is sent is what was decided on.
    """
    found = batch.draft(draft.id)
    if found is None or found.etat is EtatBrouillon.ABANDONNE:
        raise NotAllowed(_NOT_OPEN, _LOOK)
    if found.etat is EtatBrouillon.ENVOYE:
        return found
    if (found.entries, found.reason, found.structure) != (draft.entries, draft.reason, draft.structure):
        raise NotAllowed(
            Text("Ce brouillon a été changé dans une autre fenêtre.", "This draft was changed in another window."),
            Text("Regardez-le de nouveau, puis envoyez-le.", "Look at it again, then send it."),
        )
    return None


def _sent_before(station: Station, draft: Brouillon) -> Sent:
    assert draft.deposit_id is not None  # noqa: S101 - it is sent
    deposit = station.ledger.deposits.by_id(draft.deposit_id)
    return Sent(deposit=deposit, invoices=station.ledger.invoices.of_deposits(deposit.id))


def _settled(
    station: Station, batch: Batch, structure: str, file: StoredFile, decision: Decision, deposit_id: int
) -> Settled:
    decided = Decided(deposit_id, 0, file.location, decision)
    rights = frozenset(station.settings.drop(deposits_of(structure)).deposants)
    return check_against_ledger(batch, [decided], station.clock(), rights)[0]


def _corrections(draft: Brouillon, analysis: Analysis, now: datetime) -> Sequence[Correction]:
    return [
        Correction(
            field=one.field,
            old=analysis.read[one.field],
            new=written,
            actor=actor_of(draft.compte_id, draft.structure),
            at=now,
            reason=draft.reason,
        )
        for one in analysis.taken
        if (written := manual_entry.written(one)) is not None
    ]


def _arrival(draft: Brouillon, file: StoredFile) -> Arrival:
    """The time is that of the draft: each draft is a file of its own."""
    return Arrival(
        drop=deposits_of(draft.structure),
        name=file.name,
        size=file.size,
        modified=draft.created_at.timestamp() + draft.id / 1e6,
        sha256=file.sha256,
        location=file.location,
    )


def _question(draft: Brouillon) -> Question:
    if draft.source is SourceBrouillon.SAISIE:
        file, content = typed.made(typed.entries_of(draft))
        return Question(file=file, content=content)
    if draft.file is None:
        raise NavetteError(
            Text("Ce brouillon n'a pas de fichier.", "This draft has no file."),
            Text("Déposez le fichier, ou saisissez la facture.", "Drop the file, or enter the invoice."),
        )
    return Question(file=draft.file, entries=draft.entries, force=bool(draft.reason.strip()))


def _unread(draft: Brouillon) -> tuple[Finding, ...]:
    """Why a file cannot be made of what was typed in; empty for a file that was dropped."""
    return typed.unread(typed.entries_of(draft)) if draft.source is SourceBrouillon.SAISIE else ()


def _is_archive(station: Station, file: StoredFile) -> bool:
    with station.store.open(file.location) as content:
        return members.is_archive(content.read(members.HEAD))
