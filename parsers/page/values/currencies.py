"""Currencies beside printed amounts: signs, codes and names, as ISO 4217 codes."""

import re

EUROS = r"€|EUR(?:OS?)?\b|[Ee]uros?\b"
MONEY = (
    rf"{EUROS}|(?:US ?)?\$|£|(?:USD|GBP|CHF|CAD|AUD|JPY|CNY|XPF|XOF|XAF|MAD|TND|DZD|PLN|SEK|NOK|DKK|CZK|HUF|RON|FRF)\b"
)
"""Before an amount or after it."""
AFTER = (
    rf"{MONEY}|(?:[Ff]rancs?|FRANCS?|F\.?)\s?(?:CFP|XPF|[Pp]acifiques?)\b|[Ff]rancs? [Ss]uisses?\b"
    r"|(?:[Ff]rancs?|FRANCS?|FF|F)\b"
)
"""After an amount only."""
FRANC = "FRF"
"""The franc, replaced by the euro in 2002: beside a euro it is a mere indication."""
DOLLAR = "$"
"""A dollar, of one country or another."""
_SIGNS = {"€": "EUR", "$": DOLLAR, "US$": "USD", "US $": "USD", "£": "GBP", "F": FRANC, "FF": FRANC}
_PACIFIC = re.compile(r"CFP|XPF|PACIFIQUE")


def code(printed: str) -> str | None:
    """The ISO 4217 code of what is printed beside an amount, or :data:`DOLLAR`; ``None`` for nothing."""
    name = printed.strip().upper()
    if not name or name in _SIGNS:
        return _SIGNS.get(name)
    if name.startswith("EUR"):
        return "EUR"
    if _PACIFIC.search(name):
        return "XPF"
    if name.startswith("F"):
        return "CHF" if "SUISSE" in name else FRANC
    return name
