"""The compte rendu: every refusal with every reason, and nothing from outside that runs."""

import csv
import io
import json
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from domain.deposit import Deposit, DepositedInvoice, Disposition
from domain.finding import Severity
from domain.invoice import ENTRY_FIELDS, FIELDS
from domain.status import FluxStatus, Status
from domain.text import Locale
from exporters import compte_rendu
from exporters.common.labels import FIELD_LABELS
from exporters.compte_rendu.summary import conclusion, summarise
from tests.as_read import as_read
from tests.exporters.facts import ACCEPTED, DEPOSIT, finding, refused, values

LOT = (
    ACCEPTED,
    refused(1, "ACH-1", "MNT-2"),
    replace(ACCEPTED, position=2, disposition=Disposition.DOUBLON, values=values(numero_facture="DBL-2")),
    replace(ACCEPTED, position=3, disposition=Disposition.RECYCLED, values=values(numero_facture="REC-3")),
    replace(refused(5, "ACH-5"), disposition=Disposition.A_COMPLETER, status=Status.A_COMPLETER, motif=""),
    replace(refused(4, "LEC-9"), disposition=Disposition.IRRECEVABLE, values=dict.fromkeys(FIELDS), status=None),
)


class Page(HTMLParser):
    """What a browser sees: tags with attributes, and text."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def html(deposit: Deposit = DEPOSIT, invoices: tuple[DepositedInvoice, ...] = LOT, locale: Locale = Locale.FR) -> Page:
    return Page(compte_rendu.as_html(deposit, invoices, locale))


def test_the_page_has_every_reason_and_every_certificate() -> None:
    said = html().text
    for expected in (
        "Compte rendu du dépôt 000000000000042",
        "Intégré partiellement (IN_INTEGRE_PARTIEL)",
        "motif ACH-1",
        "remède ACH-1",
        "motif MNT-2",
        "Code service",
        "DBL-2",
        "REC-3",
        "lot/refusee-4.xml",
        "Irrecevable",
        "ABCD EFGH AAAA",
        "Direction des ressources humaines",
        "12/03/2026 02:03:11",
        "1,2\u00a0Mo",
    ):
        assert expected in said
    assert "None" not in said
    assert "null" not in said


def test_refusals_come_first() -> None:
    said = html().text
    assert said.index("REF-1") < said.index("DBL-2") < said.index("REC-3") < said.index("Factures intégrées (1)")


def test_a_fatal_reason_comes_before_a_warning() -> None:
    row = replace(refused(1), findings=(finding("W-1", Severity.WARNING), finding("F-1")))
    said = html(invoices=(row,)).text
    assert said.index("F-1") < said.index("W-1")


def test_the_page_needs_nothing_and_runs_nothing() -> None:
    tags = html().tags
    assert not {"script", "link", "img", "iframe", "form", "object"} & {tag for tag, _ in tags}
    assert not any(name.startswith("on") or name in {"src", "href"} for _, attributes in tags for name in attributes)
    policy = next(attributes for tag, attributes in tags if attributes.get("http-equiv"))
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"


def test_the_page_can_be_read_by_a_screen_reader() -> None:
    tags = html().tags
    assert ("html", {"lang": "fr"}) in tags
    assert all("scope" in attributes for tag, attributes in tags if tag == "th")
    assert ("html", {"lang": "en"}) in html(locale=Locale.EN).tags


@given(name=st.text(alphabet="a<>&\"'/= \n\u202e\u200f\ufeff;script-!אب", max_size=40))
def test_a_hostile_name_adds_no_tag(name: str) -> None:
    named = values(nom_fournisseur=name, numero_facture=f"n{name}", code_service=name)
    row = replace(ACCEPTED, member=f"x{name}", values=named)
    bad = replace(refused(1, "A"), member=f"x{name}", values=named)
    plain = html(invoices=(replace(row, member="x", values=values()), replace(bad, member="x", values=values())))
    hostile = html(replace(DEPOSIT, name=f"d{name}", drop=f"d{name}"), (row, bad))
    known = [tag for tag, _ in plain.tags if tag not in {"bdi", "small"}]
    assert [tag for tag, _ in hostile.tags if tag not in {"bdi", "small"}] == known
    assert "\u202e" not in hostile.text


def test_what_is_wrong_with_the_file_itself_is_reported() -> None:
    broken = replace(DEPOSIT, status=FluxStatus.IN_REJETE, findings=(finding("LEC-ZIP-1", field=None),))
    said = html(broken, ()).text
    assert "Aucune facture n'a pu être tirée de ce fichier" in said
    assert "motif LEC-ZIP-1" in said
    assert "Factures refusées (" not in said


def test_the_conclusion_names_what_is_left_to_do() -> None:
    ok, bad, double, open_ = LOT[0], LOT[1], LOT[2], LOT[4]
    cases = (
        ((ok,), FluxStatus.IN_INTEGRE, "rien à refaire"),
        ((ok, bad), FluxStatus.IN_INTEGRE_PARTIEL, "Ne renvoyez que les factures refusées"),
        ((ok, open_), FluxStatus.IN_INTEGRE_PARTIEL, "donnez ce qui n'a pu être lu"),
        ((bad, open_), FluxStatus.IN_INTEGRE_PARTIEL, "à compléter : 1 ; refusées : 1"),
        ((bad,), FluxStatus.IN_REJETE, "Aucune facture n'est intégrée"),
        ((double,), FluxStatus.IN_INTEGRE, "déjà intégrés"),
        ((ok, double), FluxStatus.IN_INTEGRE, "doublons étaient déjà connus"),
        ((), FluxStatus.IN_REJETE, "Corrigez-le"),
        ((), FluxStatus.IN_RECU, "n'est pas terminé"),
    )
    for invoices, status, expected in cases:
        assert expected in conclusion(replace(DEPOSIT, status=status), summarise(invoices)).fr


def test_what_waits_has_what_to_supply_and_how() -> None:
    said = html(replace(DEPOSIT, status=FluxStatus.IN_INTEGRE_PARTIEL), (LOT[4],))
    for expected in ("Factures à compléter (1)", "motif ACH-5", "sous le même numéro de facture", "Ce qui manque"):
        assert expected in said.text
    assert "Factures refusées (" not in said.text


def test_what_was_refused_while_it_waited_has_its_reason_first() -> None:
    gone = replace(refused(1, "ACH-5"), motif="Remplacée par le dépôt n° 000000000000043.")
    said = html(DEPOSIT, (gone,)).text
    assert said.index("Remplacée par le dépôt") < said.index("motif ACH-5")


def test_json_keeps_the_names_of_chorus_pro() -> None:
    told = json.loads(compte_rendu.as_json(DEPOSIT, LOT))
    assert told["numeroFluxDepot"] == "000000000000042"
    assert told["etatCourantDepotFlux"] == "IN_INTEGRE_PARTIEL"
    assert told["dateDepotFlux"] == "2026-03-12T01:03:11Z"
    counted = {"documents": 6, "integrees": 2, "dontRecyclees": 1, "refusees": 2, "aCompleter": 1, "doublons": 1}
    assert told["compteurs"] == counted
    assert [each["numeroDP"] for each in told["listeDPACompleter"]] == ["REF-5"]
    first = told["listeErreurDP"][0]
    assert first["numeroDP"] == "REF-1"
    assert first["libelleErreurDP"] == "motif ACH-1 motif MNT-2"
    assert [error["code"] for error in first["erreurs"]] == ["ACH-1", "MNT-2"]
    assert first["erreurs"][0]["champ"] == "code_service"
    assert told["listeDPIntegrees"][0]["numeroCertificat"] == ACCEPTED.certificate
    assert told["listeDPRecyclees"][0]["numeroDP"] == "REC-3"


def test_what_only_follows_is_behind_its_cause() -> None:
    first = refused(1, "TOT-03", "BR-CO-15")
    total, official = first.findings
    invoice = replace(first, findings=(replace(official, behind="TOT-03"), total))
    page = compte_rendu.as_html(DEPOSIT, (invoice,)).decode()
    assert page.index("motif TOT-03") < page.index("<summary>aussi BR-CO-15</summary>") < page.index("motif BR-CO-15")
    assert page.count("remède TOT-03") == 1
    assert "remède BR-CO-15" not in page
    (row,) = csv.DictReader(
        io.StringIO(compte_rendu.as_csv(DEPOSIT, (invoice,)).decode("utf-8-sig"), newline=""), delimiter=";"
    )
    assert (row["Code motif"], row["Autres codes"]) == ("TOT-03", "BR-CO-15")
    (refusal,) = json.loads(compte_rendu.as_json(DEPOSIT, (invoice,)))["listeErreurDP"]
    assert refusal["libelleErreurDP"] == "motif TOT-03"
    assert [(error["code"], error["derriere"]) for error in refusal["erreurs"]] == [
        ("TOT-03", None),
        ("BR-CO-15", "TOT-03"),
    ]


def test_one_rule_over_many_lines_is_told_once_with_its_count() -> None:
    first = refused(1, "BR-22")
    lines = tuple(
        replace(first.findings[0], line=10 * rank, path=f"/Invoice/InvoiceLine[{rank}]", field=None)
        for rank in range(1, 22)
    )
    page = compte_rendu.as_html(DEPOSIT, (replace(first, findings=lines),)).decode()
    assert page.count("motif BR-22") == 1
    assert "(21 fois : lignes 10, 20, 30… du fichier)" in as_read(page)


def test_csv_has_a_line_for_each_reason() -> None:
    data = compte_rendu.as_csv(DEPOSIT, LOT)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [(row["Numéro facture"], row["Code motif"]) for row in rows] == [
        ("REF-1", "ACH-1"),
        ("REF-1", "MNT-2"),
        ("", "LEC-9"),
        ("REF-5", "ACH-5"),
        ("DBL-2", ""),
        ("REC-3", ""),
        ("2026-014", ""),
    ]
    assert rows[0]["Champ"] == "Code service"
    assert rows[0]["Gravité"] == "Bloquant"
    assert rows[-1]["Montant à payer"] == "1234,56"


@given(name=st.text(alphabet="=+-@\t\r\n \"';a\u00a0", min_size=1, max_size=20))
def test_no_cell_of_the_csv_begins_a_formula(name: str) -> None:
    row = replace(refused(1, "A"), member=name, values=values(nom_fournisseur=name, numero_facture=name))
    data = compte_rendu.as_csv(replace(DEPOSIT, name=name), (row,))
    line = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))[1]
    assert not any(cell.lstrip(" \u00a0\t\r\n")[:1] in [*"=+-@"] or cell[:1] in ["\t", "\r", "\n"] for cell in line)


def test_every_field_has_a_label() -> None:
    assert tuple(FIELD_LABELS) == ENTRY_FIELDS


def test_a_name_with_stray_bytes_stops_nothing() -> None:
    stray = replace(DEPOSIT, name="caf\udce9.zip")
    for written in (compte_rendu.as_html, compte_rendu.as_json, compte_rendu.as_csv):
        assert b"caf" in written(stray, LOT)


def test_what_is_to_be_done_comes_before_the_facts_of_the_file() -> None:
    page = compte_rendu.as_html(DEPOSIT, LOT).decode()
    assert page.index("remède ACH-1") < page.index(DEPOSIT.sha256)
    assert page.index("remède ACH-1") < page.index('<ul class="counts">')


def test_a_byte_that_is_no_letter_is_shown_as_one_that_nobody_can_tell() -> None:
    page = html(replace(DEPOSIT, name="z-facture-d\udce9\udce8t.xml"))
    assert "z-facture-d\ufffd\ufffdt.xml" in page.text
