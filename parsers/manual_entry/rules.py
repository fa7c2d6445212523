"""Rules about values supplied manually (codes SAI-01 to SAI-10)."""

from domain.finding import Pack, Rule, Severity
from domain.text import Text

_SOURCE = "Navette"

UNKNOWN_FIELD = Rule(
    code="SAI-01",
    pack=Pack.LECTURE,
    message=Text("« {name} » n'est pas un champ qui se complète.", "“{name}” is not a field that can be supplied."),
    remedy=Text("Les champs sont : {names}.", "The fields are: {names}."),
    source=_SOURCE,
)
UNREADABLE = Rule(
    code="SAI-02",
    pack=Pack.LECTURE,
    message=Text("La valeur « {value} » ne peut pas être {what}.", "The value “{value}” cannot be {what}."),
    remedy=Text("Écrivez {form}.", "Write {form}."),
    source=_SOURCE,
)
CONTRADICTS = Rule(
    code="SAI-03",
    pack=Pack.LECTURE,
    message=Text(
        "Le document dit clairement « {read} » pour {what} : « {value} » le contredit.",
        "The document clearly says “{read}” for {what}: “{value}” contradicts it.",
    ),
    remedy=Text(
        "Si la valeur lue est la bonne, ne saisissez pas ce champ ; sinon, confirmez la correction (--force) "
        "et dites-en la raison.",
        "If what was read is right, leave this field out; else confirm the correction (--force) and say why.",
    ),
    source=_SOURCE,
)
SUPPLIED = Rule(
    code="SAI-04",
    pack=Pack.LECTURE,
    severity=Severity.INFO,
    message=Text("Complété à la main, {what} : « {value} ».", "Supplied by hand, {what}: “{value}”."),
    remedy=Text(
        "Rien à faire si cette valeur est la bonne ; sinon, signalez-le sans attendre à l'exploitant.",
        "Nothing to do if this value is right; else tell the operator without delay.",
    ),
    source=_SOURCE,
)
SAYS_ITSELF = Rule(
    code="SAI-05",
    pack=Pack.LECTURE,
    message=Text(
        "Ce fichier donne lui-même les valeurs de la facture : aucune ne se saisit à sa place.",
        "This file gives the values of the invoice itself: none is entered in its place.",
    ),
    remedy=Text(
        "Corrigez la facture dans le logiciel qui l'a produite, puis déposez-la.",
        "Correct the invoice in the program that made it, then deposit it.",
    ),
    source=_SOURCE,
)
LINE = Rule(
    code="SAI-06",
    pack=Pack.LECTURE,
    message=Text("Ligne {rank}, {what} : « {value} » ne se lit pas.", "Line {rank}, {what}: “{value}” cannot be read."),
    remedy=Text("Écrivez {form}.", "Write {form}."),
    source=_SOURCE,
)
NO_LINE = Rule(
    code="SAI-07",
    pack=Pack.LECTURE,
    message=Text("La facture n'a aucune ligne.", "The invoice has no line."),
    remedy=Text(
        "Saisissez au moins une ligne : désignation, quantité, prix unitaire hors taxes et taux de TVA.",
        "Enter at least one line: name, quantity, unit price without VAT and VAT rate.",
    ),
    source=_SOURCE,
)
OTHER_SUPPLIER = Rule(
    code="SAI-08",
    pack=Pack.LECTURE,
    message=Text(
        "Le numéro de TVA « {value} » n'est pas celui de l'entreprise qui facture, {supplier}.",
        "The VAT number “{value}” is not that of the company that invoices, {supplier}.",
    ),
    remedy=Text(
        "Saisissez le numéro de TVA de cette entreprise, ou laissez le champ vide ; sous un autre (établissement "
        "étranger, assujetti unique), déposez un fichier XML ou Factur-X qui le dit.",
        "Enter the VAT number of this company, or leave the field empty; under another one (a foreign establishment, "
        "a single taxable person), deposit an XML or Factur-X file that says so.",
    ),
    source="BT-29, BT-30, BT-31",
)
LACKS = Rule(
    code="SAI-09",
    pack=Pack.LECTURE,
    message=Text("Ce taux de TVA de 0 % demande {what}.", "This VAT rate of 0 % demands {what}."),
    remedy=Text(
        "Saisissez cette valeur, ou choisissez la raison qui convient au taux 0.",
        "Enter this value, or choose the reason that fits the rate 0.",
    ),
    source="BR-AE-02, BR-IC-02, BR-IC-11",
)
NOT_OF_RECIPIENT = Rule(
    code="SAI-10",
    pack=Pack.LECTURE,
    message=Text(
        "Le numéro de TVA « {value} » n'est pas celui du destinataire (SIREN {siren}).",
        "The VAT number “{value}” is not that of the recipient (SIREN {siren}).",
    ),
    remedy=Text(
        "Saisissez le numéro de TVA français du destinataire, ou laissez le champ vide.",
        "Enter the recipient's French VAT number, or leave the field empty.",
    ),
    source="BT-46, BT-47, BT-48",
)
RULES: tuple[Rule, ...] = (
    UNKNOWN_FIELD,
    UNREADABLE,
    CONTRADICTS,
    SUPPLIED,
    SAYS_ITSELF,
    LINE,
    NO_LINE,
    OTHER_SUPPLIER,
    LACKS,
    NOT_OF_RECIPIENT,
)
