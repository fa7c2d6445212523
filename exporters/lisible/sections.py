"""The rest of an invoice beside its lines and totals, as labels and values: references, payment, notes, attachments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.cadre import CADRES
from domain.finding import Finding
from domain.invoice import Attachment, CreditTransfer, Invoice, Payment
from domain.text import Locale, Text
from domain.worklist import before_payment
from exporters.common.number_formats import by_four, size
from exporters.lisible.code_labels import DUE_FROM, MEANS, SUBJECTS, on, span, word
from exporters.lisible.parties import is_place

REFERENCES = Text("Références", "References")
TO_VERIFY = Text("À vérifier", "To verify")
PAIEMENT = Text("Paiement", "Payment")
NOTES = Text("Notes", "Notes")
PIECES_JOINTES = Text("Pièces jointes", "Attachments")
_MOST = 40
"""Preceding invoices, accounts, notes or attachments that are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledRow:
    """A value and its label."""

    label: str
    value: str
    strong: bool = False


def references(invoice: Invoice, locale: Locale) -> tuple[LabelledRow, ...]:
    """Every reference of the invoice, except those that route it."""
    of = invoice.references
    cadre = CADRES.get(invoice.cadre_facturation or "")
    pairs: tuple[tuple[Text, str | None], ...] = (
        (Text("Cadre", "Cadre"), f"{cadre.code} – {cadre.piece}" if cadre else invoice.cadre_facturation),
        (Text("Période", "Period"), span(invoice.period, locale)),
        (Text("Livraison", "Delivery"), on(_delivered(invoice), locale)),
        (Text("Référence acheteur", "Buyer reference"), _other(invoice.buyer_reference, invoice.code_service)),
        (Text("Commande", "Purchase order"), _other(of.purchase_order, invoice.numero_engagement)),
        (Text("Commande vendeur", "Sales order"), of.sales_order),
        (Text("Contrat", "Contract"), _other(of.contract, invoice.numero_marche)),
        (Text("Projet", "Project"), of.project),
        (Text("Lot, appel d'offres", "Tender or lot"), of.tender),
        (Text("Avis de réception", "Receiving advice"), of.receiving_advice),
        (Text("Avis d'expédition", "Despatch advice"), of.despatch_advice),
        (Text("Objet facturé", "Invoiced object"), of.object_identifier.value if of.object_identifier else None),
        (Text("Imputation", "Accounting reference"), of.accounting),
        (Text("TVA exigible", "VAT due"), _vat_point(invoice, locale)),
        (Text("Devise de la TVA", "VAT currency"), _other(invoice.vat_accounting_currency, invoice.devise)),
    )
    rows = [LabelledRow(label=label.in_(locale), value=value) for label, value in pairs if value]
    corrected = Text("Facture d'origine", "Original invoice").in_(locale)
    for one in of.preceding[:_MOST]:
        day = on(one.date, locale)
        rows.append(LabelledRow(label=corrected, value=" – ".join(filter(None, (one.number, day)))))
    return tuple(rows)


def payment(invoice: Invoice, findings: Sequence[Finding], locale: Locale) -> tuple[LabelledRow, ...]:
    """What to verify before paying, as the payer's dashboard says it; how and when to pay, account numbers in groups of
    four.
    """
    rows = [
        LabelledRow(label=TO_VERIFY.in_(locale), value=finding.message.in_(locale), strong=True)
        for finding in before_payment(findings)
    ]
    rows += [LabelledRow(label=Text("Échéance", "Due date").in_(locale), value=on(invoice.due_date, locale))]
    for means in invoice.payments[:_MOST]:
        rows += _means(means, locale)
    rows.append(LabelledRow(label=Text("Conditions", "Terms").in_(locale), value=invoice.payment_terms or ""))
    return tuple(row for row in rows if row.value)


def notes(invoice: Invoice, locale: Locale) -> tuple[LabelledRow, ...]:
    """Each note under its subject."""
    return tuple(
        LabelledRow(label=word(SUBJECTS, note.subject, locale), value=note.text) for note in invoice.notes if note.text
    )[:_MOST]


def attachments(invoice: Invoice, locale: Locale) -> tuple[LabelledRow, ...]:
    """Each attachment by its name: description, size, or the address given for it."""
    return tuple(_attachment(one, locale) for one in invoice.attachments[:_MOST])


def _other(value: str | None, than: str | None) -> str | None:
    return None if value == than else value


def _delivered(invoice: Invoice) -> date | None:
    """The day of a delivery that has no block of its own."""
    return invoice.delivery.date if invoice.delivery and not is_place(invoice.delivery) else None


def _vat_point(invoice: Invoice, locale: Locale) -> str:
    return on(invoice.vat_point_date, locale) or word(DUE_FROM, invoice.vat_point_code, locale)


def _means(means: Payment, locale: Locale) -> Iterator[LabelledRow]:
    means_label = means.means_text or word(MEANS, means.means, locale)
    yield LabelledRow(label=Text("Moyen", "Means").in_(locale), value=means_label)
    for account in means.credit_transfers[:_MOST]:
        yield from _account(account, locale)
    if means.direct_debit:
        debit = means.direct_debit
        yield LabelledRow(label=Text("Mandat", "Mandate").in_(locale), value=debit.mandate or "")
        yield LabelledRow(label=Text("Créancier (ICS)", "Creditor").in_(locale), value=debit.creditor or "")
        account_ = by_four("".join((debit.debited_account or "").split()))
        yield LabelledRow(label=Text("Compte débité", "Debited account").in_(locale), value=account_)
    if means.card:
        card = " – ".join(filter(None, (means.card.number, means.card.holder)))
        yield LabelledRow(label=Text("Carte", "Card").in_(locale), value=card)
    yield LabelledRow(label=Text("Référence à rappeler", "Remittance").in_(locale), value=means.remittance or "")


def _account(account: CreditTransfer, locale: Locale) -> Iterator[LabelledRow]:
    number = by_four("".join((account.account or "").split()))
    yield LabelledRow(label="IBAN" if number[:2].isalpha() else _ACCOUNT.in_(locale), value=number, strong=True)
    yield LabelledRow(label="BIC", value=account.bic or "")
    yield LabelledRow(label=Text("Titulaire", "Account name").in_(locale), value=account.account_name or "")


_ACCOUNT = Text("Compte", "Account")


def _attachment(one: Attachment, locale: Locale) -> LabelledRow:
    name = one.filename or one.reference or Text("sans nom", "unnamed").in_(locale)
    weight = size(len(one.content), locale) if one.content is not None else ""
    absent = Text("fichier non transmis", "file not sent").in_(locale) if not weight and not one.location else ""
    pairs = (one.reference if one.reference != name else None, one.description, one.location, one.mime, weight, absent)
    return LabelledRow(label=name, value=" · ".join(filter(None, pairs)))
