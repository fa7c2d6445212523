"""Troubles told once a cause: sentences that differ by the file, the recipient or the account alone are one.

A folder without rights stops every invoice for it, each with the same sentence about its own file. Programs still get
every trouble (``navette run --json``): only what people read is gathered.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from domain.text import Text
from hub.runtime.run_counts import Trouble

NAMED = 3
"""Other files named in the line of a cause; the rest is counted."""
_QUOTED = r"""(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_SUBJECT = re.compile(rf"^(?P<siret>\d{{14}} ?: )?(?P<name>{_QUOTED})(?= ?: | est | n'est | is | was )")
"""What a sentence of the connectors begins with: the recipient, and the file or folder as Python quotes it."""
_ONE_MORE = Text(" (de même pour {names})", " (the same for {names})")
_MORE = Text(" (de même pour {names} et {count} autres)", " (the same for {names} and {count} more)")


def told_once(troubles: Iterable[Trouble]) -> tuple[Trouble, ...]:
    """The troubles in their order, those of one cause as one: the first, and how many others there are."""
    causes: dict[object, list[Trouble]] = {}
    for one in troubles:
        causes.setdefault(_cause(one), []).append(one)
    return tuple(_as_one(alike) for alike in causes.values())


def _cause(trouble: Trouble) -> object:
    """The sentence without what it is about; the trouble itself when it names no file."""
    if not _SUBJECT.match(trouble.text.fr):
        return trouble
    return _SUBJECT.sub("", trouble.text.fr)


def _as_one(alike: list[Trouble]) -> Trouble:
    first, *others = alike
    names = list(dict.fromkeys(found["name"] for one in others if (found := _SUBJECT.match(one.text.fr))))
    if not names:
        return first
    named, count = ", ".join(names[:NAMED]), len(names) - NAMED
    more = (_MORE if count > 0 else _ONE_MORE).with_({"names": named, "count": count})
    return replace(first, text=Text(first.text.fr + more.fr, first.text.en + more.en))
