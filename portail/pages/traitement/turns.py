"""Whose turn it is in a works dossier, and which piece it deposits next: a piece is associated by the one that follows
it, never by a form.
"""

from domain.deposit import DepositedInvoice
from domain.next_actors import next_actors
from domain.paris_time import paris_day
from domain.text import Text
from domain.travaux import is_travaux
from portail.acces.asker import Member


def turns_of(who: Member, invoice: DepositedInvoice) -> tuple[Text, ...]:
    """What the actors of a works piece do next about it; empty for what is no works piece, or waits for nobody."""
    if not is_travaux(invoice.values["cadre_facturation"]) or not invoice.certificate:
        return ()
    portail = who.portail
    today = paris_day(portail.clock())
    found = [
        action
        for dossier in portail.ledger.follow_up.dossiers(invoice.certificate)
        for action in next_actors(dossier, today, portail.settings.delai_paiement(dossier.pieces[-1].destinataire))
        if action.invoice_id == invoice.id
    ]
    number = invoice.values["numero_facture"] or "?"
    sentences = tuple(action.sentence for action in found)
    return (*sentences, ASSOCIATE.with_({"number": number})) if sentences else ()


ASSOCIATE = Text(
    "La pièce suivante s'associe à celle-ci en citant son numéro, {number}, comme facture antérieure.",
    "The next piece is associated with this one by naming its number, {number}, as the preceding invoice.",
)
