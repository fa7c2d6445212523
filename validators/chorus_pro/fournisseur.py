"""Identification of the supplier: a SIRET, or the identifier Chorus Pro defines for suppliers without one."""

from collections.abc import Iterator

from domain import siret
from domain.comparable_text import plain
from domain.finding import Pack, Severity
from domain.identifier_types import HORS_UE, SCHEME_OF, UE
from domain.invoice import Invoice, Party
from domain.invoice_number import comparable
from domain.supplier_identity import (
    OTHERS,
    SIREN,
    SupplierIdentity,
    identity_of,
    other_identifiers,
    registered_sirens,
    siren_in,
)
from domain.text import Text
from validators.common.identifier_schemes import KINDS, other_identifier
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule

_BY_COUNTRY = frozenset({SCHEME_OF[UE], SCHEME_OF[HORS_UE]})
"""Schemes of which a value begins with the two letters of a country."""
_MEMBER_SCHEME = "0231"
"""Scheme of a member of a single taxable person (BR-FR-CO-14)."""


@rule(
    "SIRET-04",
    field="siret_fournisseur",
    message=Text("Le fournisseur n'a pas d'identifiant.", "The supplier has no identifier."),
    remedy=Text(
        "Indiquez le SIRET du fournisseur (identifiant de schéma 0009) ; hors de France, son numéro de TVA (0223) "
        "ou l'identifiant hors UE (0227), RIDET (0228), TAHITI (0229), particulier (0226).",
        "Give the supplier's SIRET (identifier of scheme 0009); outside France, its VAT number (0223) "
        "or the identifier outside the EU (0227), RIDET (0228), TAHITI (0229), private person (0226).",
    ),
    source="BT-29; BR-FR-CPRO-03; CPPFacturePivot Fournisseur/Identifiant",
    absence=True,
)
def supplier_is_identified(invoice: Invoice, _: Case) -> bool:
    """The supplier has a SIRET or an identifier that replaces it; for a SIREN alone, see SIRET-05."""
    return bool(invoice.siret_fournisseur or invoice.siren_fournisseur or other_identifier(invoice))


@rule(
    "SIRET-05",
    field="siret_fournisseur",
    message=Text(
        "Le fournisseur n'est désigné que par son SIREN « {value} ».",
        "The supplier is named by its SIREN “{value}” only.",
    ),
    remedy=Text(
        "Ajoutez le SIRET de l'établissement qui facture (identifiant de schéma 0009).",
        "Add the SIRET of the establishment that invoices (identifier of scheme 0009).",
    ),
    source="BT-29; BR-FR-CPRO-09; DSE 1.0 section 3.2.1.4",
)
def supplier_has_more_than_a_siren(invoice: Invoice, _: Case) -> Answer:
    """A supplier with a SIREN also gives the SIRET."""
    if invoice.siret_fournisseur or not invoice.siren_fournisseur or other_identifier(invoice):
        return True
    return fault(value=invoice.siren_fournisseur)


@rule(
    "SIRET-06",
    also=Pack.NAVETTE,
    field="siret_fournisseur",
    message=Text(
        "Le SIRET du fournisseur « {value} » n'est pas écrit en 14 chiffres exactement.",
        "The supplier's SIRET “{value}” is not written as exactly 14 digits.",
    ),
    remedy=Text(
        "Indiquez les 14 chiffres du SIRET, sans lettre, signe ni blanc.",
        "Give the 14 digits of the SIRET, without letters, signs or blanks.",
    ),
    source="BR-FR-CPRO-04; CPPFacturePivot TypeIdentifiant 1",
)
def supplier_siret_has_14_digits(invoice: Invoice, _: Case) -> bool:
    """The supplier's SIRET is 14 digits."""
    return not invoice.siret_fournisseur or siret.has_shape(invoice.siret_fournisseur)


@rule(
    "SIRET-07",
    also=Pack.NAVETTE,
    field="siret_fournisseur",
    severity=Severity.WARNING,
    message=Text(
        "La clé du SIRET du fournisseur « {value} » est fausse.",
        "The check digit of the supplier's SIRET “{value}” is wrong.",
    ),
    remedy=Text(
        "Vérifiez chaque chiffre du SIRET ; seuls des SIRET d'essai ont une clé fausse.",
        "Check every digit of the SIRET; only test SIRETs have a wrong check digit.",
    ),
    source="Insee, clé du SIRET (Luhn)",
)
def supplier_siret_has_its_key(invoice: Invoice, _: Case) -> bool:
    """The supplier's SIRET has a correct check digit."""
    value = invoice.siret_fournisseur
    return not value or not siret.has_shape(value) or siret.has_key(value)


@rule(
    "SIRET-08",
    also=Pack.NAVETTE,
    field="siret_fournisseur",
    message=Text(
        "Le SIRET du fournisseur « {value} » n'est pas celui d'un établissement du SIREN « {siren} ».",
        "The supplier's SIRET “{value}” is not that of an establishment of the SIREN “{siren}”.",
    ),
    remedy=Text(
        "Les 9 premiers chiffres du SIRET sont le SIREN : corrigez celui des deux qui est faux.",
        "The first 9 digits of the SIRET are the SIREN: correct the one that is wrong.",
    ),
    source="BR-FR-09",
)
def supplier_siret_and_siren_agree(invoice: Invoice, _: Case) -> Answer:
    """The SIRET begins with the SIREN."""
    value, siren = invoice.siret_fournisseur, invoice.siren_fournisseur
    if not value or not siren or value.startswith(siren) or not siret.has_shape(value):
        return True
    return fault(value=value, siren=siren)


@rule(
    "IDF-01",
    also=Pack.NAVETTE,
    field="siret_fournisseur",
    message=Text(
        "L'identifiant du fournisseur « {value} » n'a pas la forme attendue : {kind} ({scheme}).",
        "The supplier's identifier “{value}” does not have the expected form: {kind} ({scheme}).",
    ),
    remedy=Text("Forme attendue : {expected}.", "Expected form: {expected}."),
    source="BR-FR-CPRO-04…08",
)
def other_identifier_has_its_form(invoice: Invoice, _: Case) -> Answer:
    """An identifier that replaces the SIRET has the form of its kind."""
    identifier = None if invoice.siret_fournisseur else other_identifier(invoice)
    if identifier is None or identifier.scheme is None:
        return True
    kind = KINDS[identifier.scheme]
    if kind.form.fullmatch(identifier.value):
        return True
    return fault(value=identifier.value, kind=kind.name, scheme=identifier.scheme, expected=kind.expected)


@rule(
    "IDF-02",
    also=Pack.NAVETTE,
    field="siret_fournisseur",
    message=Text(
        "Les identifiants du fournisseur sont ceux de deux entreprises : « {value} » et « {other} ».",
        "The supplier's identifiers are those of two companies: “{value}” and “{other}”.",
    ),
    remedy=Text(
        "N'indiquez que les identifiants de l'entreprise qui facture ; le membre d'un assujetti unique le dit dans une "
        "note (sujet TXD) et donne l'assujetti unique en représentant fiscal, avec ce numéro de TVA.",
        "Give only the identifiers of the company that invoices; a member of a single taxable person says so in a note "
        "(subject TXD), and gives that person as its tax representative, with this VAT number.",
    ),
    source="BT-29, BT-30, BT-31, BT-63; BR-FR-09, BR-FR-CO-14, BR-FR-CO-15",
)
def supplier_identifiers_are_of_one(invoice: Invoice, _: Case) -> Answer:
    """Every sound SIREN that the supplier states, also inside its VAT number, is its own; of a supplier without SIREN,
    every identifier of the same scheme (and country, where it begins with one) is the same.

    A SIREN with a wrong check digit is nobody's, and has warnings of its own; that of a VAT number counts even when
    the key before it is wrong, or a false key would hide whose it is. A SIRET beside another SIREN is SIRET-08's.
    """
    own = identity_of(invoice)
    if own.scheme in OTHERS:
        another = next(_others_like(own, invoice.seller), None)
        return True if another is None else fault(value=own.value, other=another)
    if own.scheme != SIREN or supplier_siret_and_siren_agree.question(invoice, _) is not True:
        return True
    other = next((each for each in _stated(invoice) if each != own.value and siret.luhn(each)), None)
    return True if other is None else fault(value=own.value, other=other)


def _others_like(own: SupplierIdentity, party: Party) -> Iterator[str]:
    """The identifiers of the party that are another supplier's. A company may have a VAT number in several states."""
    country = slice(2) if own.scheme in _BY_COUNTRY else slice(0)
    for one in other_identifiers(party):
        value, mine = comparable(one.value), comparable(own.value)
        if one.scheme == own.scheme and value != mine and value[country] == mine[country]:
            yield one.value


def _stated(invoice: Invoice) -> Iterator[str]:
    yield from registered_sirens(invoice.seller)
    for replacing in other_identifiers(invoice.seller):
        replaced = comparable(replacing.value)
        if siren := siren_in(replaced) or (replaced if siret.is_siren(replaced) else None):
            yield siren
    inside = siren_in(invoice.tva_fournisseur)
    if inside and inside not in _single_taxable_persons(invoice):
        yield inside


def _single_taxable_persons(invoice: Invoice) -> frozenset[str]:
    """SIRENs of the single taxable person of which the supplier says it is a member (CGI, article 256 C): where the
    reform has its number stand, as the tax representative's (BR-FR-CO-15) or under its scheme (BR-FR-CO-14). That the
    supplier is a member, without saying of whom, explains nobody's VAT number.
    """
    under_scheme = [one.value for one in invoice.seller.identifiers if one.scheme == _MEMBER_SCHEME]
    if not under_scheme and not any("assujetti unique" in plain(note.text or "") for note in invoice.notes):
        return frozenset()
    represented = siren_in(invoice.tax_representative.vat_identifier) if invoice.tax_representative else None
    return frozenset(filter(None, (*map(comparable, under_scheme), represented)))


@rule(
    "NOM-01",
    field="nom_fournisseur",
    message=Text("Le nom du fournisseur est absent.", "The supplier's name is missing."),
    remedy=Text("Indiquez la raison sociale.", "Give the company name."),
    source="BT-27; BR-06; CPPFacturePivot RaisonSociale",
    absence=True,
)
def supplier_is_named(invoice: Invoice, _: Case) -> bool:
    """BT-27 is there."""
    return bool(invoice.seller.name and not invoice.seller.name.isspace())


CHECKS = (
    supplier_is_identified,
    supplier_has_more_than_a_siren,
    supplier_siret_has_14_digits,
    supplier_siret_has_its_key,
    supplier_siret_and_siren_agree,
    other_identifier_has_its_form,
    supplier_identifiers_are_of_one,
    supplier_is_named,
)
