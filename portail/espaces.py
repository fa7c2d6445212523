"""What the pages of an espace of invoices may show to who asks; anything else is not there."""

from domain.deposit import DepositedInvoice, History
from domain.espace import OF_INVOICES, Droit, Espace
from domain.perimetre import Perimetre
from domain.suivi import Action
from portail.acces.asker import Member, NotFound


def open_espace(who: Member, name: str) -> Espace:
    """The espace, when it is one of invoices and open. Raises :class:`NotFound`."""
    for espace in OF_INVOICES:
        if espace.value == name and who.acces.may_somewhere(espace):
            return espace
    raise NotFound


def perimetre_of(who: Member, espace: Espace, structure: str) -> Perimetre:
    """What may be seen there, of the structure when one is named."""
    mine = within(who, espace)
    return mine.of_structure(structure) if structure else mine


def within(who: Member, espace: Espace) -> Perimetre:
    """What may be seen there."""
    return who.acces.perimetre(Droit.CONSULTATION).only(espace)


def history_of(who: Member, espace: Espace, invoice_id: int) -> History:
    """Raises :class:`NotFound` when there is no such invoice, or it may not be seen in this espace."""
    found = who.portail.ledger.invoices.one(invoice_id, within(who, espace))
    if found is None:
        raise NotFound
    return found


def kept(history: History) -> DepositedInvoice:
    """The invoice, whose bytes are here. Raises :class:`NotFound` when they are not, or left by a rule of retention."""
    if not has_files(history):
        raise NotFound
    return history.invoice


def has_files(history: History) -> bool:
    """Whether the bytes of the invoice are here."""
    left = any(done.action is Action.ARCHIVAGE for done in history.actions)
    return bool(history.invoice.location) and not left
