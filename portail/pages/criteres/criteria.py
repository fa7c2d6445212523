"""The criteria of a search as a form writes them in an address, and back."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, TypeVar
from urllib.parse import urlencode

from fastapi import Query

from domain.cadre import CADRES
from domain.espace import Espace
from domain.search_criteria import DateRange, SearchCriteria, SearchRole, old_refusals_hidden
from domain.status import Status
from domain.text import Text
from portail.forms import tidy
from portail.pages.accueil import waiting_statuses
from portail.pages.criteres.words import NO_AMOUNT, NO_CHOICE, NO_DAY, NO_IDENTIFIER, NO_STRUCTURE, PIECES

FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Years of a day that somebody means."""
Word = Annotated[str, Query()]
T = TypeVar("T", SearchRole, DateRange)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody filled in; empty: no criterion."""

    structure: str = ""
    numero: str = ""
    fournisseur: str = ""
    destinataire: str = ""
    service: str = ""
    statut: str = ""
    depuis: str = ""
    jusqu_a: str = ""
    periode: str = ""
    avec: str = ""
    role: str = ""
    piece: str = ""
    cadre: str = ""
    engagement: str = ""
    marche: str = ""
    dossier: str = ""
    ttc_min: str = ""
    ttc_max: str = ""
    ht_min: str = ""
    ht_max: str = ""
    compte_de_depot: str = ""
    certificat: str = ""
    masquer_rejetees: str = ""
    masquer_telechargees: str = ""
    archivees: str = ""
    a_traiter: str = ""

    def values(self) -> dict[str, str]:
        """What is filled in, by name."""
        return {name: value for name in NAMES if (value := getattr(self, name))}

    def query(self, **more: str) -> str:
        """The same in an address, with ``more``."""
        return urlencode({**self.values(), **{name: value for name, value in more.items() if value}})


NAMES = tuple(Asked.__dataclass_fields__)


def asked(
    structure: Word = "",
    numero: Word = "",
    fournisseur: Word = "",
    destinataire: Word = "",
    service: Word = "",
    statut: Word = "",
    depuis: Word = "",
    jusqu_a: Word = "",
    periode: Word = "",
    avec: Word = "",
    role: Word = "",
    piece: Word = "",
    cadre: Word = "",
    engagement: Word = "",
    marche: Word = "",
    dossier: Word = "",
    ttc_min: Word = "",
    ttc_max: Word = "",
    ht_min: Word = "",
    ht_max: Word = "",
    compte_de_depot: Word = "",
    certificat: Word = "",
    masquer_rejetees: Word = "",
    masquer_telechargees: Word = "",
    archivees: Word = "",
    a_traiter: Word = "",
) -> Asked:
    """What the address holds."""
    given = locals()
    return Asked(**{name: tidy(given[name]) for name in NAMES})


def criteria(found: Asked, espace: Espace, today: date) -> tuple[SearchCriteria, dict[str, Text]]:
    """The criteria, and what could not be understood, by name of the field: it is left out, and said. ``today`` is a
    day of Paris.
    """
    faults: dict[str, Text] = {}
    statuses = {Status(found.statut)} if found.statut in {each.value for each in Status} else set()
    if found.a_traiter:
        statuses = set(waiting_statuses(espace))
    elif found.statut and not statuses:
        faults["statut"] = NO_CHOICE
    structure = _structure(found, "avec", faults)
    role = _choice(SearchRole, found, "role", faults)
    if role is not None and structure is None:
        faults.setdefault("role", NO_STRUCTURE)
        role = None
    read = SearchCriteria(
        structure=structure,
        role=role,
        pieces=_pieces(found, faults),
        cadres=_cadres(found, faults),
        numero=found.numero or None,
        fournisseur=found.fournisseur or None,
        destinataire=_structure(found, "destinataire", faults),
        code_service=found.service or None,
        statuts=frozenset(statuses),
        periode=_choice(DateRange, found, "periode", faults) or DateRange.DEPOT,
        depuis=_day(found, "depuis", faults),
        jusqu_a=_day(found, "jusqu_a", faults),
        engagement=found.engagement or None,
        marche=found.marche or None,
        dossier=found.dossier or None,
        ttc_min=_amount(found, "ttc_min", faults),
        ttc_max=_amount(found, "ttc_max", faults),
        ht_min=_amount(found, "ht_min", faults),
        ht_max=_amount(found, "ht_max", faults),
        drop=found.compte_de_depot or None,
        certificate=found.certificat or None,
        rejet_depuis=old_refusals_hidden(today) if found.masquer_rejetees else None,
        telechargee=False if found.masquer_telechargees else None,
        archivee=True if found.archivees else None,
    )
    return read, faults


def _choice(of: type[T], found: Asked, name: str, faults: dict[str, Text]) -> T | None:
    written = getattr(found, name)
    if not written:
        return None
    try:
        return of(written)
    except ValueError:
        faults[name] = NO_CHOICE
        return None


def _pieces(found: Asked, faults: dict[str, Text]) -> frozenset[str]:
    if found.piece and found.piece not in {name for name, _ in PIECES}:
        faults["piece"] = NO_CHOICE
        return frozenset()
    return frozenset({found.piece} - {""})


def _cadres(found: Asked, faults: dict[str, Text]) -> frozenset[str]:
    code = found.cadre.upper()
    if code and code not in CADRES:
        faults["cadre"] = NO_CHOICE
        return frozenset()
    return frozenset({code} - {""})


def _structure(found: Asked, name: str, faults: dict[str, Text]) -> str | None:
    """A SIRET or a SIREN."""
    bare = "".join(getattr(found, name).split())
    if not bare:
        return None
    if len(bare) in (9, 14) and bare.isascii() and bare.isdigit():
        return bare
    faults[name] = NO_IDENTIFIER
    return None


def _day(found: Asked, name: str, faults: dict[str, Text]) -> date | None:
    if not (written := getattr(found, name)):
        return None
    try:
        read = date.fromisoformat(written)
        if FIRST_YEAR <= read.year <= LAST_YEAR:
            return read
    except ValueError:
        pass
    faults[name] = NO_DAY
    return None


def _amount(found: Asked, name: str, faults: dict[str, Text]) -> Decimal | None:
    if not (written := getattr(found, name)):
        return None
    try:
        read = Decimal("".join(written.replace(",", ".").replace("€", "").split()))
        if read.is_finite() and abs(read) < 10**15:
            return read
    except InvalidOperation:
        pass
    faults[name] = NO_AMOUNT
    return None
