"""UBL and CII say the same invoice in two ways: every field of the model must come out, and come out alike."""

from dataclasses import fields as slots
from dataclasses import is_dataclass, replace
from datetime import date
from decimal import Decimal

import parsers
from domain.document import Format
from domain.invoice import Identifier, Invoice, Note, Party
from tests.parsers.xml import documents


def read(content: bytes) -> Invoice:
    reading = parsers.read(content)
    assert reading.findings == ()
    assert reading.invoice is not None
    return reading.invoice


def test_ubl_fills_every_field_of_the_model() -> None:
    assert _empty(read(documents.ubl())) == ["attachments.kind", "lines.parent", "lines.status", "totals.adjustments"]


def test_cii_fills_every_field_of_the_model() -> None:
    absent = ["attachments.kind", "buyer.contacts.identifier", "lines.lines", "seller.contacts.identifier"]
    absent += ["totals.adjustments"]
    assert _empty(read(documents.cii())) == absent


def test_the_routing_words() -> None:
    for content in (documents.ubl(), documents.cii()):
        invoice = read(content)
        assert invoice.siret_fournisseur == "99900001300017"
        assert invoice.siren_fournisseur == "999000013"
        assert invoice.siret_destinataire == "22060001900016"
        assert invoice.code_service == "DRH"
        assert invoice.numero_engagement == "EJ-42"
        assert invoice.numero_marche == "MARCHE-1"
        assert invoice.numero_facture_origine == "F-000"
        assert invoice.cadre_facturation == "A1"
        assert (invoice.montant_ht, invoice.montant_tva) == (Decimal("90.00"), Decimal("18.00"))
        assert (invoice.montant_ttc, invoice.montant_a_payer) == (Decimal("108.00"), Decimal("99.99"))


def test_both_syntaxes_give_the_same_invoice() -> None:
    ubl, cii = read(documents.ubl()), read(documents.cii())
    assert _comparable(ubl) == _comparable(cii)


def test_a_credit_note_gives_the_same_invoice_but_its_type() -> None:
    invoice, credit_note = read(documents.ubl()), read(documents.ubl(credit_note=True))
    assert parsers.read(documents.ubl(credit_note=True)).format is Format.UBL_CREDITNOTE
    assert credit_note.type_facture == "381"
    assert credit_note.avoir
    assert replace(credit_note, type_facture="380") == invoice


def test_dates_with_a_time_zone_and_notes_with_a_subject() -> None:
    invoice = read(documents.ubl())
    assert invoice.vat_point_date == date(2026, 3, 3)
    assert invoice.delivery is not None
    assert invoice.delivery.date == date(2026, 2, 27)
    assert invoice.notes == (Note(subject="AAB", text="Escompte : néant"), Note(text="Note libre"))


def test_the_vat_point_is_in_one_code_list_whatever_the_syntax() -> None:
    assert read(documents.ubl()).vat_point_code == read(documents.cii()).vat_point_code == "35"


def test_vat_totals_are_distinguished_by_currency() -> None:
    for content in (documents.ubl(), documents.cii()):
        totals = read(content).totals
        assert (totals.vat, totals.vat_accounting) == (Decimal("18.00"), Decimal("2148.00"))


def test_the_creditor_identifier_is_no_identifier_of_the_seller() -> None:
    invoice = read(documents.ubl())
    assert Identifier(value="FR00ZZZ123456", scheme="SEPA") not in invoice.seller.identifiers
    debits = [payment.direct_debit for payment in invoice.payments]
    assert [debit.creditor if debit else None for debit in debits] == [None, "FR00ZZZ123456", None]


def test_attachments_are_decoded_and_their_names_kept_as_written() -> None:
    for content in (documents.ubl(), documents.cii()):
        (attachment,) = read(content).attachments
        assert attachment.content == documents.ANNEX
        assert attachment.filename == "../annexe.pdf"


def test_an_invoice_type_is_never_invented() -> None:
    namespace = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
    reading = parsers.read(f'<CreditNote xmlns="{namespace}" {documents.UBL_NAMESPACES}/>'.encode())
    assert reading.invoice is not None
    assert reading.invoice.type_facture is None


def test_a_period_of_a_code_alone_is_no_period() -> None:
    reading = parsers.read(
        documents.small_ubl(
            "<cac:InvoicePeriod><cbc:DescriptionCode>432</cbc:DescriptionCode></cac:InvoicePeriod>"
            "<cac:InvoicePeriod><cbc:StartDate>2026-01-01</cbc:StartDate></cac:InvoicePeriod>"
        )
    )
    assert reading.invoice is not None
    assert reading.invoice.vat_point_code == "432"
    assert reading.invoice.period is not None
    assert reading.invoice.period.start == date(2026, 1, 1)


def test_comments_and_processing_instructions_inside_a_value_are_skipped() -> None:
    invoice = read(documents.small_ubl("<cbc:ID>F-<!-- x -->00<?y z?>1</cbc:ID><!-- end -->"))
    assert invoice.numero_facture == "F-001"


def test_prefixes_do_not_matter_and_unknown_elements_are_ignored() -> None:
    content = documents.ubl().replace(b"cbc:", b"x:").replace(b"xmlns:cbc", b"xmlns:x").replace(b"cac:", b"cbc:")
    content = content.replace(b"xmlns:cac", b"xmlns:cbc").replace(
        b"</Invoice>", b"<inconnu><x:ID>no</x:ID></inconnu></Invoice>"
    )
    assert read(content) == read(documents.ubl())


def _comparable(invoice: Invoice) -> Invoice:
    """Without what only one of the two syntaxes has."""
    lines = tuple(replace(line, lines=(), parent=None, status=None) for line in invoice.lines)
    taxes = tuple(replace(row, scheme=None) for row in invoice.vat_breakdown)
    payments = tuple(replace(payment, remittance=None) for payment in invoice.payments)
    return replace(
        invoice,
        lines=lines,
        vat_breakdown=taxes,
        payments=payments,
        seller=_party(invoice.seller),
        buyer=_party(invoice.buyer),
    )


def _party(party: Party) -> Party:
    contacts = tuple(replace(contact, identifier=None) for contact in party.contacts)
    return replace(party, contacts=contacts, identifiers=tuple(i for i in party.identifiers if i.scheme))


_ELSEWHERE = (
    "payee.",
    "tax_representative.",
    "seller_agent.",
    "buyer_agent.",
    "delivery.address.",
    "lines.lines.",
    "lines.allowances.vat_",
)
"""Filled for other groups of the same table, or with no place in the formats (VAT of a line's allowance)."""


def _empty(value: object, path: str = "") -> list[str]:
    """Every field under ``value`` that nothing was found for; in a tuple, a field one of the items has is enough."""
    names: set[str] = set()
    for slot in slots(value) if is_dataclass(value) else ():
        inner, name = getattr(value, slot.name), f"{path}.{slot.name}".strip(".")
        if inner is None or inner == ():
            names.add(name)
        elif isinstance(inner, tuple):
            missing = [set(_empty(item, name)) for item in inner]
            names |= set.intersection(*missing)
        else:
            names |= set(_empty(inner, name))
    return sorted(name for name in names if not name.startswith(_ELSEWHERE))
