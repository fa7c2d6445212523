"""Who may declare which status: the recipient, the valideurs, the supplier or the depositor of an invoice."""

from domain.cadre import CADRES, Deposant
from domain.portal_depositor import portal_depositor
from domain.status import Status
from domain.status_facts import BY_NAVETTE
from domain.suivi import FIRST_VALIDATION, SECOND_VALIDATION, Acteur, Standing
from domain.supplier_identity import siren_of
from domain.text import Text
from domain.travaux import ETAPES, Role

S = Status
_ANYBODY = "*"
_PRIVATE = frozenset({Role.MOE, Role.FOURNISSEUR})


def may_say(acteur: Acteur, invoice: Standing, status: Status) -> bool:
    """Whether ``acteur`` may declare this status of this invoice."""
    if status in BY_NAVETTE:
        return False
    if status in FIRST_VALIDATION:
        return acteur.is_(invoice.valideur_1)
    if status in SECOND_VALIDATION:
        return acteur.is_(invoice.valideur_2)
    return _deposited(acteur, invoice) if status is S.COMPLETEE else _received(acteur, invoice)


def concerns(acteur: Acteur, invoice: Standing) -> bool:
    """Whether ``acteur`` has a role in the invoice."""
    return (
        _received(acteur, invoice)
        or _deposited(acteur, invoice)
        or acteur.is_(invoice.fournisseur)
        or acteur.is_(invoice.valideur_1)
        or acteur.is_(invoice.valideur_2)
    )


def is_supplier(acteur: Acteur, invoice: Standing) -> bool:
    """Whether the actor represents the supplier. What names a company and none of its establishments belongs, in the
    portal, to each of them (:meth:`domain.perimetre.Part.holds`).
    """
    if acteur.is_(invoice.fournisseur) or acteur.is_(invoice.siren_fournisseur):
        return True
    depositor = portal_depositor(acteur.name)
    company = siren_of(depositor.structure) if depositor else None
    return company is not None and company == invoice.siren_fournisseur and siren_of(invoice.fournisseur) is None


def status_givers(status: Status) -> Text:
    """Actors who may give a status, to follow « revient » in a sentence."""
    if status in FIRST_VALIDATION | SECOND_VALIDATION:
        return Text("au valideur", "the valideur")
    if status is S.COMPLETEE:
        return Text("à celui qui a déposé la facture", "who deposited the invoice")
    return Text("au destinataire", "the recipient")


def _received(acteur: Acteur, invoice: Standing) -> bool:
    """Whether the actor is the addressee. An account with the right ``*`` represents private actors of works, never a
    public recipient.
    """
    if _ANYBODY in acteur.identifiers:
        etape = ETAPES.get(invoice.cadre or "")
        if etape is not None and etape.destinataire in _PRIVATE:
            return True
    to = invoice.destinataire
    return bool(to) and not acteur.identifiers.isdisjoint((to, to[:9]))


def _deposited(acteur: Acteur, invoice: Standing) -> bool:
    """Whether the actor is the depositor, or the supplier of a piece made by the supplier."""
    if acteur.deposited(invoice.drop):
        return True
    cadre = CADRES.get(invoice.cadre or "")
    if cadre is not None and cadre.deposant in {Deposant.MOE, Deposant.MOA}:
        return False
    return is_supplier(acteur, invoice)
