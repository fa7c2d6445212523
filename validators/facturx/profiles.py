"""The codes by profile, as data; ``BR-01..04`` stands for four codes."""

from collections.abc import Iterator

_CODE_LISTS = "BR-CL-01 BR-CL-03..08 BR-CL-10 BR-CL-11 BR-CL-13..26"
"""Rules on code lists; the tables of structure have the lists of Factur-X profiles in their place."""


def codes(words: str) -> frozenset[str]:
    """Expands ``words`` to codes.

    >>> sorted(codes("BR-01..03 BR-CO-26"))
    ['BR-01', 'BR-02', 'BR-03', 'BR-CO-26']
    """
    return frozenset(code for word in words.split() for code in _meant(word))


def _meant(word: str) -> Iterator[str]:
    first, _, last = word.partition("..")
    stem, _, number = first.rpartition("-")
    if not last:
        yield word
        return
    for rank in range(int(number), int(last) + 1):
        yield f"{stem}-{rank:0{len(number)}d}"


def _families(words: str) -> str:
    """Rules ``words`` (``03 04``) of every VAT category, except those of foreign regions."""
    return " ".join(f"BR-{family}-{word}" for family in "AE AF AG E G IC O S Z".split() for word in words.split())


CODE_LISTS = codes(_CODE_LISTS)
"""The same, as codes."""

ANSWERED = {
    "minimum": codes("BR-01..09 BR-13..15 BR-CO-09 BR-CO-26 BR-DEC-12..14 BR-DEC-18 CII-SR-463"),
    "basicwl": codes(
        "BR-01..15 BR-17..20 BR-29 BR-31..33 BR-36..38 BR-45 BR-46 BR-49 BR-50 BR-53 BR-55..57 BR-61..63 "
        "BR-CO-05 BR-CO-06 BR-CO-09 BR-CO-11..19 BR-CO-21 BR-CO-22 BR-CO-26 "
        "BR-DEC-01 BR-DEC-02 BR-DEC-05 BR-DEC-06 BR-DEC-09..20 CII-SR-463 CII-SR-467..473 "
        "BR-AE-03 BR-AE-04 BR-AE-06 BR-AE-07 BR-AE-09 BR-AE-10 BR-AF-03 BR-AF-04 BR-AF-06 BR-AF-07 BR-AF-09 BR-AF-10 "
        "BR-AG-03 BR-AG-04 BR-AG-06 BR-AG-07 BR-AG-09 BR-AG-10 BR-E-03 BR-E-04 BR-E-06 BR-E-07 BR-E-09 BR-E-10 "
        "BR-G-03 BR-G-04 BR-G-06 BR-G-07 BR-G-09 BR-G-10 BR-IC-03 BR-IC-04 BR-IC-06 BR-IC-07 BR-IC-09..12 "
        "BR-O-03 BR-O-04 BR-O-06 BR-O-07 BR-O-09..11 BR-O-13 BR-O-14 BR-S-03 BR-S-04 BR-S-06 BR-S-07 BR-S-09 BR-S-10 "
        "BR-Z-03 BR-Z-04 BR-Z-06 BR-Z-07 BR-Z-09 BR-Z-10"
    ),
    "basic": codes(
        "BR-01..33 BR-36..38 BR-41..50 BR-53..57 BR-61..65 BR-B-01 BR-B-02 BR-CO-03..24 BR-CO-26 "
        "BR-DEC-01 BR-DEC-02 BR-DEC-05 BR-DEC-06 BR-DEC-09..20 BR-DEC-23..25 BR-DEC-27 BR-DEC-28 CII-SR-463 "
        + _families("01 02 03 04 05 06 07 08 09 10")
        + " BR-IC-11 BR-IC-12 BR-O-11..14"
    ),
}
"""By profile, the only rules that apply."""

_RELAXED = (
    "BR-22 BR-23 BR-24 BR-26 BR-27 BR-28 BR-38 BR-44 BR-54 BR-AF-10 BR-AG-10 BR-S-09 BR-S-10 BR-Z-10 "
    "BR-CO-04 BR-CO-10..13 BR-CO-15 BR-CO-17 BR-CO-22 BR-CO-24 BR-O-02..04 BR-O-11..14 "
    "BR-CL-07 BR-CL-10 BR-CL-20 BR-CL-24 "
) + _families("01 08")
SHADOWED = "BR-45..48 BR-CO-03 BR-DEC-19 BR-DEC-20"
"""Rules on a group of the breakdown that EXTENDED-CTC-FR in CII asks only of groups without a category of its own
rules: in its stylesheet the contexts of the categories come first.
"""
RELAXED_CII = {
    "extended": codes(f"{_RELAXED} {_CODE_LISTS} BR-CO-03 BR-CO-06 BR-CO-08 BR-CO-16 BR-17 BR-47 BR-48 BR-65"),
    "extended-ctc-fr": codes(
        f"{_RELAXED} {SHADOWED} BR-AF-09 BR-AG-09 BR-O-09 BR-O-10 "
        "CII-SR-069 CII-SR-072 CII-SR-439 CII-SR-470 CII-DT-018 CII-DT-024 CII-DT-027"
    ),
}
_RELAXED_UBL = codes(
    "BR-22..24 BR-26..28 BR-54 BR-AE-08 BR-AF-01 BR-AF-08 BR-AG-08 BR-CL-10 BR-CL-20 BR-CL-24 "
    "BR-CO-04 BR-CO-10..13 BR-CO-15 BR-CO-17 BR-E-01 BR-E-08 BR-G-01 BR-G-08 BR-IC-01 BR-IC-08 BR-O-01..04 BR-O-08 "
    "BR-O-11..14 BR-S-01 BR-S-08..10 BR-Z-01 BR-Z-08 BR-Z-10 BR-55 "
    "UBL-SR-04 UBL-SR-06 UBL-SR-07 UBL-SR-16 UBL-SR-20 UBL-SR-34 UBL-SR-37 UBL-SR-48 UBL-SR-52"
)
RELAXED_UBL = {"extended": _RELAXED_UBL, "extended-ctc-fr": _RELAXED_UBL}
"""By profile, the rules of EN 16931 that an extension replaces."""
KEPT_STRUCTURE = {"extended": codes("CII-DT-097 CII-SR-463 CII-SR-467..469 CII-SR-471..473")}
"""By profile, the only rules on the structure that it keeps."""
KEPT_IN_A_PDF = codes("CII-SR-463..476")
"""The only rules on the structure that the artefacts of Factur-X EN 16931 keep; those of the norm have more."""
STRUCTURE = ("CII-SR-", "CII-DT-", "UBL-CR-", "UBL-DT-", "UBL-SR-")
"""Code prefixes of the rules on elements a syntax may contain; an extension allows more."""
