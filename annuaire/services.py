"""Finding a service of one structure, by its code or its name, ``*`` standing for any text."""

from annuaire.comparable_letters import is_like, plain_with_stars
from domain.structure import Annuaire, Service


def search_services(directory: Annuaire, siret: str, text: str, limit: int = 20) -> tuple[tuple[Service, ...], int]:
    """The active services of the structure whose code or name is like ``text``, at most ``limit``, and how many there
    are. Accents, case and punctuation do not count; with a ``*`` the whole code or name must look like that, without
    one its words are found anywhere. Everything is like an empty text.
    """
    wanted = plain_with_stars(text)
    found = [
        each
        for each in directory.services(siret)
        if each.actif and (is_like(wanted, each.code) or is_like(wanted, each.nom))
    ]
    return tuple(found[:limit]), len(found)
