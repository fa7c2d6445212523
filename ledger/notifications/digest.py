"""News for notification channels: what happened since each was last sent.

Channels last sent at the same point are served by one pass, however many they are.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, literal, literal_column, select

from domain.deposit import Disposition, Effect
from domain.echeance import Delai
from domain.finding import Severity
from domain.notifications import SUBJECTS, Audience, Irrecevable, LedgerPosition, News, Reminder, StatusStep, Subject
from domain.status import FluxStatus, Status
from domain.suivi import Action
from ledger.database.bulk_lookup import among
from ledger.database.row_mapping import AnyRow, DocumentPosition
from ledger.database.schema import GIVEN_UP, IS_OWN, OWN, actions, deposits, documents, events, findings, outbox
from ledger.notifications.drafts import DigestDrafts

_SUBJECT = case(
    *(
        (events.c.status == literal_column(f"'{status.value}'"), literal_column(f"'{subject.value}'"))
        for status, subject in SUBJECTS.items()
    ),
    else_=literal_column(f"'{Subject.STATUTS.value}'"),
)
"""The subject of an event. Literals: an engine takes expressions with parameters for different ones in a group."""
CODES = 3
"""Codes shown of one refusal."""
_D = documents.c
_WHO = (_D.drop_name, _D.route_siret, _D.valideur_1, _D.valideur_2, _D.moe)
"""The accounts and SIRETs an invoice concerns: depositor, recipient, valideurs, maitrise d'oeuvre."""
_WORDS = (
    _D.numero_facture,
    _D.nom_fournisseur,
    func.coalesce(_D.route_raison_sociale, _D.nom_destinataire).label("recipient"),
)


def news(
    connection: Connection,
    after: LedgerPosition,
    upto: LedgerPosition,
    audiences: Sequence[Audience],
    given_up_since: datetime,
    lines: int,
) -> tuple[News, ...]:
    """What happened after ``after``, by audience in their order; at most ``lines`` of each kind are listed.

    ``given_up_since``: from when tasks given up count, for an audience of everybody.
    """
    drafts = DigestDrafts(audiences, lines)
    _count(connection, after, upto, drafts)
    _steps(connection, after, upto, drafts)
    _reminders(connection, after, upto, drafts)
    _refused_files(connection, after, upto, drafts)
    dead = select(func.count()).select_from(outbox).where(GIVEN_UP, outbox.c.changed_at > given_up_since)
    given_up = connection.execute(dead).scalar() or 0
    pairs = zip(audiences, drafts.each, strict=True)
    return tuple(draft.news(upto, given_up if audience.everybody else 0) for audience, draft in pairs)


def _count(connection: Connection, after: LedgerPosition, upto: LedgerPosition, drafts: DigestDrafts) -> None:
    """Invoices, not events: one that came twice to a status, or to several of one subject, counts once there."""
    for row in connection.execute(_moved(events.c.status, after, upto)):
        for draft in drafts.of(_whose(row)):
            draft.counts[Status(row.kind)] += row.many
    for row in connection.execute(_moved(_SUBJECT, after, upto)):
        for draft in drafts.of(_whose(row)):
            draft.totals[Subject(row.kind)] += row.many


def _moved(kind: ColumnElement[str], after: LedgerPosition, upto: LedgerPosition) -> Select[Any]:
    """How many invoices have an event of each kind, by whom they concern."""
    return (
        select(kind.label("kind"), *_WHO, func.count(func.distinct(events.c.invoice_id)).label("many"))
        .join_from(events, documents, (_D.invoice_id == events.c.invoice_id) & _D.current)
        .where(events.c.id > after.event, events.c.id <= upto.event)
        .group_by(kind, *_WHO)
    )


def _steps(connection: Connection, after: LedgerPosition, upto: LedgerPosition, drafts: DigestDrafts) -> None:
    """The last step of each invoice and subject. An invoice refused at integration has no reason text: the codes of its
    findings are given.
    """
    last = (
        select(func.max(events.c.id))
        .where(events.c.id > after.event, events.c.id <= upto.event)
        .where(events.c.status.in_([status.value for status in SUBJECTS]))
        .group_by(events.c.invoice_id, _SUBJECT)
    )
    query = (
        select(*(events.c[name] for name in ("status", "at", "motif", "motif_codes")))
        .add_columns(_D.deposit_id, _D.position, _D.disposition, *_WHO, *_WORDS)
        .join_from(events, documents, (_D.invoice_id == events.c.invoice_id) & _D.current)
        .where(events.c.id.in_(last))
        .order_by(events.c.id)
    )
    rows = connection.execute(query).all()
    refused = [(row.deposit_id, row.position) for row in rows if row.disposition == Disposition.REJECTED.value]
    codes = _codes(connection, refused)
    for row in rows:
        for draft in drafts.of(_whose(row)):
            if draft.has_room(Status(row.status)):
                draft.step(_step_of(row, codes.get((row.deposit_id, row.position), ())))


def _reminders(connection: Connection, after: LedgerPosition, upto: LedgerPosition, drafts: DigestDrafts) -> None:
    query = (
        select(actions.c.detail, *_WHO, *_WORDS)
        .join_from(actions, documents, (_D.invoice_id == actions.c.invoice_id) & _D.current)
        .where(actions.c.id > after.action, actions.c.id <= upto.action)
        .where(actions.c.action == Action.RAPPEL_ECHEANCE.value)
        .order_by(actions.c.id)
    )
    for row in connection.execute(query):
        for draft in drafts.of(_whose(row)):
            draft.remind(_reminder_of(row))


def _refused_files(connection: Connection, after: LedgerPosition, upto: LedgerPosition, drafts: DigestDrafts) -> None:
    """Files, and members of lots, that were refused as files; of the deposits concluded since."""
    since = (outbox.c.id > after.account, outbox.c.id <= upto.account, outbox.c.effect == Effect.REPORT.value)
    whole = select(findings.c.deposit_id).where(IS_OWN, findings.c.severity == Severity.FATAL.value)
    files = (
        select(deposits.c.id.label("deposit_id"), literal(OWN).label("position"), literal("").label("member"))
        .add_columns(deposits.c.drop_name, deposits.c.name)
        .join_from(outbox, deposits, deposits.c.id == outbox.c.subject)
        .where(*since, deposits.c.status == FluxStatus.IN_REJETE.value, deposits.c.id.in_(whole))
    )
    members = (
        select(_D.deposit_id, _D.position, _D.member, _D.drop_name, deposits.c.name)
        .join_from(outbox, deposits, deposits.c.id == outbox.c.subject)
        .join(documents, _D.deposit_id == deposits.c.id)
        .where(*since, _D.disposition == Disposition.IRRECEVABLE.value)
    )
    rows = [row for query in (files, members) for row in connection.execute(query)]
    codes = _codes(connection, [(row.deposit_id, row.position) for row in rows])
    for row in sorted(rows, key=lambda row: (row.deposit_id, row.position)):
        refused = Irrecevable(
            drop=row.drop_name,
            name=f"{row.name} / {row.member}" if row.member else row.name,
            codes=codes.get((row.deposit_id, row.position), ()),
        )
        for draft in drafts.of([row.drop_name.rpartition(":")[2]]):  # a deposit folder is ``statuts:<drop or SIRET>``
            draft.refuse(refused)


def _codes(connection: Connection, places: Sequence[DocumentPosition]) -> dict[DocumentPosition, tuple[str, ...]]:
    """The first codes of what refused each document or file."""
    table = findings.c
    query = (
        select(table.deposit_id, table.position, table.code)
        .where(among(connection, table.deposit_id, {deposit_id for deposit_id, _ in places}))
        .where(table.severity == Severity.FATAL.value, table.lifted_at.is_(None))
        .order_by(table.deposit_id, table.position, table.rank)
    )
    found: defaultdict[DocumentPosition, dict[str, None]] = defaultdict(dict)
    for deposit_id, position, code in connection.execute(query) if places else ():
        found[deposit_id, position][code] = None
    return {place: tuple(codes)[:CODES] for place, codes in found.items()}


def _whose(row: AnyRow) -> tuple[Any, ...]:
    return row.drop_name, row.route_siret, row.valideur_1, row.valideur_2, row.moe


def _step_of(row: AnyRow, codes: tuple[str, ...]) -> StatusStep:
    return StatusStep(
        status=Status(row.status),
        at=row.at,
        numero_facture=row.numero_facture or "",
        nom_fournisseur=row.nom_fournisseur or "",
        nom_destinataire=row.recipient or "",
        motif=row.motif,
        codes=tuple(row.motif_codes.split()) or codes,
    )


def _reminder_of(row: AnyRow) -> Reminder:
    """A detail that is not written as expected gives a reminder without its kind or its day, never none."""
    code, _, day = row.detail.partition(" ")
    try:
        due_on = date.fromisoformat(day)
    except ValueError:
        due_on = None
    return Reminder(
        numero_facture=row.numero_facture or "",
        nom_fournisseur=row.nom_fournisseur or "",
        nom_destinataire=row.recipient or "",
        delai=Delai(code) if code in Delai.__members__.values() else None,
        due_on=due_on,
    )
