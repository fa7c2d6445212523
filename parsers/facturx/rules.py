"""Rules about the XML attached to a PDF and about the PDF's metadata for it.

Codes LEC-024 to 029, LEC-070 to 079 and LEC-104 to 106. Only what prevents reading the invoice refuses it.
"""

from domain.finding import Level, Pack, Rule, Severity
from domain.text import Text

_AGAIN = Text(
    "Produisez de nouveau le Factur-X avec votre logiciel de facturation.",
    "Produce the Factur-X again with your invoicing software.",
)
_UPDATE = Text(
    "Signalez-le à l'éditeur de votre logiciel de facturation : la facture est lue, mais son PDF n'est pas conforme.",
    "Tell the publisher of your invoicing software: the invoice is read, but its PDF does not conform.",
)


def _rule(code: str, severity: Severity, message: Text, remedy: Text, source: str, level: Level = Level.DEPOT) -> Rule:
    return Rule(
        code=code, pack=Pack.LECTURE, severity=severity, level=level, message=message, remedy=remedy, source=source
    )


BROKEN_XML = _rule(
    "LEC-024",
    Severity.FATAL,
    Text(
        "Le fichier « {name} » joint au PDF n'est pas une facture XML lisible.",
        "The file “{name}” attached to the PDF is not a readable XML invoice.",
    ),
    Text(
        "Produisez de nouveau le Factur-X ; son XML doit se nommer factur-x.xml et être une facture CII entière.",
        "Produce the Factur-X again; its XML must be named factur-x.xml and be a whole CII invoice.",
    ),
    "Factur-X §6.2",
)
UNUSUAL_NAME = _rule(
    "LEC-025",
    Severity.WARNING,
    Text(
        "La facture XML jointe au PDF se nomme « {name} » au lieu de factur-x.xml.",
        "The XML invoice attached to the PDF is named “{name}” instead of factur-x.xml.",
    ),
    Text("Nommez le fichier joint factur-x.xml.", "Name the attached file factur-x.xml."),
    "Factur-X §6.2.2",
)
CONTRADICTION = _rule(
    "LEC-026",
    Severity.FATAL,
    Text(
        "Le PDF porte deux factures XML qui ne disent pas la même chose, « {name} » et « {other} » : {differing}.",
        "The PDF has two XML invoices that do not say the same, “{name}” and “{other}”: {differing}.",
    ),
    Text("Ne joignez au PDF qu'une facture XML.", "Attach one XML invoice to the PDF."),
    "Factur-X §6.2",
)
SEVERAL_XML = _rule(
    "LEC-027",
    Severity.INFO,
    Text(
        "Le PDF porte plusieurs factures XML qui disent la même chose ; « {name} » est retenue, pas « {other} ».",
        "The PDF has several XML invoices that say the same; “{name}” is taken, not “{other}”.",
    ),
    Text("Ne joignez au PDF qu'une facture XML.", "Attach one XML invoice to the PDF."),
    "Factur-X §6.2",
)
LOST_XML = _rule(
    "LEC-028",
    Severity.WARNING,
    Text(
        "Le PDF s'annonce comme un Factur-X mais son XML est introuvable : c'est le texte de ses pages qui a été lu.",
        "The PDF says it is a Factur-X but its XML cannot be found: the text of its pages was read instead.",
    ),
    Text(
        "Produisez de nouveau le Factur-X et transférez-le en mode binaire, sans passer par une imprimante PDF.",
        "Produce the Factur-X again and transfer it in binary mode, without printing it to a new PDF.",
    ),
    "Factur-X §6.2",
)
LOST_ATTACHMENT = _rule(
    "LEC-029",
    Severity.WARNING,
    Text(
        "Le fichier « {name} » joint au PDF est endommagé ou trop grand : il n'a pas été extrait.",
        "The file “{name}” attached to the PDF is damaged or too large: it was not extracted.",
    ),
    Text("Joignez de nouveau ce fichier.", "Attach this file again."),
    "BG-24",
    Level.FACTURE,
)
LOST_CONTENT = _rule(
    "LEC-070",
    Severity.FATAL,
    Text(
        "Le PDF nomme bien la facture XML « {name} », mais ce fichier joint est absent, endommagé ou trop grand.",
        "The PDF does name the XML invoice “{name}”, but this attached file is missing, damaged or too large.",
    ),
    Text(
        "Produisez de nouveau le Factur-X et transférez-le en entier, en mode binaire.",
        "Produce the Factur-X again and transfer all of it, in binary mode.",
    ),
    "ISO 32000-2 §7.11.4 ; Factur-X §6.2",
)
NO_RELATIONSHIP = _rule(
    "LEC-071",
    Severity.WARNING,
    Text(
        "Le PDF ne dit pas ce que « {name} » est pour la facture : la clé AFRelationship manque.",
        "The PDF does not say what “{name}” is to the invoice: the key AFRelationship is missing.",
    ),
    _UPDATE,
    "Factur-X §6.2.2 ; ISO 19005-3 §6.8",
)
WRONG_RELATIONSHIP = _rule(
    "LEC-072",
    Severity.WARNING,
    Text(
        "La clé AFRelationship de « {name} » vaut {value} ; pour le profil {profile}, Factur-X attend {allowed}.",
        "The key AFRelationship of “{name}” is {value}; for the profile {profile}, Factur-X expects {allowed}.",
    ),
    _UPDATE,
    "Factur-X §6.2.2",
)
NO_XMP = _rule(
    "LEC-073",
    Severity.WARNING,
    Text(
        "Les métadonnées XMP du PDF manquent ou n'annoncent pas de Factur-X ; son XML a pourtant été trouvé et lu.",
        "The XMP metadata of the PDF is missing or announces no Factur-X; its XML was found and read all the same.",
    ),
    _UPDATE,
    "Factur-X §6.3",
)
BROKEN_XMP = _rule(
    "LEC-074",
    Severity.WARNING,
    Text(
        "Les métadonnées XMP du PDF sont illisibles ; le XML de la facture a pourtant été trouvé et lu.",
        "The XMP metadata of the PDF cannot be read; the XML of the invoice was found and read all the same.",
    ),
    _UPDATE,
    "ISO 16684-1 ; Factur-X §6.3",
)
OTHER_LEVEL = _rule(
    "LEC-075",
    Severity.WARNING,
    Text(
        "Le PDF annonce le profil « {level} » dans ses métadonnées, mais son XML est du profil {profile}.",
        "The PDF announces the profile “{level}” in its metadata, but its XML is of the profile {profile}.",
    ),
    _AGAIN,
    "Factur-X §6.3, fx:ConformanceLevel",
)
OTHER_FILE = _rule(
    "LEC-076",
    Severity.WARNING,
    Text(
        "Le PDF annonce le fichier « {announced} » dans ses métadonnées, mais le XML joint se nomme « {name} ».",
        "The PDF announces the file “{announced}” in its metadata, but the attached XML is named “{name}”.",
    ),
    _AGAIN,
    "Factur-X §6.3, fx:DocumentFileName",
)
NOT_PDFA3 = _rule(
    "LEC-077",
    Severity.WARNING,
    Text(
        "Le PDF n'est pas un PDF/A-3, seul à admettre une facture XML jointe : {claim}.",
        "The PDF is no PDF/A-3, the only kind that may carry an XML invoice: {claim}.",
    ),
    Text(
        "Enregistrez la facture en PDF/A-3 (niveau A, B ou U) ; signalez-le à l'éditeur de votre logiciel.",
        "Save the invoice as PDF/A-3 (level A, B or U); tell the publisher of your software.",
    ),
    "Factur-X §6.1 ; ISO 19005-3",
)
OTHER_STANDARD = _rule(
    "LEC-078",
    Severity.INFO,
    Text(
        "La facture XML jointe est nommée « {name} », comme le veut {standard} ; elle est lue comme un Factur-X.",
        "The attached XML invoice is named “{name}”, as {standard} wants; it is read like a Factur-X.",
    ),
    Text(
        "Rien à faire ; en France, préférez un Factur-X, dont le XML se nomme factur-x.xml.",
        "Nothing to do; in France, prefer a Factur-X, whose XML is named factur-x.xml.",
    ),
    "Factur-X §6.2.2 ; ZUGFeRD 1.0 et 2.0 ; XRechnung",
)
NOT_THE_INVOICE = _rule(
    "LEC-079",
    Severity.WARNING,
    Text(
        "Le fichier XML « {name} » joint au PDF n'est pas une facture, et le PDF n'annonce pas de Factur-X : "
        "c'est le texte de ses pages qui a été lu.",
        "The XML file “{name}” attached to the PDF is no invoice, and the PDF announces no Factur-X: "
        "the text of its pages was read.",
    ),
    Text(
        "Si ce fichier devait être la facture, produisez un Factur-X ; sinon rien n'est à faire, il reste joint.",
        "If this file should be the invoice, produce a Factur-X; otherwise nothing needs doing, it stays attached.",
    ),
    "Factur-X §6.2",
)
TRANSFORMED = _rule(
    "LEC-104",
    Severity.WARNING,
    Text(
        "La clé AFRelationship de « {name} » vaut Source : le PDF se dit tiré de son XML.",
        "The key AFRelationship of “{name}” is Source: the PDF says that it was made from its XML.",
    ),
    Text(
        "Si le PDF n'est pas produit par transformation du XML, demandez à l'éditeur du logiciel d'écrire Alternative.",
        "When the PDF is not a transformation of the XML, ask the publisher of the software to write Alternative.",
    ),
    "Factur-X §6.2.2",
)
NOT_ASSOCIATED = _rule(
    "LEC-105",
    Severity.WARNING,
    Text(
        "Le catalogue du PDF ne nomme pas « {name} » parmi ses fichiers associés (clé AF).",
        "The catalog of the PDF does not name “{name}” among its associated files (key AF).",
    ),
    _UPDATE,
    "Factur-X §6.2.2 ; ISO 19005-3 §6.8",
)
NO_OUTPUT_INTENT = _rule(
    "LEC-106",
    Severity.WARNING,
    Text(
        "Le PDF s'annonce PDF/A mais n'a pas d'OutputIntent : ses couleurs RVB, CMJN ou grises n'ont pas de référence.",
        "The PDF says it is PDF/A but has no OutputIntent: its RGB, CMYK or grey colours have no reference.",
    ),
    _UPDATE,
    "ISO 19005-3 §6.2.3",
)
RULES: tuple[Rule, ...] = (
    BROKEN_XML,
    UNUSUAL_NAME,
    CONTRADICTION,
    SEVERAL_XML,
    LOST_XML,
    LOST_ATTACHMENT,
    LOST_CONTENT,
    NO_RELATIONSHIP,
    WRONG_RELATIONSHIP,
    NO_XMP,
    BROKEN_XMP,
    OTHER_LEVEL,
    OTHER_FILE,
    NOT_PDFA3,
    OTHER_STANDARD,
    NOT_THE_INVOICE,
    TRANSFORMED,
    NOT_ASSOCIATED,
    NO_OUTPUT_INTENT,
)
