"""What a page does not let us read is to be completed, in the page's words; a page is not asked for codes of an XML."""

import re
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from annuaire import load
from domain.decision import Decision, Verdict
from domain.document import Document
from domain.finding import Finding, Rule
from hub.decide.one_document import decide
from hub.inspect.rules import every
from tests.parsers.page.layouts import Sheet
from validators import Context

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
NUMBER, DAY = "Facture n° FA-2026-0312", "Date de facture : 03/03/2026"
TOTALS = (("Total HT", "1 234,50 €"), ("TVA 20 %", "246,90 €"), ("Total TTC", "1 481,40 €"))
XML_TERMS = re.compile(r"\bB[TG]-\d+")


def page(
    *more: str,
    head: tuple[str, ...] = (NUMBER, DAY),
    totals: tuple[tuple[str, str], ...] = TOTALS,
    siret: str = "832 476 154 00014",
) -> bytes:
    """A page to a region that wants a code service, with ``more`` at its foot."""
    sheet = Sheet()
    left = ("ATELIERS BRUNOIS SARL", "12 rue des Forges", "31200 TOULOUSE", f"SIRET : {siret}", "", *head)
    right = (
        "Destinataire :",
        "REGION OCCITANIE",
        "31406 TOULOUSE CEDEX 9",
        "SIRET : 200 053 791 00014",
        "Code service : 15",
    )
    for x, lines in ((45, left), (330, right)):
        for rank, text in enumerate(lines):
            sheet.at(x, 60 + 14 * rank, text)
    for rank, (label, value) in enumerate(totals):
        sheet.at(330, 400 + 15 * rank, label)
        sheet.right(540, 400 + 15 * rank, value)
    for rank, text in enumerate(more):
        sheet.at(45, 600 + 14 * rank, text)
    return sheet.done()


def decided(samples: Path, *more: str, **said: Any) -> Decision:
    """The decision on that page."""
    content = page(*more, **said)
    document = Document(path="facture.pdf", content=content, sha256=sha256(content).hexdigest())
    return decide(document, Context(now=NOW, annuaire=load(samples / "annuaire")))


def test_a_good_page_is_accepted_without_a_word_about_cadre_or_payment(samples: Path) -> None:
    decision = decided(samples)
    assert (decision.verdict, decision.findings) == (Verdict.ACCEPTED, ())


@pytest.mark.parametrize(
    "foot",
    [
        "Règlement par virement à 30 jours",
        "Règlement par virement IBAN FR76 3000 4000 0312 3456 7890 143",
        "Mode de règlement : virement - RIB 30004 00031 23456789014 3",
        "Paiement par chèque ou virement",
    ],
)
def test_a_way_to_pay_in_words_refuses_nothing(samples: Path, foot: str) -> None:
    decision = decided(samples, foot)
    assert (decision.verdict, decision.findings) == (Verdict.ACCEPTED, ())


@pytest.mark.parametrize(
    ("head", "totals", "field"),
    [
        (("Facture", DAY), TOTALS, "numero_facture"),
        ((NUMBER, DAY), (TOTALS[0], ("TVA 20 %", ""), TOTALS[2]), "montant_tva"),
        ((NUMBER, DAY), (("Total HT", "1 000,00 €"), *TOTALS[1:]), "montant_ttc"),
        (
            (NUMBER, DAY),
            (("Total HT", "1 234,50 €"), ("Total TVA", "246,90 €"), ("Total TTC", "1 500,00 €")),
            "montant_ttc",
        ),
        ((NUMBER, DAY), (*TOTALS, ("Net à payer", "1 600,00 €")), "montant_a_payer"),
        ((NUMBER, DAY), (("Total HT", "1 234,50 €"), ("Total TTC", "")), "montant_ttc"),
    ],
    ids=["number", "VAT", "sum", "certain sum", "net", "total"],
)
def test_what_is_announced_and_not_read_is_to_be_completed(
    samples: Path, head: tuple[str, ...], totals: tuple[tuple[str, str], ...], field: str
) -> None:
    decision = decided(samples, head=head, totals=totals)
    assert decision.verdict is Verdict.TO_COMPLETE
    assert field in {doubt.field for doubt in decision.doubts}
    assert not [one.code for one in decision.findings if one.code.startswith(("NUM-", "MNT-"))]
    assert any(one.field == field and "Lecture incertaine" in one.message.fr for one in decision.findings) or any(
        one.code == "LEC-058" for one in decision.findings
    )


def test_the_remedies_of_a_page_name_no_term_of_an_xml(samples: Path) -> None:
    decision = decided(samples, siret="832 476 154 00015")
    assert "SIRET-07" in {one.code for one in decision.findings}
    for one in decision.findings:
        assert not XML_TERMS.search(one.message.fr + one.remedy.fr + one.message.en + one.remedy.en), one


def test_a_page_that_announces_no_amount_at_all_lacks_them(samples: Path) -> None:
    decision = decided(samples, totals=())
    assert decision.verdict is Verdict.REJECTED
    assert {"MNT-01", "MNT-02"} <= {one.code for one in decision.findings}


def test_no_rule_names_a_term_of_an_xml() -> None:
    said = {rule.code: (*(one := filled(rule)).message, *one.remedy) for rule in every()}
    named = [code for code, sentences in said.items() if XML_TERMS.search(" ".join(sentences))]
    assert named == []


def filled(rule: Rule) -> Finding:
    """A finding of the rule, whatever its values are."""
    sentences = (*rule.message, *rule.remedy)
    names = {name for sentence in sentences for _, name, _, _ in Formatter().parse(sentence) if name}
    return rule.finding(**dict.fromkeys(names, "x"))
