"""Rules about a status file or one of its lines, checked before any invoice is looked up."""

from domain.finding import Level, Pack, Rule, Severity
from domain.text import Text


def _of_file(code: str, message: Text, remedy: Text, source: str, severity: Severity = Severity.FATAL) -> Rule:
    return Rule(
        code=code,
        pack=Pack.LECTURE,
        level=Level.DEPOT,
        severity=severity,
        message=message,
        remedy=remedy,
        source=source,
    )


def _of_line(
    code: str,
    message: Text,
    remedy: Text,
    source: str,
    severity: Severity = Severity.FATAL,
    field: str | None = None,
) -> Rule:
    return Rule(
        code=code, pack=Pack.LECTURE, field=field, severity=severity, message=message, remedy=remedy, source=source
    )


_TABLE = "Tableau des statuts de Navette"
NOT_STATUSES = _of_file(
    "SUI-01",
    Text(
        "Le fichier ne dit aucun statut de facture : c'est {kind}.",
        "The file tells no status of invoices: it is {kind}.",
    ),
    Text(
        "Déposez un CPPStatut, un CDAR, ou le tableau des statuts enregistré en CSV (Excel : « Enregistrer sous », "
        "« CSV UTF-8 »).",
        "Deposit a CPPStatut, a CDAR, or the table of statuses saved as CSV (Excel: “Save as”, “CSV UTF-8”).",
    ),
    "CPPStatutPivot V1_19 ; XP Z12-012 ; Navette",
)
EMPTY = _of_file(
    "SUI-02",
    Text("Le fichier de statuts est vide.", "The status file is empty."),
    Text("Transférez de nouveau le fichier.", "Transfer the file again."),
    "XP Z12-014, IRR_VIDE_F",
)
TOO_BIG = _of_file(
    "SUI-03",
    Text(
        "Le fichier de statuts fait {size} octets, plus que les {limit} permis.",
        "The status file has {size} bytes, more than the {limit} allowed.",
    ),
    Text("Répartissez les statuts dans plusieurs fichiers.", "Spread the statuses over several files."),
    "XP Z12-014, IRR_TAILLE_F",
)
TOO_MANY = _of_file(
    "SUI-04",
    Text(
        "Le tableau a plus de {limit} lignes : aucune n'est lue.",
        "The table has more than {limit} rows: none is read.",
    ),
    Text("Répartissez les statuts dans plusieurs fichiers.", "Spread the statuses over several files."),
    _TABLE,
)
NO_LINE = _of_file(
    "SUI-05",
    Text("Le fichier ne contient aucune ligne de statut.", "The file holds no status line."),
    Text("Déposez un fichier qui dit au moins un statut.", "Deposit a file that tells at least one status."),
    "CPPStatutPivot V1_19 ; XP Z12-012",
)
NO_COLUMN = _of_file(
    "SUI-06",
    Text(
        "Le tableau n'a pas de colonne {missing} ; ses colonnes sont : {found}.",
        "The table has no column {missing}; its columns are: {found}.",
    ),
    Text(
        "Reprenez le modèle livré avec vos rapports ; il faut au moins « Numéro facture » (ou « Certificat ») et "
        "« Nouveau statut » (ou « Statut ») sur la première ligne.",
        "Take the template delivered with your reports; the first row must at least have “Numéro facture” (or "
        "“Certificat”) and “Nouveau statut” (or “Statut”).",
    ),
    _TABLE,
)
BROKEN_TABLE = _of_file(
    "SUI-07",
    Text(
        "Le tableau ne peut être lu en entier, ligne {line} : {detail}.",
        "The table cannot be read whole, row {line}: {detail}.",
    ),
    Text(
        "Ouvrez-le dans un tableur, vérifiez les guillemets à cette ligne et enregistrez de nouveau en CSV.",
        "Open it in a spreadsheet, check the quotation marks in this row and save as CSV again.",
    ),
    "RFC 4180",
)
UNTOUCHED = _of_file(
    "SUI-08",
    Text(
        "Lignes qui ne disent aucun nouveau statut et sont laissées de côté : {count}.",
        "Rows that tell no new status and are left aside: {count}.",
    ),
    Text(
        "Il n'y a rien à faire si c'est voulu ; sinon, remplissez « Nouveau statut » sur ces lignes.",
        "There is nothing to do if this is meant; otherwise fill in “Nouveau statut” in these rows.",
    ),
    _TABLE,
    Severity.INFO,
)
WRONG_COUNT = _of_file(
    "SUI-09",
    Text(
        "Le fichier annonce {announced} statuts et en contient {count}.",
        "The file announces {announced} statuses and holds {count}.",
    ),
    Text(
        "Vérifiez qu'aucun statut ne manque et corrigez l'attribut compteur.",
        "Check that no status is missing and correct the attribute compteur.",
    ),
    "CPPStatutPivot_V1_19.xsd, @compteur",
    Severity.WARNING,
)
NO_NUMBER = _of_line(
    "SUI-10",
    Text("La ligne ne dit pas de quelle facture elle parle.", "The line does not say which invoice it speaks of."),
    Text(
        "Donnez le numéro de la facture ou celui de son certificat de dépôt.",
        "Give the number of the invoice or that of its certificate of deposit.",
    ),
    "CPPStatutPivot V1_19, IdFacture ; XP Z12-012, MDT-87",
    field="numero_facture",
)
NO_STATUS = _of_line(
    "SUI-11",
    Text("La ligne ne dit aucun statut.", "The line tells no status."),
    Text("Donnez le statut, par exemple « Mandatée ».", "Give the status, for example “Mandatée”."),
    "CPPStatutPivot V1_19, IdStatut ; XP Z12-012, MDT-105",
)
UNKNOWN_STATUS = _of_line(
    "SUI-12",
    Text("« {value} » n'est pas un statut connu.", "“{value}” is no known status."),
    Text(
        "Écrivez par exemple « Suspendue », « À recycler », « Rejetée », « Service fait », « Mandatée » ou "
        "« Mise en paiement », ou le code du format.",
        "Write for example “Suspendue”, “À recycler”, “Rejetée”, “Service fait”, “Mandatée” or “Mise en paiement”, or "
        "the code of the format.",
    ),
    "CPPStatutPivot V1_19, IdStatut",
)
BAD_DATE = _of_line(
    "SUI-13",
    Text(
        "La date de facture « {value} » n'est pas une date du calendrier.",
        "The invoice date “{value}” is not a day of the calendar.",
    ),
    Text("Écrivez jj/mm/aaaa ou AAAA-MM-JJ, ou laissez vide.", "Write dd/mm/yyyy or YYYY-MM-DD, or leave it out."),
    "CPPStatutPivot V1_19, DateFacture ; XP Z12-012, MDG-35",
    field="date_facture",
)
BAD_MOMENT = _of_line(
    "SUI-14",
    Text(
        "Le moment « {value} » ne peut être lu : c'est celui de la réception du fichier qui est retenu.",
        "The moment “{value}” cannot be read: the one when the file was received is kept.",
    ),
    Text(
        "Écrivez AAAA-MM-JJThh:mm:ss+01:00 (CPPStatut), AAAAMMJJhhmmss (CDAR) ou jj/mm/aaaa hh:mm (tableau).",
        "Write YYYY-MM-DDThh:mm:ss+01:00 (CPPStatut), YYYYMMDDhhmmss (CDAR) or dd/mm/yyyy hh:mm (table).",
    ),
    "CPPStatutPivot V1_19, Horodatage ; XP Z12-012, MDT-78",
    Severity.WARNING,
)
DAMAGED_NUMBER = _of_line(
    "SUI-15",
    Text(
        "Le numéro « {value} » a été changé par le tableur : ses chiffres sont perdus.",
        "The number “{value}” was changed by the spreadsheet: its digits are lost.",
    ),
    Text(
        "Mettez la colonne au format Texte avant d'écrire le numéro, ou reprenez le modèle livré.",
        "Set the column to Text before writing the number, or take the template again.",
    ),
    _TABLE,
    field="numero_facture",
)
DAMAGED_CODE = _of_line(
    "SUI-16",
    Text(
        "L'identifiant « {value} » a été changé par le tableur : il n'en est pas tenu compte.",
        "The identifier “{value}” was changed by the spreadsheet: it is not taken into account.",
    ),
    Text(
        "Mettez la colonne au format Texte avant d'écrire un SIRET.",
        "Set the column to Text before writing a SIRET.",
    ),
    _TABLE,
    Severity.WARNING,
)
BAD_VALIDEUR = _of_line(
    "SUI-17",
    Text("Le valideur suivant « {value} » n'est pas un SIRET.", "The next valideur “{value}” is not a SIRET."),
    Text(
        "Écrivez les 14 chiffres de son SIRET, ou laissez vide.", "Write the 14 digits of its SIRET, or leave it out."
    ),
    "Chorus Pro, valideur 2",
)
TOO_WIDE = _of_line(
    "SUI-18",
    Text(
        "La ligne n'a pas une cellule par colonne ({count} pour {columns}) : elles sont décalées.",
        "The row has not one cell a column ({count} for {columns}): they are shifted.",
    ),
    Text(
        "Mettez entre guillemets les textes qui contiennent le séparateur, ou enregistrez depuis un tableur.",
        "Put texts that hold the separator between quotation marks, or save from a spreadsheet.",
    ),
    "RFC 4180",
)
UNKNOWN_ENCODING = _of_file(
    "SUI-36",
    Text(
        "Les lettres accentuées du tableau ne peuvent pas être lues à coup sûr : il est enregistré dans un codage "
        "ancien (MS-DOS ou Macintosh), et rien dans ses titres ne dit lequel.",
        "The accented letters of the table cannot be read for certain: it is saved in an old encoding (MS-DOS or "
        "Macintosh), and nothing in its headings tells which.",
    ),
    Text(
        "Enregistrez-le de nouveau en CSV UTF-8 (Excel : « Enregistrer sous », « CSV UTF-8 »), ou gardez les "
        "titres du modèle livré avec vos rapports.",
        "Save it again as CSV UTF-8 (Excel: “Save as”, “CSV UTF-8”), or keep the headings of the template delivered "
        "with your reports.",
    ),
    _TABLE,
)
TWO_VALUES = _of_line(
    "SUI-37",
    Text(
        "La ligne donne deux valeurs différentes sous « {heading} » : {values}.",
        "The line gives two different values under “{heading}”: {values}.",
    ),
    Text(
        "Ne gardez qu'une seule colonne de ce sens, ou la même valeur dans les deux.",
        "Keep one column of this meaning only, or the same value in both.",
    ),
    _TABLE,
)
RULES: tuple[Rule, ...] = (
    NOT_STATUSES,
    EMPTY,
    TOO_BIG,
    TOO_MANY,
    NO_LINE,
    NO_COLUMN,
    BROKEN_TABLE,
    UNTOUCHED,
    WRONG_COUNT,
    NO_NUMBER,
    NO_STATUS,
    UNKNOWN_STATUS,
    BAD_DATE,
    BAD_MOMENT,
    DAMAGED_NUMBER,
    DAMAGED_CODE,
    BAD_VALIDEUR,
    TOO_WIDE,
    UNKNOWN_ENCODING,
    TWO_VALUES,
)
