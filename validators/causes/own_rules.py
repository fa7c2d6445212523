"""Terms of our own rules, where these are not those of their field: amounts that do not agree, details of VAT."""

from collections.abc import Mapping

SUMS = frozenset({*(f"TOT-{number:02}" for number in range(1, 9)), "CADRE-05"})
"""Rules that say that amounts do not agree; what they compute with is what the official rules of their source do."""
ABOUT: Mapping[str, frozenset[str]] = {
    code: frozenset(terms)
    for code, terms in {
        "TOT-01": ("BT-117",),
        "TOT-02": ("BT-110",),
        "TOT-03": ("BT-112",),
        "TOT-04": ("BT-106",),
        "TOT-05": ("BT-109",),
        "TOT-06": ("BT-115",),
        "TOT-07": ("BT-107", "BT-108"),
        "TOT-08": ("BT-116", "BT-109"),
        "REG-01": ("BT-120", "BT-121"),
        "REG-02": ("BT-121",),
        "REG-03": ("BT-119",),
        "REG-04": ("BT-118",),
        "REG-05": ("BT-117",),
        "REG-06": ("BT-119",),
        "REG-07": ("BG-23",),
        "CADRE-05": ("BT-23", "BT-115"),
        "TYPE-03": ("BT-25",),
        "TYPE-04": ("BT-25",),
        "TYPE-05": ("BT-25",),
        "DATE-05": ("BT-9",),
        "DEV-04": ("BT-111",),
        "LONG-07": ("BG-25",),
        "SIRET-04": ("BT-29", "BT-30"),
        "NUM-01": ("BT-1",),
        "NAV-07": ("BT-129", "BT-131"),
        "NAV-08": ("BT-126",),
    }.items()
}
"""By code, the terms it is about."""
ALSO_USED: Mapping[str, frozenset[str]] = {
    "MNT-04": frozenset({"BT-5"}),
    "CADRE-05": frozenset({"BT-113"}),
    "UNI-04": frozenset({"BT-1", "BT-2"}),
    "DATE-05": frozenset({"BT-2"}),
    "CADRE-07": frozenset({"BT-23"}),
}
"""By code, other terms that it computes with."""
LOOSE = frozenset(
    {
        *SUMS,
        *("TOT-09", "TOT-10", "TOT-11"),
        *(f"REG-{number:02}" for number in range(1, 8)),
        *(f"MNT-{number:02}" for number in range(5, 10)),
        *("LONG-07", "CADRE-05", "DATE-05", "DEV-04", "ORI-02", "UNI-02"),
    }
)
"""Rules whose field is only the nearest one: two of them on one field may be about different things."""
UNREADABLE = frozenset({"LEC-030", "LEC-031", "LEC-032"})
"""Findings of reading that say that a value is not what its term wants."""
