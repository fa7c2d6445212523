"""Reads an XML tree with the field table of its format into a :class:`~domain.decision.Reading`."""

from domain.decision import Reading
from domain.document import Format
from domain.finding import Finding, Pack, Rule, Severity
from domain.text import Text
from domain.tree import Syntax
from parsers.source.document import Source
from parsers.xml import schema
from parsers.xml.completion import complete_invoice
from parsers.xml.draft import Draft
from parsers.xml.field_table import Fault, Reader
from parsers.xml.profile import profile
from parsers.xml.rule_tree import rule_tree

TWICE = Rule(
    code="LEC-038",
    pack=Pack.LECTURE,
    message=Text(
        "{term} ({path}) est donné plusieurs fois avec des valeurs différentes, la seconde ligne {line} : {value}.",
        "{term} ({path}) is given several times with different values, the second one at line {line}: {value}.",
    ),
    remedy=Text("Ne donnez cette information qu'une fois.", "Give this information once."),
    source="EN 16931-1 §6, cardinalités",
)
MORE_FAULTS = Rule(
    code="LEC-039",
    pack=Pack.LECTURE,
    severity=Severity.INFO,
    message=Text(
        "{count} autres valeurs illisibles ne sont pas détaillées.", "{count} other unreadable values are not listed."
    ),
    remedy=Text("Corrigez d'abord les premières.", "Correct the first ones."),
    source="Navette",
)
RULES: tuple[Rule, ...] = (TWICE, MORE_FAULTS)

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
    named = profile(draft.customization)
    if source.reading_options.schema:
        findings += schema.schema_findings(source.root, named, attached=source.attached)
    return Reading(
        format=form,
        profile=named,
        syntax=syntax,
        invoice=invoice,
        findings=tuple(findings),
        tree=rule_tree(source.root) if source.reading_options.tree else None,
    )


def findings_of(faults: list[Fault]) -> list[Finding]:
    """Findings about values that were not accepted, one each for the first hundred."""
    reported = [fault for fault in faults if fault.rule or fault.row.term in FIELD_OF]
    more = len(reported) - _SHOWN
    extra = [MORE_FAULTS.finding(count=more)] if more > 0 else []
    return [_finding(fault) for fault in reported[:_SHOWN]] + extra


def _finding(fault: Fault) -> Finding:
    path = "/".join(part.rpartition(":")[2] for part in fault.row.path.split("/"))
    rule = fault.rule or TWICE
    return rule.finding(
        field=FIELD_OF.get(fault.row.term),
        value=fault.text.strip(),
        term=fault.row.term,
        path=path,
        line=fault.line,
    )
