"""The keys by which programs see what is of a structure, to who answers for it: who has them, and their end."""

from dataclasses import dataclass

from fastapi import APIRouter, Response

from domain.compte import ApiKey
from domain.espace import DROIT_LABELS
from domain.paris_time import day_text, moment_text, paris_day
from domain.text import Text
from exporters.common.number_formats import identifiant
from exporters.html.shown import Outside, outside
from portail.acces.asker import AnyMember, Sender
from portail.acces.caller_first import CallerFirst
from portail.managed import STRUCTURE, address, answers_for
from portail.render import Notice, page, to
from portail.structures import structure_name
from portail.views import Link

router = APIRouter(route_class=CallerFirst)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """A key of somebody."""

    name: Outside
    prefix: str
    person: Outside
    courriel: Outside
    droit: Text
    since: Text
    until: Text
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysOfStructureView:
    """The page."""

    heading: Outside
    identifier: Outside
    back: Link
    keys: tuple[KeyRow, ...]
    lead: Text = Text(
        "Chacune a les droits de son titulaire, jamais plus. Révoquée, elle ne vaut plus pour aucune structure.",
        "Each has the rights of its owner, never more. Once revoked it works for no structure any more.",
    )
    keys_heading: Text = Text("Clés d'API en vigueur", "API keys in force")
    none: Text = Text("Aucune clé en vigueur.", "No key in force.")
    name: Text = Text("Nom", "Name")
    person: Text = Text("Titulaire", "Owner")
    right: Text = Text("Droit", "Right")
    since: Text = Text("Créée le", "Made on")
    until: Text = Text("Jusqu'au", "Until")
    action_label: Text = Text("Action", "Action")
    end: Text = Text("Révoquer", "Revoke")


@router.get(STRUCTURE + "/cles")
def keys(who: AnyMember, structure: str, fait: str = "") -> Response:
    """The keys in force of who is attached to the structure."""
    answers_for(who, structure)
    now = who.portail.clock()
    view = KeysOfStructureView(
        heading=outside(structure_name(who, structure) or structure),
        identifier=outside(identifiant(structure)),
        back=Link(href=address(structure), label=PEOPLE),
        keys=tuple(
            _row(structure, each) for each in who.portail.ledger.api_keys.of_structure(structure) if each.until > now
        ),
    )
    return page(who, "cles", view, title=KEYS, notice=DONE.get(fait))


@router.post(STRUCTURE + "/cles/{key_id:rang}/revoquer")
def end(who: Sender, structure: str, key_id: int) -> Response:
    """Ends a key of who is attached to the structure."""
    answers_for(who, structure)
    done = who.portail.ledger.api_keys.end_for(structure, key_id, who.portail.clock(), who.doer)
    return to(f"{address(structure)}/cles?fait={'revoquer' if done else 'rien'}")


def _row(structure: str, key: ApiKey) -> KeyRow:
    return KeyRow(
        name=outside(key.name),
        prefix=f"{key.prefix}…",
        person=outside(key.compte.name),
        courriel=outside(key.compte.courriel),
        droit=DROIT_LABELS[key.droit],
        since=moment_text(key.created_at),
        until=day_text(paris_day(key.until)),
        action=f"{address(structure)}/cles/{key.id}/revoquer",
    )


KEYS = Text("Clés d'API", "API keys")
PEOPLE = Text("Utilisateurs", "Users")
DONE: dict[str, Notice] = {
    "revoquer": Notice(words=Text("La clé est révoquée.", "The key is revoked.")),
    "rien": Notice(words=Text("Elle ne valait plus déjà.", "It did not work any more already."), tone="part"),
}
