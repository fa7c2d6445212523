"""Coded reasons: those of the life cycle of XP Z12-012, those of the works pieces, and which status takes which.

Sources: BR-FR-CDV-CL-09 of the CDAR Schematron; for works pieces the portal's refusal reasons (section 2.5).
"""

from collections.abc import Collection

from domain.comparable_text import code

LABELS: dict[str, str] = {
    "NON_TRANSMISE": "Non transmise",
    "JUSTIF_ABS": "Justificatif absent",
    "ROUTAGE_ERR": "Erreur d'acheminement",
    "AUTRE": "Autre motif",
    "COORD_BANC_ERR": "Coordonnées bancaires erronées",
    "TX_TVA_ERR": "Taux de TVA erroné",
    "MONTANTTOTAL_ERR": "Montant total erroné",
    "CALCUL_ERR": "Erreur de calcul",
    "NON_CONFORME": "Facture non conforme",
    "DOUBLON": "Facture déjà reçue",
    "DEST_INC": "Destinataire inconnu",
    "DEST_ERR": "Destinataire erroné",
    "TRANSAC_INC": "Transaction inconnue",
    "EMMET_INC": "Émetteur inconnu",
    "CONTRAT_TERM": "Contrat terminé",
    "DOUBLE_FACT": "Prestation facturée deux fois",
    "CMD_ERR": "Numéro de commande ou d'engagement erroné",
    "ADR_ERR": "Adresse électronique erronée",
    "SIRET_ERR": "SIRET erroné",
    "CODE_ROUTAGE_ERR": "Code service erroné",
    "REF_CT_ABSENT": "Référence du contrat absente",
    "REF_ERR": "Référence erronée",
    "PU_ERR": "Prix unitaire erroné",
    "REM_ERR": "Remise erronée",
    "QTE_ERR": "Quantité erronée",
    "ART_ERR": "Article erroné",
    "MODPAI_ERR": "Modalités de paiement erronées",
    "QUALITE_ERR": "Qualité non conforme",
    "LIVR_INCOMP": "Livraison incomplète",
    "RETRAIT_MAN_SERV": "Retrait par le service",
    "ST_CT_NON_DECLAR": "Sous-traitant ou cotraitant non déclaré",
    "SUPPR_COMP_AVOIR": "Suppression compensée par un avoir",
    "TRANSF_PMNT_REGIE": "Paiement transféré à une régie",
    "CONTACT_ACHTR": "Contacter l'acheteur",
    "REJ_SEMAN": "Données incorrectes",
    "REJ_UNI": "Facture déjà reçue (unicité)",
    "REJ_COH": "Données incohérentes",
    "REJ_ADR": "Adressage incorrect",
    "REJ_CONT_B2G": "Contrôle propre au secteur public",
    "REJ_REF_PJ": "Référence de pièce jointe incorrecte",
    "REJ_ASS_PJ": "Pièce jointe sans facture",
    "IRR_VIDE_F": "Fichier vide",
    "IRR_TYPE_F": "Type de fichier refusé",
    "IRR_SYNTAX": "Syntaxe incorrecte",
    "IRR_TAILLE_PJ": "Pièce jointe trop grande",
    "IRR_NOM_PJ": "Nom de pièce jointe incorrect",
    "IRR_VID_PJ": "Pièce jointe vide",
    "IRR_EXT_DOC": "Extension de fichier refusée",
    "IRR_TAILLE_F": "Fichier trop grand",
    "IRR_ANTIVIRUS": "Virus détecté",
    "IRR_NOM_F": "Nom de fichier incorrect",
    "MAUVAISE_MOE": "Mauvaise MOE",
    "MAUVAISE_MOA": "Mauvaise MOA",
    "MAUVAIS_VALIDEUR": "Mauvais valideur",
    "MAUVAIS_DESTINATAIRE": "Mauvais destinataire",
    "MAUVAIS_FOURNISSEUR": "Mauvais fournisseur",
    "REF_FAC_TRAVAUX": "Référence de la pièce de travaux erronée",
    "ERREUR_DE_MONTANT": "Erreur de montant",
}
"""What people read; the last seven are those of works pieces and valideurs, unknown to the reform's life cycle."""

WRONG_VALIDEUR = "MAUVAIS_VALIDEUR"
ADDRESSING = frozenset(
    "DEST_ERR DEST_INC ADR_ERR CODE_ROUTAGE_ERR SIRET_ERR CMD_ERR ROUTAGE_ERR REJ_ADR "
    "MAUVAISE_MOE MAUVAISE_MOA MAUVAIS_VALIDEUR MAUVAIS_DESTINATAIRE MAUVAIS_FOURNISSEUR".split()
)
"""Reasons for a wrong address: only SIRET, service or engagement are to be corrected."""
AMOUNT = frozenset("ERREUR_DE_MONTANT MONTANTTOTAL_ERR CALCUL_ERR TX_TVA_ERR PU_ERR REM_ERR QTE_ERR".split())
"""Reasons for which a works piece cannot be refused."""

_REFORM = frozenset(LABELS) - frozenset(
    "MAUVAISE_MOE MAUVAISE_MOA MAUVAIS_VALIDEUR MAUVAIS_DESTINATAIRE MAUVAIS_FOURNISSEUR "
    "REF_FAC_TRAVAUX ERREUR_DE_MONTANT".split()
)
_SUPPLY = "CMD_ERR SIRET_ERR CODE_ROUTAGE_ERR REF_CT_ABSENT REF_ERR"
_ALLOWED: dict[str, frozenset[str]] = {
    status: frozenset(codes.split())
    for status, codes in (
        ("200", "NON_TRANSMISE"),
        ("206", f"AUTRE {_SUPPLY} PU_ERR REM_ERR QTE_ERR ART_ERR MODPAI_ERR QUALITE_ERR LIVR_INCOMP"),
        ("208", f"JUSTIF_ABS COORD_BANC_ERR {_SUPPLY}"),
        (
            "210",
            "RETRAIT_MAN_SERV ST_CT_NON_DECLAR SUPPR_COMP_AVOIR TRANSF_PMNT_REGIE AUTRE COORD_BANC_ERR TX_TVA_ERR "
            "MONTANTTOTAL_ERR CALCUL_ERR NON_CONFORME DOUBLON DEST_ERR TRANSAC_INC EMMET_INC CONTRAT_TERM DOUBLE_FACT "
            "CMD_ERR ADR_ERR REF_CT_ABSENT LIVR_INCOMP",
        ),
        (
            "213",
            "MONTANTTOTAL_ERR CALCUL_ERR DOUBLON DEST_INC ADR_ERR REJ_SEMAN REJ_UNI REJ_COH REJ_ADR REJ_CONT_B2G "
            "REJ_REF_PJ REJ_ASS_PJ",
        ),
        ("221", "ROUTAGE_ERR"),
    )
}
"""By status code, for a message to a supplier of the public sector (sender 0238 = 9999)."""
_OTHERWISE = {"206": "AUTRE", "208": "JUSTIF_ABS", "210": "AUTRE", "213": "REJ_SEMAN", "221": "ROUTAGE_ERR"}
"""Default reason of a status that requires one, when none of those given is allowed."""
_BY_LABEL = {code(label): name for name, label in LABELS.items()}


def is_addressing(codes: Collection[str]) -> bool:
    """Whether one of the reasons is a wrong address."""
    return not ADDRESSING.isdisjoint(codes)


def codes_of(words: str) -> tuple[str, ...]:
    """The codes in a cell: codes or their labels, apart by ``,`` ``;`` ``|`` or a new line; ``()`` when it is blank."""
    if not words:
        return ()
    for sign in ";|\n":
        words = words.replace(sign, ",")
    found = (code(part) for part in words.split(","))
    return tuple(dict.fromkeys(_BY_LABEL.get(one, one) for one in found if one))


def code_of_label(motif: str) -> tuple[str, ...]:
    """The code whose label is exactly ``motif`` (``Mauvaise MOE``), else ``()``."""
    one = code(motif)
    name = one if one in LABELS else _BY_LABEL.get(one)
    return (name,) if name else ()


def reason_text(words: str, codes: Collection[str]) -> str:
    """Displayed reason: the words given, else the labels of its codes."""
    return words or ", ".join(LABELS.get(one, one) for one in codes)


def codes_for_message(status: str, codes: Collection[str]) -> tuple[str, ...]:
    """The reasons that a message with this status code (CDAR) may give, never empty for one that must have some."""
    allowed = _ALLOWED.get(status, _REFORM)
    kept = tuple(one for one in dict.fromkeys(codes) if one in allowed)
    return kept or ((_OTHERWISE[status],) if status in _OTHERWISE else ())
