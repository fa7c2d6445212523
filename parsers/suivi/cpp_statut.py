"""Reader of CPPStatut V1_19, the life cycle of Chorus Pro: statuses of invoices and of fluxes.

``IdStatut`` is an integer, so ``3`` and ``03`` are equal; 13 to 41 are allowed by the schema and kept.
Source: ``CPPStatutPivot_V1_19.xsd``.
"""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from domain.finding import Finding
from domain.status_codes import CPP_FLUX, of_cpp
from domain.suivi import Scope, Statement, StatusFormat, StatusReading
from parsers.suivi import rules, values

ROOT = "CPPStatut"
_ERROR = ("CodeErreur", "LibelleErreur", "DescriptionErreur")
_UNITS = {"CPPFactureStatuts": "CPPFactureStatutUnitaire", "CPPFluxStatuts": "CPPFluxStatutUnitaire"}


def read(root: Element) -> StatusReading:
    """Every status of the file, in its order."""
    findings: list[Finding] = []
    statements = tuple(_statement(rank, unit) for rank, unit in enumerate(_units(root, findings), start=1))
    if not statements:
        findings.append(rules.NO_LINE.finding())
    return StatusReading(format=StatusFormat.CPPSTATUT, statements=statements, findings=tuple(findings))


def _units(root: Element, findings: list[Finding]) -> Iterator[Element]:
    for group in root:
        name = _UNITS.get(str(group.tag))
        if name is None:
            continue
        units = group.findall(name)
        announced = (group.get("compteur") or group.get("Compteur") or "").strip()
        if announced.isascii() and announced.isdecimal() and int(announced[:9]) != len(units):
            findings.append(rules.WRONG_COUNT.finding(announced=announced, count=len(units)))
        yield from units


def _statement(rank: int, unit: Element) -> Statement:
    data = unit.find("DonneesStatut")
    fields = {str(child.tag): values.words(child.text) for child in data} if data is not None else {}
    code, moment, day = fields.get("IdStatut", ""), fields.get("Horodatage", ""), fields.get("DateFacture", "")
    number = fields.get("IdFacture") or fields.get("IdFlux", "")
    asked = of_cpp(int(code)) if code.isascii() and code.isdecimal() and len(code) < 10 else None
    stated_at, invoiced = values.moment(moment) if moment else None, values.day(day) if day else None
    flux = unit.tag == "CPPFluxStatutUnitaire" or (asked == () and int(code) in CPP_FLUX)
    return Statement(
        rank=rank,
        scope=Scope.FLUX if flux else Scope.FACTURE,
        code=code,
        label=fields.get("ComplementStatut", ""),
        asked=() if flux else asked or (),
        numero_facture=number,
        date_facture=invoiced,
        fournisseur=_identifier(unit, "Fournisseur/Identifiant"),
        destinataire=_identifier(unit, "Debiteur/Identifiant"),
        motif=_motif(unit, fields.get("Commentaire", ""), fields.get("Note", ""))
        if flux
        else fields.get("Commentaire", ""),
        mandat=fields.get("IdMandatDP", ""),
        stated_at=stated_at,
        findings=tuple(
            _faults(
                number, code, known=asked is not None, moment="" if stated_at else moment, day="" if invoiced else day
            )
        ),
    )


def _faults(number: str, code: str, *, known: bool, moment: str, day: str) -> Iterator[Finding]:
    """Findings about one unit; ``moment`` and ``day`` are the texts that could not be parsed."""
    if not number:
        yield rules.NO_NUMBER.finding()
    if not code:
        yield rules.NO_STATUS.finding()
    elif not known:
        yield rules.UNKNOWN_STATUS.finding(value=code)
    if moment:
        yield rules.BAD_MOMENT.finding(value=moment)
    if day:
        yield rules.BAD_DATE.finding(value=day)


def _motif(unit: Element, *texts: str) -> str:
    """The sender's text about a flux, with its errors."""
    errors = (
        " ".join(filter(None, (values.words(line.findtext(name)) for name in _ERROR)))
        for line in unit.iterfind("DonneesStatut/Details/LigneErreurDetail")
    )
    return " ; ".join(filter(None, (*texts, *errors)))[: values.LONGEST]


def _identifier(unit: Element, path: str) -> str:
    return values.identifier(values.words(unit.findtext(path)))
