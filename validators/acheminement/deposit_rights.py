"""Rights of deposit of an account. Part of routing: an invoice deposited without the right is not routed."""

from domain.cadre import Deposant
from domain.finding import Pack
from domain.invoice import Invoice
from domain.supplier_identity import NOM, OTHERS, SIREN, TVA, SupplierIdentity, identity_of, siren_of
from domain.text import Text
from domain.travaux import ETAPES, Etape, Role
from validators.common.preceding_pieces import preceding_of
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule

ANY = "*"
"""Right to deposit for every supplier, as an EDI operator has."""


def covers(rights: frozenset[str], siret: str | None) -> bool:
    """Whether ``rights`` include this SIRET, its SIREN, or :data:`ANY`; never for what is no SIRET."""
    siren = siren_of(siret)
    return siren is not None and not rights.isdisjoint({ANY, siret, siren})


def entitles(right: str, identity: SupplierIdentity, siret: str | None) -> bool:
    """Whether ``right`` is for this supplier.

    Nine digits are a SIREN and fourteen a SIRET, whatever else could have as many; another identifier is written with
    its scheme (``0229:A12345678``), or alone when it is not of digits.
    """
    if right == ANY:
        return True
    if right.isascii() and right.isdigit() and len(right) in (9, 14):
        return identity == SupplierIdentity(scheme=SIREN, value=right) if len(right) == 9 else right == siret
    scheme, parted, value = right.partition(":")
    of_scheme = scheme in OTHERS and bool(parted)
    if identity.scheme not in OTHERS or (of_scheme and scheme != identity.scheme):
        return False
    return identity.key == SupplierIdentity(scheme=identity.scheme, value=value if of_scheme else right).key


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
        "Vérifiez l'identifiant du fournisseur, ou demandez que le compte soit habilité pour lui, par le numéro montré "
        "ici : son SIREN dès qu'il en a un, fût-ce dans un numéro de TVA français.",
        "Check the supplier's identifier, or ask for the account to be entitled for it, by the number shown here: its "
        "SIREN as soon as it has one, be it inside a French VAT number.",
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
    identity = identity_of(invoice)
    if any(entitles(right, identity, invoice.siret_fournisseur) for right in rights):
        return True
    if any(covers(rights, each) for each in _other_depositors(invoice)):
        return True
    return fault(value=_shown(identity, invoice))


def _shown(identity: SupplierIdentity, invoice: Invoice) -> str | Text:
    if identity.scheme in (NOM, TVA):
        return Text("(sans identifiant)", "(no identifier)")
    if invoice.siret_fournisseur or identity.scheme != SIREN or invoice.siren_fournisseur:
        return invoice.siret_fournisseur or identity.value
    siren, tva = identity.value, invoice.tva_fournisseur
    return Text(f"{siren}, SIREN du numéro de TVA {tva}", f"{siren}, the SIREN inside the VAT number {tva}")


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
