"""What the ledger's tables say of a certified invoice, beside what its certificate says.

The certificate is sealed and the tables are not: reports, deliveries and statuses are made of the tables.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from sqlalchemy import Connection, and_, func, or_, select, tuple_

from domain.certificate import CertificateContent, instant
from domain.deposit import INTEGRATED
from domain.status import FIRST, NEXT, Status
from ledger.certificates.chain import certificate_of
from ledger.certificates.content import certified_text
from ledger.database.column_types import cents
from ledger.database.row_mapping import AnyRow
from ledger.database.schema import certificates, deposits, documents, events

_C, _D, _E = certificates.c, documents.c, events.c
_INTEGRATED = sorted(disposition.value for disposition in INTEGRATED)
_AMOUNTS = ("montant_ht", "montant_tva", "montant_ttc", "montant_a_payer")
_CENTS = (("montant_ht", "ht_cents"), ("montant_ttc", "ttc_cents"), ("montant_a_payer", "due_cents"))
_TEXTS = ("numero_facture", "date_facture", "devise", "cadre_facturation", "sha256")
_REFERENCES = ("numero_engagement", "numero_marche")
_SINCE_REFERENCES = (*_REFERENCES, "organisme", "contact", "portail")
"""What certificates say since they have the references: one that says any of it, and all after it, would say them."""
_ROUTE = (("siret_destinataire", "route_siret"), ("code_service", "route_code_service"))
_COLUMNS = (
    _D.id.label("document_id"),
    _D.certificate.label("certified_as"),
    *(_D[name] for name in (*_TEXTS, *_AMOUNTS, *_REFERENCES)),
    *(_D[column] for _, column in (*_ROUTE, *_CENTS)),
    _D.siret_fournisseur,
    _D.nom_fournisseur,
    _D.member,
    deposits.c.name,
    deposits.c.received_at,
)
_PAIRS = sorted((before.value, after.value) for before, following in NEXT.items() for after in following)
"""Every status with each that may follow it, whatever the cadre."""
LOST = "-"
"""What is shown in the place of a row that is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A value of the tables that is not what was certified."""

    sequence: int
    """Rank of the certificate; 0 when there is none."""
    number: str
    field: str
    certified: str
    found: str


def differences(connection: Connection) -> Iterator[Difference]:
    """Every difference between the certificates, which are intact, and the tables: values, routes, the
    steps of each invoice.
    """
    query = (
        select(_C.sequence, _C.number, _C.canonical, *_COLUMNS)
        .select_from(certificates.outerjoin(documents, _D.id == _C.document_id))
        .outerjoin(deposits, deposits.c.id == _D.deposit_id)
        .order_by(_C.sequence)
    )
    has_references = False
    for row in connection.execute(query.execution_options(yield_per=1000)):
        content = certificate_of(row.number, row.canonical).content
        has_references = has_references or any(getattr(content, name) for name in _SINCE_REFERENCES)
        yield from _of_certificate(row, content, has_references=has_references)
    yield from _without_certificate(connection)
    yield from _of_events(connection)
    yield from _of_steps(connection)


def _of_certificate(row: AnyRow, content: CertificateContent, *, has_references: bool) -> Iterator[Difference]:
    for name, certified, found in _pairs(row, content, has_references=has_references):
        if certified != found:
            yield Difference(sequence=row.sequence, number=row.number, field=name, certified=certified, found=found)


def _pairs(row: AnyRow, content: CertificateContent, *, has_references: bool) -> Iterator[tuple[str, str, str]]:
    """Each field with what was certified and what the tables have, in one form. Engagement and marché are not compared
    when the certificate was issued before these were on certificates.
    """
    if row.document_id is None:
        yield "document", row.number, LOST
        return
    yield "certificat", row.number, row.certified_as or LOST
    for name in _TEXTS:
        yield name, getattr(content, name), certified_text(getattr(row, name))
    for name in _REFERENCES if has_references else ():
        yield name, getattr(content, name), certified_text(getattr(row, name))
    for name in _AMOUNTS:
        yield name, *_same_form(getattr(content, name), getattr(row, name) or "")
    for name, column in _CENTS:
        counted = getattr(row, column)
        if (certified := _decimal(getattr(content, name))) is not None and counted is not None:
            yield column, str(cents(certified)), str(counted)
    for name, column in _ROUTE:
        yield name, getattr(content, name), certified_text(getattr(row, column))
    if row.siret_fournisseur:
        yield "siret_fournisseur", content.identifiant_fournisseur, row.siret_fournisseur.strip()
    if name := certified_text(row.nom_fournisseur):
        yield "fournisseur", content.fournisseur, name
    yield "file", content.file, certified_text(row.name)
    yield "member", content.member, certified_text(row.member)
    yield "deposited_at", content.deposited_at, instant(row.received_at)


def _same_form(certified: str, found: str) -> tuple[str, str]:
    """Both amounts as they are, the second one as the first when they are equal."""
    one, other = _decimal(certified), _decimal(found)
    return (certified, certified) if one is not None and one == other else (certified, found.strip())


def _decimal(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _without_certificate(connection: Connection) -> Iterator[Difference]:
    bare = select(_D.id, _D.numero_facture).where(_D.disposition.in_(_INTEGRATED), _D.certificate.is_(None))
    for row in connection.execute(bare.order_by(_D.id)):
        yield Difference(sequence=0, number="", field="certificat", certified=LOST, found=row.numero_facture or "")


def _of_events(connection: Connection) -> Iterator[Difference]:
    """Certified invoices of which a deposit has no event, or whose status is not that of the last event."""
    deposited = func.count().filter(_E.status == Status.DEPOSEE.value).label("deposits")
    told = select(_E.invoice_id, func.max(_E.id).label("last"), deposited).group_by(_E.invoice_id).subquery()
    versions = (
        select(_D.invoice_id, func.count().label("certified"))
        .where(_D.certificate.is_not(None))
        .group_by(_D.invoice_id)
        .subquery()
    )
    named = (_C.sequence, _C.number, versions.c.certified, told.c.deposits)
    strange = (_E.status.is_(None), _E.status != _D.status, _D.status.is_(None), told.c.deposits < versions.c.certified)
    query = (
        select(*named, _D.status.label("stands"), _E.status.label("told"))
        .select_from(documents.join(versions, versions.c.invoice_id == _D.invoice_id))
        .join(certificates, _C.number == _D.certificate)
        .outerjoin(told, told.c.invoice_id == _D.invoice_id)
        .outerjoin(events, _E.id == told.c.last)
        .where(_D.current, or_(*strange))
        .order_by(_C.sequence)
    )
    for row in connection.execute(query):
        if row.stands != row.told:
            values = ("statut", row.told or LOST, row.stands or LOST)
        else:
            values = ("événements DEPOSEE", str(row.certified), str(row.deposits or 0))
        field, certified, found = values
        yield Difference(sequence=row.sequence, number=row.number, field=field, certified=certified, found=found)


def _of_steps(connection: Connection) -> Iterator[Difference]:
    """Events that no life cycle has one after the other: one between them is gone, or one was put in."""
    before = func.lag(_E.status).over(partition_by=_E.invoice_id, order_by=_E.id).label("before")
    steps = select(_E.invoice_id, _E.status, before).subquery()
    pair = tuple_(steps.c.before, steps.c.status)
    first = and_(steps.c.before.is_(None), steps.c.status.not_in([status.value for status in FIRST]))
    strange = or_(first, and_(steps.c.before.is_not(None), pair.not_in(_PAIRS)))
    query = (
        select(_C.sequence, _C.number, steps.c.before, steps.c.status)
        .select_from(steps.join(documents, and_(_D.invoice_id == steps.c.invoice_id, _D.current)))
        .join(certificates, _C.number == _D.certificate)
        .where(strange)
        .order_by(_C.sequence)
    )
    for row in connection.execute(query):
        before_it = row.before or LOST
        yield Difference(sequence=row.sequence, number=row.number, field="suite", certified=before_it, found=row.status)
