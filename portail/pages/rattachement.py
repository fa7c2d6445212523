"""Asking to be attached to a structure: found in the directory, or entered by who supplies."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Response

from annuaire import DirectoryOfStructures, Query, search
from domain.compte import DeclaredStructure
from domain.text import Text
from exporters.common.number_formats import identifiant
from exporters.html.shown import NOTHING as EMPTY
from exporters.html.shown import Attribute, Outside, outside
from portail.acces.asker import AnyMember, Member, Sender
from portail.acces.caller_first import CallerFirst
from portail.declared_structure import IDENTIFIER, declare_form, identifier_of
from portail.forms import Field, FormView, tidy
from portail.render import Notice, page, to

router = APIRouter(route_class=CallerFirst)
Given = Annotated[str, Form()]
FOUND = 20
"""Structures that a search shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStructure:
    """A structure that a search found."""

    identifier: Attribute
    shown: Outside
    name: Outside
    place: Outside


@dataclass(frozen=True, slots=True, kw_only=True)
class AskView:
    """The page that asks for an attachment."""

    search: FormView
    found: tuple[FoundStructure, ...]
    total: Text | None
    declare: FormView | None
    heading: Text = Text("Demander un rattachement", "Ask for an attachment")
    structure_label: Text = Text("Structure", "Structure")
    identifier_label: Text = Text("Identifiant", "Identifier")
    place_label: Text = Text("Ville", "Town")
    action_label: Text = Text("Action", "Action")
    message_label: Text = Text("Message au gestionnaire", "Message to the administrator")
    ask: Text = Text("Demander", "Ask")
    declare_heading: Text = Text("Saisir une nouvelle structure", "Enter a new structure")
    declare_lead: Text = Text(
        "L'annuaire a les structures publiques. Un fournisseur saisit la sienne.",
        "The directory has public structures. A supplier enters its own.",
    )


@router.get("/mon-compte/rattachement")
def ask_page(who: AnyMember, identifiant: str = "", texte: str = "", dit: str = "") -> Response:
    """Finds a structure to be attached to; ``dit``: the one that a provider of identities names."""
    table = who.portail.settings.portail.oidc
    notice = Notice(words=NAMED.with_({"label": table.label}), tone="part") if dit and table else None
    return _ask(who, tidy(identifiant), tidy(texte), {}, {}, notice)


@router.post("/mon-compte/rattachement")
def ask(who: Sender, structure: Given = "", message: Given = "") -> Response:
    """Asks for an attachment to a structure there is."""
    known = _known(who, tidy(structure))
    if known is None:
        return _ask(who, tidy(structure), "", {}, {}, Notice(words=NO_STRUCTURE, tone="bad"), 400)
    portail = who.portail
    asked = portail.ledger.rights.ask(who.compte.id, known, tidy(message, 500), portail.clock(), who.doer)
    return to(f"/mon-compte?fait={'demande' if asked else 'deja'}")


@router.post("/mon-compte/structure")
def declare(
    who: Sender,
    type_identifiant: Given = "SIRET",
    nouvel_identifiant: Given = "",
    raison_sociale: Given = "",
    adresse: Given = "",
) -> Response:
    """Enters a supplier that nobody has entered, and asks for an attachment to it."""
    given = {
        "type_identifiant": type_identifiant,
        "nouvel_identifiant": tidy(nouvel_identifiant),
        "raison_sociale": tidy(raison_sociale, 120),
        "adresse": tidy(adresse, 300),
    }
    identifier, fault = identifier_of(type_identifiant, given["nouvel_identifiant"])
    faults = {"nouvel_identifiant": fault} if fault.fr else {}
    if not given["raison_sociale"]:
        faults["raison_sociale"] = MISSING
    if faults:
        return _ask(who, "", "", given, faults, Notice(words=NOT_DECLARED, tone="bad"), 400)
    portail, now = who.portail, who.portail.clock()
    annuaire = portail.annuaire()
    is_known = annuaire is not None and annuaire.structure(identifier) is not None
    structure = DeclaredStructure(
        identifier=identifier, raison_sociale=given["raison_sociale"], adresse=given["adresse"], declared_at=now
    )
    if not is_known:  # the directory names it: nobody gives it another name
        portail.ledger.rights.declare(structure, who.compte.id, who.doer)
    asked = portail.ledger.rights.ask(who.compte.id, identifier, "", now, who.doer)
    return to(f"/mon-compte?fait={'demande' if asked else 'deja'}")


# --- helpers ------------------------------------------------------------------------------------------------------


def _ask(
    who: Member,
    identifier: str,
    text: str,
    given: Mapping[str, str],
    faults: Mapping[str, Text],
    notice: Notice | None = None,
    status: int = 200,
) -> Response:
    found, total = _found(who, identifier, text)
    fields = (
        Field(name="identifiant", label=IDENTIFIER, value=Attribute(identifier), hint=IDENTIFIER_HINT),
        Field(name="texte", label=NAME_OR_TOWN, value=Attribute(text), hint=STAR),
    )
    view = AskView(
        search=FormView(action="/mon-compte/rattachement", fields=fields, button=SEARCH, method="get"),
        found=found,
        total=total,
        declare=declare_form(identifier, given, faults),
    )
    return page(who, "rattachement", view, title=view.heading, notice=notice, status=status)


def _found(who: Member, identifier: str, text: str) -> tuple[tuple[FoundStructure, ...], Text | None]:
    if not identifier and not text:
        return (), None
    annuaire = who.portail.annuaire()
    bare = "".join(identifier.split())
    declared = who.portail.ledger.rights.declared(bare, identifier).values()
    found = [
        FoundStructure(
            identifier=Attribute(each.identifier), shown=outside(identifiant(each.identifier)),
            name=outside(each.raison_sociale), place=EMPTY,
        )
        for each in declared
    ]  # fmt: skip
    total = len(found)
    if isinstance(annuaire, DirectoryOfStructures):
        answer = search(annuaire, Query(siret=bare, texte=text), limit=FOUND)
        total += answer.total
        found += [
            FoundStructure(
                identifier=Attribute(each.siret), shown=outside(identifiant(each.siret)),
                name=outside(each.raison_sociale), place=outside(each.place.ville),
            )
            for each in answer.structures
        ]  # fmt: skip
    words = NONE_FOUND if not found else SOME_FOUND.with_({"shown": len(found), "total": total})
    return tuple(found), words


def _known(who: Member, identifier: str) -> str | None:
    bare = "".join(identifier.split())
    annuaire = who.portail.annuaire()
    if annuaire is not None and annuaire.structure(bare) is not None:
        return bare
    declared = who.portail.ledger.rights.declared(bare, identifier)
    return next(iter(declared), None)


# --- words --------------------------------------------------------------------------------------------------------

NAMED = Text(
    "D'après {label}, vous travaillez pour cette structure : demandez-y un rattachement, un gestionnaire y répond.",
    "According to {label}, you work for this structure: ask to be attached to it, an administrator answers.",
)
MISSING = Text("À remplir.", "To be filled in.")
IDENTIFIER_HINT = Text("Le SIRET, 14 chiffres.", "The SIRET, 14 digits.")
NAME_OR_TOWN = Text("Nom, ville ou code postal", "Name, town or postcode")
STAR = Text("* remplace n'importe quels caractères.", "* stands for any characters.")
SEARCH = Text("Rechercher", "Search")
NONE_FOUND = Text("Aucune structure ne correspond.", "No structure matches.")
SOME_FOUND = Text("{shown} structures montrées sur {total}.", "{shown} structures of {total} are shown.")
NO_STRUCTURE = Text(
    "Il n'y a pas de structure de cet identifiant : saisissez-la ci-dessous.",
    "There is no structure of this identifier: enter it below.",
)
NOT_DECLARED = Text("La structure n'est pas saisie : voyez ce qui manque.", "Nothing was entered: see what is missing.")
