"""Finding a structure as on the portal: by SIRET, name, town or postcode, ``*`` standing for any text.

Source: the portal's form "Recherche de destinataire" ("Le caractère * peut être utilisé pour remplacer n'importe
quelle chaîne de caractères").
"""

from dataclasses import dataclass

from annuaire import index
from annuaire.columns import STRUCTURES, as_structure
from annuaire.comparable_letters import plain_with_stars
from annuaire.directory import DirectoryOfStructures
from domain.structure import Structure


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Search criteria; every non-empty field must match.

    A SIRET and a postcode match whole (blanks do not count), a name and a town wherever their words are
    found; with a ``*`` the whole value must look like that. Accents, case and punctuation do not count.
    """

    siret: str = ""
    nom: str = ""
    ville: str = ""
    code_postal: str = ""
    texte: str = ""
    """The portal's second box: a name, a town or a postcode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """``structures`` is one page of the ``total`` found, by name then SIRET; inactive ones are among them."""

    structures: tuple[Structure, ...]
    total: int
    limit: int
    offset: int


def search(directory: DirectoryOfStructures, query: Query, limit: int = 20, offset: int = 0) -> Page:
    """The structures that match ``query``: at most ``limit`` of them, after the first ``offset``."""
    tests = _tests(query)
    condition = " AND ".join(test for test, _ in tests) or "1"
    values = [value for _, given in tests for value in given]
    ((total,),) = directory.rows(f"SELECT COUNT(*) FROM structures WHERE {condition}", *values)  # noqa: S608
    found = directory.rows(
        f"SELECT {index.columns(STRUCTURES)} FROM structures WHERE {condition} "  # noqa: S608
        "ORDER BY nom_cherche, Identifiant LIMIT ? OFFSET ?",
        *values,
        max(limit, 0),
        max(offset, 0),
    )
    return Page(structures=tuple(map(as_structure, found)), total=int(total), limit=limit, offset=offset)


def _tests(query: Query) -> list[tuple[str, tuple[str, ...]]]:
    tests: list[tuple[str, tuple[str, ...]]] = []
    if query.siret.strip():
        tests.append(_whole("Identifiant", query.siret))
    if query.code_postal.strip():
        tests.append(_whole("CodePostal", query.code_postal))
    if query.nom.strip():
        tests.append(_words("nom_cherche", query.nom))
    if query.ville.strip():
        tests.append(_words("ville_cherche", query.ville))
    if query.texte.strip():
        either = (_words("nom_cherche", query.texte), _words("ville_cherche", query.texte))
        postcode = _whole("CodePostal", query.texte)
        choices = (*either, postcode)
        tests.append((f"({' OR '.join(test for test, _ in choices)})", tuple(v for _, vs in choices for v in vs)))
    return tests


def _whole(column: str, asked: str) -> tuple[str, tuple[str, ...]]:
    return _like(column, "".join(asked.split()))


def _words(column: str, asked: str) -> tuple[str, tuple[str, ...]]:
    words = plain_with_stars(asked)
    if "*" in words:
        return _like(column, words)
    # Surrounded by blanks, so that words match whole words: « NICE » is not found in « VENICE ».
    return _like(f"' ' || {column} || ' '", f"* {words} *")


def _like(expression: str, pattern: str) -> tuple[str, tuple[str, ...]]:
    escaped = pattern.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_").replace("*", "%")
    return f"{expression} LIKE ? ESCAPE '\\'", (escaped,)
