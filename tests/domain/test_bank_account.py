"""Accounts of an invoice: wherever a text names one, and however it is written."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.bank_account import accounts_of, ibans_in
from domain.decision import Decision, Verdict
from domain.document import Format
from domain.invoice import (
    AllowanceCharge,
    Attachment,
    Attribute,
    Contact,
    CreditTransfer,
    Invoice,
    Line,
    Note,
    Party,
    Payment,
    VatBreakdown,
)
from hub.decide.one_document import slim

NOW = datetime(2026, 11, 21, tzinfo=UTC)
IBAN = "FR7630006000011234567890189"
WRITTEN = f"Nouveau compte : {IBAN}, merci"
PLACES: dict[str, Callable[[str], Invoice]] = {
    "BT-20": lambda text: Invoice(payment_terms=text),
    "BT-22": lambda text: Invoice(notes=(Note(text=text),)),
    "BT-27": lambda text: Invoice(seller=Party(name=text)),
    "BT-28": lambda text: Invoice(seller=Party(trading_name=text)),
    "BT-33": lambda text: Invoice(seller=Party(legal_information=text)),
    "BT-41": lambda text: Invoice(seller=Party(contacts=(Contact(name=text),))),
    "BT-59": lambda text: Invoice(payee=Party(name=text)),
    "BT-82": lambda text: Invoice(payments=(Payment(means_text=text),)),
    "BT-83": lambda text: Invoice(payments=(Payment(remittance=text),)),
    "BT-84": lambda text: Invoice(payments=(Payment(credit_transfers=(CreditTransfer(account=text),)),)),
    "BT-85": lambda text: Invoice(payments=(Payment(credit_transfers=(CreditTransfer(account_name=text),)),)),
    "BT-97": lambda text: Invoice(allowances=(AllowanceCharge(charge=False, reason=text),)),
    "BT-120": lambda text: Invoice(vat_breakdown=(VatBreakdown(exemption_reason=text),)),
    "BT-123": lambda text: Invoice(attachments=(Attachment(description=text, content=b"x" * 1000),)),
    "BT-127": lambda text: Invoice(lines=(Line(note=text),)),
    "BT-153": lambda text: Invoice(lines=(Line(name=text),)),
    "BT-154": lambda text: Invoice(lines=(Line(description=text),)),
    "BT-161": lambda text: Invoice(lines=(Line(attributes=(Attribute(value=text),)),)),
    "a line below": lambda text: Invoice(lines=(Line(lines=(Line(name=text),)),)),
}
"""Business terms whose text a reader may take for the account to pay."""


@pytest.mark.parametrize("term", PLACES)
def test_an_account_in_any_text_is_an_account_of_the_invoice(term: str) -> None:
    named = PLACES[term](WRITTEN)
    assert [account.ending for account in accounts_of(named, NOW).compared] == ["0189"]
    assert not accounts_of(PLACES[term]("Papier, 12 ramettes") if term != "BT-84" else Invoice(), NOW).compared


@pytest.mark.parametrize("term", PLACES)
def test_what_the_ledger_is_given_still_names_it(term: str) -> None:
    decision = Decision(
        path="f",
        member=None,
        sha256="",
        format=Format.UBL_INVOICE,
        profile=None,
        verdict=Verdict.ACCEPTED,
        findings=(),
        invoice=PLACES[term](WRITTEN),
        route=None,
    )
    kept = slim(decision).invoice
    assert kept is not None
    assert accounts_of(kept, NOW) == accounts_of(PLACES[term](WRITTEN), NOW)
    assert not any(attachment.content for attachment in kept.attachments), "no bytes are carried along"


def test_of_long_texts_the_ledger_is_given_the_accounts_alone() -> None:
    """The process that records looks for accounts again, one document after the other: a text of megabytes took it
    seconds.
    """
    others = ("DE89370400440532013000", "BE71096123456769")
    text = f"{'Papier, 12 ramettes. ' * 5_000} {WRITTEN} puis {others[0]}{others[1]}, encore {others[0]}"
    named = replace(Invoice(), notes=(Note(text=text),), payment_terms=text)
    decision = Decision(
        path="f", member=None, sha256="", format=Format.UBL_INVOICE, profile=None, verdict=Verdict.ACCEPTED,
        findings=(), invoice=named, route=None,
    )  # fmt: skip
    kept = slim(decision).invoice
    assert kept is not None
    assert accounts_of(kept, NOW) == accounts_of(named, NOW)
    assert len(str(kept.notes[0].text)) < 100
    assert len(str(kept.payment_terms)) < 100


@pytest.mark.parametrize(
    "written",
    [
        "FR76 3000 6000 0112 3456 7890 189",
        "fr76 3000 6000 0112 3456 7890 189",
        "Fr76.3000.6000.0112.3456.7890.189",
        "FR76-3000-6000-0112-3456-7890-189",
        "IBANFR7630006000011234567890189",
        "compte1FR7630006000011234567890189",
        "FR76\u00a03000\u202f6000 0112\n3456 7890 189",
        "\uff26\uff3276 3000 6000 0112 3456 7890 189",
        "FR76 3000 6000 0112 3456 \u200b7890 189",
        "FR76 3000 6000 0112 3456 7890 189 BIC AGRIFRPP",
    ],
)
def test_one_account_however_it_is_written(written: str) -> None:
    assert list(ibans_in(f"Payer sur {written}")) == [IBAN]
    account = Payment(credit_transfers=(CreditTransfer(account=written),))
    plain = Payment(credit_transfers=(CreditTransfer(account=IBAN),))
    named, usual = (accounts_of(replace(Invoice(), payments=(each,)), NOW).compared for each in (account, plain))
    assert named == usual


@pytest.mark.parametrize(
    "account",
    ["DE89370400440532013000", "TN5910006035183598478831", "GB29NWBK60161331926819", "MT84MALT011000012345MTLCAST001S"],
)
def test_accounts_of_other_countries(account: str) -> None:
    assert list(ibans_in(f"Virement {account}.")) == [account]


@pytest.mark.parametrize("number", range(100))
def test_a_vat_number_and_the_words_after_it_are_no_account(number: int) -> None:
    assert not list(ibans_in(f"TVA FR{number:02d}999000110 SAS au capital de 50 000 EUR - RCS Toulouse 999 000 110"))
