"""How a rule of the binding to CII is stated."""

from dataclasses import replace

from domain.finding import Rule
from domain.text import Text
from validators.en16931.rules.statement import stated


def bound(code: str, term: str, message: Text, remedy: Text) -> Rule:
    """The rule ``code`` of the binding about ``term`` (BT or BG, empty when it is about none)."""
    return replace(stated(code, term, message, remedy), source=f"EN 16931-3-3, {code}")
