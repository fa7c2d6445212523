"""A good invoice in CII, small and with a bit of everything, and what is found wrong when it is changed."""

from decimal import Context, localcontext
from pathlib import Path

from domain.tree import Tree
from parsers.source.document import Source
from parsers.xml.rule_tree import rule_tree
from validators.en16931.cii import BODY

CALM = Context(prec=60, traps=[])
GOOD = Path(__file__).with_name("facture.xml").read_text(encoding="utf-8")


def changed(*changes: tuple[str, str], of: str = GOOD) -> str:
    """The good invoice with pieces of it replaced; the ``ram:`` of elements may be left out (``<Name>``).

    Raises :class:`LookupError` when a piece is not there once, so that a test never changes nothing.
    """
    for old, new in changes:
        old, new = _qualified(old), _qualified(new)
        if of.count(old) != 1:
            raise LookupError(f"{of.count(old)} times: {old}")
        of = of.replace(old, new)
    return of


def grown_from(document: str) -> Tree:
    """Its tree."""
    tree = rule_tree(Source(document.encode()).root)
    if tree is None:
        raise LookupError("Not an invoice.")
    return tree


def failed(document: str) -> set[str]:
    """The codes that do not hold."""
    with localcontext(CALM):
        return {failure.code for failure in BODY.failures(grown_from(document))}


def wrong(*changes: tuple[str, str]) -> set[str]:
    """The codes that do not hold when the good invoice is changed so."""
    return failed(changed(*changes))


def _qualified(piece: str) -> str:
    opened = piece.replace("</", "\0").replace("<", "\1")
    for mark, tag in (("\0", "</"), ("\1", "<")):
        parts = opened.split(mark)
        opened = parts[0] + "".join(
            tag + (part if part.startswith(("udt:", "qdt:", "rsm:", "ram:", "!")) else f"ram:{part}")
            for part in parts[1:]
        )
    return opened
