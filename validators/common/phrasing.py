"""Formatting of amounts, days and names of services in sentences, in French and English."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from domain.finding import excerpt
from domain.paris_time import day_text
from domain.structure import Annuaire, Service, Structure
from domain.text import Text

NEAREST = 3
"""Most near matches in a message."""

SHORT_LIST = 8
"""Up to this many active services, a message lists all of them."""

NO_TEXT = Text("", "")


def amount(value: Decimal | None) -> Text:
    """``value`` as written, with a decimal comma in French; « absent » when there is none."""
    if value is None:
        return Text("absent", "absent")
    plain = excerpt(format(value, "f") if value.is_finite() and abs(value.adjusted()) < 30 else value)
    return Text(plain.replace(".", ","), plain)


def day(value: date) -> Text:
    """``jj/mm/aaaa`` in French, ISO 8601 in English."""
    return day_text(value)


def near_structures(annuaire: Annuaire | None, siret: str) -> Text:
    """A sentence with the active structures whose SIRET is nearest; empty when there is none."""
    found = annuaire.nearest_structures(siret, NEAREST) if annuaire else ()
    if not found:
        return NO_TEXT
    names = ", ".join(f"{each.siret} ({excerpt(each.raison_sociale)})" for each in found)
    return Text(f" SIRET les plus proches dans l'annuaire : {names}.", f" Nearest SIRETs in the directory: {names}.")


def near_services(annuaire: Annuaire | None, structure: Structure, code: str) -> Text:
    """A sentence with the active services nearest to ``code``, or with all of them when they are few."""
    if annuaire is None:
        return NO_TEXT
    active = tuple(each for each in annuaire.services(structure.siret) if each.actif)
    if not active:
        return Text(" La structure n'a aucun service actif.", " The structure has no active service.")
    if len(active) <= SHORT_LIST:
        return _listed("Services actifs", "Active services", active)
    found = annuaire.nearest_services(structure.siret, code, NEAREST) if code else ()
    if not found:
        return Text(
            f" La structure a {len(active)} services actifs : consultez l'annuaire.",
            f" The structure has {len(active)} active services: see the directory.",
        )
    return _listed("Services les plus proches", "Nearest services", found)


def _listed(fr: str, en: str, services: Iterable[Service]) -> Text:
    names = ", ".join(
        f"{excerpt(each.code)} ({excerpt(each.nom)})" if each.nom else excerpt(each.code) for each in services
    )
    return Text(f" {fr} : {names}.", f" {en}: {names}.")
