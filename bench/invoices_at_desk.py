"""Fills a ledger with delivered invoices, for benchmarks of status files and for crash tests."""

from datetime import date, datetime, timedelta
from hashlib import sha256

from domain.decision import Decision, Verdict
from domain.deposit import Arrival, Disposition, Effect, Key, Settled
from domain.document import Format
from domain.invoice import Invoice, Party
from domain.route import Route
from ledger import ContentStore, Ledger

PAGE = 2_000
SUPPLIER = "999000110"
LEASE = timedelta(hours=1)


def numbered(rank: int) -> str:
    """The number of the invoice of this rank, from 0."""
    return f"STA-{rank:06d}"


def fill(ledger: Ledger, store: ContentStore, count: int, *, drop: str, siret: str, now: datetime) -> None:
    """Records ``count`` invoices of ``drop``, delivered to ``siret``, with an empty outbox."""
    content = b"one and the same for all"
    digest = sha256(content).hexdigest()
    location = store.put_many([(digest, content)])[digest]
    arrival = Arrival(drop=drop, name="lot.zip", size=1, modified=0.0, sha256=digest, location=location)
    (deposit,) = ledger.deposits.receive([arrival], now)
    for start in range(0, count, PAGE):
        settled = [_settled(deposit.id, rank, siret, location) for rank in range(start, min(start + PAGE, count))]
        with ledger.batch() as batch:
            batch.record(settled, now)
    with ledger.batch() as batch:
        batch.conclude(deposit.id, (), now)
    for effect in (Effect.DELIVER, Effect.CERTIFY, Effect.REPORT, Effect.TAKE, Effect.STATUS):
        _done(ledger, effect, now)


def _done(ledger: Ledger, effect: Effect, now: datetime) -> None:
    with ledger.leases.holding(LEASE) as hold:
        while tasks := ledger.outbox.claim(effect, now, limit=PAGE, hold=hold):
            ledger.outbox.done(tasks, now)


def _settled(deposit_id: int, rank: int, siret: str, location: str) -> Settled:
    number = numbered(rank)
    invoice = Invoice(
        numero_facture=number,
        date_facture=date(2026, 11, 3),
        type_facture="380",
        devise="EUR",
        cadre_facturation="A1",
        siret_fournisseur=f"{SUPPLIER}00018",
        siren_fournisseur=SUPPLIER,
        siret_destinataire=siret,
        seller=Party(name="Fournisseur de mesure"),
        buyer=Party(name="Structure de mesure"),
    )
    decision = Decision(
        path="lot.zip",
        member=f"{number}.xml",
        sha256=sha256(number.encode()).hexdigest(),
        format=Format.UBL_INVOICE,
        profile=None,
        verdict=Verdict.ACCEPTED,
        findings=(),
        invoice=invoice,
        route=Route(siret=siret, raison_sociale="Structure de mesure"),
    )
    return Settled(
        deposit_id=deposit_id,
        position=rank,
        decision=decision,
        disposition=Disposition.ACCEPTED,
        location=location,
        key=Key(year=2026, supplier=SUPPLIER, number=number),
    )
