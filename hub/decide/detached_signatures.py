"""The files of a lot that sign others: taken apart from its documents, then given to those they sign."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from domain.finding import Finding
from domain.signature import DetachedSignature
from parsers.archives import reader
from parsers.signature import detached, rules

_ROOM = 64 * 2**20
"""Bytes of signatures of one lot that are held; further ones are documents like others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What the signatures of a lot turned out to be for."""

    beside: Mapping[str, tuple[DetachedSignature, ...]]
    """By name of a document, the files that sign it."""
    findings: tuple[Finding, ...]
    """About those that sign nothing."""


class Apart:
    """Holds back the signatures of one lot while its documents go by."""

    def __init__(self) -> None:
        self._held: dict[str, bytes] = {}
        self._room = _ROOM

    def documents(self, answers: Iterable[reader.Member | Finding]) -> Iterator[reader.Member | Finding]:
        """``answers`` without the signatures."""
        for answer in answers:
            if not isinstance(answer, reader.Member) or not detached.is_signature(answer.content):
                yield answer
            elif len(answer.content) <= self._room:
                self._room -= len(answer.content)
                self._held[answer.name] = answer.content
            else:
                yield answer

    def of(self, documents: Mapping[str, str]) -> Signed:
        """What signs which of ``documents``, given by name with their SHA-256 in hexadecimal."""
        if not self._held:
            return NOTHING
        signed, alone = detached.pairs(documents, self._held)
        beside = {
            document: tuple(DetachedSignature(name=name, content=self._held[name]) for name in names)
            for document, names in signed.items()
        }
        return Signed(beside=beside, findings=tuple(rules.ORPHAN.finding(name=name) for name in alone))


NOTHING = Signed(beside={}, findings=())
