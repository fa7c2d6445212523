"""Which entries of an archive are read, refused or ignored; the same for every kind of archive."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from domain.finding import EXCERPT, Finding
from domain.names_aside import unfinished_beside
from parsers.archives import rules
from parsers.archives.member_content import ArchiveLimits, Irrecevable, refused
from parsers.archives.member_names import NAMELESS, MemberName, clean

_NAMED = 50
"""Most names of unfinished transfers in one finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An entry as listed by the archive; ``size`` is in unpacked bytes."""

    name: str
    size: int
    folder: bool = False
    special: bool = False
    encrypted: bool = False
    sound: bool = True
    """Whether the archive's records of the entry agree; an entry that is not sound is never ignored for its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An entry to read: its rank in the archive and its cleaned name."""

    rank: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The entries to read, and findings about the others."""

    kept: tuple[Kept, ...]
    findings: tuple[Finding, ...]


def choose(listed: Sequence[Listed], limits: ArchiveLimits) -> Choice:
    """Chooses the entries to read; raises Irrecevable when the archive exceeds ``limits``, holds no file, or
    only files that are too large, or encrypted: one such among others is refused alone.
    """
    names = [clean(entry.name) for entry in listed]
    beside = unfinished_beside({name.clean: entry.size for name, entry in zip(names, listed, strict=True)})
    half = {rank for rank, name in enumerate(names) if name.half_written or name.clean in beside}
    files = [rank for rank, entry in enumerate(listed) if not _aside(entry, names[rank], rank in half)]
    _check_limits(listed, files, limits)
    uses = Counter(names[rank].clean for rank in files)
    findings = _remarks(listed, names, set(files), half)
    kept = []
    for rank in files:
        finding = _refusal(listed[rank], names[rank], uses, limits)
        if finding is None:
            kept.append(Kept(rank=rank, name=names[rank].clean))
        else:
            findings.append(finding)
    return Choice(kept=tuple(kept), findings=tuple(findings))


def _aside(entry: Listed, nom: MemberName, half_written: bool) -> bool:
    # A folder with a content, or a system file under an unsafe name, is suspect: it is not ignored.
    return (
        nom.fault is None
        and entry.sound
        and ((entry.folder and not entry.size) or ((nom.system or half_written) and not entry.special))
    )


def _check_limits(listed: Sequence[Listed], files: Sequence[int], limits: ArchiveLimits) -> None:
    if not files:
        raise Irrecevable(rules.EMPTY.finding())
    if len(files) > limits.members:
        raise Irrecevable(rules.TOO_MANY.finding(count=len(files), limit=limits.members))
    first = listed[files[0]]
    if all(listed[rank].size > limits.member_bytes for rank in files):
        rule = rules.MEMBER_TOO_BIG
        raise Irrecevable(rule.finding(name=first.name, size=first.size, limit=limits.member_bytes))
    if all(listed[rank].encrypted for rank in files):
        raise Irrecevable(rules.ENCRYPTED.finding(name=first.name))
    if sum(entry.size for entry in listed if entry.size <= limits.member_bytes) > limits.total_bytes:
        raise Irrecevable(rules.TOTAL_TOO_BIG.finding(limit=limits.total_bytes))


def _refusal(entry: Listed, nom: MemberName, uses: Counter[str], limits: ArchiveLimits) -> Finding | None:
    fault = nom.fault or (None if nom.clean else NAMELESS)
    if fault is not None:
        return refused(rules.UNSAFE_NAME, entry.name, reason=fault.fr, reason_en=fault.en)
    if entry.special or entry.folder:
        return refused(rules.SPECIAL, entry.name)
    if uses[nom.clean] > 1:
        return refused(rules.DUPLICATE, entry.name)
    if entry.encrypted:
        return refused(rules.MEMBER_ENCRYPTED, entry.name)
    if entry.size > limits.member_bytes:
        return refused(rules.MEMBER_TOO_LARGE, entry.name, size=entry.size, limit=limits.member_bytes)
    return None


def _remarks(listed: Sequence[Listed], names: Sequence[MemberName], files: set[int], half: set[int]) -> list[Finding]:
    left = [rank for rank in range(len(listed)) if rank not in files]
    unfinished = [rank for rank in left if rank in half and not (names[rank].system or listed[rank].folder)]
    aside = [listed[rank].name for rank in left if rank not in set(unfinished)]
    slanted = [entry.name for rank, entry in enumerate(listed) if rank in files and names[rank].backslash]
    return [
        rule.finding(count=len(some), names=names_shown)
        for rule, some, names_shown in (
            (rules.IGNORED, aside, _shown(aside)),
            (rules.UNFINISHED, unfinished, _each([listed[rank].name for rank in unfinished])),
            (rules.BACKSLASH, slanted, _shown(slanted)),
        )
        if some
    ]


def _shown(names: Sequence[str]) -> str:
    return ", ".join(names[:10])[: EXCERPT + 1]


def _each(names: Sequence[str]) -> tuple[str, ...]:
    """Names that their depositor has to look for, each on its own; dots for those that are too many."""
    return (*names[:_NAMED], *(["…"] if len(names) > _NAMED else []))
