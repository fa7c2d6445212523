"""The compte rendu of a day as a page: what is to do first, names from outside are text, long days stay readable."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.day_report import DayReport, FollowUpFile
from domain.deposit import Disposition
from domain.finding import Severity
from domain.status import FluxStatus, Status
from domain.suivi import LigneSuivi, Outcome
from domain.text import Locale
from domain.worklist import SetAside
from exporters.compte_rendu import day_csv, day_page
from exporters.compte_rendu.day_tables import SHOWN
from tests.as_read import as_read
from tests.exporters import changements
from tests.exporters.facts import ACCEPTED, DEPOSIT, finding, refused, values
from tests.exporters.test_compte_rendu import Page

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
CHANGE = replace(
    changements.CHANGE, status=Status.SUSPENDUE, at=NOW, motif="Il manque le bon", mandat="", numero_facture="2026-003"
)
REFUSED_FILE = replace(
    DEPOSIT, id=43, name="note.txt", status=FluxStatus.IN_REJETE, findings=(finding("LEC-002", field=None),)
)
STATUSES = FollowUpFile(
    deposit=replace(DEPOSIT, id=44, name="statuts.csv", findings=()),
    lines=(
        LigneSuivi(
            rank=1,
            outcome=Outcome.REFUSED,
            code="Payée",
            number="2026-009",
            invoice_id=None,
            before=None,
            after=None,
            findings=(finding("SUI-20"),),
        ),
    ),
)
DAY = DayReport(
    day=date(2026, 3, 12),
    account="Établissements Exemple & Fils",
    deposits=(replace(DEPOSIT, findings=()), REFUSED_FILE, replace(DEPOSIT, id=45, status=FluxStatus.IN_RECU)),
    invoices=(
        ACCEPTED,
        refused(1, "ACH-1"),
        refused(2, "ACH-2"),
        refused(3, "ACH-3"),
        replace(refused(4, "ACH-4"), disposition=Disposition.A_COMPLETER, status=Status.A_COMPLETER, motif=""),
        replace(ACCEPTED, position=5, disposition=Disposition.DOUBLON, values=values(numero_facture="DBL-5")),
    ),
    follow_up=(STATUSES,),
    changes=(CHANGE,),
    open_places=frozenset({(42, 1), (43, None)}),
    set_aside=(
        SetAside(
            deposit_id=42,
            position=3,
            file="lot.zip",
            member="",
            numero_facture="REF-3",
            actor="marie",
            at=NOW,
            reason="Envoyée par erreur",
        ),
    ),
)


def page(report: DayReport = DAY, locale: Locale = Locale.FR) -> Page:
    return Page(day_page.as_html(report, locale))


def test_what_is_left_to_do_comes_first_and_everything_of_the_day_is_there() -> None:
    said = as_read(page().text)
    parts = (
        "À corriger : 3 ; à reprendre (renvoyées ou refusées) : 1 ; à compléter : 1 ; reçus, en cours de traitement",
        "À corriger (2)",
        "Statuts et compléments refusés (1)",
        "À compléter (1)",
        "Reçus, en cours de traitement (1)",
        "Ce qui a changé (1)",
        "Factures intégrées (1)",
        "Doublons (1)",
        "Refusées, et remplacées depuis (1)",
        "Mis de côté (1)",
        "Les fichiers du jour (4)",
    )
    places = [said.index(part) for part in parts]
    assert places == sorted(places)
    assert said.index("note.txt") < said.index("REF-1") < said.index("Il manque le bon") < said.index("REF-2")


def test_a_day_without_a_fault_says_that_nothing_is_left() -> None:
    calm = replace(DAY, deposits=DAY.deposits[:1], invoices=(ACCEPTED,), follow_up=(), changes=(), set_aside=())
    said = page(calm).text
    assert "Vous n'avez rien à refaire." in said
    assert "À corriger (" not in said


def test_its_only_links_are_the_certificates_beside_it() -> None:
    hrefs = [dict(attributes).get("href") for tag, attributes in page().tags if tag == "a"]
    assert hrefs == ["certificat_2026-014_ABCDEFGH.pdf"]


@pytest.mark.parametrize("name", ["<script>x</script>", '"><img src=x>', "=1+1", "\u202egnp", "../../depot", "&amp;"])
def test_names_from_outside_are_text(name: str) -> None:
    def named(words: str) -> DayReport:
        return replace(
            DAY,
            account=words,
            deposits=tuple(replace(one, name=words) for one in DAY.deposits),
            invoices=tuple(replace(one, member=words, values=values(numero_facture=words)) for one in DAY.invoices),
            follow_up=(replace(STATUSES, lines=tuple(replace(one, number=words) for one in STATUSES.lines)),),
            changes=(replace(CHANGE, numero_facture=words, motif=words, nom_destinataire=words),),
            set_aside=tuple(replace(one, actor=words, reason=words, numero_facture=words) for one in DAY.set_aside),
        )

    ordinary, hostile = page(named("Nom")), page(named(name))
    assert sorted({tag for tag, _ in hostile.tags}) == sorted({tag for tag, _ in ordinary.tags})
    assert "\u202e" not in hostile.text
    assert all("/" not in (dict(attributes).get("href") or "") for tag, attributes in hostile.tags if tag == "a")
    assert b"\n=1+1" not in day_csv.as_csv(named(name), Locale.FR).replace(b";", b"\n")


def test_a_day_of_many_invoices_is_whole_in_the_csv_and_short_on_the_page() -> None:
    many = replace(DAY, invoices=tuple(replace(ACCEPTED, position=rank) for rank in range(SHOWN + 7)))
    page_of_many = page(many)
    assert "Et 7 de plus, dans le fichier CSV du jour." in page_of_many.text
    assert day_csv.as_csv(many, Locale.EN).count(b"2026-014") >= SHOWN + 7


def test_refusals_are_first_in_the_csv() -> None:
    noted = replace(ACCEPTED, findings=(finding("W-1", Severity.WARNING),))
    lines = (
        day_csv.as_csv(replace(DAY, invoices=(noted, *DAY.invoices[1:])), Locale.FR).decode("utf-8-sig").split("\r\n")
    )
    codes = [code for line in lines for code in ("ACH-1", "LEC-002", "SUI-20", "ACH-4", "W-1") if f";{code};" in line]
    assert codes == ["ACH-1", "LEC-002", "SUI-20", "ACH-4", "W-1"]


CALM = replace(DAY, deposits=DAY.deposits[:1], invoices=(ACCEPTED,), follow_up=(), changes=(), set_aside=())


@pytest.mark.parametrize("status", [Status.SUSPENDUE, Status.A_RECYCLER, Status.REJETEE])
def test_what_a_recipient_sent_back_is_something_left_to_do(status: Status) -> None:
    said = page(replace(CALM, changes=(replace(CHANGE, status=status),)))
    assert "À reprendre (renvoyées ou refusées) : 1." in as_read(said.text)
    assert "rien à refaire" not in said.text


def test_only_the_last_change_of_an_invoice_asks_something() -> None:
    changes = (CHANGE, replace(CHANGE, event_id=2, status=Status.COMPLETEE, previous=Status.SUSPENDUE))
    assert "rien à refaire" in page(replace(CALM, changes=changes)).text
    replaced = replace(CHANGE, status=Status.REJETEE, previous=Status.A_COMPLETER, actor="navette")
    assert "rien à refaire" in page(replace(CALM, changes=(replaced,))).text


def test_changes_of_which_the_csv_says_nothing_are_all_on_the_page() -> None:
    changes = tuple(
        replace(CHANGE, event_id=rank, invoice_id=rank, numero_facture=f"N-{rank:04d}") for rank in range(SHOWN + 9)
    )
    said = page(replace(CALM, changes=changes)).text
    assert f"N-{SHOWN + 8:04d}" in said
    assert "dans le fichier CSV" not in said


def test_what_to_do_with_what_waits_is_told_however_much_there_is() -> None:
    waiting = replace(DAY.invoices[4], disposition=Disposition.A_COMPLETER)
    many = tuple(replace(waiting, position=rank) for rank in range(SHOWN + 1))
    said = page(replace(CALM, invoices=many)).text
    assert "Communiquez à l'exploitant" in said
    assert "Et 1 de plus, dans le fichier CSV" in said


def of_suppliers(*names: str) -> str:
    invoices = (replace(refused(rank, "ACH-1"), values=values(nom_fournisseur=name)) for rank, name in enumerate(names))
    return as_read(page(replace(CALM, account="Compte", invoices=tuple(invoices))).text)


def test_the_supplier_of_a_page_is_named_once_and_another_one_where_it_is() -> None:
    said = of_suppliers(*["Exemple SAS"] * 5, "Tiers SA")
    assert "CompteFournisseur : Exemple SAS (123 456 782 00010)" in said
    assert said.count("Exemple SAS") == said.count("Tiers SA") == 1


def test_an_account_of_several_suppliers_names_the_supplier_of_each() -> None:
    said = of_suppliers(*["Exemple SAS"] * 3, "Tiers SA")
    assert "Fournisseur :" not in said
    assert said.count("Exemple SAS") == 3


def test_the_name_of_an_account_that_is_its_supplier_is_there_once() -> None:
    assert page(replace(DAY, account="Établissements Exemple & Fils")).text.count("Établissements Exemple & Fils") == 1
