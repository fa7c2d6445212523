"""Every code evaluated on UBL has its sentence, and the sentence names the place."""

from decimal import Context, localcontext

from domain.finding import Finding, Pack, Severity
from domain.tree import Syntax
from tests.validators.en16931.ubl.facture import HEAD, invoice, line, tree
from validators.en16931 import rules
from validators.en16931.ubl import BODY
from validators.engine.official_rules import OfficialRules, by_code, findings

OFFICIAL = OfficialRules(pack=Pack.EN16931, syntax=Syntax.UBL, body=BODY, rules=by_code(rules(Syntax.UBL)))


def test_every_code_has_its_sentence() -> None:
    assert set(BODY.codes) <= set(OFFICIAL.rules)


def test_only_a_card_number_merely_warns() -> None:
    mild = {code for code in BODY.codes if OFFICIAL.rules[code].severity is not Severity.FATAL}
    assert {code for code in mild if code.startswith(("BR-", "UBL-SR"))} == {"BR-51"}


def found(xml: str) -> list[Finding]:
    with localcontext(Context(prec=60, traps=[])):
        return list(findings(OFFICIAL, tree(xml)))


def test_a_finding_has_the_rule_the_line_and_the_path() -> None:
    (one,) = found(invoice(head=HEAD.replace("F-1", "")))
    assert (one.code, one.term, one.field, one.path) == ("BR-02", "BT-1", "numero_facture", "/Invoice")
    noted = line(more="<cbc:Note>a</cbc:Note><cbc:Note>b</cbc:Note>")
    (one,) = (one for one in found(invoice(lines=line() + noted)) if one.code == "UBL-SR-34")
    assert (one.term, one.path) == ("BT-127", "/Invoice/InvoiceLine[2]")
    assert one.line > 0 and f"{one.line}" in one.message.fr
