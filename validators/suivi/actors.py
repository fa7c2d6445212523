"""Who may say what of an invoice: its recipient, its valideurs, its supplier or depositor; nobody else anything."""

from domain.cadre import CADRES, Deposant
from domain.status import Status
from domain.suivi import BY_NAVETTE, FIRST_VALIDATION, SECOND_VALIDATION, Acteur, Standing
from domain.text import Text
from domain.travaux import ETAPES, Role

S = Status
_ANYBODY = "*"
_PRIVATE = frozenset({Role.MOE, Role.FOURNISSEUR})


def may_say(acteur: Acteur, invoice: Standing, status: Status) -> bool:
    """Whether this status of this invoice is for ``acteur`` to give."""
    if status in BY_NAVETTE:
        return False
    if status in FIRST_VALIDATION:
        return acteur.is_(invoice.valideur_1)
    if status in SECOND_VALIDATION:
        return acteur.is_(invoice.valideur_2)
    return _deposited(acteur, invoice) if status is S.COMPLETEE else _received(acteur, invoice)


def concerns(acteur: Acteur, invoice: Standing) -> bool:
    """Whether ``acteur`` has anything to do with the invoice."""
    return (
        _received(acteur, invoice)
        or _deposited(acteur, invoice)
        or acteur.is_(invoice.fournisseur)
        or acteur.is_(invoice.valideur_1)
        or acteur.is_(invoice.valideur_2)
    )


def whose(status: Status) -> Text:
    """Who gives a status, after « revient »."""
    if status in FIRST_VALIDATION | SECOND_VALIDATION:
        return Text("au valideur", "the valideur")
    if status is S.COMPLETEE:
        return Text("à celui qui a déposé la facture", "who deposited the invoice")
    return Text("au destinataire", "the recipient")


def _received(acteur: Acteur, invoice: Standing) -> bool:
    """An account that deposits for anybody speaks for private actors of works, never for a public recipient."""
    if _ANYBODY in acteur.identifiers:
        etape = ETAPES.get(invoice.cadre or "")
        if etape is not None and etape.destinataire in _PRIVATE:
            return True
    to = invoice.destinataire
    return bool(to) and not acteur.identifiers.isdisjoint((to, to[:9]))


def _deposited(acteur: Acteur, invoice: Standing) -> bool:
    """Who may complete it: the account it came by, or the supplier when the piece is one the supplier makes."""
    if acteur.name == invoice.drop:
        return True
    cadre = CADRES.get(invoice.cadre or "")
    if cadre is not None and cadre.deposant in {Deposant.MOE, Deposant.MOA}:
        return False
    return acteur.is_(invoice.fournisseur) or acteur.is_(invoice.siren_fournisseur)
