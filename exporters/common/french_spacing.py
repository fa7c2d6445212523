"""The spaces of French that no line is broken at: before ``; : ? ! %``, inside ``« »``.

Sentences are written with ordinary spaces, as CSV, JSON and searches compare them; pages and printed lines keep
together what these spaces hold together. Only a space that is there changes: ``12:30`` and addresses have none.
Source: Lexique des règles typographiques en usage à l'Imprimerie nationale, *Ponctuation*.
"""

import re

from exporters.common.number_formats import ESPACE_FINE, INSECABLE

_MARK = r"[;:?!%](?=$|[\s)»…,.])"
_QUOTED = r"« (?P<quoted>[^«»]*) »"
_SPACES = re.compile(rf"{_QUOTED}|« | (?=»)| (?P<mark>{_MARK})")
_BREAKS = re.compile(rf"(?<!«) +(?!»|{_MARK})")


def unbreakable(sentence: str) -> str:
    """``sentence`` with no-break spaces, narrow ones before ``; ? ! %``; what it quotes is left as it is."""
    return _SPACES.sub(_kept, sentence)


def words(text: str) -> list[str]:
    """``text`` cut where a line may be broken; each part has its spaces."""
    return _BREAKS.split(text.strip(" "))


def _kept(found: re.Match[str]) -> str:
    if found["quoted"] is not None:
        return f"«{INSECABLE}{found['quoted']}{INSECABLE}»"
    if mark := found["mark"]:
        return f"{INSECABLE if mark == ':' else ESPACE_FINE}{mark}"
    return found[0].replace(" ", INSECABLE)
