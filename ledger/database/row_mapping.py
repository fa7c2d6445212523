"""Rows of the tables as types of the domain, column by column name."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Integer, Row, Select, select

from domain.deposit import Deposit, DepositedInvoice, DepositKind, Disposition, StatusEvent
from domain.document import Format
from domain.finding import Finding, Level, Pack, Severity
from domain.invoice import FIELDS
from domain.route import Route
from domain.status import FluxStatus, Status
from domain.text import Text
from ledger.database.bulk_lookup import among, listed
from ledger.database.column_types import clean
from ledger.database.schema import OWN, deposits, documents, findings

DocumentPosition = tuple[int, int]
"""A deposit's id and a position in it, :data:`ledger.database.schema.OWN` for the file itself."""
Findings = Mapping[DocumentPosition, tuple[Finding, ...]]
AnyRow = Row[Any]
PAGE = 1000
"""Rows held in memory while a report is streamed."""
_FINDING = (
    "deposit_id position code severity level field message_fr message_en remedy_fr remedy_en pack term value line path "
    "behind"
).split()
_F = findings.c
_STANDING = (
    select(*(_F[name] for name in _FINDING)).where(_F.lifted_at.is_(None)).order_by(_F.deposit_id, _F.position, _F.rank)
)
_PACKS = {pack.value: pack for pack in Pack}

_D = documents.c
DOCUMENTS = select(
    _D.invoice_id,
    _D.deposit_id,
    _D.position,
    _D.drop_name,
    deposits.c.name,
    _D.member,
    _D.sha256,
    _D.location,
    _D.format,
    _D.profile,
    _D.disposition,
    _D.status,
    _D.status_at,
    _D.motif,
    _D.deposited_at,
    _D.certificate,
    _D.route_siret,
    _D.route_raison_sociale,
    _D.route_code_service,
    _D.route_nom_service,
    _D.dossier_id,
    _D.valideur_1,
    _D.valideur_2,
    _D.available_at,
    _D.downloaded_at,
    _D.mandat,
    _D.moe,
    _D.key_supplier,
    *(_D[name] for name in FIELDS),
).join_from(documents, deposits, deposits.c.id == _D.deposit_id)
"""Documents with the columns :func:`invoices_from` reads by name; add ``where`` and ``order_by``."""


def invoices(connection: Connection, query: Select[Any]) -> tuple[DepositedInvoice, ...]:
    """The answer to ``query``, which is :data:`DOCUMENTS` narrowed, with every finding."""
    return invoices_from(connection, connection.execute(query).all())


def invoices_from(connection: Connection, rows: Sequence[AnyRow]) -> tuple[DepositedInvoice, ...]:
    """Rows of :data:`DOCUMENTS`, in their order, with every finding."""
    found = findings_at(connection, [(row.deposit_id, row.position) for row in rows])
    dossiers = _dossiers(connection, {row.dossier_id for row in rows if row.dossier_id is not None})
    return tuple(_invoice(row, found, dossiers) for row in rows)


def status_event(row: AnyRow) -> StatusEvent:
    """A row with the columns of the table of events."""
    return StatusEvent(
        status=Status(row.status),
        at=row.at,
        actor=row.actor,
        motif=row.motif,
        motif_codes=tuple(row.motif_codes.split()),
        mandat=row.mandat,
        stated_at=row.said_at,
    )


def deposits_from(connection: Connection, rows: Sequence[AnyRow]) -> tuple[Deposit, ...]:
    """Rows of the table of deposits, in their order, with the findings about the file itself."""
    found = findings_at(connection, [(row.id, OWN) for row in rows])
    return tuple(
        Deposit(
            id=row.id,
            drop=row.drop_name,
            name=row.name,
            size=row.size,
            modified=row.modified,
            sha256=row.sha256,
            location=row.location,
            received_at=row.received_at,
            status=FluxStatus(row.status),
            taken=row.taken,
            findings=found.get((row.id, OWN), ()),
            kind=DepositKind(row.kind),
        )
        for row in rows
    )


def findings_at(connection: Connection, places: Sequence[DocumentPosition]) -> Findings:
    """The findings that stand at each of ``places`` that has any, in the order they were found."""
    if not places:
        return {}
    if len(places) == 1:
        ((deposit_id, position),) = places
        query = _STANDING.where(_F.deposit_id == deposit_id, _F.position == position)
    else:
        wanted = listed(connection, places, deposit_id=Integer, position=Integer)
        there = (_F.deposit_id == wanted.c.deposit_id) & (_F.position == wanted.c.position)
        query = _STANDING.select_from(wanted.join(findings, there))
    found: defaultdict[DocumentPosition, list[Finding]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.deposit_id, row.position].append(_finding(row))
    return {place: tuple(list_) for place, list_ in found.items()}


def finding_rows(place: DocumentPosition, found: Iterable[Finding], first: int = 0) -> list[dict[str, object]]:
    """``found`` as rows of the table of findings, ranked from ``first``."""
    return [
        {
            "deposit_id": place[0],
            "position": place[1],
            "rank": rank,
            "code": finding.code,
            "severity": finding.severity.value,
            "level": finding.level.value,
            "field": finding.field,
            "message_fr": clean(finding.message.fr),
            "message_en": clean(finding.message.en),
            "remedy_fr": clean(finding.remedy.fr),
            "remedy_en": clean(finding.remedy.en),
            "pack": finding.pack.value if finding.pack else None,
            "term": finding.term or None,
            "value": clean(finding.value) or None,
            "line": finding.line or None,
            "path": clean(finding.path) or None,
            "behind": finding.behind,
        }
        for rank, finding in enumerate(found, first)
    ]


def _finding(row: AnyRow) -> Finding:
    return Finding(
        code=row.code,
        severity=Severity(row.severity),
        level=Level(row.level),
        field=row.field,
        message=Text(row.message_fr, row.message_en),
        remedy=Text(row.remedy_fr, row.remedy_en),
        pack=_PACKS.get(row.pack),
        term=row.term or "",
        value=row.value or "",
        line=row.line or 0,
        path=row.path or "",
        behind=row.behind,
    )


def _dossiers(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """The number of each dossier: that of its first piece."""
    if not ids:
        return {}
    query = select(_D.invoice_id, _D.numero_facture).where(among(connection, _D.invoice_id, ids), _D.current)
    return {id_: number or "" for id_, number in connection.execute(query)}


def values_of(row: AnyRow) -> dict[str, str | None]:
    """The fields of the invoice in a row that has a column for each (:data:`domain.invoice.FIELDS`)."""
    columns = row._mapping
    return {name: columns[name] for name in FIELDS}


def _invoice(row: AnyRow, found: Findings, dossiers: Mapping[int, str]) -> DepositedInvoice:
    return DepositedInvoice(
        id=row.invoice_id,
        deposit_id=row.deposit_id,
        position=row.position,
        drop=row.drop_name,
        deposit_name=row.name,
        member=row.member,
        sha256=row.sha256,
        location=row.location,
        format=Format(row.format),
        profile=row.profile,
        disposition=Disposition(row.disposition),
        values=values_of(row),
        route=_route(row),
        status=Status(row.status) if row.status else None,
        status_at=row.status_at,
        motif=row.motif,
        deposited_at=row.deposited_at,
        certificate=row.certificate,
        findings=found.get((row.deposit_id, row.position), ()),
        dossier_id=row.dossier_id,
        valideur_1=row.valideur_1 or "",
        valideur_2=row.valideur_2 or "",
        available_at=row.available_at,
        downloaded_at=row.downloaded_at,
        mandat=row.mandat or "",
        dossier=dossiers.get(row.dossier_id, "") if row.dossier_id is not None else "",
        moe=row.moe or "",
        supplier=row.key_supplier or "",
    )


def _route(row: AnyRow) -> Route | None:
    if row.route_siret is None:
        return None
    return Route(
        siret=row.route_siret,
        raison_sociale=row.route_raison_sociale or "",
        code_service=row.route_code_service,
        nom_service=row.route_nom_service,
    )
