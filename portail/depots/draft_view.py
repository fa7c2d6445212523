"""The page of one draft: what its file is, what it says, what was found, and the form when it is a page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.brouillon import ETAT_LABELS, Brouillon, EtatBrouillon
from domain.invoice import MOE
from domain.text import Text
from domain.travaux import is_travaux
from exporters.common.labels import FIELD_LABELS
from exporters.common.number_formats import identifiant, size
from exporters.html.shown import Attribute, Outside, outside
from hub.brouillons.analysis import Analysis
from hub.brouillons.sending import Preview
from hub.context.terms import context_of
from parsers.manual_entry.rules import CONTRADICTS
from portail.acces.asker import Member
from portail.depots.candidates import Found, actors, services, structures
from portail.depots.demands import demands, named_service, named_structure
from portail.depots.draft_form import GROUPS, GroupView, ToldFindings, as_typed, groups, told
from portail.depots.entries import REASON, version_of
from portail.depots.kinds import LOT, kind
from portail.depots.works import answered_for, demand_of_moe, recipient_of, unnamed_moe
from portail.findings import FindingView
from portail.forms import Field
from portail.structures import structure_name
from portail.views import Fact, Link

BASE = "/deposer"
IN_FORM = tuple(field for _, fields in GROUPS for field in fields)
STRUCTURE, SERVICE, MANAGER = "structure", "service", "moe"
"""What is searched for: the button, and the question of the address."""
VERDICT, OTHERS = "verdict", "releve"
"""The elements that say whether it would be accepted, and what was found of the file itself."""
OTHERS_HEADING = Text("Ce qui a été relevé", "What was found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page as a picture."""

    href: str
    alt: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A search of the directory inside the form."""

    what: str
    field: Field
    button: Text
    found: Found | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """One draft."""

    heading: Outside
    action: str
    version: Attribute
    state: Text
    tone: str
    to_correct: tuple[Link, ...]
    """What would be refused, each on this page."""
    facts: tuple[Fact, ...]
    others: tuple[FindingView, ...]
    groups: tuple[GroupView, ...]
    """Empty for a file that says its values itself."""
    values: tuple[Fact, ...]
    """Of such a file."""
    searches: tuple[Search, ...]
    reason: Field | None
    pictures: tuple[Picture, ...]
    may_send: bool
    back: Link
    banner: Text = ETAT_LABELS[EtatBrouillon.EN_COURS]
    others_heading: Text = OTHERS_HEADING
    choose: Text = Text("Valeurs possibles :", "Possible values:")
    values_heading: Text = Text("Ce que dit le fichier", "What the file says")
    search_heading: Text = Text("Chercher dans l'annuaire", "Search the directory")
    pages_heading: Text = Text("Les pages", "The pages")
    save: Text = Text("Enregistrer le brouillon", "Save the draft")
    send: Text = Text("Valider et envoyer", "Validate and send")
    give_up: Text = Text("Abandonner ce brouillon", "Give this draft up")
    saved_is_not_sent: Text = Text(
        "Enregistrer n'envoie rien. Un champ vidé reprend la valeur de la page.",
        "Saving sends nothing. A field that is emptied takes the page's value again.",
    )


def draft_view(who: Member, draft: Brouillon, found: Preview, asked: Mapping[str, str]) -> DraftView:
    """The page; ``asked``: the text that is searched for, by :data:`STRUCTURE`, :data:`SERVICE` and :data:`MANAGER`."""
    analysis = found.analysis
    form = analysis if analysis and analysis.is_of_page and not found.is_lot else None
    names = _names(draft, form) if form else ()
    findings = told(() if found.is_lot else found.findings, names, who.locale)
    shown_groups = _groups(who, draft, form, findings, names) if form else ()
    entries = (entry for group in shown_groups for entry in group.entries)
    here = f"{BASE}/{draft.id}"
    return DraftView(
        heading=outside(draft.file.name if draft.file else ""),
        action=here,
        version=Attribute(version_of(draft)),
        state=LOT_STATE if found.is_lot else ACCEPTABLE if found.is_acceptable else NOT_ACCEPTABLE,
        tone="good" if found.is_acceptable else "bad",
        to_correct=to_correct((one.field for one in entries if one.is_to_correct), findings.others),
        facts=file_facts(who, draft, found),
        others=findings.others,
        groups=shown_groups,
        values=values(who, analysis) if analysis and not form and not found.is_lot else (),
        searches=_searches(who, draft, form, asked) if form else (),
        reason=_reason(draft, found) if form else None,
        pictures=tuple(
            Picture(href=f"{here}/pages/{number}", alt=PAGE.with_({"page": number}))
            for number in (analysis.pages if analysis else ())
        ),
        may_send=found.is_acceptable or form is not None,
        back=BACK,
    )


def to_correct(wrong: Iterable[Field], others: Sequence[FindingView]) -> tuple[Link, ...]:
    """A link to each field that is wrong; before them, one to what was found of the file itself."""
    of_file = any(one.tone == "fatal" for one in others)
    return (
        *([Link(href=f"#{OTHERS}", label=OTHERS_HEADING)] if of_file else []),
        *(Link(href=f"#{one.id}", label=one.label) for one in wrong),
    )


def file_facts(who: Member, draft: Brouillon, found: Preview) -> tuple[Fact, ...]:
    """What the file is, and for whom it is deposited."""
    form = LOT if found.is_lot or found.analysis is None else kind(found.analysis.decision)
    name = structure_name(who, draft.structure)
    facts = [
        Fact(
            label=DEPOSITOR, value=outside(name or identifiant(draft.structure)), detail=_number(draft.structure, name)
        ),
        Fact(
            label=FORMAT, value=form, detail=outside(size(draft.file.size, who.locale)) if draft.file else outside("")
        ),
    ]
    route = found.settled.decision.route if found.settled else None
    if route is not None:
        facts.append(
            Fact(label=RECIPIENT, value=outside(route.raison_sociale), detail=outside(identifiant(route.siret)))
        )
    if route is not None and route.code_service:
        facts.append(Fact(label=SERVICE_LABEL, value=outside(route.code_service), detail=outside(route.nom_service)))
    return tuple(facts)


def values(who: Member, analysis: Analysis) -> tuple[Fact, ...]:
    """The values that a file says itself, each with its line."""
    lines = {one.field: one.line for one in analysis.places}
    return tuple(
        Fact(
            label=FIELD_LABELS[field],
            value=outside(as_typed(field, value, who.locale)),
            detail=LINE.with_({"line": lines[field]}) if lines.get(field) else "",
        )
        for field in IN_FORM
        if (value := analysis.read.get(field))
    )


def in_force(draft: Brouillon, analysis: Analysis, field: str) -> str:
    """The value that was entered, else the one that was read."""
    entered = next((one.text for one in draft.entries if one.field == field), "")
    return entered or analysis.read.get(field) or ""


# --- helpers ------------------------------------------------------------------------------------------------------


def _names(draft: Brouillon, analysis: Analysis) -> tuple[str, ...]:
    """The fields of the form: the MOE for a works piece, and where one was read or entered."""
    cadre = in_force(draft, analysis, "cadre_facturation")
    is_asked = is_travaux(cadre) or in_force(draft, analysis, MOE) or any(one.field == MOE for one in analysis.doubts)
    return IN_FORM if is_asked else tuple(field for field in IN_FORM if field != MOE)


def _groups(
    who: Member, draft: Brouillon, analysis: Analysis, findings: ToldFindings, fields: tuple[str, ...]
) -> tuple[GroupView, ...]:
    context = context_of(who.portail.station.terms(None))
    siret, moe = (_number_in_force(draft, analysis, field) for field in ("siret_destinataire", MOE))
    code, cadre = (in_force(draft, analysis, field) for field in ("code_service", "cadre_facturation"))
    asked = {**demands(context, siret, code), MOE: demand_of_moe(cadre)}
    if (role := recipient_of(cadre)).fr:
        asked["siret_destinataire"] = role
    if not moe and MOE not in findings.beside:
        unnamed = unnamed_moe(cadre, who.locale, is_public=not siret or bool(named_structure(context.annuaire, siret)))
        findings = replace(findings, beside={**findings.beside, MOE: unnamed})
    found = groups(draft, analysis, findings, asked, who.locale, fields)
    names = {
        "siret_destinataire": named_structure(context.annuaire, siret),
        "code_service": named_service(context.annuaire, siret, code),
        MOE: (structure_name(who, moe) or context.acteurs.get(moe, "")) if moe else "",
    }
    return tuple(
        replace(
            group,
            entries=tuple(replace(one, named=outside(names.get(one.field.name, ""))) for one in group.entries),
        )
        for group in found
    )


def _searches(who: Member, draft: Brouillon, analysis: Analysis, asked: Mapping[str, str]) -> tuple[Search, ...]:
    annuaire = who.portail.annuaire()
    siret = _number_in_force(draft, analysis, "siret_destinataire")
    text = {what: asked.get(what, "") for what in (STRUCTURE, SERVICE, MANAGER)}
    manager = Search(
        what=MANAGER,
        field=Field(name="texte_moe", label=MANAGER_LABEL, value=Attribute(text[MANAGER]), hint=STAR),
        button=SEARCH_MANAGER,
        found=actors(annuaire, answered_for(who, draft.structure), text[MANAGER], MOE) if text[MANAGER] else None,
    )
    return (
        Search(
            what=STRUCTURE,
            field=Field(name="texte_structure", label=STRUCTURE_LABEL, value=Attribute(text[STRUCTURE]), hint=STAR),
            button=SEARCH_STRUCTURE,
            found=structures(annuaire, text[STRUCTURE]) if text[STRUCTURE] else None,
        ),
        Search(
            what=SERVICE,
            field=Field(name="texte_service", label=SERVICE_SEARCHED, value=Attribute(text[SERVICE]), hint=STAR),
            button=SEARCH_SERVICE,
            found=services(annuaire, siret, text[SERVICE]) if text[SERVICE] else None,
        ),
        *((manager,) if MOE in _names(draft, analysis) else ()),
    )


def _number_in_force(draft: Brouillon, analysis: Analysis, field: str) -> str:
    return "".join(in_force(draft, analysis, field).split())


def _reason(draft: Brouillon, found: Preview) -> Field | None:
    if not draft.reason and all(one.code != CONTRADICTS.code for one in found.findings):
        return None
    return Field(name=REASON, label=REASON_LABEL, value=Attribute(draft.reason), hint=REASON_HINT, longest="500")


def _number(structure: str, name: str) -> Outside:
    return outside(identifiant(structure) if name else "")


BACK = Link(href=BASE, label=Text("Mes brouillons", "My drafts"))
DEPOSITOR = Text("Déposé pour", "Deposited for")
FORMAT = Text("Format", "Format")
RECIPIENT = Text("Destinataire", "Recipient")
SERVICE_LABEL = Text("Service", "Service")
LINE = Text("ligne {line}", "line {line}")
PAGE = Text("Page {page}, avec ce qui y a été lu", "Page {page}, with what was read on it")
ACCEPTABLE = Text(
    "Tout y est : la facture serait acceptée si vous l'envoyiez.",
    "It is complete: the invoice would be accepted if you sent it.",
)
NOT_ACCEPTABLE = Text(
    "Cette facture ne serait pas acceptée : voyez ce qui est relevé.",
    "This invoice would not be accepted: see what was found.",
)
LOT_STATE = Text(
    "C'est un fichier de plusieurs factures : chacune est décidée une fois le fichier envoyé, et celles qui sont "
    "refusées ont leur motif.",
    "This is a file of several invoices: each is decided on once the file is sent, and those that are refused have "
    "their reason.",
)
STRUCTURE_LABEL = Text("Structure destinataire : SIRET, nom, ville", "Recipient: SIRET, name, town")
SERVICE_SEARCHED = Text("Service : code ou nom", "Service: code or name")
STAR = Text("* remplace n'importe quels caractères.", "* stands for any characters.")
MANAGER_LABEL = Text("Maîtrise d'œuvre : SIRET ou nom", "Project manager (MOE): SIRET or name")
SEARCH_STRUCTURE = Text("Chercher la structure", "Search for the structure")
SEARCH_SERVICE = Text("Chercher le service", "Search for the service")
SEARCH_MANAGER = Text("Chercher la maîtrise d'œuvre", "Search for the MOE")
REASON_LABEL = Text("Motif", "Reason")
REASON_HINT = Text(
    "Pourquoi une valeur que la page dit clairement est remplacée.",
    "Why a value that the page says clearly is replaced.",
)
