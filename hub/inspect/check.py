"""``navette check``: decides on files, folders and archives without recording anything: no ledger, no file moved, no
Prefect.
"""

import errno
import hashlib
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BufferedReader
from itertools import takewhile
from pathlib import Path
from stat import S_ISREG
from typing import TypeVar

from domain import system_faults
from domain.causes import told
from domain.certificate import instant
from domain.decision import Decision, Verdict, unread
from domain.document import Document
from domain.errors import Unequipped
from domain.finding import Finding
from domain.invoice import FIELDS, fields
from domain.signature import DetachedSignature, Signature
from domain.text import Locale
from hub.context.terms import Terms, context_of
from hub.decide import members, unreadable_files
from hub.decide.detached_signatures import SignatureCollector
from hub.decide.one_document import decide, slim
from hub.decide.scans import is_put_off, plainly
from hub.runtime.loss import Loss
from hub.runtime.worker_pool import WorkerPool
from parsers.archives import reader
from validators import Context

BATCH = 32
"""Files of one job: enough for a cheap transfer to a worker, few enough to spread evenly."""
_SCANS = 32
"""Scans processed at once, and answers held back for them at most."""
_HELD = 2000
Item = TypeVar("Item")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One decision and the time it took, in milliseconds."""

    decision: Decision
    ms: float
    beside: tuple[DetachedSignature, ...] = ()
    """The files of its lot that sign it."""
    members: Mapping[Verdict, int] | None = None
    """Of a lot, how many of its documents have each verdict; ``None`` for a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """What every file of one run of ``navette check`` is checked against."""

    terms: Terms
    limits: reader.ArchiveLimits
    largest: int
    """Bytes of the largest invoice file that is read."""


def check(
    paths: Sequence[Path], terms: Terms, *, limits: reader.ArchiveLimits, largest: int, pool: WorkerPool | None
) -> Iterator[Checked]:
    """A decision for every document below ``paths``, in the order of their names.

    Without a ``pool`` the work is done in this process, one file after the other. Scans take seconds: they are put
    off, then each is processed alone. Raises :class:`domain.errors.Unequipped`, after all else, when a program that
    some documents need is not installed: these get no answer.
    """
    rules = _Rules(terms=plainly(terms), limits=limits, largest=largest)
    answered = _mapped(pool, partial(_check_files, rules), walk(paths), BATCH, _lost)
    again = partial(_check_again, _Rules(terms=terms, limits=limits, largest=largest))
    fault: Unequipped | None = None
    for held in _held(answered, terms):
        scans = (_Place.of(one) for one in held if is_put_off(terms, one.decision))
        read = _mapped(pool, again, scans, 1, _lost_again)
        answers = (next(read) if is_put_off(terms, one.decision) else one for one in held)
        for answer in _agreeing(answers) if any(one.members for one in held) else answers:
            if isinstance(answer, Unequipped):
                fault = answer
            else:
                yield answer
    if fault is not None:
        raise fault


def _mapped(
    pool: WorkerPool | None,
    work: Callable[[tuple[Item, ...]], list[Answer]],
    items: Iterable[Item],
    batch: int,
    lost: Callable[[Item, Loss], Answer],
) -> Iterator[Answer]:
    return pool.map(work, items, batch, lost) if pool else (_alone(work, item, lost) for item in items)


def _alone(
    work: Callable[[tuple[Item, ...]], list[Answer]], item: Item, lost: Callable[[Item, Loss], Answer]
) -> Answer:
    """``work`` on one item in this process, whose memory may be too small for it."""
    try:
        return work((item,))[0]
    except MemoryError:
        return lost(item, Loss.MEMORY)


def _held(answered: Iterable[list[Checked]], terms: Terms) -> Iterator[list[Checked]]:
    """Batches of answers in their order. From the first scan on, answers are held back until there are scans for
    every worker, or too many answers.
    """
    held: list[Checked] = []
    for answers in answered:
        held += answers
        scans = sum(is_put_off(terms, one.decision) for one in held)
        if not scans or scans >= _SCANS or len(held) >= _HELD:
            yield held
            held = []
    yield held


def walk(paths: Sequence[Path]) -> Iterator[Path]:
    """Every file at or below ``paths``, folders in the order of their names; links to folders are not followed. A
    folder below them that cannot be listed, and such a link, stand for what is inside: no file is read from them.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        closed: list[OSError] = []
        for folder, below, names in os.walk(path, onerror=closed.append):
            below.sort()
            links = [name for name in below if os.path.islink(Path(folder, name))]  # noqa: PTH114 - never raises
            yield from (Path(folder, name) for name in sorted([*names, *links]))
        yield from (Path(str(error.filename)) for error in closed)


def list_if_folder(path: Path) -> None:
    """Raises :class:`OSError` for a folder that cannot be listed: the reason why its files were not found."""
    if path.is_dir() and not path.is_symlink():
        with os.scandir(path):
            pass


def as_line(checked: Checked, locale: Locale) -> str:
    """The decision as one line of JSON, with no line break at the end; with ``signatures`` when the document is
    signed.
    """
    decision = checked.decision
    body: dict[str, object] = {
        "path": _text(decision.path),
        "member": decision.member,
        "sha256": decision.sha256,
        "format": decision.format.value,
        "profile": decision.profile,
        "decision": decision.verdict.value,
        "findings": [_finding(finding, head, locale) for finding, head in told(decision.findings)],
        "invoice": fields(decision.invoice) if decision.invoice else dict.fromkeys(FIELDS),
        "ms": round(checked.ms, 3),
    }
    if checked.members is not None:
        body["members"] = {verdict.value: count for verdict, count in checked.members.items()}
    if decision.signatures:
        body["signatures"] = [_signature(signature) for signature in decision.signatures]
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def _finding(finding: Finding, head: str | None, locale: Locale) -> dict[str, str | int | None]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "field": finding.field,
        "message": finding.message.in_(locale),
        "remedy": finding.remedy.in_(locale),
        "pack": finding.pack.value if finding.pack else None,
        "term": finding.term or None,
        "line": finding.line or None,
        "value": finding.value or None,
        "path": finding.path or None,
        "cause": head,
    }


def _signature(signature: Signature) -> dict[str, str | list[str] | None]:
    who = signature.signataire
    return {
        "kind": signature.procede.value,
        "field": _text(signature.place),
        "signer": who.name,
        "organisation": who.organisation,
        "issuer": who.issuer,
        "serial": who.serial,
        "signed_at": instant(signature.signed_at) if signature.signed_at else None,
        "clock": signature.clock.value,
        "integrity": signature.integrity.value,
        "extent": signature.extent.value,
        "after": signature.after.value,
        "trust": signature.trust.value,
        "validity": signature.validity.value,
        "weak": list(signature.weak),
    }


def _text(name: str) -> str:
    """``name`` as JSON can carry it: bytes that are no UTF-8 become the replacement character."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _check_files(rules: _Rules, paths: tuple[Path, ...]) -> list[list[Checked]]:
    context = context_of(rules.terms)
    return [_check_file(rules, context, path) for path in paths]


def _check_file(rules: _Rules, context: Context, path: Path) -> list[Checked]:
    try:
        facts = path.stat()
        if not S_ISREG(facts.st_mode):
            list_if_folder(path)
            return [_refused(path, unreadable_files.NOT_A_FILE.finding(name=path.name))]
        with path.open("rb") as file:
            several = members.may_hold_several(file.read(members.HEAD))
            file.seek(0)
            if several and (checked := _check_several(rules, context, path, file)):
                return checked
            if facts.st_size > rules.largest:
                return [_refused(path, unreadable_files.TOO_BIG.finding(size=facts.st_size, limit=rules.largest))]
            file.seek(0)
            return _check_apart(context, path, None, file.read())
    except OSError as error:
        return [_unreadable(path, error)]
    except Unequipped:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever one file raises is its own answer
        return [_refused(path, unreadable_files.unexpected(path.name, error))]


def _check_several(rules: _Rules, context: Context, path: Path, file: BufferedReader) -> list[Checked]:
    """The documents of the file, checked; empty when it is a single document after all."""
    checked: list[Checked] = []
    findings: list[Finding] = []
    collector = SignatureCollector()
    for piece in collector.documents(members.documents(file, path.name, rules.limits, rules.largest)):
        if isinstance(piece, reader.Member):
            checked += _check_apart(context, path, piece.name, piece.content)
        elif isinstance(piece, reader.MemberFinding):
            checked.append(_refused(path, piece, member=piece.member))
        else:
            findings.append(piece)
    signed = collector.of({one.decision.member: one.decision.sha256 for one in checked if one.decision.member})
    findings += signed.findings
    if signed.beside:
        checked = _check_signed(rules, context, path, file, checked, signed.beside)
    if not findings:
        return checked
    file.seek(0)
    return [_lot(path, findings, checked, hashlib.file_digest(file, "sha256").hexdigest()), *checked]


def _agreeing(answers: Iterable[Checked | Unequipped]) -> Iterator[Checked | Unequipped]:
    """``answers``, each line of a lot worked out again from those of its documents, which follow it: scans among them
    have another answer now.
    """
    every = list(answers)
    for rank, one in enumerate(every):
        if isinstance(one, Unequipped) or one.members is None:
            yield one
            continue
        after = list(takewhile(partial(_is_of_lot, one.decision.path), every[rank + 1 :]))
        inside = [other for other in after if isinstance(other, Checked)]
        yield _lot(Path(one.decision.path), one.decision.findings, inside, one.decision.sha256)


def _is_of_lot(path: str, other: Checked | Unequipped) -> bool:
    return isinstance(other, Unequipped) or (other.decision.path == path and other.members is None)


_WORST = (Verdict.IRRECEVABLE, Verdict.UNDECIDED, Verdict.REJECTED, Verdict.TO_COMPLETE, Verdict.ACCEPTED)
"""Verdicts, the one that tells most of a lot first."""


def _lot(path: Path, findings: Sequence[Finding], checked: Sequence[Checked], digest: str) -> Checked:
    """The lot itself: its own findings, and the worst verdict there is: it is accepted only when each of its documents
    is. A lot is irrecevable by its own findings only, or when all its documents are.
    """
    own = unread(str(path), *findings, sha256=digest)
    counts = Counter(one.decision.verdict for one in checked)
    inside = [Verdict.REJECTED if one is Verdict.IRRECEVABLE and len(counts) > 1 else one for one in counts]
    worst = next(one for one in _WORST if one in (own.verdict, *inside))
    members_of = {verdict: counts[verdict] for verdict in Verdict if counts[verdict]}
    return Checked(decision=replace(own, verdict=worst), ms=0.0, members=members_of)


def _check_signed(
    rules: _Rules,
    context: Context,
    path: Path,
    file: BufferedReader,
    checked: list[Checked],
    beside: Mapping[str, tuple[DetachedSignature, ...]],
) -> list[Checked]:
    """``checked``, with the documents that other files of the lot sign checked again: a signature may come after its
    document.
    """
    file.seek(0)
    again = {
        piece.name: _check_bytes(context, path, piece.name, piece.content, beside[piece.name])
        for piece in members.documents(file, path.name, rules.limits, rules.largest)
        if isinstance(piece, reader.Member) and piece.name in beside
    }
    return [again.get(one.decision.member or "", one) for one in checked]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A document's place, from which it is read again."""

    path: Path
    member: str | None
    sha256: str
    beside: tuple[DetachedSignature, ...] = ()

    @classmethod
    def of(cls, checked: Checked) -> "_Place":
        """The place of the document, and the files that sign it."""
        one = checked.decision
        return cls(path=Path(one.path), member=one.member, sha256=one.sha256, beside=checked.beside)

    def is_of(self, member: reader.Member) -> bool:
        """Whether ``member`` of its file is the document: two members may have the same name."""
        return member.name == self.member and hashlib.sha256(member.content).hexdigest() == self.sha256


def _check_again(rules: _Rules, places: tuple[_Place, ...]) -> list[Checked | Unequipped]:
    context = context_of(rules.terms)
    return [_check_place(rules, context, place) for place in places]


def _check_place(rules: _Rules, context: Context, place: _Place) -> Checked | Unequipped:
    try:
        return _check_bytes(context, place.path, place.member, _content(rules, place), place.beside)
    except Unequipped as fault:
        return fault
    except OSError as error:
        return _unreadable(place.path, error)
    except BaseException as error:  # noqa: BLE001 - whatever one file raises is its own answer
        found = unreadable_files.unexpected(place.member or place.path.name, error)
        return _refused(place.path, found, digest=place.sha256, member=place.member)


def _content(rules: _Rules, place: _Place) -> bytes:
    """The bytes at ``place``. Raises :class:`OSError` when they are no longer there."""
    with place.path.open("rb") as file:
        if place.member is None:
            return file.read()
        for piece in members.documents(file, place.path.name, rules.limits, rules.largest):
            if isinstance(piece, reader.Member) and place.is_of(piece):
                return piece.content
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))


def _check_apart(context: Context, path: Path, member: str | None, content: bytes) -> list[Checked]:
    """One document checked, or each of the invoices of a PDF that can be split."""
    whole = _check_bytes(context, path, member, content)
    several = members.parts(member, content) if members.is_several(whole.decision) else ()
    return [_check_bytes(context, path, part.name, part.content) for part in several] or [whole]


def _check_bytes(
    context: Context, path: Path, member: str | None, content: bytes, beside: tuple[DetachedSignature, ...] = ()
) -> Checked:
    started = time.perf_counter()
    digest = hashlib.sha256(content).hexdigest()
    document = Document(path=str(path), member=member, content=content, sha256=digest, beside=beside)
    try:
        decision = slim(decide(document, context))
    except Unequipped:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever one document raises is its own answer
        found = unreadable_files.unexpected(member or path.name, error)
        return _refused(path, found, digest=digest, member=member)
    return Checked(decision=decision, ms=(time.perf_counter() - started) * 1000, beside=beside)


def _unreadable(path: Path, error: OSError) -> Checked:
    reason = system_faults.sentence(error)
    return _refused(path, unreadable_files.UNREADABLE.finding(name=path.name, reason=reason))


def _refused(path: Path, *findings: Finding, digest: str = "", member: str | None = None) -> Checked:
    """The refusal of a file as a whole, or of a member whose bytes cannot be read (then without digest)."""
    return Checked(decision=unread(str(path), *findings, member=member, sha256=digest), ms=0.0)


def _lost(path: Path, loss: Loss) -> list[Checked]:
    return [_refused(path, unreadable_files.LOST[loss].finding(name=path.name))]


def _lost_again(place: _Place, loss: Loss) -> Checked | Unequipped:
    finding = unreadable_files.LOST[loss].finding(name=place.member or place.path.name)
    return _refused(place.path, finding, digest=place.sha256, member=place.member)
