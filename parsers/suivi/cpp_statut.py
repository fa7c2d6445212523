"""CPPStatut V1_19, the life cycle of Chorus Pro: statuses of invoices and of fluxes.

An ``IdStatut`` is a whole number, so ``3`` and ``03`` are one; 13 to 41 are allowed by the schema and kept.
Source: ``CPPStatutPivot_V1_19.xsd``.
"""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from domain.correspondance import CPP_FLUX, of_cpp
from domain.finding import Finding
from domain.suivi import Scope, Statement, StatusFormat, StatusReading
from parsers.suivi import regles, valeurs

ROOT = "CPPStatut"
_UNITS = {"CPPFactureStatuts": "CPPFactureStatutUnitaire", "CPPFluxStatuts": "CPPFluxStatutUnitaire"}


def read(root: Element) -> StatusReading:
    """Every status of the file, in its order."""
    findings: list[Finding] = []
    statements = tuple(_statement(rank, unit) for rank, unit in enumerate(_units(root, findings), start=1))
    if not statements:
        findings.append(regles.NO_LINE.finding())
    return StatusReading(format=StatusFormat.CPPSTATUT, statements=statements, findings=tuple(findings))


def _units(root: Element, findings: list[Finding]) -> Iterator[Element]:
    for group in root:
        name = _UNITS.get(str(group.tag))
        if name is None:
            continue
        units = group.findall(name)
        announced = (group.get("compteur") or group.get("Compteur") or "").strip()
        if announced.isascii() and announced.isdecimal() and int(announced[:9]) != len(units):
            findings.append(regles.WRONG_COUNT.finding(announced=announced, count=len(units)))
        yield from units


def _statement(rank: int, unit: Element) -> Statement:
    of_flux = unit.tag == "CPPFluxStatutUnitaire"
    number = _text(unit, "DonneesStatut/IdFlux" if of_flux else "DonneesStatut/IdFacture")
    code, moment = _text(unit, "DonneesStatut/IdStatut"), _text(unit, "DonneesStatut/Horodatage")
    day = _text(unit, "DonneesStatut/DateFacture")
    asked = of_cpp(int(code)) if code.isascii() and code.isdecimal() and len(code) < 10 else None
    said_at, invoiced = valeurs.moment(moment) if moment else None, valeurs.day(day) if day else None
    flux = of_flux or (asked == () and int(code) in CPP_FLUX)
    return Statement(
        rank=rank,
        scope=Scope.FLUX if flux else Scope.FACTURE,
        code=code,
        label=_text(unit, "DonneesStatut/ComplementStatut"),
        asked=() if flux else asked or (),
        numero_facture=number,
        date_facture=invoiced,
        fournisseur=valeurs.identifier(_text(unit, "Fournisseur/Identifiant")),
        destinataire=valeurs.identifier(_text(unit, "Debiteur/Identifiant")),
        motif=_motif(unit),
        mandat=_text(unit, "DonneesStatut/IdMandatDP"),
        said_at=said_at,
        findings=tuple(
            _faults(
                number, code, known=asked is not None, moment="" if said_at else moment, day="" if invoiced else day
            )
        ),
    )


def _faults(number: str, code: str, *, known: bool, moment: str, day: str) -> Iterator[Finding]:
    """``moment`` and ``day`` are what could not be read of them."""
    if not number:
        yield regles.NO_NUMBER.finding()
    if not code:
        yield regles.NO_STATUS.finding()
    elif not known:
        yield regles.UNKNOWN_STATUS.finding(value=code)
    if moment:
        yield regles.BAD_MOMENT.finding(value=moment)
    if day:
        yield regles.BAD_DATE.finding(value=day)


def _motif(unit: Element) -> str:
    """What the sender says, with the errors of a refused flux."""
    said = [_text(unit, "DonneesStatut/Commentaire"), _text(unit, "DonneesStatut/Note")]
    for line in unit.iterfind("DonneesStatut/Details/LigneErreurDetail"):
        parts = (_text(line, name) for name in ("CodeErreur", "LibelleErreur", "DescriptionErreur"))
        said.append(" ".join(filter(None, parts)))
    return " ; ".join(filter(None, said))[: valeurs.LONGEST]


def _text(unit: Element, path: str) -> str:
    return valeurs.words(unit.findtext(path))
