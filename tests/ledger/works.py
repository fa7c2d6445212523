"""Works pieces of a contract, deposited, associated and delivered, for the ledger's tests."""

from dataclasses import replace
from datetime import datetime

from domain.deposit import DepositedInvoice, Effect, Link
from domain.invoice import Identifier, Invoice, Party
from domain.route import Route
from domain.status import Status
from domain.travaux import associated
from ledger import Ledger
from tests.ledger.facts import NOW, claim, invoice, received, record, settled

TITULAIRE = "12345678200018"
MANDATAIRE = "98765432100015"
MOE = Route(siret="55555555500013", raison_sociale="Études et Maîtrise", code_service=None, nom_service=None)


def agent(siret: str) -> Party:
    return Party(name="Agent", identifiers=(Identifier(value=siret, scheme="0009"),))


def piece(number: str, cadre: str, **changes: object) -> Invoice:
    return invoice(number, cadre_facturation=cadre, **changes)


def deposit(ledger: Ledger, number: str, cadre: str, *links: Link, drop: str = "atelier", **more: object):
    """An accepted piece."""
    one = settled(received(ledger, f"{number}.xml", drop), what=piece(number, cadre), **more)
    return record(ledger, replace(one, links=links))[0]


def follows(ledger: Ledger, number: str, cadre: str, *earlier: DepositedInvoice, drop: str = "moe") -> DepositedInvoice:
    """A piece associated with earlier ones, each of which becomes what the circuit says."""
    links = tuple(Link(invoice_id=one.id, becomes=becomes(one, cadre)) for one in earlier)
    return deposit(ledger, number, cadre, *links, drop=drop)


def becomes(earlier: DepositedInvoice, cadre: str) -> Status:
    return associated(earlier.values["cadre_facturation"] or "", cadre)


def deliver(ledger: Ledger, now: datetime = NOW) -> None:
    for effect in (Effect.SUBMIT, Effect.DELIVER):
        ledger.outbox.done(claim(ledger, effect, now), now)
