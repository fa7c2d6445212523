"""Finds the labels of an invoice in a text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from parsers.page.labels.folding import Token, is_recurrent, tokens
from parsers.page.labels.label_kinds import TITLES, Label, LabelKind
from parsers.page.labels.languages import TABLES, Language
from parsers.page.labels.phrases import TABLE, Phrases, phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A label found in a text, from character ``start`` to ``end``; ``words`` is its length in folded words."""

    label: Label
    start: int
    end: int
    words: int

    @property
    def kind(self) -> LabelKind:
        """The kind of its label."""
        return self.label.kind


class _Node:
    """A node of the word tree of labels: the words that may follow, and the label that ends here, if any."""

    __slots__ = ("label", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.label: Label | None = None


def _word_tree(table: Iterable[Phrases]) -> _Node:
    root = _Node()
    for label, words in phrases(table):
        folded = tuple(token.word for token in tokens(words))
        _grow(root, label, folded)
        if "facture" in folded and label.kind not in _OF_INVOICE:
            _grow(root, label, tuple("facturee" if word == "facture" else word for word in folded))
    return root


def _grow(root: _Node, label: Label, words: tuple[str, ...]) -> None:
    node = root
    for word in words:
        node = node.next.setdefault(word, _Node())
    if node is not root and (node.label is None or _outranks(label, node.label)):
        node.label = label


_OF_INVOICE = TITLES | {LabelKind.NUMERO, LabelKind.ORIGINE, LabelKind.DATE, LabelKind.AUTRE_PIECE}
"""Kinds of labels in which *facture* is the noun; in the others it may be the participle (*montant facturé*)."""


def _outranks(new: Label, old: Label) -> bool:
    """Which label keeps a phrase given twice: whether ``new`` is stronger than ``old``; the first of equals stays."""
    return new.strength > old.strength and old.kind is not LabelKind.AUTRE


_NUMBERED = frozenset(
    {
        LabelKind.ENGAGEMENT,
        LabelKind.MARCHE,
        LabelKind.CODE_SERVICE,
        LabelKind.CADRE,
        LabelKind.ORIGINE,
        LabelKind.IDENTIFIANT,
        LabelKind.AUTRE,
    }
)
"""Kinds of labels that may be followed by *n°*."""


class Vocabulary:
    """The labels searched in a document: French and English, and those of another language if any.

    Its word trees are built when a page is first read by it, or by :meth:`ready`: an XML needs none.
    """

    def __init__(self, table: tuple[Phrases, ...], after: "Vocabulary | None" = None) -> None:
        self._table = table
        self._after = after

    def with_more(self, more: tuple[Phrases, ...]) -> "Vocabulary":
        """This vocabulary with the labels ``more``, which take precedence over its own of the same length."""
        return Vocabulary(more, after=self)

    def ready(self) -> None:
        """Builds the word trees now."""
        _ = self._roots

    @cached_property
    def _roots(self) -> tuple[_Node, ...]:
        own = _word_tree(self._table)
        return (own,) if self._after is None else (own, *self._after._roots)

    def mentions(self, text: str) -> list[Mention]:
        """The labels in ``text`` from left to right, the longest at each position, without overlap."""
        return list(_kept(self, text)) if is_recurrent(text) else self.scanned(text)

    def scanned(self, text: str) -> list[Mention]:
        """The same, not kept for the next text."""
        return self._scanned(tokens(text))

    def broken(self, upper: str, lower: str) -> Mention | None:
        """A label written on two lines: it starts in ``upper``, reaches its end, and takes all of ``lower``.

        The mention's positions are in ``upper + " " + lower``; ``None`` when either line holds the label alone.
        """
        tail = tokens(lower)
        if not tail or len(tail) > 4:
            return None
        head = tokens(upper)
        if not head:
            return None
        joined = tokens(f"{upper} {lower}")
        for rank in range(max(0, len(head) - 4), len(head)):
            label, length = self._longest(joined, rank)
            if label is None or rank + length != len(joined) or length <= len(head) - rank:
                continue
            if not (len(head) > 1 and self._is_whole_label(head) and self._is_whole_label(tail)):
                return Mention(label=label, start=joined[rank].start, end=joined[-1].end, words=length)
        return None

    def _is_signed(self, words: Sequence[Token], rank: int) -> bool:
        """Whether a bare *n°* follows directly, which begins no label of its own."""
        if rank >= len(words) or words[rank].word != "no" or words[rank].apart:
            return False
        return words[rank].start - words[rank - 1].end <= 2 and self._longest(words, rank)[1] == 1

    def _is_whole_label(self, words: Sequence[Token]) -> bool:
        """Whether ``words`` are exactly one complete label."""
        label, length = self._longest(words, 0)
        return label is not None and length == len(words) and label.strength >= 0.8

    def _scanned(self, words: Sequence[Token]) -> list[Mention]:
        found: list[Mention] = []
        rank = 0
        while rank < len(words):
            label, length = self._longest(words, rank)
            if label is None:
                rank += 1
                continue
            if label.kind in _NUMBERED and self._is_signed(words, rank + length):
                length += 1
            last = words[rank + length - 1]
            found.append(Mention(label=label, start=words[rank].start, end=last.end, words=length))
            rank += length
        return found

    def _longest(self, words: Sequence[Token], rank: int) -> tuple[Label | None, int]:
        best = _longest_of(self._roots[0], words, rank)
        for root in self._roots[1:]:
            other = _longest_of(root, words, rank)
            best = other if other[1] > best[1] else best
        return best


def _longest_of(root: _Node, words: Sequence[Token], rank: int) -> tuple[Label | None, int]:
    node, label, length = root, None, 0
    for offset in range(rank, len(words)):
        word = words[offset]
        if offset > rank and word.apart:
            break
        following = node.next.get(word.word)
        if following is None:
            break
        node = following
        if node.label is not None:
            label, length = node.label, offset - rank + 1
    return label, length


@lru_cache(maxsize=4096)
def _kept(words: Vocabulary, text: str) -> tuple[Mention, ...]:
    """The labels in a recurrent text, kept."""
    return tuple(words.scanned(text))


DEFAULT_VOCABULARY = Vocabulary(TABLE)
"""French and English."""


@lru_cache(maxsize=128)
def vocabulary(language: Language | None, more: tuple[Phrases, ...] = ()) -> Vocabulary:
    """The labels of a document in ``language``, with ``more`` of its supplier's; built on first use and cached."""
    if more:
        return vocabulary(language).with_more(more)
    return DEFAULT_VOCABULARY if language is None else Vocabulary((*TABLES[language], *TABLE))
