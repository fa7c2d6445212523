"""An invoice that is typed in, without a file: *saisie manuelle*. Nothing is guessed; totals are computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain.finding import Finding
from domain.invoice import (
    Address,
    CreditTransfer,
    Delivery,
    Identifier,
    Invoice,
    Note,
    Party,
    Payment,
    PrecedingInvoice,
    References,
    Totals,
)
from domain.manual_entry import ManualEntry
from domain.supplier_identity import SIREN
from parsers.manual_entry.rules import OTHER_SUPPLIER, UNREADABLE
from parsers.manual_entry.typed_lines import TypedLines, lines_of
from parsers.manual_entry.typed_supplier import (
    STRUCTURE,
    VAT,
    TypedSupplier,
    is_european,
    is_of_another,
    typed_supplier,
)
from parsers.manual_entry.values import KINDS, value
from parsers.manual_entry.zero_rate import BUYER_VAT, DELIVERED, FIELD, wrong_zero_rate, zero_rate
from parsers.page.field_names import FIELD_NAMES

ELECTRONIC = "0225"
"""Scheme of an electronic address that is a SIREN (BR-FR-21)."""
HEADER = (
    "numero_facture",
    "type_facture",
    "date_facture",
    "siret_fournisseur",
    "tva_fournisseur",
    "nom_fournisseur",
    "siret_destinataire",
    "nom_destinataire",
    "code_service",
    "numero_engagement",
    "numero_marche",
    "cadre_facturation",
    "numero_facture_origine",
)
"""The fields of :data:`domain.invoice.FIELDS` that are typed; the currency is the euro, totals are computed, the
supplier is the structure that deposits (:data:`parsers.manual_entry.typed_supplier.STRUCTURE`).
"""
MORE = (
    "date_echeance",
    "iban",
    "bic",
    "fournisseur_adresse",
    "fournisseur_code_postal",
    "fournisseur_ville",
    "destinataire_adresse",
    "destinataire_code_postal",
    "destinataire_ville",
    FIELD,
    "motif_exoneration",
    BUYER_VAT,
    DELIVERED,
    "mention_penalites",
    "mention_recouvrement",
    "mention_escompte",
)
"""Fields of the form beside them."""
_NOTES = (("mention_penalites", "PMD"), ("mention_recouvrement", "PMT"), ("mention_escompte", "AAB"))
"""Mentions of the Code de commerce (L441-9), with their codes (BR-FR-05, UNTDID 4451)."""
TRANSFER = "30"
"""UNTDID 4461: credit transfer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedInvoice:
    """The invoice, as far as what was typed can be read, and why the rest cannot."""

    invoice: Invoice
    findings: tuple[Finding, ...]


def typed_invoice(entries: Sequence[ManualEntry]) -> TypedInvoice:
    """The invoice of a form: the fields of :data:`HEADER` and :data:`MORE`, and lines."""
    said = {one.field: one.text.strip() for one in entries}
    read = {field: value(field, said[field]) for field in HEADER if said.get(field)}
    due = value("date_facture", said["date_echeance"]) if said.get("date_echeance") else None
    texts = {field: found for field, found in read.items() if isinstance(found, str)}
    supplier = _supplier(texts, said)
    european, has_vat = is_european(said.get(STRUCTURE, "")), bool(said.get(VAT) or supplier.vat)
    zero = zero_rate(said, is_european=european, has_vat=has_vat)
    lines = lines_of(said, zero)
    unread = [(field, field) for field in HEADER if said.get(field) and read[field] is None]
    unread += [("date_echeance", "date_facture")] if said.get("date_echeance") and due is None else []
    findings = tuple(
        UNREADABLE.finding(field=kind, value=said[field], what=FIELD_NAMES[kind], form=KINDS[kind].form)
        for field, kind in unread
    )
    used = zero.category if any(line.vat_category == zero.category for line in lines.lines) else None
    wrong = (*_contradictions(supplier, texts), *wrong_zero_rate(said, used, is_european=european, has_vat=has_vat))
    issued = read.get("date_facture")
    return TypedInvoice(
        invoice=_invoice(texts, said, lines, issued if isinstance(issued, date) else None, due),
        findings=(*findings, *wrong, *lines.findings),
    )


def _invoice(
    texts: Mapping[str, str], said: Mapping[str, str], lines: TypedLines, issued: date | None, due: object
) -> Invoice:
    origin = texts.get("numero_facture_origine")
    supplier = _supplier(texts, said)
    buyer = _party(texts, said, "destinataire", typed_supplier(texts.get("siret_destinataire", "")))
    return Invoice(
        numero_facture=texts.get("numero_facture"),
        type_facture=texts.get("type_facture", "380"),
        date_facture=issued,
        devise="EUR",
        cadre_facturation=texts.get("cadre_facturation", "A1"),
        siret_fournisseur=supplier.siret,
        siren_fournisseur=supplier.siren,
        siret_destinataire=texts.get("siret_destinataire"),
        code_service=texts.get("code_service"),
        numero_engagement=texts.get("numero_engagement"),
        numero_marche=texts.get("numero_marche"),
        numero_facture_origine=origin,
        buyer_reference=texts.get("code_service"),
        due_date=due if isinstance(due, date) else None,
        notes=tuple(Note(text=said[field], subject=code) for field, code in _NOTES if said.get(field)),
        seller=_party(texts, said, "fournisseur", supplier),
        buyer=replace(buyer, vat_identifier=_number(said.get(BUYER_VAT, ""))),
        delivery=_delivery(said, buyer),
        payments=_payments(said),
        totals=_totals(lines),
        vat_breakdown=lines.breakdown,
        references=References(
            purchase_order=texts.get("numero_engagement"),
            contract=texts.get("numero_marche"),
            preceding=(PrecedingInvoice(number=origin),) if origin else (),
        ),
        lines=lines.lines,
    )


def _supplier(texts: Mapping[str, str], said: Mapping[str, str]) -> TypedSupplier:
    found = typed_supplier(said.get(STRUCTURE, ""), texts.get("siret_fournisseur"))
    return replace(found, vat=found.vat or texts.get("tva_fournisseur"))


def _party(texts: Mapping[str, str], said: Mapping[str, str], who: str, numbers: TypedSupplier) -> Party:
    return Party(
        name=texts.get(f"nom_{who}"),
        identifiers=numbers.identifiers,
        legal_registration=Identifier(value=numbers.siren, scheme=SIREN) if numbers.siren else None,
        vat_identifier=numbers.vat,
        electronic_address=Identifier(value=numbers.siren, scheme=ELECTRONIC) if numbers.siren else None,
        address=Address(
            line_1=said.get(f"{who}_adresse") or None,
            post_code=said.get(f"{who}_code_postal") or None,
            city=said.get(f"{who}_ville") or None,
            country=numbers.country,
        ),
    )


def _contradictions(supplier: TypedSupplier, texts: Mapping[str, str]) -> tuple[Finding, ...]:
    """Whether the VAT number that was typed makes the invoice another supplier's."""
    typed = texts.get(VAT)
    if typed is None or not is_of_another(supplier, typed):
        return ()
    known = supplier.siren or next((one.value for one in supplier.identifiers), "")
    return (OTHER_SUPPLIER.finding(field=VAT, value=typed, supplier=known),)


def _number(text: str) -> str | None:
    found = value(VAT, text) if text else None
    return found if isinstance(found, str) else None


def _delivery(said: Mapping[str, str], buyer: Party) -> Delivery | None:
    """When it was delivered, to the country of the recipient (BR-IC-11, BR-IC-12)."""
    day = value("date_facture", said[DELIVERED]) if said.get(DELIVERED) else None
    country = Address(country=buyer.address.country if buyer.address else None)
    return Delivery(date=day, address=country) if isinstance(day, date) else None


def _payments(said: Mapping[str, str]) -> tuple[Payment, ...]:
    iban = "".join(said.get("iban", "").split()).upper()
    if not iban:
        return ()
    transfer = CreditTransfer(account=iban, bic="".join(said.get("bic", "").split()).upper() or None)
    return (Payment(means=TRANSFER, credit_transfers=(transfer,)),)


def _totals(lines: TypedLines) -> Totals:
    net = sum((line.net_amount or Decimal() for line in lines.lines), Decimal("0.00"))
    vat = sum((part.amount or Decimal() for part in lines.breakdown), Decimal("0.00"))
    return Totals(lines=net, without_vat=net, vat=vat, with_vat=net + vat, due=net + vat)
