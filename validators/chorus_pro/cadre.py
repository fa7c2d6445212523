"""The cadre de facturation (BT-23).

When absent, or a business process of another network, it is read as A1, the ordinary invoice of a supplier. A code that
has the form of a cadre and is none is refused, as the piece cannot be determined.
"""

import re

from domain.cadre import CADRES, CADRES_REFORME, DEJA_PAYES, cadre_of
from domain.finding import Severity
from domain.invoice import Invoice
from domain.text import Text
from domain.travaux import AVEC_VALIDEUR
from validators.common.phrasing import amount
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule

_LOOKS_LIKE_ONE = re.compile(r"[ABSMabsm][0-9]{1,2}(_.*)?")
"""Letter of the cadres, digits, optionally the rest of the API's name."""


def is_reform(invoice: Invoice) -> bool:
    """Whether the cadre is one of the regime of 2026, which has its own code lists."""
    return invoice.cadre_facturation in CADRES_REFORME


@rule(
    "CADRE-01",
    field="cadre_facturation",
    severity=Severity.WARNING,
    message=Text(
        "Le cadre de facturation est absent : la facture est traitée comme A1 (facture d'un fournisseur).",
        "The cadre de facturation is missing: the invoice is treated as A1 (a supplier's invoice).",
    ),
    remedy=Text(
        "Indiquez le cadre de facturation, par exemple A1.",
        "Give the cadre de facturation, for example A1.",
    ),
    source="BT-23; EN 16931-1; Factur-X MINIMUM",
    absence=True,
    pages=False,
)
def cadre_is_given(invoice: Invoice, _: Case) -> bool:
    """BT-23 is there."""
    return bool(invoice.cadre_facturation)


@rule(
    "CADRE-02",
    field="cadre_facturation",
    message=Text("Le cadre de facturation « {value} » n'existe pas.", "There is no cadre de facturation “{value}”."),
    remedy=Text(
        "Employez un cadre de A1 à A25 (A1 pour une facture ordinaire), ou de la réforme ({reform}).",
        "Use a cadre from A1 to A25 (A1 for an ordinary invoice), or one of the reform ({reform}).",
    ),
    source="CPPFacturePivot Cadre; BR-FR-08",
)
def cadre_exists(invoice: Invoice, _: Case) -> Answer:
    """A BT-23 with the form of a cadre is a known cadre."""
    value = invoice.cadre_facturation
    if not value or value in CADRES or value in CADRES_REFORME or not _LOOKS_LIKE_ONE.fullmatch(value):
        return True
    return fault(value=value, reform=" ".join(sorted(CADRES_REFORME)))


@rule(
    "CADRE-03",
    field="cadre_facturation",
    severity=Severity.WARNING,
    message=Text(
        "« {value} » n'est pas un cadre de facturation : la facture est traitée comme A1.",
        "“{value}” is no cadre de facturation: the invoice is treated as A1.",
    ),
    remedy=Text(
        "Pour un autre cadre que A1, indiquez-le à la place de cet identifiant de processus.",
        "For a cadre other than A1, give it in place of this process identifier.",
    ),
    source="BT-23; PEPPOL-EN16931-R007",
)
def process_is_a_cadre(invoice: Invoice, _: Case) -> bool:
    """BT-23 is no process identifier of another network."""
    value = invoice.cadre_facturation
    return not value or value in CADRES or value in CADRES_REFORME or bool(_LOOKS_LIKE_ONE.fullmatch(value))


@rule(
    "CADRE-04",
    field="cadre_facturation",
    message=Text(
        "Le cadre A11 (projet de décompte final d'un sous-traitant) n'a plus cours.",
        "The cadre A11 (draft final account of a subcontractor) is no longer in use.",
    ),
    remedy=Text(
        "Un sous-traitant dépose une demande de paiement sous le cadre A10.",
        "A subcontractor deposits a payment request under the cadre A10.",
    ),
    source="CPPFacturePivot V1_20…V2_02, Cadre",
)
def cadre_is_in_use(invoice: Invoice, _: Case) -> bool:
    """BT-23 is not obsolete."""
    return invoice.cadre_facturation != "A11"


@rule(
    "CADRE-05",
    field="montant_a_payer",
    message=Text(
        "Une facture déjà payée ({cadre}) laisse {value} à payer.",
        "An invoice already paid ({cadre}) leaves {value} to pay.",
    ),
    remedy=Text(
        "Mettez le net à payer à zéro et le montant payé au total TTC, ou employez un autre cadre (A1).",
        "Set the amount due to zero and the paid amount to the total with VAT, or use another cadre (A1).",
    ),
    source="Cadre A2; BR-FR-CO-09 (B2, S2, M2)",
)
def paid_invoice_leaves_nothing(invoice: Invoice, _: Case) -> Answer:
    """An invoice already paid has a BT-115 of zero."""
    if invoice.cadre_facturation not in DEJA_PAYES or not invoice.totals.due:
        return True
    return fault(value=amount(invoice.totals.due), cadre=invoice.cadre_facturation)


@rule(
    "CADRE-06",
    field="cadre_facturation",
    severity=Severity.WARNING,
    message=Text(
        "Une pièce du cadre {value} est validée d'abord par le titulaire du marché, qui n'est pas désigné ici.",
        "A piece of cadre {value} is first validated by the holder of the contract, who is not named here.",
    ),
    remedy=Text(
        "Convenez de la validation avec le titulaire, ou désignez-le par son SIRET (agent de vendeur).",
        "Agree on the validation with the holder, or name it by its SIRET (sales agent).",
    ),
    source="API codeStructureValideur (A9, A10, A12, A13, A14); DSE 1.0 section 6.12 (S3, S6)",
)
def valideur_is_named(invoice: Invoice, _: Case) -> bool:
    """A piece that requires a *valideur* names one."""
    return invoice.cadre_facturation not in AVEC_VALIDEUR or bool(invoice.siret_valideur)


@rule(
    "CADRE-07",
    field="type_facture",
    severity=Severity.WARNING,
    message=Text(
        "Une pièce de travaux ({cadre}, {piece}) n'est pas un avoir (type {value}).",
        "A works piece ({cadre}, {piece}) is no credit note (type {value}).",
    ),
    remedy=Text(
        "Déposez l'avoir sous le cadre A1, ou corrigez le type en 380.",
        "Deposit the credit note under the cadre A1, or correct the type to 380.",
    ),
    source="CPPFacturePivot Cadre, A1",
)
def works_piece_is_no_credit_note(invoice: Invoice, _: Case) -> Answer:
    """A credit note does not carry a cadre of works."""
    if not invoice.avoir or not (cadre := cadre_of(invoice)).travaux:
        return True
    return fault(value=invoice.type_facture, cadre=cadre.code, piece=cadre.piece)


@rule(
    "CADRE-08",
    field="cadre_facturation",
    message=Text(
        "Le cadre S5 (facture d'un sous-traitant) n'est pas admis vers un organisme public.",
        "The cadre S5 (a subcontractor's invoice) is not allowed towards a public body.",
    ),
    remedy=Text(
        "Pour un paiement direct, employez S3 (demande de paiement de sous-traitance).",
        "For direct payment, use S3 (payment request of a subcontractor).",
    ),
    source="BR-FR-CPRO-24",
)
def cadre_suits_public_bodies(invoice: Invoice, _: Case) -> bool:
    """BT-23 is not S5."""
    return invoice.cadre_facturation != "S5"


CHECKS = (
    cadre_is_given,
    cadre_exists,
    process_is_a_cadre,
    cadre_is_in_use,
    paid_invoice_leaves_nothing,
    valideur_is_named,
    works_piece_is_no_credit_note,
    cadre_suits_public_bodies,
)
