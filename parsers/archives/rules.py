"""Rules about archives. Codes never change meaning.

ARC-01 to ARC-19 make the whole deposit irrecevable, ARC-20 to ARC-29 refuse one member, ARC-30 and above inform.
"""

from domain.finding import Level, Pack, Rule, Severity
from domain.text import Text

_DSE = "DSE Chorus Pro 1.0, section 5.4.1"
_OURS = "Navette"


def _depot(code: str, fr: str, en: str, remedy_fr: str, remedy_en: str, source: str = _OURS) -> Rule:
    return Rule(
        code=code,
        pack=Pack.LECTURE,
        level=Level.DEPOT,
        message=Text(fr, en),
        remedy=Text(remedy_fr, remedy_en),
        source=source,
    )


def _member(code: str, fr: str, en: str, remedy_fr: str, remedy_en: str) -> Rule:
    return Rule(code=code, pack=Pack.LECTURE, message=Text(fr, en), remedy=Text(remedy_fr, remedy_en), source=_OURS)


def _info(code: str, severity: Severity, fr: str, en: str, remedy_fr: str, remedy_en: str) -> Rule:
    return Rule(
        code=code,
        pack=Pack.LECTURE,
        severity=severity,
        level=Level.DEPOT,
        message=Text(fr, en),
        remedy=Text(remedy_fr, remedy_en),
        source=_OURS,
    )


TOO_BIG = _depot(
    "ARC-01",
    "L'archive pèse {size} octets ; le maximum est {limit}.",
    "The archive weighs {size} bytes; the limit is {limit}.",
    "Répartissez les factures dans plusieurs archives plus petites.",
    "Spread the invoices over several smaller archives.",
    _DSE,
)
TOO_MANY = _depot(
    "ARC-02",
    "L'archive contient {count} fichiers ; le maximum est {limit}.",
    "The archive holds {count} files; the limit is {limit}.",
    "Répartissez les factures dans plusieurs archives de {limit} factures au plus.",
    "Spread the invoices over several archives of at most {limit} invoices.",
    "Annexe EDI, flux",
)
MEMBER_TOO_BIG = _depot(
    "ARC-03",
    "Le fichier « {name} » de l'archive pèse {size} octets une fois décompressé ; le maximum est {limit}.",
    "The file “{name}” of the archive weighs {size} bytes once unpacked; the limit is {limit}.",
    "Réduisez ce fichier (pièces jointes, images), puis déposez de nouveau toute l'archive.",
    "Make this file smaller (attachments, images), then deposit the whole archive again.",
    _DSE,
)
TOTAL_TOO_BIG = _depot(
    "ARC-04",
    "Le contenu de l'archive dépasse {limit} octets une fois décompressé.",
    "The content of the archive exceeds {limit} bytes once unpacked.",
    "Répartissez les factures dans plusieurs archives plus petites.",
    "Spread the invoices over several smaller archives.",
)
BOMB = _depot(
    "ARC-05",
    "L'archive est anormalement compressée : plus de {limit} octets de contenu pour un octet reçu.",
    "The archive is abnormally compressed: more than {limit} bytes of content for one byte received.",
    "Déposez les factures dans une archive ZIP ou TAR.GZ ordinaire.",
    "Deposit the invoices in an ordinary ZIP or TAR.GZ archive.",
)
TRUNCATED = _depot(
    "ARC-06",
    "L'archive est incomplète : sa fin manque. Les factures qui manquent ne peuvent pas être connues, "
    "aucune n'est donc prise en compte.",
    "The archive is cut short: its end is missing. Which invoices are missing cannot be known, so none is taken.",
    "Déposez de nouveau toute l'archive, et vérifiez que le transfert va à son terme.",
    "Deposit the whole archive again, and check that the transfer completes.",
)
DAMAGED = _depot(
    "ARC-07",
    "L'archive est endommagée ({reason}) : rien ne garantit son contenu, aucune facture n'est prise en compte.",
    "The archive is damaged ({reason}): nothing vouches for its content, so no invoice is taken.",
    "Créez de nouveau l'archive, vérifiez qu'elle s'ouvre, puis déposez-la.",
    "Make the archive again, check that it opens, then deposit it.",
)
FOREIGN = _depot(
    "ARC-08",
    "Le format d'archive {kind} n'est pas accepté.",
    "The archive format {kind} is not accepted.",
    "Déposez les factures dans une archive ZIP ou TAR.GZ.",
    "Deposit the invoices in a ZIP or TAR.GZ archive.",
    _DSE,
)
ENCRYPTED = _depot(
    "ARC-09",
    "L'archive est protégée par un mot de passe (fichier « {name} »).",
    "The archive is protected by a password (file “{name}”).",
    "Déposez une archive sans mot de passe : le transfert est déjà chiffré.",
    "Deposit an archive without a password: the transfer is encrypted already.",
)
HIDDEN = _depot(
    "ARC-10",
    "L'archive contient des données hors de son sommaire, ou des fichiers qui se chevauchent : "
    "des factures pourraient être perdues ou lues deux fois.",
    "The archive holds data outside its table of contents, or files that overlap: "
    "invoices could be lost or read twice.",
    "Créez de nouveau l'archive en une fois, sans mettre bout à bout plusieurs archives.",
    "Make the archive again in one go, without joining several archives end to end.",
)
EMPTY = _depot(
    "ARC-11",
    "L'archive ne contient aucune facture.",
    "The archive contains no invoice.",
    "Mettez au moins une facture dans l'archive.",
    "Put at least one invoice in the archive.",
)
OFFICE = _depot(
    "ARC-12",
    "Le fichier est un document bureautique, pas une archive de factures.",
    "The file is an office document, not an archive of invoices.",
    "Exportez le document en PDF (« Enregistrer sous » ou « Imprimer », puis PDF), et déposez ce PDF.",
    "Export the document as PDF (“Save as” or “Print”, then PDF), and deposit that PDF.",
    _DSE,
)
SPLIT = _depot(
    "ARC-13",
    "L'archive est découpée en plusieurs volumes.",
    "The archive is split into several volumes.",
    "Déposez une archive en un seul fichier, ou plusieurs archives indépendantes.",
    "Deposit an archive in one file, or several independent archives.",
)
UNSAFE_NAME = _member(
    "ARC-20",
    "Le nom de fichier « {name} » de l'archive n'est pas accepté ({reason}).",
    "The file name “{name}” of the archive is not accepted ({reason_en}).",
    "Donnez au fichier un nom simple, relatif à l'archive, puis déposez-le de nouveau.",
    "Give the file a simple name, relative to the archive, then deposit it again.",
)
SPECIAL = _member(
    "ARC-21",
    "« {name} » n'est pas un fichier ordinaire (lien, périphérique ou dossier avec un contenu).",
    "“{name}” is not an ordinary file (link, device, or folder with a content).",
    "Mettez dans l'archive le fichier lui-même.",
    "Put the file itself in the archive.",
)
DUPLICATE = _member(
    "ARC-22",
    "Plusieurs fichiers de l'archive portent le nom « {name} » : lequel fait foi ne peut pas être connu.",
    "Several files of the archive are named “{name}”: which one counts cannot be known.",
    "Donnez un nom différent à chaque fichier, puis déposez de nouveau ceux-là.",
    "Give each file a name of its own, then deposit those again.",
)
NESTED = _member(
    "ARC-23",
    "« {name} » est lui-même une archive ou un document bureautique : il n'est pas ouvert.",
    "“{name}” is itself an archive or an office document: it is not opened.",
    "Mettez les factures directement dans l'archive, en PDF ou en XML.",
    "Put the invoices straight in the archive, as PDF or XML.",
)
MEMBER_DAMAGED = _member(
    "ARC-24",
    "Le fichier « {name} » de l'archive est endommagé : son contenu ne correspond pas à son contrôle.",
    "The file “{name}” of the archive is damaged: its content does not match its checksum.",
    "Déposez de nouveau ce fichier.",
    "Deposit this file again.",
)
METHOD = _member(
    "ARC-25",
    "Le fichier « {name} » est compressé d'une façon qui n'est pas acceptée (méthode {method}).",
    "The file “{name}” is compressed in a way that is not accepted (method {method}).",
    "Créez l'archive avec la compression ordinaire (« Deflate »).",
    "Make the archive with the ordinary compression (“Deflate”).",
)
MEMBER_TOO_LARGE = _member(
    "ARC-26",
    "Le fichier « {name} » de l'archive pèse {size} octets une fois décompressé ; le maximum est {limit}.",
    "The file “{name}” of the archive weighs {size} bytes once unpacked; the limit is {limit}.",
    "Réduisez ce fichier (pièces jointes, images), puis déposez-le de nouveau, seul ou dans une autre archive.",
    "Make this file smaller (attachments, images), then deposit it again, alone or in another archive.",
)
MEMBER_ENCRYPTED = _member(
    "ARC-27",
    "Le fichier « {name} » de l'archive est protégé par un mot de passe.",
    "The file “{name}” of the archive is protected by a password.",
    "Déposez de nouveau ce fichier sans mot de passe : le transfert est déjà chiffré.",
    "Deposit this file again without a password: the transfer is encrypted already.",
)
IGNORED = _info(
    "ARC-30",
    Severity.INFO,
    "Entrées de l'archive qui ne sont pas des factures (dossiers, fichiers du système) et sont laissées de côté, "
    "{count} : {names}",
    "Entries of the archive that are no invoices (folders, system files) and are left aside, {count}: {names}",
    "Rien à faire.",
    "Nothing to do.",
)
BACKSLASH = _info(
    "ARC-31",
    Severity.WARNING,
    "Noms de l'archive qui utilisent « \\ » pour séparer les dossiers, lu comme « / », {count} : {names}",
    "Names of the archive that use “\\” between folders, read as “/”, {count}: {names}",
    "Créez les prochaines archives avec un outil à jour.",
    "Make the next archives with an up-to-date tool.",
)
UNFINISHED = _info(
    "ARC-32",
    Severity.WARNING,
    "Fichiers de l'archive qui portent le nom d'un transfert inachevé et ne sont pas lus, {count} : {names}",
    "Files of the archive that have the name of an unfinished transfer and are not read, {count}: {names}",
    "Si ce sont des factures entières, donnez-leur leur nom définitif et déposez-les de nouveau.",
    "If they are whole invoices, give them their final names and deposit them again.",
)

RULES = (
    TOO_BIG,
    TOO_MANY,
    MEMBER_TOO_BIG,
    TOTAL_TOO_BIG,
    BOMB,
    TRUNCATED,
    DAMAGED,
    FOREIGN,
    ENCRYPTED,
    HIDDEN,
    EMPTY,
    OFFICE,
    SPLIT,
    UNSAFE_NAME,
    SPECIAL,
    DUPLICATE,
    NESTED,
    MEMBER_DAMAGED,
    METHOD,
    MEMBER_TOO_LARGE,
    MEMBER_ENCRYPTED,
    IGNORED,
    BACKSLASH,
    UNFINISHED,
)
"""Every rule about archives."""
