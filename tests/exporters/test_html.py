"""Pages: what comes from outside is escaped and isolated on every one of them, and a template cannot do otherwise."""

import re
from dataclasses import replace
from typing import Any

import pytest
from jinja2 import Template, UndefinedError
from lxml import html
from markupsafe import Markup

from domain.deposit import Disposition
from domain.status import Status
from domain.text import Locale, Text
from exporters import compte_rendu, notifications, tableau_de_bord
from exporters.common.french_spacing import unbreakable
from exporters.compte_rendu import status_file
from exporters.html.environment import ENVIRONMENT, rendered
from exporters.html.shown import Sentence, outside
from tests.exporters import tableaux
from tests.exporters.facts import ACCEPTED, DEPOSIT, finding, refused, values
from tests.exporters.test_avis import digest, step
from tests.exporters.test_statuts_suivi import TestCompteRendu

MARK = "étranger"
HOSTILE = f"<b>{MARK}\u202e\u0591\"'>\n{{{{ 7 * 7 }}}}{{% raw %}}&amp;"
OWN = {"title"}
"""Elements that hold no other and cannot isolate: what they say of outside is without invisible characters."""


def deposit_page(name: str) -> bytes:
    said = replace(finding("E-1"), message=Text(name, name), remedy=Text(name, name))
    row = replace(
        ACCEPTED,
        member=name,
        values=values(nom_fournisseur=name, numero_facture=name, montant_a_payer=name, devise=name),
        route=replace(ACCEPTED.route, raison_sociale=name, code_service=name, nom_service=name),  # type: ignore[type-var]
        findings=(said,),
    )
    bad = replace(refused(1, "A"), member=name, motif=name, values=dict.fromkeys(values(), name), findings=(said,))
    rows = (
        row,
        bad,
        replace(bad, disposition=Disposition.A_COMPLETER),
        replace(bad, disposition=Disposition.IRRECEVABLE, status=None),
        replace(row, disposition=Disposition.DOUBLON),
    )
    return compte_rendu.as_html(replace(DEPOSIT, name=name, drop=name, findings=(said,)), rows)


def status_page(name: str) -> bytes:
    said = replace(finding("E-1"), message=Text(name, name), remedy=Text(name, name))
    lines = tuple(replace(line, code=name, number=name, findings=(said,)) for line in TestCompteRendu.lines)
    return status_file.as_html(replace(TestCompteRendu.deposit, name=name, drop=f"statuts:{name}"), lines)


def dashboard_page(name: str) -> bytes:
    return tableau_de_bord.as_html(tableaux.hostile(name))


def digest_page(name: str) -> bytes:
    told = digest(step(number=name, motif=name), step(Status.SUSPENDUE, name, name), troubles=(name,))
    return notifications.as_html(told, Locale.FR).encode()


PAGES = (deposit_page, status_page, dashboard_page, digest_page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_what_comes_from_outside_is_escaped_and_isolated(page: Any) -> None:
    tree, plain = html.fromstring(page(HOSTILE)), html.fromstring(page("Nom"))
    assert {element.tag for element in tree.iter()} == {element.tag for element in plain.iter()}
    found = [text for text in tree.xpath("//text()") if MARK in text]
    assert len(found) > 2
    for text in found:
        parents = {text.getparent().tag, *(parent.tag for parent in text.getparent().iterancestors())}
        assert parents & {"bdi", *OWN}, text
        assert "\u202e" not in text
        assert "49" not in text
    assert not [value for value in tree.xpath("//@*") if MARK in value]


def test_a_short_message_is_text() -> None:
    assert "<p>&lt;b&gt; &amp;amp;</p>" in notifications.as_page("<b> &amp;", Locale.FR)


def page_of(source: str, page: object, locale: Locale = Locale.FR) -> str:
    template: Template = ENVIRONMENT.from_string(source)
    return rendered(template, page, locale)


@pytest.mark.parametrize("value", [None, 7, 1.5, b"x", ("a",)])
def test_what_has_no_format_of_ours_is_never_shown(value: object) -> None:
    with pytest.raises(TypeError):
        page_of("{{ page }}", value)


def test_a_name_that_no_view_has_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        page_of("{{ page.nothing }}", outside("x"))


def test_a_sentence_is_in_the_language_of_the_page() -> None:
    words = Text("Numéro <1>", "Number <1>")
    assert page_of("{{ page }}", words) == "Numéro &lt;1&gt;"
    assert page_of("{{ page }}", words, Locale.EN) == "Number &lt;1&gt;"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_no_line_of_a_page_is_broken_before_a_mark_of_french(page: Any) -> None:
    said = f"{MARK} « a : b » : oui ; non ? si !"
    tree = html.fromstring(page(said))
    assert "»\u00a0: oui\u202f; non\u202f? si\u202f!" in tree.text_content() or page is digest_page
    ours = [text for text in tree.xpath("//body//text()[not(ancestor::svg)]") if MARK not in text]
    assert [text for text in ours if re.search("« | [»:;?!]", text)] == []


def test_only_our_french_is_spaced() -> None:
    words = Text("Le « a : b » : 5 %", "A : b")
    assert page_of("{{ page }}", words) == "Le «\u00a0a : b\u00a0»\u00a0: 5\u202f%"
    assert page_of("{{ page }}", Sentence("Un : <b>")) == "<bdi>Un\u00a0: &lt;b&gt;</bdi>"
    assert page_of("{{ page }}", words, Locale.EN) == "A : b"
    assert page_of("{{ page }}", outside("A : b")) == "<bdi>A : b</bdi>"
    assert page_of("{{ page }}", Markup("a : b")) == "a : b"


@pytest.mark.parametrize("text", ["12:30", "https://exemple.fr/a?b=1;c", "lot:a.xml", "a :b", "sans rien", ""])
def test_what_has_no_space_of_french_stays_as_it_is(text: str) -> None:
    assert unbreakable(text) == text


def test_line_breaks_of_a_template_are_not_of_the_page() -> None:
    assert page_of("<ul>\n  <li>{{ page }}</li>\n</ul>\n", "a\n b") == "<ul><li>a\n b</li></ul>"
