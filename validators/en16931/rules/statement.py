"""Constructor of the rules of EN 16931: code, term, error, remedy."""

from domain.finding import Pack, Rule, Severity
from domain.invoice import FIELD_OF
from domain.text import Text


def stated(code: str, term: str, message: Text, remedy: Text, severity: Severity = Severity.FATAL) -> Rule:
    """The rule ``code`` about ``term`` (BT or BG, empty when it is about none)."""
    return Rule(
        code=code,
        pack=Pack.EN16931,
        severity=severity,
        field=FIELD_OF.get(term),
        message=message,
        remedy=remedy,
        source=f"EN 16931-1, {code}",
        term=term,
    )
