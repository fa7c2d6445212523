"""The criteria of a search as a form writes them in an address, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, TypeVar
from urllib.parse import urlencode

from fastapi import Query

from domain.cadre import CADRES
from domain.espace import Espace
from domain.search_criteria import OLD_REFUSAL, DateRange, SearchCriteria, SearchRole, old_refusals_hidden
from domain.status import Status
from domain.text import NOTHING, Text
from exporters.common.state_labels import STATUS_LABELS
from exporters.html.shown import Attribute, outside
from portail.forms import Field, select, tidy
from portail.pages.accueil import waiting_statuses

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


def fields(
    found: Asked, faults: Mapping[str, Text], structures: tuple[tuple[str, Text], ...]
) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """The fields of the form: those that are seen at once, and the others."""

    def text(name: str, hint: Text = NOTHING, *, kind: str = "text") -> Field:
        value = Attribute(getattr(found, name))
        return Field(name=name, label=LABELS[name], value=value, hint=hint, fault=faults.get(name, NOTHING), kind=kind)

    def choose(name: str, choices: list[tuple[str, Text]], any_: Text = ANY) -> Field:
        return select(name, LABELS[name], [("", any_), *choices], getattr(found, name))

    statuses = [(status.value, STATUS_LABELS[status]) for status in Status]
    first = (
        *((choose("structure", list(structures), ANY_STRUCTURE),) if structures else ()),
        text("numero", STAR),
        text("fournisseur", STAR),
        choose("statut", statuses),
        text("depuis", kind="date"),
        text("jusqu_a", kind="date"),
        text("masquer_rejetees", kind="checkbox"),
        text("masquer_telechargees", kind="checkbox"),
    )
    more = (
        select("periode", LABELS["periode"], [(each.value, PERIODES[each]) for each in DateRange], found.periode),
        choose("piece", PIECES),
        select("cadre", LABELS["cadre"], [("", ANY), *((code, outside(code)) for code in sorted(CADRES))], found.cadre),
        text("destinataire"),
        text("service"),
        text("avec", SIRET_OR_SIREN),
        choose("role", [(each.value, ROLES[each]) for each in SearchRole]),
        text("engagement"),
        text("marche"),
        text("dossier"),
        text("ttc_min"),
        text("ttc_max"),
        text("ht_min"),
        text("ht_max"),
        text("compte_de_depot"),
        text("certificat"),
        text("archivees", kind="checkbox"),
    )
    return first, more


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


ANY = Text("Tous", "Any")
ANY_STRUCTURE = Text("Toutes", "Any")
STAR = Text("* remplace n'importe quels caractères.", "* stands for any characters.")
SIRET_OR_SIREN = Text("Son SIRET, ou son SIREN.", "Its SIRET, or its SIREN.")
LABELS: dict[str, Text] = {
    "structure": Text("Structure", "Structure"),
    "numero": Text("Numéro de facture", "Invoice number"),
    "fournisseur": Text("Fournisseur", "Supplier"),
    "destinataire": Text("SIRET du destinataire", "SIRET of the recipient"),
    "service": Text("Code service", "Service code"),
    "statut": Text("État", "Status"),
    "depuis": Text("Depuis le", "Since"),
    "jusqu_a": Text("Jusqu'au", "Until"),
    "periode": Text("Date de la période", "Date of the period"),
    "avec": Text("Structure qui y figure", "Structure named in it"),
    "role": Text("Rôle de cette structure", "Role of that structure"),
    "piece": Text("Type de pièce", "Kind of piece"),
    "cadre": Text("Cadre de facturation", "Cadre de facturation"),
    "engagement": Text("Numéro d'engagement", "Engagement number"),
    "marche": Text("Numéro de marché", "Contract number"),
    "dossier": Text("Numéro de dossier de facturation", "Number of the works dossier"),
    "ttc_min": Text("Montant TTC au moins", "Amount with VAT, at least"),
    "ttc_max": Text("Montant TTC au plus", "Amount with VAT, at most"),
    "ht_min": Text("Montant HT au moins", "Amount without VAT, at least"),
    "ht_max": Text("Montant HT au plus", "Amount without VAT, at most"),
    "compte_de_depot": Text("Compte qui a déposé", "Account that deposited"),
    "certificat": Text("Certificat de dépôt", "Certificate of deposit"),
    "masquer_rejetees": Text(
        f"Masquer les factures rejetées depuis plus de {OLD_REFUSAL} jours",
        f"Hide invoices refused more than {OLD_REFUSAL} days ago",
    ),
    "masquer_telechargees": Text("Masquer les factures téléchargées", "Hide invoices that were downloaded"),
    "archivees": Text("Seulement les factures archivées", "Only invoices that are archived"),
    "a_traiter": Text("Seulement ce qui attend", "Only what waits"),
}
"""Each criterion, as people read it; the name is that of the address."""
PERIODES: dict[DateRange, Text] = {
    DateRange.DEPOT: Text("Dépôt", "Deposit"),
    DateRange.FACTURE: Text("Facture", "Invoice"),
    DateRange.ETAT: Text("Dernier état", "Last status"),
}
ROLES: dict[SearchRole, Text] = {
    SearchRole.FOURNISSEUR: Text("Fournisseur", "Supplier"),
    SearchRole.DESTINATAIRE: Text("Destinataire", "Recipient"),
    SearchRole.VALIDEUR: Text("Valideur", "Valideur"),
    SearchRole.MOE: Text("Maîtrise d'œuvre (MOE)", "Project manager (MOE)"),
    SearchRole.MOA: Text("Maîtrise d'ouvrage (MOA)", "Project owner (MOA)"),
}
PIECES: list[tuple[str, Text]] = [
    ("facture", Text("Facture", "Invoice")),
    ("avoir", Text("Avoir", "Credit note")),
    ("travaux", Text("Pièce de travaux", "Works piece")),
    *((kind, Text(kind, kind)) for kind in sorted({cadre.travaux for cadre in CADRES.values() if cadre.travaux})),
]
NO_DAY = Text("Ce n'est pas une date : jj/mm/aaaa.", "This is no date: yyyy-mm-dd.")
NO_AMOUNT = Text("Ce n'est pas un montant.", "This is no amount.")
NO_CHOICE = Text("Ce choix n'existe pas, ou plus.", "There is no such choice, or no more.")
NO_IDENTIFIER = Text("Donnez 14 chiffres, ou 9.", "Give 14 digits, or 9.")
NO_STRUCTURE = Text("Dites de qui : son SIRET ou son SIREN.", "Say whose: its SIRET or its SIREN.")
