"""Reads an XML tree with the field table of its format into a :class:`~domain.decision.Reading`."""

import re
from dataclasses import replace
from functools import cache
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

from domain.decision import Reading
from domain.document import Format
from domain.enum_tables import Partial
from domain.finding import Finding, Pack, Rule, Severity, excerpt
from domain.specification import Specification, profile, specification
from domain.text import Text
from domain.tree import Syntax
from parsers.source.document import Source
from parsers.xml import schema
from parsers.xml.completion import complete_invoice
from parsers.xml.draft import Draft
from parsers.xml.field_table import Fault, Reader
from parsers.xml.identifiers import identifier_findings
from parsers.xml.rule_tree import rule_tree
from parsers.xml.term_places import BUSINESS, TermAt, terms_of
from parsers.xml.term_words import words

TWICE = Rule(
    code="LEC-038",
    pack=Pack.LECTURE,
    message=Text(
        "{term} : donné plusieurs fois avec des valeurs différentes ({path}, la seconde ligne {line} : {value}).",
        "{term}: given several times with different values ({path}, the second one at line {line}: {value}).",
    ),
    remedy=Text("Ne donnez cette information qu'une fois.", "Give this information once."),
    source="EN 16931-1 §6, cardinalités",
)
MORE_FAULTS = Rule(
    code="LEC-039",
    pack=Pack.LECTURE,
    severity=Severity.INFO,
    message=Text(
        "Valeurs illisibles qui ne sont pas détaillées : {count}.", "Unreadable values that are not listed: {count}."
    ),
    remedy=Text("Corrigez d'abord les premières.", "Correct the first ones."),
    source="Navette",
)
_SPECIFICATION = Text(
    "Indiquez la spécification suivie, par exemple urn:cen.eu:en16931:2017.",
    "Give the specification that is followed, for instance urn:cen.eu:en16931:2017.",
)
UNKNOWN_SPECIFICATION = Rule(
    code="LEC-102",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    message=Text(
        "La spécification « {value} » est inconnue : la facture est contrôlée selon EN 16931.",
        "The specification “{value}” is unknown: the invoice is checked by EN 16931.",
    ),
    remedy=_SPECIFICATION,
    source="EN 16931-1, BT-24 et BR-01",
    term="BT-24",
)
MISSING_SPECIFICATION = Rule(
    code="LEC-103",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    message=Text(
        "La facture ne dit pas quelle spécification elle suit : elle est contrôlée selon EN 16931.",
        "The invoice does not tell which specification it follows: it is checked by EN 16931.",
    ),
    remedy=_SPECIFICATION,
    source="EN 16931-1, BT-24 et BR-01",
    term="BT-24",
)
UNKNOWN_EXTENSION = Rule(
    code="LEC-107",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    message=Text(
        "L'extension d'EN 16931 « {value} » est inconnue, comme les règles d'EN 16931 qu'elle remplace : "
        "toutes sont signalées, sans refuser.",
        "The extension of EN 16931 “{value}” is unknown, and so are the rules of EN 16931 that it replaces: "
        "all are told without refusing.",
    ),
    remedy=_SPECIFICATION,
    source="EN 16931-1, BT-24",
    term="BT-24",
)
OTHER_CURRENCY = Rule(
    code="LEC-108",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    field="devise",
    message=Text(
        "La facture est en {devise}, et des montants sont dans une autre devise ({count} ; {value}, ligne {line}) : "
        "ils sont lus en {devise}.",
        "The invoice is in {devise}, and amounts are in another currency ({count}; {value}, line {line}): "
        "they are read in {devise}.",
    ),
    remedy=Text(
        "Écrivez tous les montants dans la devise de la facture ; seule la TVA peut aussi être donnée dans la devise "
        "de comptabilisation.",
        "Write every amount in the currency of the invoice; only the VAT may be given in the accounting currency too.",
    ),
    source="EN 16931-1, BT-5",
    term="BT-5",
)
_OF_SPECIFICATION: Partial[Specification, Rule] = Partial(
    {
        Specification.UNKNOWN: UNKNOWN_SPECIFICATION,
        Specification.MISSING: MISSING_SPECIFICATION,
        Specification.EXTENSION: UNKNOWN_EXTENSION,
    }
)
"""Those of which something is told."""
RULES: tuple[Rule, ...] = (
    TWICE,
    MORE_FAULTS,
    UNKNOWN_SPECIFICATION,
    MISSING_SPECIFICATION,
    UNKNOWN_EXTENSION,
    OTHER_CURRENCY,
)

FIELD_OF = {
    "BT-1": "numero_facture",
    "BT-2": "date_facture",
    "BT-3": "type_facture",
    "BT-5": "devise",
    "BT-10": "code_service",
    "BT-13": "numero_engagement",
    "BT-23": "cadre_facturation",
    "BT-109": "montant_ht",
    "BT-110": "montant_tva",
    "BT-112": "montant_ttc",
    "BT-115": "montant_a_payer",
    "BG-4": "siret_fournisseur",
    "BG-7": "siret_destinataire",
    "BG-22": "montant_ttc",
}
"""Business term to field of :data:`domain.invoice.FIELDS`, for terms that may not be given twice."""
_CURRENCY = re.compile("[A-Z]{3}")
_ANY = etree.XPath("descendant::*/@currencyID[. != $devise]", smart_strings=False)
"""The currencies of amounts that are not the invoice's: none in most invoices, and quickly seen."""
_OTHERS = etree.XPath(
    "//*[@currencyID and normalize-space(@currencyID) != $devise and "
    "not(normalize-space(@currencyID) = $accounting and ancestor-or-self::*["
    "local-name() = 'TaxTotal' or local-name() = 'TaxTotalAmount'])]"
)
"""Amounts in another currency than the invoice's, the VAT in the accounting currency apart."""
_SHOWN = 100
"""Most unreadable values with a finding each."""


def reading(source: Source, reader: Reader[Draft], form: Format, syntax: Syntax | None) -> Reading:
    """The invoice of ``source`` read by its format's table, with findings about values that were not accepted."""
    if source.root is None:
        return Reading(format=form, findings=source.xml.findings)
    faults: list[Fault] = []
    draft = reader.read(source.root, faults)
    findings = [*source.xml.findings, *findings_of(faults)]
    invoice = complete_invoice(draft, source.limits, findings)
    findings += _of_currencies(source.root, draft)
    findings += identifier_findings(source.root, reader)
    named = profile(draft.customization, syntax)
    if named is None and syntax is not None and (rule := _OF_SPECIFICATION.get(specification(invoice, syntax))):
        findings.append(rule.finding(value=draft.customization or ""))
    if source.reading_options.schema:
        findings += schema.schema_findings(source.root, named, attached=source.attached, term_at=_terms_of(reader))
    return Reading(
        format=form,
        profile=named,
        syntax=syntax,
        invoice=invoice,
        findings=tuple(findings),
        tree=rule_tree(source.root) if source.reading_options.tree else None,
    )


def _of_currencies(root: Element, draft: Draft) -> list[Finding]:
    """Amounts are numbers in the ledger: one that is written in another currency would be paid in the invoice's."""
    devise = draft.devise or ""
    if not _CURRENCY.fullmatch(devise) or not _ANY(root, devise=devise):
        return []
    accounting = draft.vat_accounting_currency or devise
    others = cast("list[Element]", _OTHERS(root, devise=devise, accounting=accounting))
    if not others:
        return []
    value, line = others[0].get("currencyID", "").strip(), others[0].sourceline or 0
    return [OTHER_CURRENCY.finding(devise=devise, count=len(others), value=value, line=line)]


@cache
def _terms_of(reader: Reader[Draft]) -> TermAt:
    return terms_of(reader)


def findings_of(faults: list[Fault]) -> list[Finding]:
    """Findings about values that were not accepted, one each for the first hundred."""
    reported = [fault for fault in faults if fault.rule or fault.row.term in FIELD_OF]
    more = len(reported) - _SHOWN
    extra = [MORE_FAULTS.finding(count=more)] if more > 0 else []
    return [_finding(fault) for fault in reported[:_SHOWN]] + extra


def _finding(fault: Fault) -> Finding:
    path = "/".join(part.rpartition(":")[2] for part in fault.row.path.split("/"))
    rule, term = fault.rule or TWICE, fault.row.term
    finding = rule.finding(
        field=FIELD_OF.get(term), value=fault.text.strip(), term=words(term, path), path=path, line=fault.line
    )
    return replace(
        finding,
        term=term if term.startswith(BUSINESS) else "",
        value=excerpt(fault.text.strip()),
        line=fault.line,
        path=path,
    )
