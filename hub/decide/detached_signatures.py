"""Detached signatures of a lot: separated from its documents, then matched with the documents they sign."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from domain.finding import Finding
from domain.signature import DetachedSignature
from parsers.archives import reader
from parsers.signature import detached, rules

_ROOM = 64 * 2**20
"""Bytes of signatures of one lot kept in memory; further ones are treated as documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedSignatures:
    """The signatures of a lot, matched with its documents."""

    beside: Mapping[str, tuple[DetachedSignature, ...]]
    """By name of a document, the files that sign it."""
    findings: tuple[Finding, ...]
    """About signatures that match no document."""


class SignatureCollector:
    """Collects the signatures of one lot while its documents are read."""

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

    def of(self, documents: Mapping[str, str]) -> MatchedSignatures:
        """The signatures matched with ``documents``, which maps names to SHA-256 in hexadecimal."""
        if not self._held:
            return NO_SIGNATURES
        signed, alone = detached.pairs(documents, self._held)
        beside = {
            document: tuple(DetachedSignature(name=name, content=self._held[name]) for name in names)
            for document, names in signed.items()
        }
        return MatchedSignatures(beside=beside, findings=tuple(rules.ORPHAN.finding(name=name) for name in alone))


NO_SIGNATURES = MatchedSignatures(beside={}, findings=())
