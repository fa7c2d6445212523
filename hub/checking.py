"""``navette check``: decides on files, folders and archives without a trace: no ledger, no move, no Prefect."""

import hashlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BufferedReader
from pathlib import Path
from stat import S_ISREG

from domain.decision import Decision, Verdict, verdict
from domain.document import Document, Format
from domain.finding import Finding
from domain.invoice import FIELDS, fields
from domain.text import Locale
from hub import contents, incidents
from hub.line import decide, slim
from hub.terms import Terms, context_of
from hub.workers import Crew, Loss
from parsers import archive
from validators import Context

BATCH = 32
"""Files of one job: enough to make the trip to a worker cheap, few enough to spread evenly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One decision and the time it took, in milliseconds."""

    decision: Decision
    ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """What every file of one check is held against."""

    terms: Terms
    limits: archive.ArchiveLimits
    largest: int
    """Bytes of the largest invoice file that is read."""


def check(
    paths: Sequence[Path], terms: Terms, *, limits: archive.ArchiveLimits, largest: int, crew: Crew | None
) -> Iterator[Checked]:
    """A decision for every document below ``paths``, in the order of their names.

    Without a ``crew`` the work is done here, one file after the other.
    """
    work = partial(_check_files, _Rules(terms=terms, limits=limits, largest=largest))
    if crew is None:
        for path in walk(paths):
            yield from work((path,))[0]
        return
    for answers in crew.map(work, walk(paths), BATCH, _lost):
        yield from answers


def walk(paths: Sequence[Path]) -> Iterator[Path]:
    """Every file at or below ``paths``, folders in the order of their names; links to folders are not followed."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, below, names in os.walk(path):
            below.sort()
            yield from (Path(folder, name) for name in sorted(names))


def as_line(checked: Checked, locale: Locale) -> str:
    """The decision as one line of JSON, with no line break at the end."""
    decision = checked.decision
    body = {
        "path": _text(decision.path),
        "member": decision.member,
        "sha256": decision.sha256,
        "format": decision.format.value,
        "profile": decision.profile,
        "decision": decision.verdict.value,
        "findings": [_finding(finding, locale) for finding in decision.findings],
        "invoice": fields(decision.invoice) if decision.invoice else dict.fromkeys(FIELDS),
        "ms": round(checked.ms, 3),
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def _finding(finding: Finding, locale: Locale) -> dict[str, str | None]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "field": finding.field,
        "message": finding.message.in_(locale),
        "remedy": finding.remedy.in_(locale),
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
            return [_refused(path, incidents.NOT_A_FILE.finding(name=path.name))]
        with path.open("rb") as file:
            several = contents.may_hold_several(file.read(contents.HEAD))
            file.seek(0)
            if several and (checked := _check_several(rules, context, path, file)):
                return checked
            if facts.st_size > rules.largest:
                return [_refused(path, incidents.TOO_BIG.finding(size=facts.st_size, limit=rules.largest))]
            file.seek(0)
            return [_check_bytes(context, path, None, file.read())]
    except OSError as error:
        return [_refused(path, incidents.UNREADABLE.finding(name=path.name, reason=error.strerror or error))]


def _check_several(rules: _Rules, context: Context, path: Path, file: BufferedReader) -> list[Checked]:
    """What the file holds; nothing when it is a single document after all."""
    checked: list[Checked] = []
    said: list[Finding] = []
    for piece in contents.documents(file, path.name, rules.limits, rules.largest):
        if isinstance(piece, archive.Member):
            checked.append(_check_bytes(context, path, piece.name, piece.content))
        elif isinstance(piece, archive.MemberFinding):
            checked.append(_refused(path, piece, member=piece.member))
        else:
            said.append(piece)
    if not said:
        return checked
    file.seek(0)
    return [_refused(path, *said, digest=hashlib.file_digest(file, "sha256").hexdigest()), *checked]


def _check_bytes(context: Context, path: Path, member: str | None, content: bytes) -> Checked:
    started = time.perf_counter()
    digest = hashlib.sha256(content).hexdigest()
    decision = slim(decide(Document(path=str(path), member=member, content=content, sha256=digest), context))
    return Checked(decision=decision, ms=(time.perf_counter() - started) * 1000)


def _refused(path: Path, *findings: Finding, digest: str = "", member: str | None = None) -> Checked:
    """What is said of a file as a whole, or of a member whose bytes cannot be had; then there is no digest."""
    decision = Decision(
        path=str(path),
        member=member,
        sha256=digest,
        format=Format.UNKNOWN,
        profile=None,
        verdict=verdict(findings),
        findings=findings,
    )
    return Checked(decision=decision, ms=0.0)


def _lost(path: Path, loss: Loss) -> list[Checked]:
    return [_refused(path, incidents.LOST[loss].finding(name=path.name))]


def is_accepted(decision: Decision) -> bool:
    """Whether nothing refuses the document."""
    return decision.verdict is Verdict.ACCEPTED
