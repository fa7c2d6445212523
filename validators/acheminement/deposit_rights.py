"""Rights of deposit of an account. Part of routing: an invoice deposited without the right is not routed."""

from domain.cadre import Deposant
from domain.finding import Pack
from domain.invoice import Invoice
from domain.text import Text
from domain.travaux import ETAPES, Etape, Role
from validators.common import siret
from validators.common.identifier_schemes import other_identifier
from validators.common.preceding_pieces import preceding_of
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule

ANY = "*"
"""Right to deposit for every supplier, as an EDI operator has."""


def covers(rights: frozenset[str], identifier: str | None) -> bool:
    """Whether ``rights`` include this SIRET (or SIREN), its SIREN, or :data:`ANY`."""
    return bool(identifier) and not rights.isdisjoint({ANY, identifier, (identifier or "")[:9]})


def decided_with_dossier(invoice: Invoice) -> bool:
    """Whether the depositor is checked against the dossier: a piece of the MOE or MOA that follows another one."""
    return _moe_or_moa_step(invoice) is not None and bool(preceding_of(invoice))


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
    source="DSE 1.0 section 3.2.1.4; Navette, deposants",
)
def account_may_deposit(invoice: Invoice, case: Case) -> Answer:
    """The account's rights include the supplier: its SIRET, SIREN or other identifier.

    A supplier without identifier is never covered, whatever the severity of SIRET-04. A works piece of the MOE or MOA
    may be deposited by them; when it follows another piece, the association rules check who they are.
    """
    rights = case.context.rights
    if rights is None or ANY in rights or decided_with_dossier(invoice):
        return True
    names = _names(invoice)
    if not rights.isdisjoint(names) or any(covers(rights, each) for each in _other_depositors(invoice)):
        return True
    return fault(value=names[0] if names else Text("(sans identifiant)", "(no identifier)"))


def _names(invoice: Invoice) -> tuple[str, ...]:
    """Identifiers under which the supplier may be entitled; the SIRET first, as the SIREN could contradict it."""
    value = invoice.siret_fournisseur
    if value:
        return (value, value[:9]) if siret.has_shape(value) else (value,)
    if other := other_identifier(invoice):
        return (other.value,)
    return (invoice.siren_fournisseur,) if invoice.siren_fournisseur else ()


def _moe_or_moa_step(invoice: Invoice) -> Etape | None:
    """Step of a piece deposited by the MOE or MOA; ``None`` for any other."""
    etape = ETAPES.get(invoice.cadre_facturation or "")
    return etape if etape and etape.deposant in (Deposant.MOE, Deposant.MOA) else None


def _other_depositors(invoice: Invoice) -> tuple[str | None, ...]:
    """SIRETs other than the seller that may make an initial deposit: the MOE named, the MOA that pays."""
    etape = _moe_or_moa_step(invoice)
    if etape is None:
        return ()
    payer = etape.deposant is Deposant.MOA and etape.destinataire is Role.SERVICE_FINANCIER
    return (invoice.siret_moe, invoice.siret_destinataire if payer else None)


CHECKS = (account_may_deposit,)
