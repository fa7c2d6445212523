"""Rules on the association of a works piece with the piece it follows.

As for uniqueness, their severity cannot be changed by settings, because the ledger requires one consistent circuit.
"""

from domain.finding import Pack, Rule
from domain.text import Text

_CIRCUIT = "Communauté Chorus Pro, factures de travaux"
_CCAG = "CCAG Travaux 2021, article 12.4.4"


def _rule(
    number: int, message: Text, remedy: Text, source: str = _CIRCUIT, field: str = "numero_facture_origine"
) -> Rule:
    return Rule(
        code=f"TRA-{number:02d}", pack=Pack.CHORUS_PRO, field=field, message=message, remedy=remedy, source=source
    )


UNKNOWN = _rule(
    1,
    Text(
        "La pièce précédente « {number} »{day} n'est pas connue.",
        "The preceding piece “{number}”{day} is not known.",
    ),
    Text(
        "Vérifiez son numéro et sa date ; si elle n'a pas été déposée ici, ne la citez pas : votre "
        "pièce ouvre alors un dossier de facturation.",
        "Check its number and date; if it was not deposited here, do not name it: your piece then "
        "begins a dossier de facturation.",
    ),
)
AMBIGUOUS = _rule(
    2,
    Text(
        "Plusieurs pièces précédentes portent le numéro « {number} » : {found}.",
        "Several preceding pieces have the number “{number}”: {found}.",
    ),
    Text(
        "Indiquez la date de la pièce précédente et son fournisseur.",
        "Give the date of the preceding piece and its supplier.",
    ),
)
ANOTHER_DOSSIER = _rule(
    3,
    Text(
        "La pièce précédente « {number} » est du dossier d'une autre structure : ni le fournisseur, ni la maîtrise "
        "d'œuvre, ni la maîtrise d'ouvrage ne sont ceux de votre pièce.",
        "The preceding piece “{number}” is in a dossier of another structure: neither its supplier, nor its project "
        "manager, nor its project owner are those of your piece.",
    ),
    Text(
        "Vérifiez le numéro de la pièce précédente et le SIRET du fournisseur.",
        "Check the number of the preceding piece and the supplier's SIRET.",
    ),
)
WRONG_STEP = _rule(
    4,
    Text(
        "Une pièce {cadre} ({piece}) ne peut pas suivre la pièce « {number} », qui est une {previous} ({before}).",
        "A piece {cadre} ({piece}) cannot follow the piece “{number}”, which is a {previous} ({before}).",
    ),
    Text(
        "Associez-la à une pièce {after}, ou corrigez le cadre : {previous} peut être suivie de : {next}.",
        "Associate it with a piece {after}, or correct the cadre: {previous} may be followed by: {next}.",
    ),
    field="cadre_facturation",
)
REFUSED_BEFORE = _rule(
    5,
    Text(
        "La pièce précédente « {number} » a le statut « {status} » : rien ne peut lui être associé.",
        "The preceding piece “{number}” has the status “{status}”: nothing can be associated with it.",
    ),
    Text(
        "Attendez que son auteur la redépose, puis associez votre pièce à la nouvelle.",
        "Wait until its author deposits it again, then associate your piece with the new one.",
    ),
)
ALREADY_ASSOCIATED = _rule(
    6,
    Text(
        "La pièce précédente « {number} » est déjà associée à la pièce « {follower} ».",
        "The preceding piece “{number}” is already associated with the piece “{follower}”.",
    ),
    Text(
        "Associez votre pièce à la dernière du dossier ; seul le refus de « {follower} » libère « {number} ».",
        "Associate your piece with the last one of the dossier; only a refusal of “{follower}” frees “{number}”.",
    ),
)
SUSPENDED = _rule(
    7,
    Text("La pièce précédente « {number} » est suspendue.", "The preceding piece “{number}” is suspended."),
    Text(
        "Attendez que son auteur la complète, puis déposez votre pièce à nouveau.",
        "Wait until its author completes it, then deposit your piece again.",
    ),
)
NOT_THERE_YET = _rule(
    8,
    Text(
        "La pièce précédente « {number} » n'est pas encore à la disposition de son destinataire (statut « {status} »).",
        "The preceding piece “{number}” is not yet available to its addressee (status “{status}”).",
    ),
    Text(
        "Déposez votre pièce à nouveau quand la pièce précédente aura été remise.",
        "Deposit your piece again once the preceding piece was handed over.",
    ),
)
WRONG_MAKER = _rule(
    9,
    Text(
        "Une pièce {cadre} est déposée par {role} du dossier ({expected}) ; rien ne montre que la vôtre vienne de là.",
        "A piece {cadre} is deposited by {role} of the dossier ({expected}); nothing shows that yours is.",
    ),
    Text(
        "Déposez-la par le compte de cet acteur, ou corrigez le fournisseur et l'agent d'acheteur de la pièce.",
        "Deposit it through the account of this actor, or correct the supplier and the buyer's agent.",
    ),
    field="siret_fournisseur",
)
TOO_EARLY = _rule(
    10,
    Text(
        "Le décompte général ne sera tacite qu'après le {due} : une pièce {cadre} ne peut pas encore suivre la pièce "
        "« {number} ».",
        "The general account will be tacit only after {due}: a piece {cadre} cannot follow the piece “{number}” yet.",
    ),
    Text(
        "Attendez la fin des 10 jours laissés à la maîtrise d'ouvrage pour notifier le décompte général.",
        "Wait for the end of the 10 days the project owner has to notify the general account.",
    ),
    source=_CCAG,
)
SEVERAL_DOSSIERS = _rule(
    11,
    Text(
        "Les pièces précédentes {found} sont de dossiers de facturation différents.",
        "The preceding pieces {found} are of different dossiers de facturation.",
    ),
    Text(
        "Citez les pièces d'un seul dossier ; seules les demandes d'un sous-traitant ou d'un cotraitant adressées à la "
        "même maîtrise d'œuvre peuvent le rejoindre.",
        "Name pieces of one dossier only; only requests of a subcontractor or joint contractor addressed to the same "
        "project manager may join it.",
    ),
)
TACIT_ALREADY = _rule(
    12,
    Text(
        "Le décompte général est devenu tacite : une pièce {cadre} ne peut plus suivre la pièce « {number} ».",
        "The general account became tacit: a piece {cadre} can no longer follow the piece “{number}”.",
    ),
    Text(
        "La maîtrise d'ouvrage dépose le décompte général et définitif sous le cadre A25, le fournisseur sous le "
        "cadre A23, la maîtrise d'œuvre sous le cadre A24.",
        "The project owner deposits the final general account under the cadre A25, the supplier under the cadre A23, "
        "the project manager under the cadre A24.",
    ),
    source=_CCAG,
)
WRONG_SUPPLIER = _rule(
    13,
    Text(
        "La pièce {cadre} est adressée au SIRET {value}, qui n'est pas le fournisseur du dossier ({expected}).",
        "The piece {cadre} is addressed to the SIRET {value}, who is not the supplier of the dossier ({expected}).",
    ),
    Text("Adressez-la au fournisseur du dossier.", "Address it to the supplier of the dossier."),
    field="siret_destinataire",
)
RULES = (
    UNKNOWN,
    AMBIGUOUS,
    ANOTHER_DOSSIER,
    WRONG_STEP,
    REFUSED_BEFORE,
    ALREADY_ASSOCIATED,
    SUSPENDED,
    NOT_THERE_YET,
    WRONG_MAKER,
    TOO_EARLY,
    SEVERAL_DOSSIERS,
    TACIT_ALREADY,
    WRONG_SUPPLIER,
)
