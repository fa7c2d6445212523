"""Layout: addresses side by side, labels left of their values, a ruled table over as many pages as needed."""

from decimal import Decimal

from domain.invoice import Invoice, Line
from samples.invoices.amounts import signed
from samples.layouts.sheet import HEIGHT, LEFT, RIGHT, Sheet
from samples.layouts.wording import (
    account,
    address_lines,
    amount,
    grouped,
    iban,
    number,
    numeric_date,
    quantity,
    rate,
    vat_label,
)

_BOTTOM = HEIGHT - 190
_COLUMNS = ((LEFT, "Désignation"), (335.0, "Qté"), (400.0, "P.U. HT"), (455.0, "TVA"), (RIGHT, "Montant HT"))


def draw(sheet: Sheet, invoice: Invoice, service: str | None) -> None:
    """The whole invoice."""
    y = _table_head(sheet, _heading(sheet, invoice, service))
    pages = 1
    for line in invoice.lines:
        if y > _BOTTOM:
            sheet.text(RIGHT, HEIGHT - 40, f"Page {pages} - suite au verso", 7, right=True)
            sheet.turn()
            pages += 1
            sheet.text(LEFT, 50, f"{_title(invoice)} n° {invoice.numero_facture} (suite)", 9, bold=True)
            y = _table_head(sheet, 75)
        y = _row(sheet, line, y)
    sheet.rule(y - 6)
    _totals(sheet, invoice, y + 10)
    _foot(sheet, invoice, pages)
    sheet.turn()


def _title(invoice: Invoice) -> str:
    return "AVOIR" if invoice.avoir else "FACTURE"


def _heading(sheet: Sheet, invoice: Invoice, service: str | None) -> float:
    seller, buyer = invoice.seller, invoice.buyer
    sheet.text(LEFT, 50, seller.name or "", 12, bold=True)
    sheet.lines(
        LEFT, 66, (*address_lines(seller.address), f"SIRET : {grouped(invoice.siret_fournisseur)}", _vat(invoice))
    )
    sheet.text(330, 110, "Destinataire", 8, bold=True)
    named = (f"Code service : {invoice.code_service}", service or "") if invoice.code_service else ()
    siret = f"SIRET destinataire : {grouped(invoice.siret_destinataire)}"
    sheet.lines(330, 124, (buyer.name or "", *address_lines(buyer.address), siret, *named))
    sheet.text(LEFT, 170, f"{_title(invoice)} n° {invoice.numero_facture}", 14, bold=True)
    references = invoice.references
    origin = f"Facture d'origine : {invoice.numero_facture_origine}" if invoice.numero_facture_origine else ""
    return sheet.lines(
        LEFT,
        192,
        (
            f"Date de facture : {numeric_date(invoice.date_facture)}",
            f"Échéance : {numeric_date(invoice.due_date)}" if invoice.due_date else "",
            f"Date de livraison : {numeric_date(invoice.delivery.date)}" if invoice.delivery else "",
            f"N° d'engagement : {references.purchase_order}" if references.purchase_order else "",
            f"N° de marché : {references.contract}" if references.contract else "",
            f"Cadre de facturation : {invoice.cadre_facturation}" if invoice.cadre_facturation else "",
            origin,
        ),
    )


def _vat(invoice: Invoice) -> str:
    return f"N° TVA intracommunautaire : {invoice.tva_fournisseur}" if invoice.tva_fournisseur else ""


def _table_head(sheet: Sheet, y: float) -> float:
    sheet.rule(y)
    for x, label in _COLUMNS:
        sheet.text(x, y + 11, label, 8, bold=True, right=x > LEFT)
    sheet.rule(y + 16)
    return y + 29


def _row(sheet: Sheet, line: Line, y: float) -> float:
    cells = (
        line.name or "",
        quantity(line.quantity),
        number(line.net_price),
        rate(line.vat_rate),
        number(line.net_amount),
    )
    for (x, _), cell in zip(_COLUMNS, cells, strict=True):
        sheet.text(x, y, cell, 8.5, right=x > LEFT)
    for item in line.allowances:
        sheet.text(LEFT + 10, y + 10, f"dont remise de {number(item.amount)}", 7)
    return y + (24 if line.allowances else 14)


def _totals(sheet: Sheet, invoice: Invoice, y: float) -> None:
    totals, devise = invoice.totals, invoice.devise
    rows: list[tuple[str, Decimal | None]] = [(item.reason or "", signed(item)) for item in invoice.allowances]
    rows += [("Total HT", totals.without_vat)]
    rows += [(vat_label(part), part.amount) for part in invoice.vat_breakdown]
    rows += [("Total TVA", totals.vat), ("Total TTC", totals.with_vat)]
    rows += [("Déjà réglé", -totals.paid)] if totals.paid else []
    for label, value in rows:
        sheet.text(340, y, label)
        sheet.text(RIGHT, y, amount(value, devise), right=True)
        y += 13
    sheet.box(335, y - 9, RIGHT - 330, 16, 0.9)
    sheet.text(340, y + 2, "Net à déduire" if invoice.avoir else "Net à payer", 10, bold=True)
    sheet.text(RIGHT, y + 2, amount(totals.due, devise), 10, bold=True, right=True)


def _foot(sheet: Sheet, invoice: Invoice, pages: int) -> None:
    bank = account(invoice)
    reasons = tuple(part.exemption_reason or "" for part in invoice.vat_breakdown)
    regime = "TVA acquittée sur les encaissements" if invoice.vat_point_code == "432" else ""
    notes = tuple(note.text or "" for note in invoice.notes)
    y = HEIGHT - 110
    sheet.rule(y - 12)
    sheet.lines(
        LEFT, y, (f"Règlement par virement - IBAN : {iban(bank)}" if bank else "", *reasons, regime, *notes), 7, 9
    )
    sheet.text(LEFT, HEIGHT - 40, invoice.seller.legal_information or "", 7)
    sheet.text(RIGHT, HEIGHT - 30, f"Page {pages}/{pages}", 7, right=True)
