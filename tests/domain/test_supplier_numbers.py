"""Who supplied: the identity, its scheme, the SIRETs of parties, and the accounts to be paid."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from domain.bank_account import MOST, accounts_of, holder_of, ibans_in
from domain.blanks import without_blanks
from domain.invoice import (
    AVOIRS,
    CreditTransfer,
    Identifier,
    Invoice,
    Note,
    Party,
    Payment,
    Totals,
    VatBreakdown,
    fields,
)
from domain.supplier_identity import identity_of, other_identifier, registered_sirens, siren_in, siren_of

NOW = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
SIREN, SIRET, TVA = "220600019", "22060001900016", "FR12220600019"
IBAN = "FR7630006000011234567890189"


def number(value: str, scheme: str | None = None) -> Identifier:
    return Identifier(value=value, scheme=scheme)


def seller(*identifiers: Identifier, registration: Identifier | None = None, **more: str) -> Party:
    return Party(identifiers=identifiers, legal_registration=registration, **more)


@pytest.mark.parametrize(
    ("invoice", "key"),
    [
        (Invoice(siret_fournisseur=SIRET), SIREN),
        (Invoice(siren_fournisseur=SIREN), SIREN),
        (Invoice(seller=seller(vat_identifier=TVA)), SIREN),
        (Invoice(siret_fournisseur=SIRET, seller=seller(number("123", "0229"))), SIREN),
        (Invoice(seller=seller(number(SIREN, "0229"), vat_identifier="DE1")), f"0229:{SIREN}"),
        (Invoice(seller=seller(registration=number("AbC", "0227"))), "0227:abc"),
        (Invoice(siret_fournisseur="2206", seller=seller(vat_identifier="DE1")), "SIRET:2206"),
        (Invoice(seller=seller(vat_identifier="DE 12", name="Müller")), "TVA:de12"),
        (Invoice(seller=seller(name="Une  Personne")), "NOM:unepersonne"),
        (Invoice(), "NOM:?"),
        (Invoice(seller=seller(vat_identifier="NA", name="Müller")), "NOM:müller"),
        (Invoice(siret_fournisseur="0", seller=seller(vat_identifier="DE1")), "TVA:de1"),
        (Invoice(seller=seller(number("N/A", "0229"), number("AB1", "0228"))), "0228:ab1"),
        (Invoice(seller=seller(number("XXX", "0229"), vat_identifier="-")), "NOM:?"),
    ],
)
def test_the_identity_is_the_best_number_with_its_scheme(invoice: Invoice, key: str) -> None:
    assert identity_of(invoice).key == holder_of(invoice) == key


def test_only_an_identifier_of_a_kind_that_replaces_the_siret_does() -> None:
    assert other_identifier(seller(number("1", "0088"), number("", "0229"), number("2", "0228"))) == (
        number("2", "0228")
    )
    assert other_identifier(seller(number("1"), registration=number("2", "0002"))) is None
    assert other_identifier(seller()) is None


@pytest.mark.parametrize(
    ("party", "sirens"),
    [
        (seller(number(SIRET, "0009"), number("111222333", "siren")), [SIREN, "111222333"]),
        (seller(number(SIREN, "0088"), number(SIREN)), []),
        (seller(number("22060001", "0002"), number("2206000190", "0002"), number("22060001X", "0002")), []),
        (seller(registration=number("220 600 019")), [SIREN]),
        (seller(registration=number(SIRET, "FR:SIRENE")), [SIREN]),
        (seller(registration=number(SIREN, "0060")), []),
        (seller(registration=number("RCS PARIS")), []),
        (seller(registration=number("٢٢٠٦٠٠٠١٩", "0002")), []),
        (seller(), []),
    ],
)
def test_sirens_are_read_where_a_registration_is_written(party: Party, sirens: list[str]) -> None:
    assert list(registered_sirens(party)) == sirens


@pytest.mark.parametrize(
    ("vat", "siren"),
    [(TVA, SIREN), ("FR00000123456", None), ("FR1222060001", None), ("DE122060001900", None), ("", None), (None, None)],
)
def test_a_vat_number_tells_its_siren(vat: str | None, siren: str | None) -> None:
    assert siren_in(vat) == siren


@pytest.mark.parametrize("text", [None, "", SIREN, SIRET + "0", SIRET[:-1] + "X", "٢" * 14])
def test_what_is_no_siret_has_no_siren(text: str | None) -> None:
    assert siren_of(text) is None
    assert siren_of(SIRET) == SIREN


@pytest.mark.parametrize(
    ("party", "siret"),
    [
        (None, None),
        (seller(), None),
        (seller(number("autre", "0088"), number("2206 0001 9000 16", "0009")), SIRET),
        (seller(number("", "0009"), registration=number(SIRET)), None),
        (seller(registration=number("2206 0001 9000 16", "0002")), SIRET),
        (seller(registration=number(SIREN, "0002")), None),
        (seller(registration=number("ABCDEFGHIJKLMN")), None),
        (seller(registration=number("٢" * 14)), None),
    ],
)
def test_agents_are_known_by_their_siret(party: Party | None, siret: str | None) -> None:
    invoice = Invoice(seller_agent=party, buyer_agent=party)
    assert invoice.siret_valideur == invoice.siret_moe == siret


@pytest.mark.parametrize(
    ("scheme", "of_vat"),
    [(None, True), ("VAT", True), (" tva encaissement ", True), ("AAA", False), ("", False)],
)
def test_a_tax_is_vat_unless_it_says_another(scheme: str | None, of_vat: bool) -> None:
    assert VatBreakdown(scheme=scheme).of_vat is of_vat


def test_credit_notes_are_known_by_their_type_and_fields_are_shown_as_people_write_them() -> None:
    assert {code for code in (*AVOIRS, "380", "389", "") if Invoice(type_facture=code).avoir} == AVOIRS
    shown = fields(
        Invoice(
            numero_facture="F-1",
            date_facture=date(2026, 3, 1),
            totals=Totals(without_vat=Decimal("1E+3"), vat=Decimal("0.10"), due=Decimal("0E-8")),
        )
    )
    assert (shown["numero_facture"], shown["date_facture"], shown["montant_ht"]) == ("F-1", "2026-03-01", "1000")
    assert (shown["montant_tva"], shown["montant_a_payer"]) == ("0.10", "0.00000000")
    assert shown["siret_fournisseur"] is None


@pytest.mark.parametrize(
    ("written", "bare"),
    [("FR 12", "FR12"), ("a\u00a0b\u202fc", "abc"), ("1\u200b2-3\ufeff", "12-3"), ("été", "été"), ("", "")],
)
def test_blanks_of_every_kind_are_taken_out(written: str, bare: str) -> None:
    assert without_blanks(written) == bare


def paid_to(*accounts: str | None, **more: object) -> Invoice:
    return replace(
        Invoice(payments=(Payment(credit_transfers=tuple(CreditTransfer(account=one) for one in accounts)),)), **more
    )


def test_accounts_are_kept_once_each_by_their_last_characters() -> None:
    found = accounts_of(paid_to(IBAN, "fr76 3000 6000 0112 3456 7890 189", None, ""), NOW).compared
    assert [(one.ending, one.since) for one in found] == [("0189", NOW)]
    assert accounts_of(paid_to("DE1"), NOW).compared[0].digest != found[0].digest
    many = accounts_of(paid_to(*(f"X{rank}" for rank in range(MOST + 5))), NOW)
    assert (len(many.compared), many.left) == (MOST, 5)


def test_accounts_are_read_in_terms_and_notes_and_not_of_a_credit_note() -> None:
    terms = paid_to(payment_terms=f"Virement sur {IBAN}.")
    notes = paid_to(notes=(Note(), Note(text="IBAN : FR76 3000 6000 0112 3456 7890 189")))
    assert (
        accounts_of(terms, NOW).compared == accounts_of(notes, NOW).compared == accounts_of(paid_to(IBAN), NOW).compared
    )
    assert accounts_of(paid_to(IBAN, type_facture="381"), NOW).compared == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (f"sur {IBAN} merci", [IBAN]),
        (f"{IBAN} ou DE89370400440532013000", [IBAN, "DE89370400440532013000"]),
        (IBAN[:-1] + "8", []),
        (IBAN[:-1], []),
        ("XX" + IBAN[2:], []),
        ("le 12/03, FR12 3456", []),
        ("", []),
    ],
)
def test_an_iban_in_a_sentence_has_its_length_and_its_key(words: str, found: list[str]) -> None:
    assert list(ibans_in(words)) == found
