"""The formats of Chorus Pro: CPPFactureMixte (incoming, FSO1113A) and CPPFacturePivot (outgoing to recipients).

A file may hold several invoices: :func:`split` returns one document per invoice; :func:`read` reads a document of
exactly one and refuses any other, so that no invoice is dropped silently.
"""

from copy import deepcopy

from lxml import etree

from domain.decision import Reading
from domain.document import Format
from domain.finding import Finding, Level, Pack, Rule, Severity
from domain.text import Text
from parsers.cpp.table import INVOICE
from parsers.source.document import Source
from parsers.xml.completion import complete_invoice
from parsers.xml.field_table import Fault, compiled
from parsers.xml.identifiers import identifier_findings
from parsers.xml.read_tree import findings_of

NO_INVOICE = Rule(
    code="LEC-012",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text("Le flux {root} ne contient aucune facture.", "The flux {root} holds no invoice."),
    remedy=Text("Déposez un flux qui contient au moins une facture.", "Deposit a flux with at least one invoice."),
    source="CPPFacturePivot_V2_02.xsd, CPPFactures",
)
SEVERAL_INVOICES = Rule(
    code="LEC-013",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le document contient {count} factures et n'a pas été découpé.",
        "The document holds {count} invoices and was not split.",
    ),
    remedy=Text("Déposez une facture par fichier, ou un flux entier.", "Deposit one invoice a file, or a whole flux."),
    source="CPPFacturePivot_V2_02.xsd, CPPFactures",
)
WRONG_COUNT = Rule(
    code="LEC-014",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    severity=Severity.WARNING,
    message=Text(
        "Le flux annonce {announced} factures et en contient {count}.",
        "The flux announces {announced} invoices and holds {count}.",
    ),
    remedy=Text(
        "Vérifiez qu'aucune facture ne manque et corrigez l'attribut Compteur de CPPFactures.",
        "Check that no invoice is missing and correct the attribute Compteur of CPPFactures.",
    ),
    source="CPPFacturePivot_V2_02.xsd, CPPFactures/@Compteur",
)
TOO_MANY = Rule(
    code="LEC-015",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le flux contient {count} factures ; {limit} au plus.", "The flux holds {count} invoices; {limit} at most."
    ),
    remedy=Text(
        "Répartissez les factures en plusieurs flux de {limit} factures au plus.",
        "Spread the invoices over several fluxes of at most {limit} invoices.",
    ),
    source="Annexe EDI, flux",
)
RULES: tuple[Rule, ...] = (NO_INVOICE, SEVERAL_INVOICES, WRONG_COUNT, TOO_MANY)

_FORMATS = {"CPPFactureMixte": Format.CPP_MIXTE, "CPPFacturePivot": Format.CPP_PIVOT}
_GROUP = "CPPFactures"
_ENVELOPE = 1 << 16
"""Most bytes of what a flux has beside its invoices, which each of these gets; usually some hundreds."""
_READER = compiled(INVOICE, {})


def recognises(source: Source) -> bool:
    """Whether the root is that of a mixed or pivot flux."""
    return source.tag in _FORMATS


def read(source: Source) -> Reading:
    """The one invoice of a source that :func:`recognises` accepts."""
    form, root = _FORMATS[source.tag], source.root
    units = _units(source)
    if root is None or len(units) != 1:
        refusal = SEVERAL_INVOICES.finding(count=len(units)) if units else NO_INVOICE.finding(root=source.tag)
        return Reading(format=form, findings=(*source.xml.findings, refusal))
    faults: list[Fault] = []
    draft = _READER.read(units[0], faults)
    findings = [*source.xml.findings, *_miscounted(root, 1), *findings_of(faults)]
    invoice = complete_invoice(draft, source.limits, findings)
    findings += identifier_findings(units[0], _READER)
    return Reading(format=form, invoice=invoice, findings=tuple(findings))


def count(content: bytes) -> int:
    """Largest number of invoices there can be in a flux, counted on the bytes without parsing."""
    return sum(content.count(f"<{root}Unitaire".encode()) for root in _FORMATS)


def split(source: Source) -> tuple[bytes, ...]:
    """One document per invoice of the flux, each with the envelope; empty unless the flux holds several, or when its
    envelope is so long that the documents would be many times the flux.

    The elements of an invoice are unchanged; the flux's count becomes 1.
    """
    units = _units(source)
    if len(units) < 2 or source.root is None:
        return ()
    empty = deepcopy(source.root)
    for group in empty.findall(_GROUP):
        group.clear()
    if len(etree.tostring(empty)) > _ENVELOPE:
        return ()
    return tuple(_alone(empty, unit) for unit in units)


def _units(source: Source) -> list[etree._Element]:
    """The ``CPPFactureMixteUnitaire`` or ``CPPFacturePivotUnitaire`` elements."""
    groups = source.root.findall(_GROUP) if source.root is not None else []
    return [unit for group in groups for unit in group.findall(source.tag + "Unitaire")]


def _miscounted(root: etree._Element, count: int) -> list[Finding]:
    announced = "".join(str(group.get("Compteur", "")).strip() for group in root.findall(_GROUP))
    wrong = announced.isdecimal() and announced.isascii() and int(announced[:9]) != count
    return [WRONG_COUNT.finding(announced=announced, count=count)] if wrong else []


def _alone(empty: etree._Element, unit: etree._Element) -> bytes:
    """The flux ``empty`` (no invoice in its groups) with ``unit`` as its only invoice."""
    lone = deepcopy(empty)
    first, *others = lone.findall(_GROUP)
    for group in others:
        lone.remove(group)
    first.set("Compteur", "1")
    first.append(deepcopy(unit))
    return etree.tostring(lone, xml_declaration=True, encoding="UTF-8")
