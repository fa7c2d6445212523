"""Units of quantities as pages print them, as codes of UN/ECE recommendation 20 (BT-130)."""

from collections.abc import Mapping

from parsers.page.labels.folding import plain

_PRINTED: Mapping[str, str] = {
    "C62": "u un unite unites unit units",
    "H87": "pce pces piece pieces pc pcs",
    "LS": "forfait forfaits ft fft",
    "SET": "ens ensemble ensembles lot lots jeu jeux",
    "MIN": "min minute minutes",
    "HUR": "h hr hrs heure heures hour hours",
    "DAY": "j jr jrs jour jours day days",
    "WEE": "semaine semaines",
    "MON": "mois month months",
    "ANN": "an ans annee annees",
    "GRM": "g gr gramme grammes",
    "KGM": "kg kilo kilos kilogramme kilogrammes",
    "TNE": "t tonne tonnes",
    "CMT": "cm",
    "MTR": "m ml metre metres",
    "KMT": "km kilometre kilometres",
    "MTK": "m2",
    "MTQ": "m3",
    "HAR": "ha hectare hectares",
    "LTR": "l litre litres",
    "HLT": "hl hectolitre hectolitres",
    "KWH": "kwh",
    "MWH": "mwh",
    "XBX": "boite boites bte btes",
    "XCT": "carton cartons ctn",
    "XPK": "paquet paquets pqt",
    "XPX": "palette palettes",
    "XRO": "rouleau rouleaux rlx",
}
_CODES = {word: code for code, words in _PRINTED.items() for word in words.split()}


def unit_code(printed: str) -> str | None:
    """The code of a unit as printed (``heures``, ``m²``, ``U.``); ``None`` when no code is known for it."""
    return _CODES.get(plain(printed.replace("²", "2").replace("³", "3")).strip(" .()"))
