"""``navette check``: decides on files, folders and archives without a trace: no ledger, no move, no Prefect."""

import hashlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from domain.decision import Decision, Verdict, verdict
from domain.document import Document, Format
from domain.finding import Finding
from domain.invoice import FIELDS, fields
from domain.text import Locale
from hub import incidents
from hub.line import decide
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
class _Job:
    path: str
    context: Context
    limits: archive.ArchiveLimits
    largest: int
    """Bytes of the largest invoice file that is read."""


def check(
    paths: Sequence[Path], context: Context, *, limits: archive.ArchiveLimits, largest: int, crew: Crew | None
) -> Iterator[Checked]:
    """A decision for every document below ``paths``, in the order of their names.

    Without a ``crew`` the work is done here, one file after the other.
    """
    jobs = (_Job(path=str(path), context=context, limits=limits, largest=largest) for path in walk(paths))
    if crew is None:
        for job in jobs:
            yield from _check_file(job)
        return
    for answers in crew.map(_check_files, jobs, BATCH, _lost):
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


def _check_files(jobs: tuple[_Job, ...]) -> list[list[Checked]]:
    return [_check_file(job) for job in jobs]


def _check_file(job: _Job) -> list[Checked]:
    path = Path(job.path)
    try:
        facts = path.stat()
        if not S_ISREG(facts.st_mode):
            return [_refused(job, incidents.NOT_A_FILE.finding(name=path.name))]
        with path.open("rb") as file:
            if archive.recognises(file.read(archive.HEAD)):
                file.seek(0)
                return _check_archive(job, path)
            if facts.st_size > job.largest:
                return [_refused(job, incidents.TOO_BIG.finding(size=facts.st_size, limit=job.largest))]
            file.seek(0)
            return [_check_bytes(job, None, file.read())]
    except OSError as error:
        return [_refused(job, incidents.UNREADABLE.finding(name=path.name, reason=error.strerror or error))]


def _check_archive(job: _Job, path: Path) -> list[Checked]:
    checked: list[Checked] = []
    said: list[Finding] = []
    with path.open("rb") as file:
        for piece in archive.unpack(file, path.name, job.limits):
            if isinstance(piece, Finding):
                said.append(piece)
            else:
                checked.append(_check_bytes(job, piece.name, piece.content))
    if said:
        checked.insert(0, _refused(job, *said))
    return checked


def _check_bytes(job: _Job, member: str | None, content: bytes) -> Checked:
    started = time.perf_counter()
    digest = hashlib.sha256(content).hexdigest()
    decision = decide(Document(path=job.path, member=member, content=content, sha256=digest), job.context)
    return Checked(decision=decision, ms=(time.perf_counter() - started) * 1000)


def _refused(job: _Job, *findings: Finding) -> Checked:
    """What is said of a file as a whole."""
    decision = Decision(
        path=job.path,
        member=None,
        sha256="",
        format=Format.UNKNOWN,
        profile=None,
        verdict=verdict(findings),
        findings=findings,
    )
    return Checked(decision=decision, ms=0.0)


def _lost(job: _Job, loss: Loss) -> list[Checked]:
    return [_refused(job, incidents.LOST[loss].finding(name=Path(job.path).name))]


def all_accepted(decision: Decision) -> bool:
    """Whether the decision lets the exit code be 0."""
    return decision.verdict is Verdict.ACCEPTED
