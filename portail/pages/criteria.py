"""The criteria of a search as a form writes them in an address, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query

from domain.espace import Espace
from domain.search_criteria import DateRange, SearchCriteria
from domain.status import Status
from domain.text import NOTHING, Text
from exporters.common.state_labels import STATUS_LABELS
from exporters.html.shown import Attribute
from portail.forms import Field, select, tidy
from portail.pages.accueil import waiting_statuses

FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Years of a day that somebody means."""
Word = Annotated[str, Query()]


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
    engagement: str = ""
    marche: str = ""
    dossier: str = ""
    ttc_min: str = ""
    ttc_max: str = ""
    certificat: str = ""
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
    engagement: Word = "",
    marche: Word = "",
    dossier: Word = "",
    ttc_min: Word = "",
    ttc_max: Word = "",
    certificat: Word = "",
    a_traiter: Word = "",
) -> Asked:
    """What the address holds."""
    given = locals()
    return Asked(**{name: tidy(given[name]) for name in NAMES})


def criteria(found: Asked, espace: Espace) -> tuple[SearchCriteria, dict[str, Text]]:
    """The criteria, and what could not be understood, by name of the field: it is left out, and said."""
    faults: dict[str, Text] = {}
    statuses = {Status(found.statut)} if found.statut in {each.value for each in Status} else set()
    if found.a_traiter:
        statuses = set(waiting_statuses(espace))
    read = SearchCriteria(
        numero=found.numero or None,
        fournisseur=found.fournisseur or None,
        destinataire="".join(found.destinataire.split()) or None,
        code_service=found.service or None,
        statuts=frozenset(statuses),
        periode=DateRange.DEPOT,
        depuis=_day(found, "depuis", faults),
        jusqu_a=_day(found, "jusqu_a", faults),
        engagement=found.engagement or None,
        marche=found.marche or None,
        dossier=found.dossier or None,
        ttc_min=_amount(found, "ttc_min", faults),
        ttc_max=_amount(found, "ttc_max", faults),
        certificate=found.certificat or None,
    )
    return read, faults


def fields(
    found: Asked, faults: Mapping[str, Text], structures: tuple[tuple[str, Text], ...]
) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """The fields of the form: those that are seen at once, and the others."""
    statuses = [("", ANY), *((status.value, STATUS_LABELS[status]) for status in Status)]
    first = (
        *((select("structure", STRUCTURE, [("", ANY_STRUCTURE), *structures], found.structure),) if structures else ()),
        _text(found, "numero", NUMBER, STAR),
        _text(found, "fournisseur", SUPPLIER, STAR),
        select("statut", STATUS, statuses, found.statut),
        _text(found, "depuis", SINCE, fault=faults.get("depuis", NOTHING), kind="date"),
        _text(found, "jusqu_a", UNTIL, fault=faults.get("jusqu_a", NOTHING), kind="date"),
    )
    more = (
        _text(found, "destinataire", RECIPIENT),
        _text(found, "service", SERVICE),
        _text(found, "engagement", ENGAGEMENT),
        _text(found, "marche", MARCHE),
        _text(found, "dossier", DOSSIER),
        _text(found, "ttc_min", LEAST, fault=faults.get("ttc_min", NOTHING)),
        _text(found, "ttc_max", MOST, fault=faults.get("ttc_max", NOTHING)),
        _text(found, "certificat", CERTIFICATE),
    )
    return first, more


def _text(
    found: Asked, name: str, label: Text, hint: Text = NOTHING, *, fault: Text = NOTHING, kind: str = "text"
) -> Field:
    return Field(name=name, label=label, value=Attribute(getattr(found, name)), hint=hint, fault=fault, kind=kind)


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


ANY = Text("Tous", "Any")
ANY_STRUCTURE = Text("Toutes", "Any")
STRUCTURE = Text("Structure", "Structure")
NUMBER = Text("Numéro de facture", "Invoice number")
STAR = Text("* remplace n'importe quels caractères.", "* stands for any characters.")
SUPPLIER = Text("Fournisseur", "Supplier")
STATUS = Text("État", "Status")
SINCE = Text("Déposée depuis le", "Deposited since")
UNTIL = Text("jusqu'au", "until")
RECIPIENT = Text("SIRET du destinataire", "SIRET of the recipient")
SERVICE = Text("Code service", "Service code")
ENGAGEMENT = Text("Numéro d'engagement", "Engagement number")
MARCHE = Text("Numéro de marché", "Contract number")
DOSSIER = Text("Numéro de dossier de facturation", "Number of the works dossier")
LEAST = Text("Montant TTC au moins", "Amount with VAT, at least")
MOST = Text("Montant TTC au plus", "Amount with VAT, at most")
CERTIFICATE = Text("Certificat de dépôt", "Certificate of deposit")
NO_DAY = Text("Ce n'est pas une date : jj/mm/aaaa.", "This is no date: yyyy-mm-dd.")
NO_AMOUNT = Text("Ce n'est pas un montant.", "This is no amount.")
