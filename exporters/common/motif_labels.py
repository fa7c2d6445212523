"""Labels of coded reasons in both languages. The French ones are those of the domain, which exports use."""

from collections.abc import Collection

from domain.motif import LABELS
from domain.text import NOTHING, Text

_ENGLISH = {
    "NON_TRANSMISE": "Not transmitted",
    "JUSTIF_ABS": "Supporting document missing",
    "ROUTAGE_ERR": "Routing error",
    "AUTRE": "Other reason",
    "COORD_BANC_ERR": "Wrong bank details",
    "TX_TVA_ERR": "Wrong VAT rate",
    "MONTANTTOTAL_ERR": "Wrong total amount",
    "CALCUL_ERR": "Calculation error",
    "NON_CONFORME": "Invoice not compliant",
    "DOUBLON": "Invoice received already",
    "DEST_INC": "Unknown recipient",
    "DEST_ERR": "Wrong recipient",
    "TRANSAC_INC": "Unknown transaction",
    "EMMET_INC": "Unknown issuer",
    "CONTRAT_TERM": "Contract ended",
    "DOUBLE_FACT": "Service invoiced twice",
    "CMD_ERR": "Wrong order or engagement number",
    "ADR_ERR": "Wrong electronic address",
    "SIRET_ERR": "Wrong SIRET",
    "CODE_ROUTAGE_ERR": "Wrong service code",
    "REF_CT_ABSENT": "Contract reference missing",
    "REF_ERR": "Wrong reference",
    "PU_ERR": "Wrong unit price",
    "REM_ERR": "Wrong discount",
    "QTE_ERR": "Wrong quantity",
    "ART_ERR": "Wrong item",
    "MODPAI_ERR": "Wrong payment terms",
    "QUALITE_ERR": "Quality not as ordered",
    "LIVR_INCOMP": "Delivery incomplete",
    "RETRAIT_MAN_SERV": "Withdrawn by the service",
    "ST_CT_NON_DECLAR": "Sous-traitant or cotraitant not declared",
    "SUPPR_COMP_AVOIR": "Cancelled, offset by a credit note",
    "TRANSF_PMNT_REGIE": "Payment transferred to a régie",
    "CONTACT_ACHTR": "Contact the buyer",
    "REJ_SEMAN": "Incorrect data",
    "REJ_UNI": "Invoice received already (uniqueness)",
    "REJ_COH": "Inconsistent data",
    "REJ_ADR": "Incorrect addressing",
    "REJ_CONT_B2G": "Check of the public sector",
    "REJ_REF_PJ": "Incorrect attachment reference",
    "REJ_ASS_PJ": "Attachment without an invoice",
    "IRR_VIDE_F": "Empty file",
    "IRR_TYPE_F": "File type refused",
    "IRR_SYNTAX": "Incorrect syntax",
    "IRR_TAILLE_PJ": "Attachment too large",
    "IRR_NOM_PJ": "Incorrect attachment name",
    "IRR_VID_PJ": "Empty attachment",
    "IRR_EXT_DOC": "File extension refused",
    "IRR_TAILLE_F": "File too large",
    "IRR_ANTIVIRUS": "Virus detected",
    "IRR_NOM_F": "Incorrect file name",
    "MAUVAISE_MOE": "Wrong MOE",
    "MAUVAISE_MOA": "Wrong MOA",
    "MAUVAIS_VALIDEUR": "Wrong valideur",
    "MAUVAIS_DESTINATAIRE": "Wrong addressee",
    "MAUVAIS_FOURNISSEUR": "Wrong supplier",
    "REF_FAC_TRAVAUX": "Wrong reference of the works piece",
    "ERREUR_DE_MONTANT": "Error in the amount",
}
MOTIF_LABELS: dict[str, Text] = {code: Text(label, _ENGLISH[code]) for code, label in LABELS.items()}
"""By code of :data:`domain.motif.LABELS`."""


def reason(words: str, codes: Collection[str]) -> Text:
    """The labels of the codes, then the words; a code without a label as it is. Empty when there is neither."""
    labels = [MOTIF_LABELS.get(code, Text(code, code)) for code in codes]
    if not labels and not words:
        return NOTHING
    fr, en = (", ".join(part) for part in zip(*labels, strict=True)) if labels else ("", "")
    return Text(" – ".join(filter(None, (fr, words))), " – ".join(filter(None, (en, words))))
