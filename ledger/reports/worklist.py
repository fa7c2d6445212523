"""What readers have to act on: what suppliers correct, what payers verify before they pay."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, exists, func, literal_column, or_, select

from domain.dashboard import ReportScope
from domain.deposit import DepositedInvoice, Disposition
from domain.finding import Severity
from domain.phase import UNPAID
from domain.status import FluxStatus, Status
from domain.status_facts import PHASES, TO_CORRECT, TO_REPLACE
from domain.worklist import BEFORE_PAYMENT, DAYS, CorrectionDue, SetAside, VerificationDue, before_payment
from ledger.database.paris_day import PARIS_DAY
from ledger.database.places_aside import aside_at, in_force
from ledger.database.row_mapping import DOCUMENTS, deposits_from, invoices
from ledger.database.schema import IS_OWN, OWN, deposits, documents, findings, mises_de_cote
from ledger.reports.scope import PAYABLE, not_paid, within

_D, _P, _F = documents.c, deposits.c, findings.c
_OPEN = sorted(status.value for status, phase in PHASES.items() if phase in UNPAID)
_TO_CORRECT = sorted(status.value for status in TO_CORRECT)
_TO_REPLACE = sorted(status.value for status in TO_REPLACE)
_REFUSED = (Disposition.REJECTED.value, Disposition.IRRECEVABLE.value)
_LATER = documents.alias("later")
_AGAIN = deposits.alias("again")
_BEFORE = deposits.alias("before")
_TAKEN = (FluxStatus.IN_INTEGRE.value, FluxStatus.IN_INTEGRE_PARTIEL.value)
_WHO = ("siret_fournisseur", "tva_fournisseur", "nom_fournisseur")


def _wrong(*fields: str) -> ColumnElement[bool]:
    """Whether the document was refused for one of ``fields``: corrected, it has another value there."""
    return exists().where(
        _F.deposit_id == _D.deposit_id,
        _F.position == _D.position,
        _F.severity == Severity.FATAL.value,
        _F.field.in_(fields),
    )


_REPLACED = exists().where(
    _LATER.c.drop_name == _D.drop_name,
    _LATER.c.integrated,
    _LATER.c.id > _D.id,
    _LATER.c.number_sought == _D.number_sought,
    or_(_LATER.c.key_supplier == _D.key_supplier, _D.key_supplier.is_(None), _wrong(*_WHO)),
)
"""Whether an invoice of the same number and supplier was integrated for the same account since: one account may
deposit for several suppliers, who number their invoices alike.
"""
_NAMED_AFTER = exists().where(
    _LATER.c.drop_name == _D.drop_name,
    _LATER.c.integrated,
    _LATER.c.id > _D.id,
    _LATER.c.deposited_at >= _D.deposited_at,
    func.lower(_LATER.c.numero_facture_origine) == func.lower(_D.numero_facture),
    _LATER.c.key_supplier == _D.key_supplier,
)
"""Whether an invoice or credit note of the same supplier was integrated since that names it as its original."""
_NAMED_BEFORE = exists().where(
    _BEFORE.c.drop_name == _P.drop_name,
    _BEFORE.c.kind == _P.kind,
    _BEFORE.c.name == _P.name,
    _BEFORE.c.id < _P.id,
    _BEFORE.c.status.in_(_TAKEN),
)
"""Whether the account gave this name to another file before: then it gives it to every file, and the next one of that
name corrects nothing.
"""
_SAME_NAME = and_(
    _AGAIN.c.drop_name == _P.drop_name, _AGAIN.c.kind == _P.kind, _AGAIN.c.name == _P.name, _AGAIN.c.id > _P.id
)
_OF_THEN = func.coalesce(_LATER.c.date_facture, "") <= PARIS_DAY(_P.received_at)
"""Whether an invoice is dated no later than the day on which the refused file came: one that is dated later was not in
it. Many accounts give one name to the file of each day.
"""
_FILE_CAME = exists().where(
    _SAME_NAME, _AGAIN.c.status.in_(_TAKEN), _LATER.c.deposit_id == _AGAIN.c.id, _LATER.c.integrated, _OF_THEN
)
_SAME_FILE = and_(_FILE_CAME, ~_NAMED_BEFORE)
"""Whether a file of the same name, with an invoice that may have been in this one, was integrated for the account
since.
"""
_UNNUMBERED = and_(or_(_D.number_sought.is_(None), _wrong("numero_facture")), ~_NAMED_BEFORE)
_DOCUMENT_CAME = exists().where(
    _SAME_NAME,
    _LATER.c.deposit_id == _AGAIN.c.id,
    _LATER.c.integrated,
    func.coalesce(_LATER.c.member, "") == func.coalesce(_D.member, ""),
    or_(_OF_THEN, _wrong("date_facture")),
)
_SAME_DOCUMENT = and_(_UNNUMBERED, _DOCUMENT_CAME)
"""Whether, of a document whose number is not known or not right, one of the same file's name was integrated since. One
that has its number is replaced by that number only.
"""
_ASIDE = aside_at(_D.deposit_id, _D.position)
_FILE_ASIDE = aside_at(_P.id, literal_column(str(OWN)))


def corrections_due(
    connection: Connection, scope: ReportScope, now: datetime, limit: int | None = None
) -> tuple[CorrectionDue, ...]:
    """What a supplier's account has to correct, the newest first: what was refused, by Navette or by its recipient, in
    the last :data:`DAYS` days and nothing replaces and nobody set aside, what waits to be completed, what its recipient
    sent back. Nothing for other scopes.
    """
    if scope.drop is None:
        return ()
    oldest = now - timedelta(days=DAYS)
    refused = and_(_D.disposition.in_(_REFUSED), _D.deposited_at >= oldest, ~_REPLACED, ~_SAME_DOCUMENT, ~_ASIDE)
    waiting = _D.status == Status.A_COMPLETER.value
    sent_back = and_(_D.integrated, _D.status.in_(_TO_CORRECT))
    ended = and_(_D.integrated, _D.status.in_(_TO_REPLACE), _D.changed_at >= oldest, ~_REPLACED, ~_NAMED_AFTER, ~_ASIDE)
    query = DOCUMENTS.where(_D.drop_name == scope.drop, _D.current, or_(refused, waiting, sent_back, ended))
    found = [_of_document(one) for one in invoices(connection, query.order_by(_D.deposited_at.desc()).limit(limit))]
    found += _files(connection, scope.drop, oldest, limit)
    return tuple(sorted(found, key=lambda one: one.deposited_at, reverse=True)[:limit])


def replaced_by(connection: Connection, drop: str, deposit_ids: Iterable[int], now: datetime) -> tuple[int, ...]:
    """The deposits of an account of which something that was refused in the last :data:`DAYS` days is replaced by one
    of ``deposit_ids``, the oldest first.
    """
    ids, oldest = sorted(deposit_ids), now - timedelta(days=DAYS)
    came = _LATER.c.deposit_id.in_(ids)
    of_documents = (
        select(_D.deposit_id)
        .join_from(documents, deposits, _P.id == _D.deposit_id)
        .where(_D.drop_name == drop, _D.disposition.in_(_REFUSED), _D.deposited_at >= oldest, _D.current)
        .where(or_(_REPLACED.where(came), and_(_UNNUMBERED, _DOCUMENT_CAME.where(came))))
    )
    of_files = (
        select(_P.id)
        .where(_P.drop_name == drop, _P.status == FluxStatus.IN_REJETE.value, _P.received_at >= oldest)
        .where(_FILE_CAME.where(came), ~_NAMED_BEFORE)
    )
    return tuple(sorted({*connection.execute(of_documents).scalars(), *connection.execute(of_files).scalars()}))


def set_aside(connection: Connection, scope: ReportScope, now: datetime) -> tuple[SetAside, ...]:
    """What was set aside of an account's deposits in the last :data:`DAYS` days and not taken up again, the newest
    first. Nothing for other scopes.
    """
    if scope.drop is None:
        return ()
    table = mises_de_cote.c
    of_place = (_D.deposit_id == table.deposit_id) & (_D.position == table.position)
    query = (
        select(table.deposit_id, table.position, table.at, table.actor, table.reason)
        .add_columns(_P.name, _D.member, _D.numero_facture)
        .join_from(mises_de_cote, deposits, _P.id == table.deposit_id)
        .outerjoin(documents, of_place)
        .where(_P.drop_name == scope.drop, table.at >= now - timedelta(days=DAYS), in_force(mises_de_cote), table.aside)
        .order_by(table.id.desc())
    )
    return tuple(
        SetAside(
            deposit_id=row.deposit_id,
            position=None if row.position == OWN else row.position,
            file=row.name,
            member=row.member or "",
            numero_facture=row.numero_facture or "",
            actor=row.actor,
            at=row.at,
            reason=row.reason,
        )
        for row in connection.execute(query)
    )


def verifications_due(
    connection: Connection, scope: ReportScope, limit: int | None = None
) -> tuple[VerificationDue, ...]:
    """The unpaid invoices with a finding of :data:`domain.worklist.BEFORE_PAYMENT`, the oldest first. Nothing for a
    supplier's account.
    """
    if scope.drop is not None:
        return ()
    query = not_paid(DOCUMENTS, scope).where(_is_to_verify(scope)).order_by(_D.available_at, _D.invoice_id).limit(limit)
    return tuple(_of_invoice(one) for one in invoices(connection, query))


def verifications_count(connection: Connection, scope: ReportScope) -> int:
    """How many :func:`verifications_due` has without a limit."""
    if scope.drop is not None:
        return 0
    query = not_paid(select(func.count()).select_from(documents), scope).where(_is_to_verify(scope))
    return int(connection.execute(query).scalar_one())


def _is_to_verify(scope: ReportScope) -> ColumnElement[bool]:
    told = exists().where(
        _F.deposit_id == _D.deposit_id,
        _F.position == _D.position,
        _F.lifted_at.is_(None),
        _F.code.in_(sorted(BEFORE_PAYMENT)),
    )
    return and_(within(scope), _D.integrated, _D.status.in_(_OPEN), PAYABLE, told)


def _files(connection: Connection, drop: str, oldest: datetime, limit: int | None) -> list[CorrectionDue]:
    """Files refused as such, of which no document was recorded."""
    none = ~exists().where(_D.deposit_id == _P.id)
    told = exists().where(_F.deposit_id == _P.id, IS_OWN)
    query = (
        select(deposits)
        .where(_P.drop_name == drop, _P.status == FluxStatus.IN_REJETE.value, _P.received_at >= oldest)
        .where(told, none, ~_SAME_FILE, ~_FILE_ASIDE)
        .order_by(_P.id.desc())
        .limit(limit)
    )
    return [
        CorrectionDue(
            deposit_id=one.id,
            position=None,
            file=one.name,
            member="",
            numero_facture="",
            deposited_at=one.received_at,
            status=None,
            motif="",
            findings=one.findings,
        )
        for one in deposits_from(connection, connection.execute(query).all())
    ]


def _of_document(one: DepositedInvoice) -> CorrectionDue:
    return CorrectionDue(
        deposit_id=one.deposit_id,
        position=one.position,
        file=one.deposit_name,
        member=one.member or "",
        numero_facture=one.values.get("numero_facture") or "",
        deposited_at=one.deposited_at,
        status=one.status,
        motif=one.motif,
        findings=one.findings,
    )


def _of_invoice(one: DepositedInvoice) -> VerificationDue:
    return VerificationDue(
        invoice_id=one.id,
        numero_facture=one.values.get("numero_facture") or "",
        fournisseur=one.values.get("siret_fournisseur") or one.values.get("tva_fournisseur") or "",
        nom_fournisseur=one.values.get("nom_fournisseur") or "",
        status=one.status or Status.DEPOSEE,
        devise=one.values.get("devise") or "",
        ttc=one.values.get("montant_ttc") or "",
        available_at=one.available_at,
        findings=before_payment(one.findings),
    )
