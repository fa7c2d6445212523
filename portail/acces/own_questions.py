"""Whose questions somebody may see and answer, and about what he may ask one."""

from dataclasses import dataclass
from datetime import timedelta

from domain.deposit import INTEGRATED, Deposit, DepositedInvoice
from domain.espace import OF_INVOICES, Droit, Espace
from domain.route import Route
from domain.sollicitation import KindObjet, Objet
from domain.sollicitation_rights import Adresse, Portee, about_file, about_invoice, portee
from portail.acces.asker import Member
from portail.acces.own_drops import drops_of

MESSAGES, MESSAGES_WITHIN = 60, timedelta(hours=1)
"""Messages of one account in that time."""
MOST_RECIPIENTS = 100
"""Recipients of one file that one chooses among; of a larger lot, those of its first invoices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Askable:
    """An invoice or a file that may be seen, and who may ask whom about it."""

    objet: Objet
    adresses: tuple[Adresse, ...]


def portee_of(who: Member, droit: Droit = Droit.CONSULTATION) -> Portee:
    """Whose questions one may see; with MODIFICATION, answer."""
    return portee(who.acces, droit, is_operator=who.is_operator)


def may_write(who: Member) -> bool:
    """Whether the account may send one more message; counts it."""
    subject = f"sollicitation:{who.compte.id}"
    return who.portail.ledger.sessions.tried(subject, who.portail.clock(), MESSAGES_WITHIN) <= MESSAGES


def invoice_of(who: Member, invoice_id: int) -> DepositedInvoice | None:
    """The invoice when one may see it, in whichever espace."""
    found = who.portail.ledger.invoices.one(invoice_id, who.acces.perimetre(Droit.CONSULTATION))
    return found.invoice if found else None


def file_of(who: Member, deposit_id: int) -> Deposit | None:
    """The deposited file when one may follow it."""
    if not who.opens(Espace.SUIVI_DES_FLUX):
        return None
    return who.portail.ledger.deposits.one(deposit_id, drops_of(who.acces, who.portail.settings.drops))


def askable(who: Member, kind: KindObjet, id_: int) -> Askable | None:
    """What one may ask about; ``None`` when there is no such thing, it may not be seen, or there is nobody to ask."""
    if kind is KindObjet.FACTURE:
        if (invoice := invoice_of(who, id_)) is None:
            return None
        name, adresses = invoice.values["numero_facture"] or "?", about_invoice(who.acces, invoice)
    else:
        if (deposit := file_of(who, id_)) is None:
            return None
        drop = who.portail.settings.drop(deposit.drop)
        name = deposit.name
        adresses = about_file(who.acces, drop.deposants, _recipients(who, deposit), drop.nom)
    return Askable(objet=Objet(kind=kind, id=id_, name=name), adresses=adresses) if adresses else None


def may_ask_about_file(who: Member, deposit: Deposit) -> bool:
    """Whether one, who may follow the file, may ask about it."""
    return bool(about_file(who.acces, who.portail.settings.drop(deposit.drop).deposants, ()))


def address_of(who: Member, objet: Objet) -> str:
    """The page where one sees the invoice or the file; empty when one may not."""
    if objet.kind is KindObjet.DEPOT:
        return f"/{Espace.SUIVI_DES_FLUX.value}" if file_of(who, objet.id) else ""
    if (invoice := invoice_of(who, objet.id)) is None:
        return ""
    mine = who.acces.perimetre(Droit.CONSULTATION)
    return next((f"/{each.value}/{objet.id}" for each in OF_INVOICES if mine.only(each).holds(invoice)), "")


def _recipients(who: Member, deposit: Deposit) -> list[Route]:
    found: dict[str, Route] = {}
    for invoice in who.portail.ledger.invoices.of_deposits(deposit.id):
        if invoice.route and invoice.disposition in INTEGRATED and len(found) < MOST_RECIPIENTS:
            found.setdefault(invoice.route.folder, invoice.route)
    return list(found.values())
