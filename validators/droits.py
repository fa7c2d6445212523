"""For whom an account may deposit. Part of routing: an invoice deposited by nobody entitled goes nowhere."""

from domain.finding import Pack
from domain.invoice import Invoice
from domain.text import Text
from validators import siret
from validators.identifiants import other_identifier
from validators.rule import Answer, Case, fault, rule

ANY = "*"
"""In an account's rights: every supplier, as an EDI operator has."""


@rule(
    "DRO-01",
    field="siret_fournisseur",
    pack=Pack.ACHEMINEMENT,
    message=Text(
        "Le compte de dépôt n'a pas le droit de déposer pour le fournisseur « {value} ».",
        "The depositing account has no right to deposit for the supplier “{value}”.",
    ),
    remedy=Text(
        "Vérifiez l'identifiant du fournisseur, ou demandez que le compte soit habilité pour lui.",
        "Check the supplier's identifier, or ask for the account to be entitled for it.",
    ),
    source="DSE 1.0 section 3.2.1.4; settings of the drop",
)
def account_may_deposit(invoice: Invoice, case: Case) -> Answer:
    """The account's rights name the supplier: its SIRET, its SIREN, or its other identifier.

    A supplier that nothing identifies is never covered, whatever the severity of SIRET-04.
    """
    rights = case.context.rights
    if rights is None or ANY in rights:
        return True
    names = _names(invoice)
    return not rights.isdisjoint(names) or fault(
        value=names[0] if names else Text("(sans identifiant)", "(no identifier)")
    )


def _names(invoice: Invoice) -> tuple[str, ...]:
    """What the supplier may be entitled under; the SIRET speaks before a SIREN that could contradict it."""
    value = invoice.siret_fournisseur
    if value:
        return (value, value[:9]) if siret.has_shape(value) else (value,)
    if other := other_identifier(invoice):
        return (other.value,)
    return (invoice.siren_fournisseur,) if invoice.siren_fournisseur else ()


CHECKS = (account_may_deposit,)
