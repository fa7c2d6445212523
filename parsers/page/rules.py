"""Rules about a PDF read by its text (codes LEC-050 to LEC-061, LEC-067, LEC-069, LEC-093 and LEC-094)."""

from domain.finding import Level, Pack, Rule, Severity
from domain.text import Text

_SOURCE = "Navette"
_SEND = "Déposez un PDF produit par un logiciel (avec du texte), un Factur-X ou un XML (UBL, CII)."
_SEND_EN = "Send a PDF made by software (with text), a Factur-X or an XML file (UBL, CII)."


def _rule(code: str, level: Level, severity: Severity, message: Text, remedy: Text) -> Rule:
    return Rule(
        code=code,
        pack=Pack.LECTURE,
        severity=severity,
        level=level,
        message=message,
        remedy=remedy,
        source=_SOURCE,
    )


IMAGE = _rule(
    "LEC-050",
    Level.DEPOT,
    Severity.FATAL,
    Text(
        "Ce PDF ne contient que des images : il n'a pas de texte à lire.",
        "This PDF holds pictures only: there is no text to read.",
    ),
    Text(_SEND, _SEND_EN),
)
NOISE = _rule(
    "LEC-051",
    Level.DEPOT,
    Severity.FATAL,
    Text(
        "Le texte de ce PDF est illisible : ses polices ne disent pas quels caractères elles dessinent.",
        "The text of this PDF cannot be read: its fonts do not say which characters they draw.",
    ),
    Text(
        "Produisez à nouveau le PDF avec des polices incorporées et leur table Unicode, "
        "ou déposez un Factur-X ou un XML.",
        "Make the PDF again with embedded fonts and their Unicode table, or send a Factur-X or an XML file.",
    ),
)
LOCKED = _rule(
    "LEC-052",
    Level.DEPOT,
    Severity.FATAL,
    Text("Ce PDF est protégé par un mot de passe.", "This PDF is protected by a password."),
    Text(
        "Enregistrez-le sans protection et déposez-le à nouveau.",
        "Save it without protection and send it again.",
    ),
)
DAMAGED = _rule(
    "LEC-053",
    Level.DEPOT,
    Severity.FATAL,
    Text(
        "Ce PDF est endommagé ou incomplet : il ne s'ouvre pas.", "This PDF is damaged or cut short: it does not open."
    ),
    Text(
        "Vérifiez qu'il s'ouvre sur votre poste, puis déposez-le à nouveau en entier.",
        "Check that it opens on your computer, then send it again whole.",
    ),
)
BLANK = _rule(
    "LEC-054",
    Level.DEPOT,
    Severity.FATAL,
    Text("Ce PDF est vide : ses pages ne portent ni texte ni image.", "This PDF is blank: no text and no picture."),
    Text("Déposez la facture elle-même.", "Send the invoice itself."),
)
SEVERAL = _rule(
    "LEC-055",
    Level.DEPOT,
    Severity.FATAL,
    Text("Ce PDF contient plusieurs factures : {numbers}.", "This PDF holds several invoices: {numbers}."),
    Text("Déposez un fichier par facture.", "Send one file for each invoice."),
)
NO_INVOICE = _rule(
    "LEC-056",
    Level.DEPOT,
    Severity.FATAL,
    Text(
        "Aucune facture n'a été reconnue dans le texte de ce PDF. Il manque : {missing}.",
        "No invoice was recognised in the text of this PDF. Missing: {missing}.",
    ),
    Text(
        "Vérifiez que le fichier est une facture et que ces mentions y figurent en toutes lettres.",
        "Check that the file is an invoice and that these particulars are written in it.",
    ),
)
DOUBT = _rule(
    "LEC-057",
    Level.FACTURE,
    Severity.WARNING,
    Text(
        "Lecture incertaine, {what} : le document porte {rivals}. Aucune valeur n'a été retenue.",
        "Doubtful reading, {what}: the document says {rivals}. No value was kept.",
    ),
    Text(
        "Faites précéder la bonne valeur de son libellé, ou déposez un Factur-X ou un XML.",
        "Write the right value after its label, or send a Factur-X or an XML file.",
    ),
)
DISAGREE = _rule(
    "LEC-058",
    Level.FACTURE,
    Severity.WARNING,
    Text(
        "Les totaux lus ne s'accordent pas : {totals}.",
        "The totals read do not agree: {totals}.",
    ),
    Text(
        "Vérifiez les totaux de la facture. S'ils sont justes, déposez un Factur-X ou un XML, où ils se lisent sans "
        "erreur.",
        "Check the totals of the invoice. If they are right, send a Factur-X or an XML file, where they are read "
        "without error.",
    ),
)
UNCLEAR_DATES = _rule(
    "LEC-059",
    Level.FACTURE,
    Severity.WARNING,
    Text(
        "La date de la facture est ambiguë : on ne sait pas du jour et du mois lequel vient en premier.",
        "The date of the invoice is ambiguous: day and month cannot be told apart.",
    ),
    Text(
        "Écrivez le mois en toutes lettres ou la date sous la forme AAAA-MM-JJ.",
        "Write the month as a word, or YYYY-MM-DD.",
    ),
)
OTHER_DOCUMENT = _rule(
    "LEC-060",
    Level.FACTURE,
    Severity.FATAL,
    Text(
        "Ce document n'est pas une facture : son titre est « {title} ».",
        "This document is no invoice: its title is “{title}”.",
    ),
    Text("Déposez la facture ou l'avoir.", "Send the invoice or the credit note."),
)
NOT_ALL_READ = _rule(
    "LEC-061",
    Level.FACTURE,
    Severity.INFO,
    Text(
        "Ce PDF est long : seules ses pages {pages} ont été lues.",
        "This PDF is long: only its pages {pages} were read.",
    ),
    Text("Mettez les totaux sur les premières ou les dernières pages.", "Put the totals on the first or last pages."),
)
UNREAD = _rule(
    "LEC-069",
    Level.FACTURE,
    Severity.WARNING,
    Text(
        "Lecture incertaine, {what} : la page porte « {words} », mais aucune valeur n'y a été lue de façon sûre.",
        "Doubtful reading, {what}: the page says “{words}”, but no value was read there with certainty.",
    ),
    Text(
        "Écrivez la valeur juste après son libellé, ou déposez un Factur-X ou un XML.",
        "Write the value right after its label, or send a Factur-X or an XML file.",
    ),
)
HIDDEN = _rule(
    "LEC-067",
    Level.FACTURE,
    Severity.WARNING,
    Text(
        "Ce PDF contient du texte que personne ne voit (pages : {pages}) : « {text} ». Ce texte n'a pas été lu.",
        "This PDF contains text that nobody sees (pages: {pages}): “{text}”. That text was not read.",
    ),
    Text(
        "Si ce texte compte, rendez-le visible (il est blanc, minuscule, recouvert, hors de la page ou sur un calque "
        "masqué) ; sinon, retirez-le du modèle de vos factures.",
        "If that text matters, make it visible (it is white, tiny, covered, off the page or on a hidden layer); if "
        "not, remove it from the template of your invoices.",
    ),
)
OTHER_VALUE = _rule(
    "LEC-093",
    Level.FACTURE,
    Severity.WARNING,
    Text(
        "Un champ de formulaire de la page {page} montre « {shown} », mais le fichier y enregistre « {value} » : selon "
        "le lecteur de PDF, on voit l'un ou l'autre.",
        "A form field on page {page} shows “{shown}”, but the file records “{value}” for it: one or the other is seen, "
        "depending on the PDF reader.",
    ),
    Text(
        "Enregistrez à nouveau le formulaire avec un lecteur de PDF, ou aplatissez-le, et vérifiez ce qu'il montre.",
        "Save the form again with a PDF reader, or flatten it, and check what it shows.",
    ),
)
OTHER_DIGITS = _rule(
    "LEC-094",
    Level.FACTURE,
    Severity.WARNING,
    Text(
        "Des chiffres que ce PDF montre (pages : {pages}) ne sont pas ceux que son texte donne : une police dessine "
        "d'autres caractères que sa table Unicode. Les valeurs concernées n'ont pas été retenues.",
        "Figures that this PDF shows (pages: {pages}) are not those that its text gives: a font draws other characters "
        "than its Unicode table says. The values concerned were not kept.",
    ),
    Text(
        "Produisez à nouveau le PDF avec un autre logiciel, ou déposez un Factur-X ou un XML.",
        "Make the PDF again with another program, or send a Factur-X or an XML file.",
    ),
)
RULES = (
    IMAGE,
    NOISE,
    LOCKED,
    DAMAGED,
    BLANK,
    SEVERAL,
    NO_INVOICE,
    DOUBT,
    DISAGREE,
    UNCLEAR_DATES,
    OTHER_DOCUMENT,
    NOT_ALL_READ,
    UNREAD,
    HIDDEN,
    OTHER_VALUE,
    OTHER_DIGITS,
)
