"""The official directory of public structures and their services.

``load(folder)`` opens it, ``install(source, folder)`` imports a new one, ``freeze(folder, file)`` keeps it as it is,
``search(directory, query)`` searches it,
``search_services(directory, siret, text)`` the services of one structure.
"""

from annuaire.comparable_letters import is_like, plain_with_stars
from annuaire.diff import Diff, DirectoryEntry, EntryChange, FieldChange, compare
from annuaire.directory import DirectoryOfStructures, load
from annuaire.frozen import freeze
from annuaire.importing import install
from annuaire.search import Page, Query, search
from annuaire.services import search_services

__all__ = [
    "Diff",
    "DirectoryEntry",
    "DirectoryOfStructures",
    "EntryChange",
    "FieldChange",
    "Page",
    "Query",
    "compare",
    "freeze",
    "install",
    "is_like",
    "load",
    "plain_with_stars",
    "search",
    "search_services",
]
