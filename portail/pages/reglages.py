"""What the settings and the directory say of one structure, to who answers for it. Nothing is changed here."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Response

from domain.day_report import Grouping
from domain.delivery_format import DeliveryFormat
from domain.suivi import StatusFormat
from domain.text import Locale, Text
from exporters.common.number_formats import identifiant
from exporters.html.shown import NOTHING, Outside, outside
from hub.inspect.structure_settings import DepositAccount, Pattern, StructureRules, deposit_accounts, rules_of
from portail.acces.asker import AnyMember
from portail.managed import STRUCTURE, address, answers_for
from portail.render import page
from portail.structures import structure_name
from portail.views import Fact, Link

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCard:
    """An account of deposit."""

    name: Outside
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsView:
    """The page."""

    heading: Outside
    identifier: Outside
    back: Link
    accounts: tuple[AccountCard, ...]
    rules: tuple[Fact, ...]
    rules_heading: Text = Text("Règles des factures reçues", "Rules for invoices received")
    lead: Text = Text(
        "Ces réglages sont tenus par l'organisme qui exploite le portail : demandez-lui de les changer.",
        "The body that runs the portal keeps these settings: ask it to change them.",
    )
    no_rules: Text = Text(
        "Cette structure n'est pas dans l'annuaire : elle ne reçoit pas de factures ici.",
        "This structure is not in the directory: it receives no invoices here.",
    )
    accounts_heading: Text = Text("Comptes de dépôt", "Accounts of deposit")
    no_accounts: Text = Text(
        "Aucun compte de dépôt n'est réservé à cette structure.",
        "No account of deposit is for this structure alone.",
    )


@router.get(STRUCTURE + "/reglages")
def structure_settings(who: AnyMember, structure: str) -> Response:
    """The rules of one structure, and its accounts of deposit."""
    answers_for(who, structure)
    portail = who.portail
    rules = rules_of(portail.settings, portail.annuaire(), structure)
    view = SettingsView(
        heading=outside(structure_name(who, structure) or structure),
        identifier=outside(identifiant(structure)),
        back=Link(href=address(structure), label=PEOPLE),
        rules=tuple(_rules(rules)) if rules else (),
        accounts=tuple(
            AccountCard(name=outside(each.name), facts=tuple(_account(each)))
            for each in deposit_accounts(portail.settings, structure)
        ),
    )
    return page(who, "reglages", view, title=SETTINGS)


def _rules(rules: StructureRules) -> Iterator[Fact]:
    since = FROM_SERVICE_FAIT if rules.from_service_fait else FROM_DELIVERY
    yield Fact(label=TO_PAY, value=DAYS.with_({"days": rules.days_to_pay}), detail=since)
    yield Fact(label=SERVICE, value=_required(rules.service_required, rules), detail=_shape(rules.code_service))
    yield Fact(label=ENGAGEMENT, value=_required(rules.engagement_required, rules), detail=_shape(rules.engagement))
    if rules.marche:
        yield Fact(label=MARCHE, value=IF_GIVEN, detail=_shape(rules.marche))
    yield Fact(label=FORMAT, value=FORMATS[rules.format], detail=BY_SUPPLIER if rules.by_supplier else NOTHING)
    yield Fact(label=READABLE, value=YES if rules.readable else NO)
    yield Fact(label=JSON, value=YES if rules.facture_json else NO)
    yield Fact(label=LANGUAGE, value=LANGUAGES[rules.locale])


def _required(is_required: bool, rules: StructureRules) -> Text:
    if is_required:
        return REQUIRED
    return ONE_OF_BOTH if rules.one_of_both else NOT_REQUIRED


def _shape(pattern: Pattern | None) -> Text | Outside:
    if pattern is None:
        return NOTHING
    return pattern.words if pattern.words.fr else outside(pattern.expression)


def _account(account: DepositAccount) -> Iterator[Fact]:
    yield Fact(label=SERVER, value=outside(account.server) if account.server else FOLDER_OF_BODY)
    if account.server:
        keys = outside(", ".join(account.host_keys)) if account.host_keys else NO_KEY
        yield Fact(label=HOST_KEY, value=keys, detail=HOST_KEY_WHY)
    if account.folder:
        yield Fact(label=FOLDER, value=outside(account.folder), detail=SUBFOLDERS)
    yield Fact(label=REPORTS, value=GROUPINGS[account.reports])
    formats = ", ".join(MESSAGES[each] for each in account.messages)
    yield Fact(label=STATUSES, value=outside(formats) if formats else NO_MESSAGES)
    yield Fact(label=LANGUAGE, value=LANGUAGES[account.locale])


SETTINGS = Text("Règles et comptes de dépôt", "Rules and accounts of deposit")
PEOPLE = Text("Utilisateurs", "Users")
TO_PAY = Text("Délai de paiement", "Time to pay")
DAYS = Text("{days} jours", "{days} days")
FROM_DELIVERY = Text("depuis la mise à disposition", "from the mise à disposition")
FROM_SERVICE_FAIT = Text(
    "depuis la mise à disposition, ou le service fait s'il est constaté plus tard",
    "from the mise à disposition, or the service fait when that is stated for a later day",
)
SERVICE = Text("Code service", "Service code")
ENGAGEMENT = Text("Numéro d'engagement", "Engagement number")
MARCHE = Text("Numéro de marché", "Contract number")
REQUIRED = Text("Obligatoire", "Mandatory")
ONE_OF_BOTH = Text("Obligatoire l'un ou l'autre", "One of the two is mandatory")
NOT_REQUIRED = Text("Facultatif", "May be left out")
IF_GIVEN = Text("Vérifié s'il est donné", "Checked when it is given")
FORMAT = Text("Format de livraison", "Delivery format")
FORMATS: dict[DeliveryFormat, Text] = {
    DeliveryFormat.ORIGINAL: Text("Le fichier d'origine", "The original file"),
    DeliveryFormat.CPP_PIVOT: Text("Le pivot de Chorus Pro", "The pivot of Chorus Pro"),
    DeliveryFormat.BOTH: Text("L'origine et le pivot de Chorus Pro", "The original and the pivot of Chorus Pro"),
    DeliveryFormat.PES_PJ: Text("L'origine et le flux PES_PJ", "The original and the PES_PJ flux"),
}
BY_SUPPLIER = Text("un dossier par fournisseur", "a folder for each supplier")
READABLE = Text("PDF lisible d'une facture en XML", "Readable PDF of an XML invoice")
JSON = Text("Valeurs en JSON", "Values as JSON")
YES = Text("Oui", "Yes")
NO = Text("Non", "No")
LANGUAGE = Text("Langue des réponses", "Language of the answers")
LANGUAGES: dict[Locale, Text] = {
    Locale.FR: Text("Français", "French"),
    Locale.EN: Text("Anglais", "English"),
}
SERVER = Text("Serveur SFTP", "SFTP server")
FOLDER_OF_BODY = Text("Aucun : dossiers de l'organisme", "None: folders of the body itself")
HOST_KEY = Text("Empreinte de la clé du serveur", "Fingerprint of the server's key")
HOST_KEY_WHY = Text(
    "Votre logiciel doit voir la même avant de déposer.", "Your program must see the same before it deposits."
)
NO_KEY = Text("Aucune n'est enregistrée", "None is on record")
FOLDER = Text("Dossier", "Folder")
SUBFOLDERS = Text(
    "dépôts dans depot/, réponses dans retours/, statuts dans statuts/",
    "deposits in depot/, answers in retours/, statuses in statuts/",
)
REPORTS = Text("Comptes rendus", "Comptes rendus")
GROUPINGS: dict[Grouping, Text] = {
    Grouping.DEPOT: Text("Des fichiers par dépôt", "Files for each deposit"),
    Grouping.JOUR: Text("Une page et un CSV par jour", "One page and one CSV a day"),
}
STATUSES = Text("Messages de statut", "Status messages")
MESSAGES: dict[StatusFormat, str] = {
    StatusFormat.CPPSTATUT: "CPPStatut",
    StatusFormat.CDAR: "CDAR",
    StatusFormat.CSV: "CSV",
}
NO_MESSAGES = Text("Aucun : le rapport quotidien seul", "None: the daily report only")
