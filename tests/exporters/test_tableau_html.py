"""The morning page: nothing from outside runs or is fetched, numbers agree, and the same facts give the same page."""

import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from domain.dashboard import COUNTERS, Dashboard
from domain.finding import Severity
from domain.status import Status
from domain.status_facts import LABELS, PHASES
from domain.text import Locale, Text
from domain.text import Text as Words
from domain.worklist import BEFORE_PAYMENT
from exporters.common.number_formats import compact
from exporters.tableau_de_bord import FileLink, as_html, sums, svg_bars
from exporters.tableau_de_bord.svg_bars import Bar
from hub.inspect.rules import every
from tests.exporters import tableaux

LINKS = (FileLink(label=Words("Synthèse", "List"), name='synthese_"&<2026>.csv'),)
EVIL = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    "</style><b>",
    "\u202egnp",
    "&amp;",
    "$x^2$",
]


class Seen(HTMLParser):
    """Elements and their attributes, and the text between them."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def plain(page: bytes) -> str:
    return Seen(page).text.replace("\u202f", " ").replace("\u00a0", " ")


def test_what_a_finance_director_looks_for_is_there() -> None:
    text = plain(as_html(tableaux.STRUCTURE, LINKS))
    for words in (
        "113 factures sont en retard de paiement (218 994 €)", "6 arrivent à échéance dans les 7 jours",
        "Situation du samedi 21/11/2026 à 08:00", "depuis le 20/11 à 08:00", "63 j de retard", "demain",
        "Bon de commande soldé", "A15 – état d'acompte", "dépassé de 2 j", "plus de 60 jours", "220 600 019 00016",
        "Direction des solidarités humaines", "Et 103 de plus.",
    ):  # fmt: skip
        assert words in text, words


def test_who_acted_is_written_in_words() -> None:
    text = plain(as_html(tableaux.STRUCTURE))
    assert "MandatéeVous" in text
    assert "Mise à dispositionNavette" in text
    assert "Mandatée220 600 019 00016" in plain(as_html(tableaux.ACCOUNT))


def test_a_supplier_reads_what_is_paid_and_when_then_what_is_awaited() -> None:
    text = plain(as_html(tableaux.ACCOUNT))
    for words in (
        "Payées ces 31 derniers jours",
        "F2026-4001DÉPARTEMENT DES ALPES-MARITIMES220 600 019 00016M-000011 201,50 €20/11/2026",
        "Et 120 de plus.",
        "F2026-4101facture-1.xml20/11/2026marieRemplacée par un avoir",
        "essai.zip19/11/2026marieEnvoyé par erreur",
    ):
        assert words in text, words
    places = [text.index(words) for words in ("Depuis votre dernière visite", "Payées ces", "Paiements attendus")]
    assert places == sorted(places)
    assert text.index("Mis de côté") > text.index("Par état")
    payer = plain(as_html(tableaux.STRUCTURE))
    assert not [words for words in ("Payées ces", "Paiements attendus", "Mis de côté") if words in payer]


def test_the_worst_is_first_and_the_counters_are_in_the_portal_s_order() -> None:
    text = plain(as_html(tableaux.STRUCTURE))
    assert text.index("63 j de retard") < text.index("60 j de retard") < text.index("dans 2 j")
    by_status = text[text.index("Par état") :]
    places = [re.search(rf"{re.escape(LABELS[status])}\d", by_status) for status in (*COUNTERS, Status.MANDATEE)]
    starts = [place.start() for place in places if place]
    assert len(starts) == len(COUNTERS) + 1
    assert starts == sorted(starts)


@pytest.mark.parametrize("tableau", [tableaux.STRUCTURE, tableaux.EMPTY, tableaux.ACCOUNT])
@pytest.mark.parametrize("locale", Locale)
def test_the_page_stands_alone(tableau: Dashboard, locale: Locale) -> None:
    seen = Seen(as_html(tableau, LINKS, locale))
    assert not {"script", "link", "img", "iframe", "object", "base", "form", "use", "image"} & set(seen.tags)
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name in {"src", "srcset", "xlink:href"}]
    assert [value for name, value in seen.attributes if name == "href"] == ["synthese_%22%26%3C2026%3E.csv"]
    ids = [value for name, value in seen.attributes if name == "id"]
    assert len(set(ids)) == len(ids)
    assert any("default-src 'none'" in (value or "") for name, value in seen.attributes if name == "content")
    assert b"url(" not in as_html(tableau, LINKS, locale)


@pytest.mark.parametrize("name", EVIL)
def test_names_from_outside_are_text(name: str) -> None:
    ordinary, hostile = Seen(as_html(tableaux.hostile("Nom"))), Seen(as_html(tableaux.hostile(name)))
    assert sorted(set(hostile.tags)) == sorted(set(ordinary.tags))
    assert {key for key, _ in hostile.attributes} == {key for key, _ in ordinary.attributes}
    assert "\u202e" not in hostile.text


@given(name=st.text(alphabet="a<>&\"'/=\u202e\x00\udce9$\\{}é ", max_size=20))
@settings(max_examples=25, deadline=None)
def test_any_name_gives_a_page(name: str) -> None:
    assert as_html(tableaux.hostile(name)).endswith(b"</html>\n")


def test_the_same_facts_give_the_same_bytes() -> None:
    assert as_html(tableaux.STRUCTURE, LINKS) == as_html(tableaux.STRUCTURE, LINKS)


def test_a_morning_without_news_has_its_sentence() -> None:
    text = plain(as_html(tableaux.EMPTY))
    assert "Aucun retard, aucune échéance dans les 7 jours." in text
    assert "Rien de nouveau." in text
    assert "Rien à payer." in text
    assert "À payer d'abord" not in text
    assert b"<svg" not in as_html(tableaux.EMPTY)


def test_one_late_invoice_is_in_the_singular() -> None:
    one = replace(
        tableaux.EMPTY, ageing=(tableaux.tranche(31, 45, 1, 120, 1, 120),), late=(tableaux.retard(0, 4, "120.00"),)
    )
    assert "1 facture est en retard de paiement (120 €)." in plain(as_html(one))
    assert "1 invoice is past the payment day (€120)." in plain(as_html(one, locale=Locale.EN))


def test_other_currencies_are_never_added_to_euros() -> None:
    swiss = replace(tableaux.tranche(0, 15, 2, 500), devise="CHF")
    page = plain(as_html(replace(tableaux.STRUCTURE, ageing=(*tableaux.STRUCTURE.ageing, swiss))))
    assert "1 071 400 €" in page
    assert "586 factures + 500 CHF" in page


def test_charts_are_well_formed_and_have_a_description() -> None:
    bars = [Bar(label="0–15 j", value=Decimal(1200), late=Decimal(300)), Bar(label="$<&>$", value=Decimal(-5))]
    for svg in (
        svg_bars.ageing("a", "Titre & \\1", "Dit <ceci>", bars, "EUR", Locale.FR),
        svg_bars.deposits("b", "Titre", "Dit", tableaux.STRUCTURE.deposits_by_day, Locale.EN),
    ):
        root = etree.fromstring(svg)
        assert root.get("role") == "img"
        assert {child.tag.rpartition("}")[2] for child in root} >= {"title", "desc"}
        assert "font-family" not in svg
        assert not root.xpath("//@id[not(contains('a-t a-d b-t b-d', .))]")
    assert "1,5\u00a0k€" in svg_bars.ageing("a", "t", "d", bars, "EUR", Locale.FR)
    assert "Titre &amp; \\1" in svg_bars.ageing("a", "Titre & \\1", "d", bars, "EUR", Locale.FR)


@pytest.mark.parametrize(
    ("value", "fr", "en"),
    [("0", "0 €", "€0"), ("949.6", "950 €", "€950"), ("999.5", "1 000 €", "€1,000"), ("12400", "12,4 k€", "€12.4k"),
     ("999949", "999,9 k€", "€999.9k"), ("999960", "1,0 M€", "€1.0M"), ("-3200000", "-3,2 M€", "€-3.2M"),
     ("1250000000", "1,2 Md€", "€1.2bn")],
)  # fmt: skip
def test_short_amounts(value: str, fr: str, en: str) -> None:
    assert compact(Decimal(value), "EUR").replace("\u00a0", " ").replace("\u202f", " ") == fr
    assert compact(Decimal(value), "EUR", Locale.EN) == en


def test_every_status_has_a_phase() -> None:
    assert set(PHASES) == set(Status)


def test_sums_of_an_axis_are_those_of_its_counters() -> None:
    lines = sums.lines(tableaux.STRUCTURE, next(iter(tableaux.STRUCTURE.by_axis)))
    assert sum(line.total for line in lines) == sum(
        one.count for one in tableaux.STRUCTURE.by_axis[next(iter(tableaux.STRUCTURE.by_axis))]
    )
    amounts = [line.unpaid.main[1] for line in lines]
    assert amounts == sorted(amounts, reverse=True)
    assert Text("a", "b").fr == "a"


def test_a_supplier_sees_first_what_it_has_to_correct_and_no_page_with_refusals_is_green() -> None:
    page = as_html(replace(tableaux.REFUSED, ageing=(), late=(), soon=()), LINKS)
    assert b'class="lead bad"' in page
    text = plain(page)
    assert "3 dépôts sont à corriger." in text
    assert text.index("À corriger") < text.index("En retard de paiement")
    for words in (
        "CULTURE : corrigez-le",
        "lot-novembre.zip",
        "Irrecevable",
        "À compléter",
        "Deux numéros d'engagement",
    ):
        assert words in text
    assert "À vérifier avant paiement" not in text


def test_a_payer_sees_first_what_to_verify_before_paying() -> None:
    text = plain(as_html(tableaux.SUSPECT, LINKS))
    assert "2 factures sont à vérifier avant paiement. 113 factures sont en retard" in text
    assert text.index("À vérifier avant paiement") < text.index("À payer d'abord")
    assert "n'est pas celui des factures précédentes" in text
    english = plain(as_html(tableaux.SUSPECT, LINKS, Locale.EN))
    assert "2 invoices are to be verified before payment." in english
    assert "vérifier avant" not in english


def test_what_a_payer_verifies_are_rules_that_exist_and_refuse_nothing() -> None:
    known = {rule.code: rule for rule in every()}
    assert known.keys() >= BEFORE_PAYMENT
    assert [code for code in BEFORE_PAYMENT if known[code].severity is Severity.FATAL] == []
