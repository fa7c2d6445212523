"""Findings as JSON, under the names that suppliers' and recipients' programs know."""

from collections.abc import Iterable

from domain.causes import told
from domain.finding import Finding
from domain.text import Locale


def findings_as_json(findings: Iterable[Finding], locale: Locale) -> list[dict[str, str | None]]:
    """Every finding in the order of its cause; ``derriere`` is the code of the headline it follows from."""
    return [
        {
            "code": finding.code,
            "gravite": finding.severity.value,
            "champ": finding.field,
            "message": finding.message.in_(locale),
            "remede": finding.remedy.in_(locale),
            "derriere": head,
        }
        for finding, head in told(findings)
    ]
