"""Settled documents as rows: the document, its findings, its first event, its certificate, its effects to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from domain.certificate import canonical, number_of
from domain.deposit import Deposit, Disposition, Effect, Settled
from domain.invoice import FIELDS, fields
from domain.status import Status
from ledger import outbox, promises
from ledger.certification import certificate_content
from ledger.chain import Head, head
from ledger.kinds import indexed, kept, sought
from ledger.life import NAVETTE
from ledger.listed import among
from ledger.promises import INTEGRATED, Earlier
from ledger.remembered import finding_rows
from ledger.schema import certificates, documents, events, findings

_BORN: Mapping[Disposition, Status] = {
    Disposition.ACCEPTED: Status.DEPOSEE,
    Disposition.RECYCLED: Status.DEPOSEE,
    Disposition.REJECTED: Status.REJETEE,
}
_EMPTY: dict[str, str | None] = dict.fromkeys(FIELDS)
Row = dict[str, object]


@dataclass(slots=True, kw_only=True)
class Pages:
    """Rows to write, table by table, and the places the next ones take."""

    now: datetime
    next_id: int
    chain: Head
    documents: list[Row] = field(default_factory=list)
    findings: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    certificates: list[Row] = field(default_factory=list)
    outbox: list[tuple[Effect, int, str]] = field(default_factory=list)
    superseded: list[int] = field(default_factory=list)


def write(
    connection: Connection,
    settled: Sequence[Settled],
    deposits: Mapping[int, Deposit],
    now: datetime,
    labels: Mapping[str, str],
) -> None:
    """Writes documents the ledger does not have yet, in their order.

    Raises :class:`domain.errors.LedgerError` for what would break the ledger's promises; the transaction must
    then be given up.
    """
    earlier = promises.earlier(connection, settled)
    last = connection.execute(select(func.max(documents.c.id))).scalar() or 0
    pages = Pages(now=now, next_id=last + 1, chain=head(connection))
    for one in settled:
        deposit = deposits[one.deposit_id]
        promises.keep(one, deposit)
        _add(pages, one, deposit, promises.replaced(one, earlier), labels.get(deposit.drop))
    _flush(connection, pages)


def _flush(connection: Connection, pages: Pages) -> None:
    if pages.superseded:
        old = update(documents).where(among(connection, documents.c.id, pages.superseded))
        connection.execute(old.values(current=False, integrated=False))
    for table, rows in (
        (documents, pages.documents),
        (findings, pages.findings),
        (events, pages.events),
        (certificates, pages.certificates),
    ):
        if rows:
            connection.execute(insert(table), rows)
    outbox.enqueue(connection, pages.outbox, pages.now)


def _add(pages: Pages, settled: Settled, deposit: Deposit, earlier: Earlier | None, depositor: str | None) -> None:
    id_ = pages.next_id
    pages.next_id += 1
    invoice_id = settled.previous.invoice_id if earlier and settled.previous else id_
    number = None
    if settled.disposition in INTEGRATED:
        number = _certify(pages, settled, deposit, id_, depositor)
        pages.outbox += ((Effect.DELIVER, invoice_id, _siret(settled)), (Effect.CERTIFY, invoice_id, deposit.drop))
    if earlier:
        pages.superseded.append(earlier.document_id)
    status = _BORN.get(settled.disposition)
    if status:
        event: Row = {"invoice_id": invoice_id, "status": status.value, "at": pages.now, "actor": NAVETTE, "motif": ""}
        pages.events.append(event)
    pages.findings += finding_rows((deposit.id, settled.position), settled.decision.findings)
    row = _document(settled, deposit, status, pages.now)
    version = earlier.version + 1 if earlier else 1
    pages.documents.append({"id": id_, "invoice_id": invoice_id, "version": version, "certificate": number, **row})


def _certify(pages: Pages, settled: Settled, deposit: Deposit, document_id: int, depositor: str | None) -> str:
    """The number of the document's certificate, sealed as the next link of the chain."""
    sequence = pages.chain.sequence + 1
    text = canonical(certificate_content(settled, deposit, depositor), pages.chain.number, sequence)
    number = number_of(text)
    row = {"sequence": sequence, "number": number, "document_id": document_id, "canonical": text.decode()}
    pages.certificates.append(row)
    pages.chain = Head(sequence=sequence, number=number)
    return number


def _document(settled: Settled, deposit: Deposit, status: Status | None, now: datetime) -> Row:
    decision, route = settled.decision, settled.decision.route
    number = decision.invoice.numero_facture if decision.invoice else None
    return {
        "current": True,
        "integrated": settled.disposition in INTEGRATED,
        "deposit_id": deposit.id,
        "position": settled.position,
        "drop_name": deposit.drop,
        "member": decision.member,
        "sha256": decision.sha256,
        "location": settled.location,
        "format": decision.format.value,
        "profile": kept(decision.profile),
        "disposition": settled.disposition.value,
        "doubles": settled.previous.invoice_id if settled.previous else None,
        **_key(settled),
        "number_sought": sought(number) if number else None,
        **_values(settled),
        "route_siret": route.siret if route else None,
        "route_raison_sociale": kept(route.raison_sociale) if route else None,
        "route_code_service": kept(route.code_service) if route else None,
        "route_nom_service": kept(route.nom_service) if route else None,
        "status": status.value if status else None,
        "status_at": now if status else None,
        "motif": "",
        "changed_at": now if status else deposit.received_at,
        "deposited_at": deposit.received_at,
    }


def _key(settled: Settled) -> Row:
    key = settled.key
    return {
        "key_year": key.year if key else None,
        "key_supplier": indexed(key.supplier) if key else None,
        "key_number": indexed(key.number) if key else None,
    }


def _values(settled: Settled) -> dict[str, str | None]:
    invoice = settled.decision.invoice
    if invoice is None:
        return _EMPTY
    return {name: value and kept(value) for name, value in fields(invoice).items()}


def _siret(settled: Settled) -> str:
    return settled.decision.route.siret if settled.decision.route else ""
