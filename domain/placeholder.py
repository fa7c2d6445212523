"""Words that stand for the absence of a value, where a standard or a form wants something written.

UBL wants an ``OrderReference/ID`` beside a ``SalesOrderID``, and Peppol BIS Billing 3 says to write ``NA`` there.
"""

import re
import unicodedata
from functools import lru_cache

_WORDS = frozenset(
    "na nan neant aucun aucune none nil nul null nill void vide empty undefined unknown inconnu inconnue "
    "tbd tba tbc todo sansobjet nonapplicable notapplicable notavailable nonrenseigne nonrenseignee noncommunique "
    "nondefini nondisponible nonconnu nonfourni nonprecise adefinir apreciser acompleter arenseigner "
    "pasdenumero pasdengagement pasdeservice pasdemarche sansnumero sansengagement sansservice sansmarche "
    "no non rien sans pasdebc sansbc sansboncommande sansboncommande noorder noreference noref norequired notrequired "
    "enattente xx".split()
)
"""Without blanks, marks and accents, in lower case."""
_INITIALS = frozenset({"so", "nr", "nc", "nd", "np", "n"})
"""Short forms (*sans objet*, *non renseigné*...) that could be a code when they have no point or stroke."""
_SPREADSHEET = re.compile(r"#[a-z/0-9éàè]{1,12}[!?]").fullmatch
_LONGEST = 40


@lru_cache(maxsize=4096)
def is_placeholder(text: str) -> bool:
    """Whether ``text`` says that there is no value: ``NA``, ``N/A``, ``.``, ``-``, ``0``, ``NÉANT``, ``xxx``...

    >>> [is_placeholder(each) for each in ("N/A", "n.a.", "Sans objet", "--", "000", "xxx", "#REF!")]
    [True, True, True, True, True, True, True]
    >>> [is_placeholder(each) for each in ("NA-2026", "0001", "SO", "XL", "4500012345")]
    [False, False, False, False, False]
    """
    if len(text) > _LONGEST:
        return False
    plain = unicodedata.normalize("NFKD", text).casefold().strip()
    bare = "".join(character for character in plain if character.isalnum())
    if not bare:
        return bool(plain)
    if bare in _WORDS or not bare.strip("0") or (len(bare) > 1 and not bare.strip("x")):
        return True
    return (bare in _INITIALS and bare != plain) or _SPREADSHEET(plain) is not None


def value_or_none(text: str | None) -> str | None:
    """``text``, or ``None`` when it stands for no value."""
    return None if text is None or is_placeholder(text) else text
