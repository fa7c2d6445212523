"""The parts that both *comptes rendus* share as JSON: the file, its state, the bytes."""

import json

from domain.certificate import instant
from domain.deposit import Deposit
from domain.status import FLUX_LABELS

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


def as_bytes(body: JsonObject) -> bytes:
    """``body`` as indented UTF-8; a lone surrogate becomes ``?``."""
    return json.dumps(body, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
