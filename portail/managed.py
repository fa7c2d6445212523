"""Which structures somebody answers for, and who is attached to them."""

from urllib.parse import quote, unquote

from starlette.convertors import Convertor, register_url_convertor

from domain.espace import Espace
from ledger.accounts.rights import Attached
from portail.acces.asker import Member, NotFound
from portail.forms import tidy

BASE = f"/{Espace.ACTIVITES_DU_GESTIONNAIRE.value}"


class InPath(Convertor[str]):
    """The identifier of a structure as one part of a path: what a path cannot hold, a slash for one, is ``~`` and two
    hexadecimal digits. ``%2F`` would not do: servers read it as a slash before they look for the page.
    """

    regex = "[^/]+"

    def convert(self, value: str) -> str:
        """The identifier."""
        return unquote(value.replace("%", "%25").replace("~", "%"))

    def to_string(self, value: str) -> str:
        """As paths have it."""
        return quote(value, safe=":").replace("~", "%7E").replace(".", "%2E").replace("%", "~")


register_url_convertor("identifiant", InPath())
STRUCTURE = BASE + "/{structure:identifiant}"
"""The pages of one structure."""


def manages_something(who: Member) -> None:
    """Raises :class:`NotFound` for who manages nothing."""
    if not (who.is_operator or who.acces.where(Espace.ACTIVITES_DU_GESTIONNAIRE)):
        raise NotFound


def answers_for(who: Member, structure: str) -> None:
    """Raises :class:`NotFound` for who does not manage the structure, and for what no structure is called."""
    if structure != tidy(structure) or not (who.is_operator or who.acces.manages(structure)):
        raise NotFound


def attached(who: Member, structure: str, compte_id: int) -> Attached:
    """Raises :class:`NotFound` for who has nothing to do with the structure."""
    for each in who.portail.ledger.rights.attached(structure):
        if each.compte.id == compte_id:
            return each
    raise NotFound


def address(structure: str) -> str:
    """Of the page of a structure."""
    return f"{BASE}/{InPath().to_string(structure)}"
