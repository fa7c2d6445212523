"""Arrivals, decisions and settled documents to record, all made up here."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from sqlalchemy import update

from domain.decision import Decision, Verdict
from domain.deposit import (
    Arrival,
    Deposit,
    DepositedInvoice,
    DepositKind,
    Disposition,
    Effect,
    Key,
    Known,
    Settled,
    Task,
)
from domain.document import Format
from domain.finding import Finding, Level, Severity
from domain.invoice import Invoice, Party, Totals
from domain.route import Route
from domain.status import Status
from domain.suivi import Outcome, Standing, Statement, StatementResult
from domain.text import Text
from ledger import Ledger
from ledger.database.schema import leases

NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
LEASE = timedelta(minutes=15)
ROUTE = Route(siret="20005384900017", raison_sociale="Région des Essais", code_service="DAF", nom_service="Finances")


def digest(text: str) -> str:
    return sha256(text.encode(errors="surrogatepass")).hexdigest()


def arrival(name: str = "facture.xml", drop: str = "atelier", content: str | None = None) -> Arrival:
    sha = digest(content or name)
    return Arrival(drop=drop, name=name, size=1000, modified=1.5, sha256=sha, location=f"files/{sha[:2]}/{sha}")


def invoice(number: str = "F-1", supplier: str = "123456782", **changes: object) -> Invoice:
    built = Invoice(
        numero_facture=number,
        date_facture=date(2026, 11, 3),
        type_facture="380",
        devise="EUR",
        cadre_facturation="A1",
        siret_fournisseur=f"{supplier}00018",
        siren_fournisseur=supplier,
        siret_destinataire=ROUTE.siret,
        code_service="DAF",
        numero_engagement="123456",
        seller=Party(name="Ateliers de l'Essai", vat_identifier=f"FR11{supplier}"),
        buyer=Party(name="Région des Essais"),
        totals=Totals(without_vat=Decimal("100.00"), vat=Decimal("20.0"), with_vat=Decimal(120), due=Decimal("0.00")),
    )
    return replace(built, **changes)


def finding(code: str = "UNI-01", severity: Severity = Severity.FATAL, level: Level = Level.FACTURE) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        level=level,
        field="numero_facture",
        message=Text("Déjà déposée.", "Deposited already."),
        remedy=Text("Changez de numéro.", "Use another number."),
    )


def settled(
    deposit: Deposit,
    position: int = 0,
    what: Invoice | None = None,
    disposition: Disposition = Disposition.ACCEPTED,
    previous: Known | None = None,
    content: str | None = None,
    findings: tuple[Finding, ...] = (),
    **decided: object,
) -> Settled:
    what = what or invoice(f"F-{deposit.id}-{position}")
    accepted = disposition in {Disposition.ACCEPTED, Disposition.RECYCLED}
    sha = digest(content or f"{deposit.id}/{position}")
    decision = Decision(
        path=deposit.name,
        member=f"{position}.xml",
        sha256=sha,
        format=Format.CII,
        profile="en16931",
        verdict=Verdict.ACCEPTED if accepted else Verdict.REJECTED,
        findings=findings,
        invoice=what,
        route=ROUTE if accepted else None,
    )
    return Settled(
        deposit_id=deposit.id,
        position=position,
        decision=replace(decision, **decided),
        disposition=disposition,
        location=f"files/{sha[:2]}/{sha}",
        previous=previous,
        key=key(what),
    )


def key(what: Invoice) -> Key:
    return Key(year=2026, supplier=what.siren_fournisseur or "", number=what.numero_facture or "")


def record(ledger: Ledger, *documents: Settled, now: datetime = NOW) -> tuple[DepositedInvoice, ...]:
    with ledger.batch() as batch:
        return batch.record(documents, now)


def conclude(ledger: Ledger, deposit: Deposit, *findings: Finding, now: datetime = NOW) -> Deposit:
    with ledger.batch() as batch:
        return batch.conclude(deposit.id, findings, now)


def received(ledger: Ledger, name: str = "facture.xml", drop: str = "atelier") -> Deposit:
    return ledger.deposits.receive([arrival(name, drop)], NOW)[0]


def accepted(ledger: Ledger, name: str = "facture.xml", what: Invoice | None = None) -> DepositedInvoice:
    return record(ledger, settled(received(ledger, name), what=what))[0]


def claim(ledger: Ledger, effect: Effect, now: datetime = NOW, limit: int = 1000, **more: str) -> tuple[Task, ...]:
    """Under a hold of its own, which nobody renews."""
    return ledger.outbox.claim(effect, now, limit=limit, hold=ledger.leases.take(LEASE), **more)


def lapse(ledger: Ledger) -> None:
    """Every lease has ended, as if their holders had said nothing for so long."""
    with ledger.leases._database.write() as connection:
        connection.execute(update(leases).values(until=datetime.now(UTC) - timedelta(seconds=1)))
    ledger.leases.free()


def follow_up(
    ledger: Ledger, name: str = "statuts.csv", kind: DepositKind = DepositKind.STATUTS, drop: str = "statuts:x"
) -> Deposit:
    return ledger.deposits.receive([replace(arrival(name, drop), kind=kind)], NOW)[0]


def said(rank: int, number: str = "F-1", **more: object) -> Statement:
    return Statement(rank=rank, numero_facture=number, **more)


def stands(ledger: Ledger, *statements: Statement) -> dict[int, tuple[Standing, ...]]:
    with ledger.batch() as batch:
        return batch.matching(statements)


def applied(ledger: Ledger, statement: Statement, after: Status | None = None, **more: object) -> StatementResult:
    """The statement about the first invoice it may mean; refused without ``after``."""
    found = stands(ledger, statement)[statement.rank]
    outcome = Outcome.APPLIED if after else Outcome.REFUSED
    return StatementResult(
        **{"statement": statement, "outcome": outcome, "invoice": found[0] if found else None, "after": after} | more
    )


def follow(
    ledger: Ledger, deposit: Deposit, *lines: StatementResult, now: datetime = NOW, actor: str = ROUTE.siret
) -> None:
    with ledger.batch() as batch:
        batch.follow(deposit.id, actor, lines, now)


def delivered(ledger: Ledger, name: str = "facture.xml", what: Invoice | None = None) -> DepositedInvoice:
    """An accepted invoice its addressee has."""
    document = accepted(ledger, name, what)
    ledger.outbox.done(claim(ledger, Effect.DELIVER), NOW)
    return ledger.invoices.by_id(document.id)


def steps_of(ledger: Ledger, document: DepositedInvoice) -> list[Status]:
    found = ledger.invoices.find(document.values["numero_facture"] or "")
    return [event.status for one in found if one.invoice.id == document.id for event in one.events]


def recycled(ledger: Ledger, what: Invoice, name: str = "recyclee.xml", **more: object) -> DepositedInvoice:
    """The invoice of this key comes again."""
    deposit = received(ledger, name)
    with ledger.batch() as batch:
        previous = batch.known([key(what)])[key(what)]
        one = settled(deposit, 0, what, Disposition.RECYCLED, previous)
        return batch.record([replace(one, **more)], NOW)[0]
