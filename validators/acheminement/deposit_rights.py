"""For whom an account may deposit. Part of routing: an invoice deposited by nobody entitled goes nowhere."""

from domain.cadre import Deposant
from domain.finding import Pack
from domain.invoice import Invoice
from domain.text import Text
from domain.travaux import ETAPES, Etape, Role
from validators.common import siret
from validators.common.identifier_schemes import other_identifier
from validators.common.preceding_pieces import named_by
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule

ANY = "*"
"""In an account's rights: every supplier, as an EDI operator has."""


def covers(rights: frozenset[str], identifier: str | None) -> bool:
    """Whether ``rights`` name the structure of this SIRET (or SIREN): itself, its SIREN, or anybody."""
    return bool(identifier) and not rights.isdisjoint({ANY, identifier, (identifier or "")[:9]})


def decided_with_dossier(invoice: Invoice) -> bool:
    """Whether only the dossier can tell who may deposit: a piece of the MOE or MOA that follows another one."""
    return _played(invoice) is not None and bool(named_by(invoice))


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

    A supplier that nothing identifies is never covered, whatever the severity of SIRET-04. A works piece of the MOE or
    MOA may be deposited by them; when it follows another piece, the rules of association say who they are.
    """
    rights = case.context.rights
    if rights is None or ANY in rights or decided_with_dossier(invoice):
        return True
    names = _names(invoice)
    if not rights.isdisjoint(names) or any(covers(rights, each) for each in _makers(invoice)):
        return True
    return fault(value=names[0] if names else Text("(sans identifiant)", "(no identifier)"))


def _names(invoice: Invoice) -> tuple[str, ...]:
    """What the supplier may be entitled under; the SIRET speaks before a SIREN that could contradict it."""
    value = invoice.siret_fournisseur
    if value:
        return (value, value[:9]) if siret.has_shape(value) else (value,)
    if other := other_identifier(invoice):
        return (other.value,)
    return (invoice.siren_fournisseur,) if invoice.siren_fournisseur else ()


def _played(invoice: Invoice) -> Etape | None:
    """The step of a piece that the MOE or the MOA deposits; ``None`` for any other."""
    etape = ETAPES.get(invoice.cadre_facturation or "")
    return etape if etape and etape.deposant in (Deposant.MOE, Deposant.MOA) else None


def _makers(invoice: Invoice) -> tuple[str | None, ...]:
    """Who else than the seller may have made an initial deposit: the MOE it names, the MOA that is to pay it."""
    etape = _played(invoice)
    if etape is None:
        return ()
    payer = etape.deposant is Deposant.MOA and etape.destinataire is Role.SERVICE_FINANCIER
    return (invoice.siret_moe, invoice.siret_destinataire if payer else None)


CHECKS = (account_may_deposit,)
