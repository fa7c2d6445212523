"""The searches somebody keeps in an espace: saved from the list, opened, renamed and deleted here."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Form, Response

from domain.enum_tables import Partial
from domain.espace import ESPACE_LABELS, Espace
from domain.paris_time import day_text, paris_day
from domain.saved_search import LONGEST_NAME, MOST, SavedSearch, Saving
from domain.text import NOTHING, Text
from exporters.common.state_labels import STATUS_LABELS
from exporters.html.shown import NOTHING as EMPTY
from exporters.html.shown import Attribute, Outside, Sentence, outside
from portail.acces.asker import AnyMember, Member, NotFound, Sender
from portail.acces.caller_first import CallerFirst
from portail.espaces import open_espace
from portail.forms import Field, FormView, tidy
from portail.pages.criteres.criteria import NAMES, Asked, criteria
from portail.pages.criteres.words import LABELS
from portail.render import Notice, page, to
from portail.views import Link

router = APIRouter(route_class=CallerFirst)
Given = Annotated[str, Form()]
_STATUSES = {status.value: words for status, words in STATUS_LABELS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveForm:
    """The form of a list that saves its search, and the way to those saved."""

    form: FormView
    manage: Link
    heading: Text = Text("Mes recherches", "My searches")


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A criterion of a saved search."""

    label: Text | Outside
    value: Text | Outside


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedRow:
    """A saved search."""

    href: str
    name: Outside
    since: Text
    criteria: tuple[Criterion, ...]
    fault: Outside
    rename: FormView
    delete: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """The searches saved in an espace."""

    heading: Text
    back: Link
    rows: tuple[SavedRow, ...]
    none: Text = Text(
        "Aucune recherche enregistrée. Faites une recherche dans la liste, puis enregistrez-la sous un nom.",
        "No search is saved. Make a search in the list, then save it under a name.",
    )
    name_label: Text = Text("Recherche", "Search")
    criteria_label: Text = Text("Critères", "Criteria")
    rename_label: Text = Text("Autre nom", "Another name")
    action_label: Text = Text("Supprimer", "Delete")
    delete_label: Text = Text("Supprimer", "Delete")
    every: Text = Text("Toutes les factures", "Every invoice")


def saved_links(who: Member, espace: Espace) -> tuple[Link, ...]:
    """Those of the espace, each to be opened."""
    found = who.portail.ledger.saved_searches.of(who.compte.id, espace)
    return tuple(Link(href=f"/{espace.value}?{each.query}", label=outside(each.name)) for each in found)


def save_form(espace: Espace, found: Asked) -> SaveForm:
    """The form that saves the search of the list."""
    name = Field(name="nom", label=NAME, required=True, longest=str(LONGEST_NAME))
    query = Field(name="criteres", label=NOTHING, kind="hidden", value=Attribute(found.query()))
    return SaveForm(
        form=FormView(action=f"/{espace.value}/recherches", fields=(query, name), button=SAVE),
        manage=Link(href=f"/{espace.value}/recherches", label=MANAGE),
    )


@router.get("/{espace}/recherches")
def saved(who: AnyMember, espace: str, fait: str = "") -> Response:
    """The searches saved in the espace."""
    return _saved(who, open_espace(who, espace), Notice(words=DONE[fait]) if fait in DONE else None)


@router.post("/{espace}/recherches")
def save(who: Sender, espace: str, nom: Given = "", criteres: Given = "") -> Response:
    """Saves a search under a name."""
    here, name = open_espace(who, espace), tidy(nom, LONGEST_NAME)
    if not name:
        return _saved(who, here, Notice(words=NAMELESS, tone="bad"), 400)
    query = _read(criteres)[0].query()
    kept = who.portail.ledger.saved_searches.save(who.compte.id, here, name, query, who.portail.clock())
    return _answer(who, here, kept, "enregistree")


@router.post("/{espace}/recherches/{search_id:rang}/nom")
def rename(who: Sender, espace: str, search_id: int, nom: Given = "") -> Response:
    """Gives a search another name."""
    here, name = open_espace(who, espace), tidy(nom, LONGEST_NAME)
    _mine(who, here, search_id)
    if not name:
        return _saved(who, here, Notice(words=NAMELESS, tone="bad"), 400)
    return _answer(who, here, who.portail.ledger.saved_searches.rename(who.compte.id, search_id, name), "renommee")


@router.post("/{espace}/recherches/{search_id:rang}/supprimer")
def delete(who: Sender, espace: str, search_id: int) -> Response:
    """Deletes a search; one that is deleted already stays so."""
    here = open_espace(who, espace)
    _mine(who, here, search_id)
    who.portail.ledger.saved_searches.delete(who.compte.id, search_id, who.portail.clock())
    return to(f"/{here.value}/recherches?fait=supprimee")


def _mine(who: Member, espace: Espace, search_id: int) -> None:
    if search_id not in {each.id for each in who.portail.ledger.saved_searches.of(who.compte.id, espace)}:
        raise NotFound


def _answer(who: Member, espace: Espace, kept: Saving, done: str) -> Response:
    if kept is Saving.SAVED:
        return to(f"/{espace.value}/recherches?fait={done}")
    return _saved(who, espace, Notice(words=REFUSED.get(kept, TAKEN), tone="bad"), 409)


def _saved(who: Member, espace: Espace, notice: Notice | None, status: int = 200) -> Response:
    found = who.portail.ledger.saved_searches.of(who.compte.id, espace)
    view = SavedView(
        heading=ESPACE_LABELS[espace].about(HEADING),
        back=Link(href=f"/{espace.value}", label=ESPACE_LABELS[espace]),
        rows=tuple(_row(who, espace, each) for each in found),
    )
    return page(who, "recherches", view, title=MANAGE, notice=notice, status=status)


def _row(who: Member, espace: Espace, saved: SavedSearch) -> SavedRow:
    base = f"/{espace.value}/recherches/{saved.id}"
    field = Field(
        name="nom", label=NEW_NAME, value=Attribute(saved.name), required=True,
        longest=str(LONGEST_NAME), identifier=f"nom-{saved.id}",
    )  # fmt: skip
    asked, unknown = _read(saved.query)
    return SavedRow(
        href=f"/{espace.value}?{asked.query()}",
        name=outside(saved.name),
        since=day_text(paris_day(saved.created_at)),
        criteria=tuple(
            Criterion(label=LABELS[name], value=_STATUSES.get(value) or outside("" if value == "1" else value))
            for name, value in asked.values().items()
        ),
        fault=_fault(who, espace, asked, unknown),
        rename=FormView(action=f"{base}/nom", fields=(field,), button=RENAME),
        delete=f"{base}/supprimer",
    )


def _fault(who: Member, espace: Espace, asked: Asked, unknown: tuple[str, ...]) -> Outside:
    """What of it no longer exists."""
    _, faults = criteria(asked, espace, paris_day(who.portail.clock()))
    gone = [LABELS[name] for name in faults]
    gone += [Text(name, name) for name in unknown]
    if asked.structure and asked.structure not in who.acces.where(espace):
        gone.append(LABELS["structure"])
    if not gone:
        return EMPTY
    names = ", ".join(one.in_(who.locale) for one in gone)
    return Sentence(GONE.with_({"names": names}).in_(who.locale))


def _read(query: str) -> tuple[Asked, tuple[str, ...]]:
    """The criteria of an address, each once, and the names that are none."""
    try:
        pairs = parse_qsl(query[:4000], max_num_fields=100)
    except ValueError:
        pairs = []
    values = {name: tidy(value) for name, value in pairs}
    unknown = tuple(tidy(name, 40) for name in values if name not in NAMES)
    return Asked(**{name: value for name, value in values.items() if name in NAMES}), unknown


NAME = Text("Enregistrer cette recherche sous le nom", "Save this search under the name")
SAVE = Text("Enregistrer", "Save")
MANAGE = Text("Mes recherches enregistrées", "My saved searches")
HEADING = Text("Recherches enregistrées", "Saved searches")
NEW_NAME = Text("Nouveau nom", "New name")
RENAME = Text("Renommer", "Rename")
GONE = Text(
    "Ce critère n'existe plus, ou ne vous est plus ouvert : {names}. La recherche se fait sans lui.",
    "This criterion is no more, or is not open to you any more: {names}. The search is made without it.",
)
NAMELESS = Text("Donnez un nom à la recherche.", "Give the search a name.")
TAKEN = Text(
    "Une autre recherche de cet espace porte ce nom : choisissez-en un autre.",
    "Another search of this espace has this name: choose another one.",
)
REFUSED = Partial(
    {
        Saving.TAKEN: TAKEN,
        Saving.TOO_MANY: Text(
            f"Vous avez déjà {MOST} recherches enregistrées : supprimez-en une d'abord.",
            f"You have {MOST} saved searches already: delete one first.",
        ),
    }
)
DONE: dict[str, Text] = {
    "enregistree": Text("La recherche est enregistrée.", "The search is saved."),
    "renommee": Text("La recherche est renommée.", "The search is renamed."),
    "supprimee": Text("La recherche est supprimée.", "The search is deleted."),
}
