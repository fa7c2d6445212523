"""What official rules let through and a payer cares about: keys, shapes, periods, and an account that changed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal as D

import pytest

from domain.bank_account import MOST, BankAccount, accounts_of
from domain.deposit import Disposition, Settled
from domain.finding import Pack, Severity
from domain.invoice import (
    AllowanceCharge,
    CreditTransfer,
    Delivery,
    Identifier,
    Invoice,
    Line,
    Note,
    Party,
    Payment,
    Period,
)
from tests.validators.good import GOOD, IBAN, NOW, context
from tests.validators.test_unicite import decided
from validators import check
from validators.chorus_pro.unicite import settle
from validators.navette.bank_account_change import suppliers, with_new_account_findings

ONLY = context(packs=frozenset({Pack.NAVETTE}))
OTHER = "DE89370400440532013000"
THIRD = "ES9121000418450200051332"


def codes(invoice: Invoice) -> list[str]:
    return [finding.code for finding in check(invoice, ONLY)]


def paid_on(*accounts: str | None, bic: str | None = None, invoice: Invoice = GOOD) -> Invoice:
    transfers = tuple(CreditTransfer(account=account, bic=bic) for account in accounts)
    return replace(invoice, payments=(Payment(means="30", credit_transfers=transfers),))


def test_a_good_invoice_has_nothing_to_fear() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize("bic", ["AGRIFRPP", "AGRIFRPP882", "agri fr pp"])
def test_a_bic_of_eight_or_eleven_is_in_order(bic: str) -> None:
    assert codes(paid_on(IBAN, bic=bic)) == []


@pytest.mark.parametrize("bic", ["AGRIFRP", "AGRI1RPP", "AGRIFRPP88", IBAN])
def test_what_is_no_bic_is_reported(bic: str) -> None:
    assert codes(paid_on(IBAN, bic=bic)) == ["NAV-01"]


def test_a_gln_is_known_by_its_key() -> None:
    there = Delivery(location=Identifier(value="3020400000015", scheme="0088"))
    (finding,) = check(replace(GOOD, delivery=there), ONLY)
    assert finding.code == "NAV-02"
    assert finding.severity is Severity.WARNING
    assert "le lieu de livraison" in finding.message.fr
    assert codes(replace(GOOD, delivery=Delivery(location=Identifier(value="3012345678902", scheme="0088")))) == []


@pytest.mark.parametrize(
    ("party", "why"),
    [
        (Party(legal_registration=Identifier(value="443061842", scheme="0002")), "sa clé est fausse"),
        (Party(legal_registration=Identifier(value="443 061 842", scheme="0002")), "sa clé est fausse"),
        (Party(legal_registration=Identifier(value="44306184", scheme="0002")), "il n'a ni 9 ni 14 chiffres"),
        (Party(identifiers=(Identifier(value="NEANT", scheme="0009"),)), "il n'a ni 9 ni 14 chiffres"),
        (Party(identifiers=(Identifier(value="3012345678903", scheme="0088"),)), "sa clé est fausse"),
        (Party(identifiers=(Identifier(value="301\u202f2345\u00a0678903", scheme="0088"),)), "sa clé est fausse"),
        (Party(identifiers=(Identifier(value="info@example.fr", scheme="0088"),)), "il n'a pas 13 chiffres"),
        (Party(vat_identifier="FR43\u00a0443061841"), "sa clé est fausse"),
        (Party(vat_identifier="FR443061841"), "il n'a pas la forme d'un numéro français"),
    ],
)
def test_what_is_wrong_with_a_number_is_said(party: Party, why: str) -> None:
    assert [one.message.fr.rpartition(" : ")[2] for one in check(replace(GOOD, payee=party), ONLY)] == [f"{why}."]


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u202f", "\u2009", "\u3000", "\u200b", "\ufeff", "\t"])
def test_blanks_of_no_kind_make_a_number_wrong(blank: str) -> None:
    payee = Party(
        legal_registration=Identifier(value=blank.join(("443", "061", "841")), scheme="0002"),
        identifiers=(Identifier(value=f"{blank}3012345{blank}678902", scheme="0088"),),
        vat_identifier=f"FR{blank}64 443061841{blank}",
    )
    assert codes(replace(GOOD, payee=payee)) == []


def test_keys_of_the_other_parties_are_looked_at_too() -> None:
    payee = Party(name="Affactureur", legal_registration=Identifier(value="443061842", scheme="0002"))
    assert codes(replace(GOOD, payee=payee)) == ["NAV-03"]
    representative = Party(name="Représentant", vat_identifier="FR43443061841")
    assert codes(replace(GOOD, tax_representative=representative)) == ["NAV-04"]


def test_keys_of_the_supplier_belong_to_this_pack_as_well() -> None:
    assert "SIRET-07" in codes(replace(GOOD, siret_fournisseur="99999999800018"))
    assert "PAI-06" in codes(paid_on("FR7630006000011234567890188"))


def test_a_service_that_is_still_to_come_is_reported() -> None:
    assert GOOD.date_facture is not None
    soon = Period(start=GOOD.date_facture, end=None)
    assert codes(replace(GOOD, period=soon)) == []
    late = Period(start=date(GOOD.date_facture.year + 1, 12, 1), end=None)
    assert codes(replace(GOOD, period=late)) == ["NAV-05"]


def test_a_period_that_ends_before_it_begins_is_reported() -> None:
    assert codes(replace(GOOD, period=Period(start=date(2026, 3, 2), end=date(2026, 3, 1)))) == ["NAV-06"]


OFF = (AllowanceCharge(charge=False, amount=D(30)),)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (Line(quantity=D(-2), net_price=D(5), net_amount=D(10)), True),
        (Line(quantity=D(2), net_price=D(5), net_amount=D(-10)), True),
        (Line(quantity=D(-2), net_amount=D(10)), True),
        (Line(quantity=D(2), net_price=D(5), price_base_quantity=D(-1), net_amount=D(10)), True),
        (Line(lines=(Line(quantity=D(2), net_price=D(5), net_amount=D(-10)),)), True),
        (Line(quantity=D(-2), net_price=D(5), net_amount=D(-10)), False),  # a return
        (Line(quantity=D(2), net_price=D(-5), net_amount=D(-10)), False),  # a discount written as a price
        (Line(quantity=D(-2), net_price=D(-5), net_amount=D(10)), False),
        (Line(quantity=D(2), net_price=D(5), net_amount=D(-20), allowances=OFF), False),
        (Line(quantity=D(2), net_amount=D(-20), allowances=OFF), False),  # its price is not known
        (Line(quantity=D(2), net_price=D(5), net_amount=D(0)), False),
        (Line(quantity=D(0), net_price=D(5), net_amount=D(10)), False),
        (Line(quantity=D(2), net_price=D(5), net_amount=D(-10), status="INFORMATION"), False),
        (Line(net_amount=D(-10)), False),
    ],
)
@pytest.mark.parametrize("kind", ["380", "381"])
def test_the_amount_of_a_line_has_the_sign_of_what_it_is_computed_from(line: Line, told: bool, kind: str) -> None:
    given = replace(GOOD, type_facture=kind, lines=(line,))
    assert codes(given) == (["NAV-07"] if told else [])
    assert [code.code for code in check(given, ONLY, on_page=True)] == []


def test_a_line_number_given_twice_is_reported_once() -> None:
    one, two, three = Line(identifier="1"), Line(identifier="2"), Line(identifier="3")
    (finding,) = check(replace(GOOD, lines=(one, two, one, three, one, two)), ONLY)
    assert (finding.code, finding.severity) == ("NAV-08", Severity.WARNING)
    assert finding.message.fr == "Le numéro de ligne « 1 » est donné à 3 lignes (1 de plus)."
    assert codes(replace(GOOD, lines=(replace(one, lines=(one, two)), replace(two, lines=(one,))))) == []
    assert codes(replace(GOOD, lines=(replace(one, lines=(two, two)),))) == ["NAV-08"]
    assert codes(replace(GOOD, lines=(Line(), Line()))) == []


class TestAccounts:
    """An account the supplier never named before."""

    @staticmethod
    def settled(*invoices: Invoice) -> tuple[Settled, ...]:
        numbered = [replace(each, numero_facture=f"F-{rank}") for rank, each in enumerate(invoices)]
        return settle([decided(each, f"sha-{rank}", rank) for rank, each in enumerate(numbered)], {}, {})

    @staticmethod
    def told(settled: tuple[Settled, ...], *had: BankAccount) -> list[list[str]]:
        (supplier,) = suppliers(settled)
        known = {supplier: had} if had else {}
        return [
            [finding.code for finding in one.decision.findings]
            for one in with_new_account_findings(settled, known, NOW)
        ]

    def test_the_first_one_is_nobodys_change(self) -> None:
        assert self.told(self.settled(paid_on(IBAN))) == [[]]

    def test_a_change_is_reported_with_both_endings_and_refuses_nothing(self) -> None:
        (had,) = accounts_of(paid_on(IBAN), datetime(2026, 3, 2, 9, tzinfo=UTC)).compared
        batch = self.settled(paid_on(OTHER))
        (one,) = with_new_account_findings(batch, {next(iter(suppliers(batch))): (had,)}, NOW)
        (finding,) = one.decision.findings
        assert finding.code == "BQ-01"
        assert "…3000" in finding.message.fr
        assert "…0189, reçu le 02/03/2026" in finding.message.fr
        assert IBAN not in finding.message.fr
        assert one.disposition is Disposition.ACCEPTED

    def test_blanks_and_capitals_are_no_change(self) -> None:
        (had,) = accounts_of(paid_on(IBAN), NOW).compared
        assert self.told(self.settled(paid_on(" fr76 3000 6000 0112 3456 7890 189")), had) == [[]]

    def test_a_known_account_beside_it_hides_no_unknown_one(self) -> None:
        (had,) = accounts_of(paid_on(IBAN), NOW).compared
        for accounts in ((OTHER, IBAN), (IBAN, OTHER)):
            batch = self.settled(paid_on(*accounts))
            (one,) = with_new_account_findings(batch, {next(iter(suppliers(batch))): (had,)}, NOW)
            (finding,) = one.decision.findings
            assert finding.code == "BQ-01"
            assert "…3000" in finding.message.fr

    def test_each_unknown_account_is_told(self) -> None:
        (had,) = accounts_of(paid_on(IBAN), NOW).compared
        assert self.told(self.settled(paid_on(OTHER, THIRD)), had) == [["BQ-01", "BQ-01"]]

    @pytest.mark.parametrize("cadre", ["S3", "A9", "B1", "M1", "A4", None])
    def test_the_supplier_is_the_same_in_every_cadre(self, cadre: str | None) -> None:
        (had,) = accounts_of(paid_on(IBAN), NOW).compared
        assert self.told(self.settled(replace(paid_on(OTHER), cadre_facturation=cadre)), had) == [["BQ-01"]]
        (supplier,) = suppliers(self.settled(replace(paid_on(IBAN), cadre_facturation=cadre)))
        assert supplier == GOOD.siren_fournisseur

    def test_the_supplier_is_the_same_under_another_identifier(self) -> None:
        seller = replace(GOOD.seller, identifiers=(Identifier(value="CHPAPETERIE", scheme="0227"),))
        other = replace(paid_on(OTHER), siret_fournisseur=None, seller=seller)
        (had,) = accounts_of(paid_on(IBAN), NOW).compared
        assert self.told(self.settled(other), had) == [["BQ-01"]]

    @pytest.mark.parametrize(
        "words",
        [
            f"Nouveau compte {OTHER}. Merci.",
            "Nouveau compte DE89 3704 0044 0532 0130 00 BIC COBADEFFXXX",
            "IBAN:DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000",
        ],
    )
    def test_an_account_in_a_sentence_is_one_of_the_invoice(self, words: str) -> None:
        (had,) = accounts_of(paid_on(IBAN), NOW).compared
        assert self.told(self.settled(replace(paid_on(), payment_terms=words)), had) == [["BQ-01"]]
        assert self.told(self.settled(replace(paid_on(), notes=(Note(text=words),))), had) == [["BQ-01"]]

    def test_numbers_in_a_sentence_are_no_accounts(self) -> None:
        (had,) = accounts_of(paid_on(IBAN), NOW).compared
        words = f"Commande FR12 3456, TVA FR44732829320, compte {IBAN[:-1]}0, référence DE8937040044."
        assert self.told(self.settled(replace(paid_on(), payment_terms=words)), had) == [[]]

    def test_a_change_within_one_lot_is_seen(self) -> None:
        assert self.told(self.settled(paid_on(IBAN), paid_on(OTHER), paid_on(OTHER))) == [[], ["BQ-01"], []]

    @pytest.mark.parametrize(("count", "told"), [(MOST, []), (MOST + 1, ["BQ-02"]), (MOST + 5, ["BQ-02"])])
    def test_more_accounts_than_are_compared_are_told_whether_or_not_the_supplier_is_known(
        self, count: int, told: list[str]
    ) -> None:
        many = paid_on(*(f"X{rank}" for rank in range(count)))
        assert self.told(self.settled(many)) == [told]
        assert self.told(self.settled(many), *accounts_of(many, NOW).compared) == [told]
        batch = self.settled(many)
        (one,) = with_new_account_findings(batch, {}, NOW)
        if told:
            (finding,) = one.decision.findings
            assert f"nomme {count} comptes : les {MOST} premiers" in finding.message.fr
            assert f"{count - MOST} were not" in finding.message.en

    def test_a_credit_note_pays_nobody(self) -> None:
        avoir = paid_on(OTHER, invoice=replace(GOOD, type_facture="381"))
        (had,) = accounts_of(paid_on(IBAN), NOW).compared
        assert self.told(self.settled(avoir), had) == [[]]
