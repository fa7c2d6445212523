"""The type of the document (BT-3) and the invoice it credits or corrects (BT-25)."""

from domain.finding import Severity
from domain.invoice import Invoice
from domain.text import Text
from validators.common.french_document_types import AVOIRS_SUR_FACTURE, RECTIFICATIVES, TYPES
from validators.common.preceding_pieces import preceding_of
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule

LONGEST = 20


@rule(
    "TYPE-01",
    field="type_facture",
    message=Text("Le type de document est absent.", "The document type is missing."),
    remedy=Text(
        "Indiquez le type : 380 pour une facture, 381 pour un avoir.",
        "Give the type: 380 for an invoice, 381 for a credit note.",
    ),
    source="BT-3; BR-04; CPPFacturePivot DonneesFacture/Type",
    absence=True,
)
def type_is_given(invoice: Invoice, _: Case) -> bool:
    """BT-3 is there."""
    return bool(invoice.type_facture)


@rule(
    "TYPE-02",
    field="type_facture",
    message=Text("Le type de document « {value} » n'est pas admis.", "The document type “{value}” is not allowed."),
    remedy=Text(
        "Employez 380 (facture), 381 (avoir) ou un autre code de la liste : {known}.",
        "Use 380 (invoice), 381 (credit note) or another code of the list: {known}.",
    ),
    source="BR-FR-04; UNTDID 1001",
)
def type_is_known(invoice: Invoice, _: Case) -> Answer:
    """BT-3 is one of the codes in use in France."""
    value = invoice.type_facture
    return True if not value or value in TYPES else fault(value=value, known=" ".join(sorted(TYPES)))


@rule(
    "TYPE-03",
    field="numero_facture_origine",
    severity=Severity.WARNING,
    message=Text("L'avoir ne dit pas quelle facture il crédite.", "The credit note does not say what it credits."),
    remedy=Text("Indiquez le numéro de la facture d'origine.", "Give the number of the original invoice."),
    source="BT-25; BR-FR-CO-05; API numeroFactureOrigine",
    absence=True,
)
def credit_note_names_its_invoice(invoice: Invoice, _: Case) -> bool:
    """A credit note has a BT-25."""
    return invoice.type_facture not in AVOIRS_SUR_FACTURE or bool(invoice.numero_facture_origine)


@rule(
    "TYPE-04",
    field="numero_facture_origine",
    severity=Severity.WARNING,
    message=Text(
        "La facture rectificative ne dit pas quelle facture elle remplace.",
        "The corrected invoice does not say which invoice it replaces.",
    ),
    remedy=Text("Indiquez le numéro de la facture d'origine.", "Give the number of the original invoice."),
    source="BT-25; BR-FR-CO-04",
    absence=True,
)
def correction_names_its_invoice(invoice: Invoice, _: Case) -> bool:
    """A corrected invoice has a BT-25."""
    return invoice.type_facture not in RECTIFICATIVES or bool(invoice.numero_facture_origine)


@rule(
    "TYPE-05",
    field="numero_facture_origine",
    severity=Severity.INFO,
    message=Text(
        "La facture d'origine « {value} » n'est reprise que pour un avoir : elle sera ignorée.",
        "The original invoice “{value}” is kept for credit notes only: it will be ignored.",
    ),
    remedy=Text(
        "Rien à faire, sauf si le document est un avoir : son type est alors 381.",
        "Nothing to do, unless the document is a credit note: its type is then 381.",
    ),
    source="CPPFacturePivot IdFactureOrigine",
)
def original_is_for_credit_notes(invoice: Invoice, _: Case) -> bool:
    """An ordinary invoice (380) has no BT-25; a works piece gives its preceding piece there."""
    if preceding_of(invoice):
        return True
    return invoice.type_facture != "380" or not invoice.numero_facture_origine


@rule(
    "TYPE-06",
    field="numero_facture_origine",
    message=Text(
        "Le numéro de la facture d'origine « {value} » a plus de 20 caractères.",
        "The number of the original invoice “{value}” has more than 20 characters.",
    ),
    remedy=Text(
        "Indiquez le numéro sous lequel la facture d'origine a été déposée.",
        "Give the number under which the original invoice was deposited.",
    ),
    source="BR-FR-CPRO-02; CPPFacturePivot IdFactureOrigine",
)
def original_is_short_enough(invoice: Invoice, _: Case) -> bool:
    """BT-25 of a credit note has 20 characters at most."""
    original = invoice.numero_facture_origine
    return original is None or len(original) <= LONGEST or not invoice.avoir


@rule(
    "TYPE-07",
    field="numero_facture_origine",
    severity=Severity.WARNING,
    message=Text("L'avoir « {value} » se crédite lui-même.", "The credit note “{value}” credits itself."),
    remedy=Text(
        "Indiquez comme facture d'origine celle qui est créditée, et donnez à l'avoir son propre numéro.",
        "Name the credited invoice as the original one, and give the credit note a number of its own.",
    ),
    source="BT-1; BT-25",
)
def credit_note_credits_another(invoice: Invoice, _: Case) -> bool:
    """BT-25 of a credit note is not its own BT-1."""
    original = invoice.numero_facture_origine
    return not original or original != invoice.numero_facture or not invoice.avoir


CHECKS = (
    type_is_given,
    type_is_known,
    credit_note_names_its_invoice,
    correction_names_its_invoice,
    original_is_for_credit_notes,
    original_is_short_enough,
    credit_note_credits_another,
)
