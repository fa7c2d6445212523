"""Builds the invoice from a draft: routing fields, references, payments, totals and attachments."""

from dataclasses import replace
from decimal import Decimal

from domain.blanks import without_blanks
from domain.finding import Finding, Pack, Rule, Severity
from domain.invoice import (
    Attachment,
    DirectDebit,
    Identifier,
    Invoice,
    Party,
    Payment,
    References,
    Totals,
)
from domain.placeholder import is_placeholder, value_or_none
from domain.text import Text
from parsers.limits import Limits
from parsers.xml import attachments as piece_jointe
from parsers.xml import routing_fields
from parsers.xml.draft import Draft, ReferencedDocument
from parsers.xml.term_words import words

SEVERAL_RECIPIENTS = Rule(
    code="LEC-036",
    pack=Pack.LECTURE,
    field="siret_destinataire",
    message=Text(
        "Le destinataire porte plusieurs SIRET différents : {sirets}.",
        "The recipient has several different SIRETs: {sirets}.",
    ),
    remedy=Text(
        "N'indiquez qu'un SIRET de destinataire (identifiant de schéma 0009).",
        "Give one SIRET of the recipient only (identifier of scheme 0009).",
    ),
    source="BT-46, BT-47",
)
SEVERAL_SUPPLIERS = Rule(
    code="LEC-037",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    field="siret_fournisseur",
    message=Text(
        "Le fournisseur porte plusieurs SIRET différents : {sirets} ; le premier est retenu.",
        "The supplier has several different SIRETs: {sirets}; the first one is taken.",
    ),
    remedy=Text(
        "N'indiquez que le SIRET de l'établissement qui facture (identifiant de schéma 0009).",
        "Give only the SIRET of the invoicing establishment (identifier of scheme 0009).",
    ),
    source="BT-29, BT-30",
)
SEVERAL_VAT = Rule(
    code="LEC-040",
    pack=Pack.LECTURE,
    field="montant_tva",
    message=Text(
        "Le total de TVA est donné plusieurs fois dans la devise de la facture, différemment : {amounts}.",
        "The VAT total is given several times in the invoice's currency, differently: {amounts}.",
    ),
    remedy=Text(
        "Ne donnez qu'un total de TVA par devise.",
        "Give one VAT total a currency.",
    ),
    source="BT-110, BT-111",
)
PLACEHOLDER = Rule(
    code="LEC-100",
    pack=Pack.LECTURE,
    severity=Severity.INFO,
    message=Text(
        "« {value} » ({term}) ne dit aucune valeur : rien n'est retenu.",
        "“{value}” ({term}) tells no value: none is taken.",
    ),
    remedy=Text(
        "Rien à faire si l'information n'existe pas ; sinon, indiquez-la.",
        "Nothing to do when there is no such information; otherwise give it.",
    ),
    source="Peppol BIS Billing 3.0, BT-13 et BT-14 (NA)",
)
WITH_BLANKS = Rule(
    code="LEC-101",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    message=Text(
        "Le SIREN ou SIRET « {value} » est écrit avec des blancs ; il est lu {read}.",
        "The SIREN or SIRET “{value}” is written with blanks; it is read as {read}.",
    ),
    remedy=Text(
        "Écrivez le SIREN (9 chiffres) ou le SIRET (14 chiffres) sans aucun blanc.",
        "Write the SIREN (9 digits) or the SIRET (14 digits) without any blank.",
    ),
    source="BT-29, BT-30, BT-46, BT-47 ; BR-FR-09, BR-FR-10",
)
RULES: tuple[Rule, ...] = (SEVERAL_RECIPIENTS, SEVERAL_SUPPLIERS, SEVERAL_VAT, PLACEHOLDER, WITH_BLANKS)

_OBJECT = "130"
"""UNTDID 1001: types of additional documents that are no supporting documents."""
_MARCHE = frozenset({"marché public", "marche public", "marché", "marche"})
_SEPA = "SEPA"
_SERVICE = routing_fields.CODE_SERVICE_SCHEME
_DEBITS = frozenset({"49", "59"})
"""UNTDID 4461: means of payment that are direct debits."""


def complete_invoice(draft: Draft, limits: Limits, findings: list[Finding]) -> Invoice:
    """The invoice of ``draft``; findings about parties and attachments are appended to ``findings``."""
    seller, buyer = _without_creditor(draft.seller), draft.buyer
    recipients, suppliers = routing_fields.sirets(buyer), routing_fields.sirets(seller)
    if len(recipients) > 1:
        findings.append(SEVERAL_RECIPIENTS.finding(sirets=recipients))
    if len(suppliers) > 1:
        findings.append(SEVERAL_SUPPLIERS.finding(sirets=suppliers))
    findings += _of_blanks(seller, "siret_fournisseur") + _of_blanks(buyer, "siret_destinataire")
    findings += _of_placeholders(draft)
    references = _references(draft)
    return Invoice(
        numero_facture=value_or_none(draft.numero_facture),
        date_facture=draft.date_facture,
        type_facture=draft.type_facture,
        devise=draft.devise,
        cadre_facturation=draft.cadre_facturation,
        siret_fournisseur=suppliers[0] if suppliers else None,
        siren_fournisseur=routing_fields.siren(seller),
        siret_destinataire=recipients[0] if recipients else None,
        code_service=routing_fields.code_service(buyer, draft.buyer_reference),
        numero_engagement=references.purchase_order,
        numero_marche=references.contract,
        numero_facture_origine=value_or_none(draft.preceding[0].number) if draft.preceding else None,
        customization=draft.customization,
        vat_accounting_currency=draft.vat_accounting_currency,
        vat_point_date=draft.vat_point_date,
        vat_point_code=draft.vat_point_code,
        due_date=draft.due_date,
        buyer_reference=draft.buyer_reference,
        payment_terms=draft.payment_terms,
        notes=draft.notes,
        seller=seller,
        buyer=buyer,
        payee=_without_creditor(draft.payee) if draft.payee else None,
        tax_representative=draft.tax_representative,
        seller_agent=draft.seller_agent,
        buyer_agent=draft.buyer_agent,
        delivery=draft.delivery,
        period=draft.period,
        payments=_payments(draft),
        allowances=draft.allowances,
        totals=_totals(draft, findings),
        vat_breakdown=tuple(tax.breakdown for tax in draft.taxes if not _in_accounting_currency(draft, tax.currency)),
        references=references,
        attachments=_attachments(draft, limits, findings),
        lines=draft.lines,
    )


def _of_blanks(party: Party, field: str) -> list[Finding]:
    written = dict.fromkeys(routing_fields.written_with_blanks(party))
    return [WITH_BLANKS.finding(field=field, value=value, read=without_blanks(value)) for value in written]


def _of_placeholders(draft: Draft) -> list[Finding]:
    written = (
        ("numero_facture", "BT-1", draft.numero_facture),
        ("code_service", "BT-10", draft.buyer_reference),
        *(("code_service", "BT-46", one.value) for one in draft.buyer.identifiers if one.scheme == _SERVICE),
        *(("code_service", "Contact/ID", one.identifier) for one in draft.buyer.contacts),
        ("numero_engagement", "BT-13", draft.purchase_order),
        *(("numero_marche", "BT-12", paper.reference.value) for paper in draft.contracts if paper.reference),
        *(("numero_facture_origine", "BT-25", one.number) for one in draft.preceding[:1]),
    )
    return [
        PLACEHOLDER.finding(field=field, value=value, term=words(term, term))
        for field, term, value in written
        if value and is_placeholder(value)
    ]


def _references(draft: Draft) -> References:
    objects = (paper for paper in draft.papers if paper.type_code == _OBJECT)
    return References(
        project=draft.project,
        contract=_contract(draft.contracts),
        purchase_order=value_or_none(draft.purchase_order),
        sales_order=draft.sales_order,
        receiving_advice=draft.receiving_advice,
        despatch_advice=draft.despatch_advice,
        tender=draft.tender,
        object_identifier=next((_object(paper) for paper in objects if paper.reference), None),
        accounting=draft.accounting,
        preceding=draft.preceding,
    )


def _contract(contracts: tuple[ReferencedDocument, ...]) -> str | None:
    """BT-12: the contract marked as *marche public*, else the first one."""
    named = [paper for paper in contracts if (paper.type_text or "").casefold() in _MARCHE]
    values = (paper.reference.value for paper in (*named, *contracts) if paper.reference)
    return next((value for value in values if not is_placeholder(value)), None)


def _object(paper: ReferencedDocument) -> Identifier | None:
    """BT-18; UBL has the scheme on the identifier, CII beside it."""
    return replace(paper.reference, scheme=paper.scheme) if paper.reference and paper.scheme else paper.reference


def _payments(draft: Draft) -> tuple[Payment, ...]:
    """The payment means (BG-16), each completed with what the format writes once for all."""
    creditor = draft.creditor or _creditor(draft)
    if not (draft.remittance or draft.mandate or creditor):
        return draft.payments
    return tuple(
        replace(
            payment,
            remittance=payment.remittance or draft.remittance,
            direct_debit=_debit(payment, draft.mandate, creditor),
        )
        for payment in draft.payments
    )


def _debit(payment: Payment, mandate: str | None, creditor: str | None) -> DirectDebit | None:
    debit = payment.direct_debit
    if debit is None and (payment.means not in _DEBITS or not (mandate or creditor)):
        return None
    debit = debit or DirectDebit()
    return replace(debit, mandate=debit.mandate or mandate, creditor=debit.creditor or creditor)


def _creditor(draft: Draft) -> str | None:
    """BT-90 in UBL: an identifier of scheme SEPA, of the payee or of the seller."""
    for party in (draft.payee, draft.seller):
        for identifier in party.identifiers if party else ():
            if identifier.scheme == _SEPA:
                return identifier.value
    return None


def _without_creditor(party: Party) -> Party:
    if all(identifier.scheme != _SEPA for identifier in party.identifiers):
        return party
    return replace(party, identifiers=tuple(i for i in party.identifiers if i.scheme != _SEPA))


def _totals(draft: Draft, findings: list[Finding]) -> Totals:
    """BT-110 is the amount in the invoice's currency (or in none), BT-111 the one in the accounting currency."""
    totals = draft.totals
    if draft.adjustments:
        totals = replace(totals, adjustments=sum(draft.adjustments, Decimal(0)))
    if not draft.vat_amounts:
        return totals
    accounting = [money.amount for money in draft.vat_amounts if _in_accounting_currency(draft, money.currency)]
    vat = [money.amount for money in draft.vat_amounts if _in_invoice_currency(draft, money.currency)]
    if len(set(vat)) > 1:
        findings.append(SEVERAL_VAT.finding(amounts=tuple(vat)))
    return replace(totals, vat=vat[0] if vat else None, vat_accounting=accounting[0] if accounting else None)


def _in_invoice_currency(draft: Draft, currency: str | None) -> bool:
    if _in_accounting_currency(draft, currency):
        return False
    return not currency or draft.devise is None or currency == draft.devise


def _in_accounting_currency(draft: Draft, currency: str | None) -> bool:
    return currency is not None and currency == draft.vat_accounting_currency != draft.devise


def _attachments(draft: Draft, limits: Limits, findings: list[Finding]) -> tuple[Attachment, ...]:
    """BG-24, up to the limit on their total size."""
    room = limits.attachment
    attachments = []
    for paper in draft.papers:
        if paper.type_code != _OBJECT:
            opened = _opened(paper, room)
            room -= len(opened.content or b"")
            findings.extend([opened.finding] if opened.finding else [])
            attachments.append(_attachment(paper, opened.content))
    return tuple(attachments)


def _opened(paper: ReferencedDocument, room: int) -> piece_jointe.Opened:
    if paper.content is None:
        return piece_jointe.Opened()
    name = paper.filename or (paper.reference.value if paper.reference else None)
    opened = piece_jointe.decoded(paper.content, name, room)
    if opened.content is None:
        return opened
    if paper.zipped:
        return piece_jointe.unzipped(opened.content, name, room)
    return piece_jointe.unwrapped(opened.content, name, room)


def _attachment(paper: ReferencedDocument, content: bytes | None) -> Attachment:
    return Attachment(
        reference=paper.reference.value if paper.reference else None,
        description=paper.description,
        location=paper.location,
        filename=paper.filename,
        mime=paper.mime,
        content=content,
        kind=paper.kind,
    )
