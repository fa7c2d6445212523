"""Rules on the lines of a status file: refusals and warnings."""

from domain.finding import Pack, Rule, Severity
from domain.text import Text


def _rule(
    code: str,
    message: Text,
    remedy: Text,
    source: str,
    severity: Severity = Severity.FATAL,
    field: str | None = None,
) -> Rule:
    return Rule(
        code=code, pack=Pack.CHORUS_PRO, severity=severity, field=field, message=message, remedy=remedy, source=source
    )


_CYCLE = "Chorus Pro, recupererEtatsPossiblesPourTraitement"
_TRAVAUX = "Portail Chorus Pro, KB0011867"
UNKNOWN = _rule(
    "SUI-20",
    Text("Aucune facture « {number} » n'a été reçue.", "No invoice “{number}” was received."),
    Text(
        "Vérifiez le numéro, tel qu'il est dans le rapport des statuts ; une facture refusée à son dépôt n'est pas "
        "intégrée et n'a pas de suite.",
        "Check the number, as it is in the status report; an invoice refused when deposited was not integrated and "
        "has no follow-up.",
    ),
    "CPPStatutPivot V1_19, IdFacture",
    field="numero_facture",
)
NOT_YOURS = _rule(
    "SUI-21",
    Text(
        "La facture « {number} » ne vous concerne pas : vous n'en êtes ni le destinataire, ni le valideur, ni le "
        "fournisseur.",
        "The invoice “{number}” is none of yours: you are neither its recipient, nor its valideur, nor its supplier.",
    ),
    Text(
        "Vérifiez le numéro ; déposez chaque statut dans le dossier de la structure qui a reçu la facture.",
        "Check the number; leave each status in the folder of the structure that received the invoice.",
    ),
    "Communauté Chorus Pro, statuts d'une facture",
    field="numero_facture",
)
SEVERAL = _rule(
    "SUI-22",
    Text(
        "{count} factures portent le numéro « {number} » : {found}.",
        "{count} invoices have the number “{number}”: {found}.",
    ),
    Text(
        "Ajoutez le SIRET du fournisseur, la date de la facture ou le numéro du certificat de dépôt.",
        "Add the supplier's SIRET, the date of the invoice or the number of the certificate of deposit.",
    ),
    "DSE 1.0 section 3.2.1.4",
    field="numero_facture",
)
CONTRADICTS = _rule(
    "SUI-23",
    Text(
        "La ligne dit « {stated} » ({what}), la facture « {known} ».",
        "The line says “{stated}” ({what}), the invoice “{known}”.",
    ),
    Text(
        "Vérifiez de quelle facture vous parlez ; corrigez cette donnée ou laissez-la vide.",
        "Check which invoice you mean; correct this value or leave it out.",
    ),
    "DSE 1.0 section 3.2.1.4",
)
NOT_NOW = _rule(
    "SUI-24",
    Text(
        "La facture est au statut « {current} » : elle ne peut pas passer à « {asked} ».",
        "The invoice is at the status “{current}”: it cannot become “{asked}”.",
    ),
    Text("{remedy}", "{remedy}"),
    _CYCLE,
)
GIVEN_BY_NAVETTE = _rule(
    "SUI-25",
    Text(
        "Le statut « {asked} » ne se déclare pas : il vient du dépôt d'une pièce, de sa livraison ou d'un délai passé.",
        "The status “{asked}” is not declared: it comes from the deposit of a piece, its delivery or a deadline.",
    ),
    Text("{remedy}", "{remedy}"),
    _CYCLE,
)
NO_MOTIF = _rule(
    "SUI-26",
    Text("Le statut « {asked} » doit dire pourquoi.", "The status “{asked}” must say why."),
    Text(
        "Ajoutez un motif de {limit} caractères au plus, que le fournisseur lira, ou un code motif.",
        "Add a reason of at most {limit} characters, which the supplier will read, or a reason code.",
    ),
    "Communauté Chorus Pro, statuts d'une facture ; XP Z12-012, BR-FR-CDV-15",
)
LONG_MOTIF = _rule(
    "SUI-27",
    Text(
        "Le motif a {count} caractères ; {limit} au plus sont permis.",
        "The reason has {count} characters; at most {limit} are allowed.",
    ),
    Text("Raccourcissez le motif.", "Make the reason shorter."),
    "Communauté Chorus Pro, statuts d'une facture",
)
ONLY_WRONG_ADDRESSEE = _rule(
    "SUI-28",
    Text(
        "Une pièce de travaux ne se refuse que si elle s'est trompée de destinataire.",
        "A works piece is refused only when it came to the wrong addressee.",
    ),
    Text(
        "S'il manque une information, suspendez-la ; si c'est le mauvais destinataire, donnez le code motif "
        "{codes} ; sinon, corrigez dans votre propre pièce.",
        "If information is missing, suspend it; if the addressee is wrong, give the reason code {codes}; otherwise "
        "correct it in your own piece.",
    ),
    _TRAVAUX,
)
NOT_FOR_AMOUNT = _rule(
    "SUI-29",
    Text(
        "Une pièce de travaux ne se refuse pas pour son montant.", "A works piece is not refused because of its amount."
    ),
    Text(
        "Corrigez le montant dans la pièce suivante, que vous déposez vous-même.",
        "Correct the amount in the next piece, which you deposit yourself.",
    ),
    _TRAVAUX,
)
NOT_YOUR_PART = _rule(
    "SUI-30",
    Text(
        "Le statut « {asked} » revient {to}, pas à vous.",
        "The status “{asked}” is for {to} to give, not for you.",
    ),
    Text("{remedy}", "{remedy}"),
    "Communauté Chorus Pro, statuts d'une facture",
)
NEEDLESS_VALIDEUR = _rule(
    "SUI-31",
    Text(
        "Un valideur suivant ne se nomme qu'avec « Validée » : « {value} » est laissé de côté.",
        "A next valideur is named with “Validée” only: “{value}” is left aside.",
    ),
    Text("Il n'y a rien à faire.", "There is nothing to do."),
    "Chorus Pro, valideur 2",
    Severity.WARNING,
)
OF_A_FLUX = _rule(
    "SUI-32",
    Text(
        "La ligne parle d'un flux, pas d'une facture : elle est gardée telle quelle.",
        "The line speaks of a flux, not of an invoice: it is kept as it is.",
    ),
    Text("Il n'y a rien à faire.", "There is nothing to do."),
    "CPPStatutPivot V1_19, CPPFluxStatuts",
    Severity.INFO,
)
KEPT = _rule(
    "SUI-33",
    Text(
        "Le code « {code} » ne change pas le statut de la facture : il est gardé dans son historique.",
        "The code “{code}” does not change the status of the invoice: it is kept in its history.",
    ),
    Text("Il n'y a rien à faire.", "There is nothing to do."),
    "CPPStatutPivot V1_19, IdStatut 13…41 ; XP Z12-012",
    Severity.INFO,
)
ALREADY_SO = _rule(
    "SUI-34",
    Text(
        "La facture est déjà au statut « {current} » : rien n'est changé.",
        "The invoice already is at the status “{current}”: nothing is changed.",
    ),
    Text("Il n'y a rien à faire.", "There is nothing to do."),
    "Navette",
    Severity.INFO,
)
OWN_VALIDEUR = _rule(
    "SUI-35",
    Text(
        "Le valideur suivant « {value} » est celui qui vient de valider.",
        "The next valideur “{value}” is the one who has just validated.",
    ),
    Text(
        "Nommez le mandataire qui valide ensuite, ou laissez vide pour que la facture aille à son destinataire.",
        "Name the mandataire who validates next, or leave it out for the invoice to go to its recipient.",
    ),
    "Chorus Pro, valideur 2",
)
RULES: tuple[Rule, ...] = (
    UNKNOWN,
    NOT_YOURS,
    SEVERAL,
    CONTRADICTS,
    NOT_NOW,
    GIVEN_BY_NAVETTE,
    NO_MOTIF,
    LONG_MOTIF,
    ONLY_WRONG_ADDRESSEE,
    NOT_FOR_AMOUNT,
    NOT_YOUR_PART,
    NEEDLESS_VALIDEUR,
    OF_A_FLUX,
    KEPT,
    ALREADY_SO,
    OWN_VALIDEUR,
)
