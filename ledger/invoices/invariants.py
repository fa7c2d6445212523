"""Invariants checked before a document is recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from domain.deposit import INTEGRATED, Deposit, Disposition, Settled
from domain.errors import LedgerError
from domain.status import FluxStatus, Status, may_follow
from domain.text import Text
from ledger.database.bulk_lookup import among
from ledger.database.schema import documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The version of an invoice that a recycled one replaces."""

    document_id: int
    version: int
    status: Status | None
    dossier_id: int | None


def check(settled: Settled, deposit: Deposit) -> None:
    """Raises :class:`LedgerError` when recording this would break an invariant."""
    where = Text(
        f"Le document {settled.position} du dépôt {deposit.number}",
        f"Document {settled.position} of deposit {deposit.number}",
    )
    if deposit.status is not FluxStatus.IN_RECU:
        raise LedgerError(
            Text(
                f"{where.fr} arrive après la conclusion du dépôt.", f"{where.en} comes after the deposit was concluded."
            ),
            Text("Concluez un dépôt en dernier.", "Conclude a deposit last."),
        )
    check_key(settled, where)


def check_key(settled: Settled, where: Text) -> None:
    """Raises :class:`LedgerError` for an integrated document without a key; ``where`` names it in the message."""
    if settled.disposition in INTEGRATED and settled.key is None:
        raise LedgerError(
            Text(
                f"{where.fr} est accepté sans la clé qui le rend unique.",
                f"{where.en} is accepted without the key that makes it unique.",
            ),
            Text("Statuez d'abord sur son unicité.", "Settle its uniqueness first."),
        )


def replaced(settled: Settled, versions: Mapping[int, Earlier]) -> Earlier | None:
    """The version a recycled invoice replaces; raises when that invoice does not wait to be recycled."""
    if settled.disposition is not Disposition.RECYCLED:
        return None
    old = versions.get(settled.previous.invoice_id) if settled.previous else None
    if old is None or old.status is None or not may_follow(old.status, Status.DEPOSEE):
        raise LedgerError(
            Text(
                f"Le document {settled.position} du dépôt {settled.deposit_id} recycle ce qui n'attend pas de l'être.",
                f"Document {settled.position} of deposit {settled.deposit_id} recycles what does not wait to be "
                "recycled.",
            ),
            Text(
                "Statuez de nouveau sur son unicité, dans la transaction qui l'inscrit.",
                "Settle its uniqueness again, in the transaction that records it.",
            ),
        )
    return old


def earlier(connection: Connection, settled: Sequence[Settled]) -> dict[int, Earlier]:
    """By invoice, the version that stands of each that is recycled. Raises when one would be twice at once."""
    ids = [s.previous.invoice_id for s in settled if s.disposition is Disposition.RECYCLED and s.previous]
    if len(set(ids)) != len(ids):
        raise LedgerError(
            Text(
                "Deux documents d'un même lot d'écritures recyclent la même facture.",
                "Two documents of one batch recycle the same invoice.",
            ),
            Text("Statuez de nouveau sur leur unicité.", "Settle their uniqueness again."),
        )
    if not ids:
        return {}
    table = documents.c
    query = select(table.invoice_id, table.id, table.version, table.status, table.dossier_id)
    return {
        row.invoice_id: Earlier(
            document_id=row.id,
            version=row.version,
            status=Status(row.status) if row.status else None,
            dossier_id=row.dossier_id,
        )
        for row in connection.execute(query.where(among(connection, table.invoice_id, ids), table.current))
    }
