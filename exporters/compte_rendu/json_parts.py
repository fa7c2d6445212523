"""The parts that both *comptes rendus* share as JSON: the file, its state, a finding."""

import json
from collections.abc import Iterable

from domain.causes import told
from domain.certificate import instant
from domain.deposit import Deposit
from domain.finding import Finding
from domain.status import FLUX_LABELS
from domain.text import Locale

JsonObject = dict[str, object]


def file_keys(deposit: Deposit, sender: str) -> JsonObject:
    """Which file the report is about and the state of its flux; ``sender`` is its depositor."""
    return {
        "deposant": sender,
        "nomFichier": deposit.name,
        "tailleFichier": deposit.size,
        "sha256": deposit.sha256,
        "dateDepotFlux": instant(deposit.received_at),
        "etatCourantDepotFlux": deposit.status.value,
        "libelleEtatCourantDepotFlux": FLUX_LABELS[deposit.status],
    }


def findings_keys(findings: Iterable[Finding], locale: Locale) -> list[JsonObject]:
    """The findings of an invoice or of a line, by cause: each headline before those that are behind it."""
    return [{**_finding_keys(finding, locale), "derriere": head} for finding, head in told(findings)]


def _finding_keys(finding: Finding, locale: Locale) -> JsonObject:
    return {
        "code": finding.code,
        "gravite": finding.severity.value,
        "champ": finding.field,
        "message": finding.message.in_(locale),
        "remede": finding.remedy.in_(locale),
    }


def as_bytes(body: JsonObject) -> bytes:
    """``body`` as indented UTF-8; a lone surrogate becomes ``?``."""
    return json.dumps(body, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
