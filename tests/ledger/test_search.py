"""Search: what it finds is what a person would pick out by reading every invoice, page by page, in order."""

import random
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fnmatch import fnmatchcase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from domain.cadre import CADRES
from domain.deposit import DepositedInvoice, Disposition, Effect
from domain.errors import Unsearchable
from domain.invoice import AVOIRS, Identifier, Party, Totals
from domain.paris_time import paris_day
from domain.route import Route
from domain.search_criteria import DateRange, Page, SearchCriteria, SearchRole
from domain.status import NEXT, Status
from domain.suivi import Action, HistoryNote
from domain.travaux import ETAPES, Role, next_of
from ledger import Ledger
from ledger.database.column_types import folded
from ledger.search import query
from tests.conftest import examples
from tests.english import english
from tests.ledger.empty import empty_database, empty_file
from tests.ledger.facts import NOW, ROUTE, arrival, claim, invoice, key, received, record, settled
from tests.ledger.tampering import by_hand
from tests.ledger.test_upgrade import document as old_document
from tests.ledger.test_upgrade import first_schema, insert

ROUTES = (
    ROUTE,
    Route(
        siret="20005384900025", raison_sociale="Région des Essais (lycées)", code_service="LYC", nom_service="Lycées"
    ),
    Route(siret="22220001600010", raison_sociale="Département des Essais"),
)
NAMES = ("Menuiserie de l’Été", "MENUISERIE DE L'HIVER", "Électricité 100 % verte", "Plomberie_Zinc", "Œuvres & Fils")
SUPPLIERS = ("123456782", "987654324", "555555556", "404833048", "732829320")
MOES = ("55555555500013", "98765432400018")
NUMBERS = ("F2026-{:03d}", "FA{:03d}/45", "100%-{:03d}", "a_b{:03d}", "É{:03d}Z")
CADRES_ = ("A1", "A1", "A1", "A2", "A9", "A4", "A15", "A19", "A20", "A10")
COUNT = 240


def brought(ledger: Ledger, chance: random.Random) -> None:
    """Documents of every kind, over a year of deposits."""
    for rank in range(COUNT // 6):
        at = NOW - timedelta(days=9 * rank, hours=chance.randrange(24))
        deposit = ledger.deposits.receive([arrival(f"{rank}.zip", chance.choice(("atelier", "papeterie")))], at)[0]
        record(ledger, *(document(chance, deposit, rank, position) for position in range(6)), now=at)
        for effect in (Effect.SUBMIT, Effect.DELIVER):
            ledger.outbox.done(claim(ledger, effect, at)[: chance.randrange(8)], at + timedelta(hours=1))
    for one in list(ledger.invoices.status_rows()):
        cadre = one.values["cadre_facturation"]
        for days in range(chance.randrange(4)):
            now = ledger.invoices.by_id(one.id)
            steps = sorted(next_of(cadre, now.status) - {Status.DEPOSEE} if now.status else ())
            if steps and NEXT[now.status]:
                ledger.lifecycle.change(
                    one.id, chance.choice(steps), "x", "motif", one.deposited_at + timedelta(days=1 + days)
                )
    with ledger.batch() as batch:
        taken = [one.id for one in ledger.invoices.status_rows() if one.route and one.id % 3 == 0]
        kind = Action.TELECHARGEMENT_FACTURE
        batch.note([HistoryNote(invoice_id=id_, action=kind, actor="x", detail="") for id_ in taken], NOW)


def document(chance: random.Random, deposit, rank: int, position: int):
    supplier = chance.randrange(5)
    cadre = chance.choice(CADRES_)
    ttc = Decimal(chance.randrange(1, 60_000)) / 100
    agent = Party(name="MOE", identifiers=(Identifier(value=chance.choice(MOES), scheme="0009"),))
    what = invoice(
        chance.choice(NUMBERS).format(rank * 6 + position),
        SUPPLIERS[supplier],
        seller=Party(name=NAMES[supplier], vat_identifier=f"FR11{SUPPLIERS[supplier]}"),
        siret_fournisseur=f"{SUPPLIERS[supplier]}00018" if supplier else None,
        cadre_facturation=cadre,
        type_facture=chance.choice(("380", "380", "381")),
        totals=Totals(without_vat=ttc / 2, with_vat=ttc),
        numero_engagement=chance.choice(("EJ1", "EJ2", None)),
        references=replace(invoice().references, contract=chance.choice(("M1", None))),
        date_facture=deposit.received_at.date() - timedelta(days=chance.randrange(20)),
        buyer_agent=agent if cadre in ETAPES else None,
        seller_agent=agent if cadre in ("A9", "A10") and chance.random() < 0.7 else None,
        siret_destinataire=chance.choice(ROUTES).siret,
    )
    disposition = chance.choice((Disposition.ACCEPTED,) * 5 + (Disposition.REJECTED, Disposition.DOUBLON))
    more = {"route": chance.choice(ROUTES)} if disposition is Disposition.ACCEPTED else {}
    return settled(deposit, position, what, disposition, **more)


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger that is read only: filled once for all tests."""
    ledger = empty_file(f"sqlite:///{tmp_path_factory.mktemp('recherche')}/navette.db")
    brought(ledger, random.Random(7))
    yield ledger
    ledger.close()


@pytest.fixture(scope="module")
def postgresql(server: str) -> Iterator[Ledger]:
    """The same."""
    ledger = empty_database(server, "recherche")
    brought(ledger, random.Random(7))
    yield ledger
    ledger.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.integration)])
def full(request: pytest.FixtureRequest) -> Ledger:
    return request.getfixturevalue(request.param)


def by_reading(rows: list[DepositedInvoice], asked: SearchCriteria, numbers: dict[int, str]) -> list[int]:
    """The ids of those that match, newest deposit first; what :func:`matches` says, one row after the other."""
    found = [row for row in rows if row.values["numero_facture"] and matches(row, asked, numbers)]
    return [row.id for row in sorted(found, key=lambda row: (row.deposited_at, row.id), reverse=True)]


def matches(row: DepositedInvoice, asked: SearchCriteria, numbers: dict[int, str]) -> bool:
    values = row.values
    cadre = values["cadre_facturation"] or ""
    integrated = row.disposition in (Disposition.ACCEPTED, Disposition.RECYCLED)
    routed = row.route.siret if row.route else ""
    checks = [
        asked.structure is None
        or any(
            plays(row, role, asked.structure, cadre, integrated)
            for role in ([asked.role] if asked.role else SearchRole)
        ),
        not asked.pieces or any(is_piece(values, cadre, piece) for piece in asked.pieces),
        asked.destinataire is None or (routed or values["siret_destinataire"]) == asked.destinataire,
        asked.code_service is None
        or (row.route.code_service if row.route else values["code_service"]) == asked.code_service,
        not asked.cadres or cadre in asked.cadres,
        asked.fournisseur is None or like(folded(values["nom_fournisseur"]), f"*{folded(asked.fournisseur)}*"),
        not asked.statuts or row.status in asked.statuts,
        asked.numero is None or like(values["numero_facture"].casefold(), asked.numero.casefold()),
        asked.engagement is None or values["numero_engagement"] == asked.engagement,
        asked.marche is None or values["numero_marche"] == asked.marche,
        asked.drop is None or row.drop == asked.drop,
        asked.deposit is None or row.deposit_id == asked.deposit,
        asked.certificate is None or row.certificate == asked.certificate,
        asked.dossier is None or numbers.get(row.dossier_id or 0, "").casefold() == asked.dossier.casefold(),
        between(values["montant_ttc"], asked.ttc_min, asked.ttc_max),
        between(values["montant_ht"], asked.ht_min, asked.ht_max),
        in_period(row, asked),
        asked.telechargee is None or (row.downloaded_at is not None) is asked.telechargee,
        asked.rejet_depuis is None
        or row.status not in (None, Status.REJETEE)
        or paris_day(row.status_at or row.deposited_at) >= asked.rejet_depuis,
    ]
    return all(checks)


def plays(row: DepositedInvoice, role: SearchRole, who: str, cadre: str, integrated: bool) -> bool:
    def same(siret: str | None) -> bool:
        return (siret or "").startswith(who) if len(who) == 9 else siret == who

    routed = same(row.route.siret if row.route else None)
    to = ETAPES[cadre].destinataire if cadre in ETAPES else None
    match role:
        case SearchRole.FOURNISSEUR:
            siret, tva = row.values["siret_fournisseur"], row.values["tva_fournisseur"] or ""
            return same(siret) or (not siret and len(who) == 9 and tva[4:] == who)
        case SearchRole.DESTINATAIRE:
            return integrated and routed
        case SearchRole.VALIDEUR:
            return integrated and (same(row.valideur_1) or same(row.valideur_2))
        case SearchRole.MOE:
            return integrated and (same(row.moe) or (routed and to is Role.MOE))
        case SearchRole.MOA:
            return integrated and routed and to is Role.MOA


def is_piece(values: dict[str, str | None], cadre: str, piece: str) -> bool:
    avoir, works = values["type_facture"] in AVOIRS, cadre in ETAPES
    named = {"avoir": avoir, "travaux": works, "facture": not avoir and not works}
    return named.get(piece, cadre in CADRES and CADRES[cadre].travaux == piece)


def like(text: str, pattern: str) -> bool:
    escaped = "".join(f"[{char}]" if char in "?[" else char for char in pattern)
    return fnmatchcase(text, escaped)


def between(text: str | None, least: Decimal | None, most: Decimal | None) -> bool:
    if least is None and most is None:
        return True
    amount = Decimal(text).quantize(Decimal("0.01"), "ROUND_HALF_UP") if text else None
    return amount is not None and (least is None or amount >= least) and (most is None or amount <= most)


def in_period(row: DepositedInvoice, asked: SearchCriteria) -> bool:
    if asked.depuis is None and asked.jusqu_a is None:
        return True
    moment = row.deposited_at if asked.periode is DateRange.DEPOT else row.status_at
    day = paris_day(moment) if moment else None
    if asked.periode is DateRange.FACTURE:
        day = date.fromisoformat(row.values["date_facture"] or "0001-01-01")
    return day is not None and (asked.depuis or day) <= day <= (asked.jusqu_a or day)


def every(ledger: Ledger, asked: SearchCriteria, size: int, most: int) -> tuple[list[int], list[Page]]:
    pages = [ledger.search.page(asked, size=size, most=most)]
    while pages[-1].next:
        pages.append(ledger.search.page(asked, after=pages[-1].next, size=size, most=most))
    return [one.id for page in pages for one in page.invoices], pages


DAYS = st.dates(date(2026, 1, 1), date(2026, 11, 22))
AMOUNTS = st.decimals(0, 400, places=3)
STRUCTURES = st.sampled_from(
    (*(route.siret for route in ROUTES), "200053849", "222200016", *MOES, *SUPPLIERS, f"{SUPPLIERS[1]}00018")
)
CRITERIA = {
    "pieces": st.frozensets(st.sampled_from(("facture", "avoir", "travaux", "ETAT_ACOMPTE")), max_size=2),
    "destinataire": st.sampled_from([route.siret for route in ROUTES]),
    "code_service": st.sampled_from(("DAF", "LYC", "NONE")),
    "cadres": st.frozensets(st.sampled_from(CADRES_), max_size=3),
    "fournisseur": st.sampled_from(("menuiserie*hiv", "ETE", "l'été", "100 %", "b_z", "*", "œuvres", "verte*x")),
    "periode": st.sampled_from(DateRange),
    "depuis": DAYS,
    "jusqu_a": DAYS,
    "statuts": st.frozensets(st.sampled_from(Status), max_size=6),
    "dossier": st.sampled_from(("f2026-003", "A_B010", "FA012/45")),
    "numero": st.sampled_from(
        ("f2026*", "*45", "F*45", "*00*", "100%*", "a_b*", "A*B*", "é*z", "F2026-012", "*", "*9*9*")
    ),
    "engagement": st.sampled_from(("EJ1", "EJ2", "EJ9")),
    "marche": st.just("M1"),
    "ttc_min": AMOUNTS,
    "ttc_max": AMOUNTS,
    "ht_min": AMOUNTS,
    "ht_max": AMOUNTS,
    "drop": st.sampled_from(("atelier", "nobody")),
    "deposit": st.integers(0, COUNT // 6 + 1),
    "rejet_depuis": DAYS,
    "telechargee": st.booleans(),
}


@st.composite
def questions(draw: st.DrawFn) -> SearchCriteria:
    names = draw(st.frozensets(st.sampled_from(sorted(CRITERIA)), max_size=3))
    asked = {name: draw(CRITERIA[name]) for name in sorted(names)}
    if draw(st.booleans()):
        asked |= {"role": draw(st.none() | st.sampled_from(SearchRole)), "structure": draw(STRUCTURES)}
    return SearchCriteria(**asked)


WAYS = ((0, 1, 0, 10_000), (0, 100_000, 0, 30), (10, 100_000, 100_000, 30), (60_000, 100_000, 100_000, 10_000))
"""What is thought few, frequent and common, and what is counted at most. Of these PostgreSQL uses the last only."""


@pytest.mark.parametrize(
    ("full", "few", "frequent", "common", "most"),
    [
        *(("sqlite", *way) for way in WAYS),
        *(pytest.param("postgresql", *way, marks=pytest.mark.integration) for way in WAYS[:2]),
    ],
    indirect=["full"],
)
def test_it_finds_what_reading_everything_would(
    full: Ledger, monkeypatch: pytest.MonkeyPatch, few: int, frequent: int, common: int, most: int
) -> None:
    """Whatever is thought few or frequent: that is, by whichever way it looks."""
    for name, value in {"FEW": few, "FEWER": few, "FREQUENT": frequent, "COMMON": common}.items():
        monkeypatch.setattr(query, name, value)
    rows = list(full.invoices.status_rows())
    numbers = {row.id: row.values["numero_facture"] or "" for row in rows}

    @settings(max_examples=examples(40))
    @given(asked=questions(), size=st.sampled_from((7, 50, 1000) if most > 1000 else (7, 29)))
    def holds(asked: SearchCriteria, size: int) -> None:
        found, pages = every(full, asked, size, most)
        assert found == by_reading(rows, asked, numbers)
        counted = full.search.count(asked, most=most)
        assert {(page.total, page.more) for page in pages} == {(counted.total, counted.more)}
        assert (counted.total, counted.more) == (min(len(found), most), len(found) > most)

    holds()


def test_every_criterion_is_compared() -> None:
    """A criterion left out of the comparison with reading everything could find anything."""
    apart = {"role", "structure"}  # drawn together above
    apart |= {"certificate", "archivee"}  # tested by number below, and in test_archiving
    assert {one.name for one in fields(SearchCriteria)} == CRITERIA.keys() | apart


def test_every_criterion_finds_something(full: Ledger) -> None:
    """Else the comparison above would compare nothing with nothing."""
    rows = list(full.invoices.status_rows())
    certified = next(row.certificate for row in rows if row.certificate)
    first = next(row for row in rows if row.dossier_id == row.id)
    for asked in (
        *(SearchCriteria(role=role, structure=who) for role, who in (
            (SearchRole.FOURNISSEUR, "123456782"),
            (SearchRole.FOURNISSEUR, f"{SUPPLIERS[1]}00018"),
            (SearchRole.DESTINATAIRE, "200053849"),
            (SearchRole.VALIDEUR, MOES[0]),
            (SearchRole.MOE, MOES[1]),
            (SearchRole.MOA, "222200016"),
        )),
        SearchCriteria(certificate=certified.lower() if certified else ""),
        SearchCriteria(dossier=first.values["numero_facture"]),
        SearchCriteria(fournisseur="MENUISERIE DE L'ETE"),
        SearchCriteria(numero="É*z"),
        SearchCriteria(pieces=frozenset({"ETAT_ACOMPTE"})),
        SearchCriteria(ttc_min=Decimal(10), ttc_max=Decimal("1e30")),
    ):  # fmt: skip
        assert full.search.page(asked).total, asked


def test_days_are_those_of_paris_whatever_the_clocks_do(ledger: Ledger) -> None:
    """29 March 2026: clocks go forward at 2:00; the day has 23 hours."""
    for name, at in (
        ("before", datetime(2026, 3, 28, 22, 59, tzinfo=UTC)),
        ("first", datetime(2026, 3, 28, 23, 0, tzinfo=UTC)),
        ("last", datetime(2026, 3, 29, 21, 59, tzinfo=UTC)),
        ("after", datetime(2026, 3, 29, 22, 0, tzinfo=UTC)),
    ):
        record(ledger, settled(ledger.deposits.receive([arrival(name)], at)[0], 0, invoice(name)), now=at)
    that_day = date(2026, 3, 29)
    found = ledger.search.page(SearchCriteria(depuis=that_day, jusqu_a=that_day)).invoices
    assert [one.values["numero_facture"] for one in found] == ["last", "first"]
    assert ledger.search.page(SearchCriteria(periode=DateRange.ETAT, depuis=that_day, jusqu_a=that_day)).total == 2


def test_only_the_version_that_stands_is_found(ledger: Ledger) -> None:
    what = invoice("F-1")
    document = record(ledger, settled(received(ledger), what=what))[0]
    ledger.outbox.done(claim(ledger, Effect.DELIVER), NOW)
    ledger.lifecycle.change(document.id, Status.A_RECYCLER, ROUTE.siret, "Service clos", NOW)
    deposit = received(ledger, "encore.xml")
    with ledger.batch() as batch:
        known = batch.known([key(what)])[key(what)]
        batch.record([settled(deposit, 0, what, Disposition.RECYCLED, known, route=ROUTES[2])], NOW)
    (found,) = ledger.search.page(SearchCriteria(numero="f-*")).invoices
    assert (found.id, found.route) == (document.id, ROUTES[2])
    assert not ledger.search.page(SearchCriteria(destinataire=ROUTE.siret)).total
    assert ledger.search.page(SearchCriteria(certificate=document.certificate)).invoices == (found,)


def test_the_total_stops_counting(ledger: Ledger) -> None:
    deposit = received(ledger)
    record(ledger, *(settled(deposit, rank) for rank in range(8)))
    page = ledger.search.page(SearchCriteria(), size=3, most=5)
    assert (page.total, page.more, len(page.invoices)) == (5, True, 3)


def test_a_deposit_between_two_pages_moves_nothing(ledger: Ledger) -> None:
    deposit = received(ledger)
    record(ledger, *(settled(deposit, rank) for rank in range(6)))
    first = ledger.search.page(SearchCriteria(), size=3)
    record(ledger, settled(ledger.deposits.receive([arrival("new.xml")], NOW + timedelta(hours=1))[0]))
    second = ledger.search.page(SearchCriteria(), size=3, after=first.next)
    assert [one.id for one in (*first.invoices, *second.invoices)] == [6, 5, 4, 3, 2, 1]
    assert second.next is None


def test_a_bookmark_is_of_its_search_only(ledger: Ledger) -> None:
    deposit = received(ledger)
    record(ledger, *(settled(deposit, rank) for rank in range(3)))
    asked = SearchCriteria(statuts=frozenset(Status))
    bookmark = ledger.search.page(asked, size=1).next or ""
    assert ledger.search.page(asked, size=1, after=bookmark).invoices[0].id == 2
    for wrong in ("", "x", "é", bookmark[:-2], f"{bookmark}AA", bookmark.swapcase(), "=" * 40):
        with pytest.raises(Unsearchable, check=english("page")):
            ledger.search.page(asked, after=wrong)
    with pytest.raises(Unsearchable, check=english("as it is")):
        ledger.search.page(SearchCriteria(), after=bookmark)


@pytest.mark.parametrize(
    "asked",
    [
        SearchCriteria(structure="1234"),
        SearchCriteria(role=SearchRole.MOE),
        SearchCriteria(pieces=frozenset({"devis"})),
        SearchCriteria(numero="*1" * 9),
        SearchCriteria(fournisseur="x" * 201),
        SearchCriteria(ttc_min=Decimal("nan")),
    ],
)
def test_what_cannot_be_looked_for_is_reported_with_a_remedy(ledger: Ledger, asked: SearchCriteria) -> None:
    with pytest.raises(Unsearchable) as refused:
        ledger.search.page(asked)
    assert all(refused.value.remedy)


@pytest.mark.parametrize("size", [0, -1, 1001])
def test_a_page_has_its_limits(ledger: Ledger, size: int) -> None:
    with pytest.raises(Unsearchable, check=english("page")):
        ledger.search.page(SearchCriteria(), size=size)


def test_what_an_older_ledger_held_is_found(url: str) -> None:
    name = "Ménuiserie  de l’ÉTÉ"
    with first_schema(url) as connection:
        deposit = {"drop_name": "atelier", "name": "lot.zip", "size": 1, "modified": 1.0, "sha256": "0" * 64}
        insert(connection, "deposits", id=1, **deposit, location="x", received_at=NOW, status="IN_INTEGRE", taken=True)
        for id_ in (1, 2):
            old_document(connection, id_, f"F-{id_}", "A1", nom_fournisseur=name, siret_fournisseur="12345678200018")
        old_document(connection, 3, "F-3", "A1", nom_fournisseur=name * 20, siret_fournisseur=None)
        old_document(connection, 4, "F-4", "A1")
    ledger = Ledger.create(url)
    assert ledger.search.page(SearchCriteria(fournisseur="menuiserie de l'été")).total == 3
    assert ledger.search.page(SearchCriteria(role=SearchRole.FOURNISSEUR, structure="123456782")).total == 2
    what = invoice("F-5", seller=Party(name=name))
    record(ledger, settled(received(ledger, "new.xml"), what=what))
    assert ledger.search.page(SearchCriteria(role=SearchRole.FOURNISSEUR, structure="123456782")).total == 3
    with by_hand(url) as connection:
        known = connection.execute(text("SELECT count(*) FROM fournisseurs")).scalar()
        assert known == 2, "a supplier of before is the same supplier now"
    ledger.close()


@pytest.mark.parametrize("periode", DateRange)
def test_days_without_end_are_searched(ledger: Ledger, periode: DateRange) -> None:
    """The first and the last day of a calendar have no midnight in UTC."""
    for day in (date.min, date.max):
        found = ledger.search.page(SearchCriteria(periode=periode, depuis=day, jusqu_a=day))
        assert found.total == 0


@pytest.mark.parametrize(
    "name", ["numero", "fournisseur", "engagement", "marche", "dossier", "certificate", "code_service"]
)
def test_characters_that_no_database_takes_find_nothing(ledger: Ledger, name: str) -> None:
    for value in ("a\0b", "\ud800"):
        assert ledger.search.page(SearchCriteria(**{name: value})).total == 0
        assert ledger.certificates.by_number(value) is None
