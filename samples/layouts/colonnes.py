"""Layout: a grid of boxes, each label above its value; supplier and recipient in two columns."""

from domain.invoice import Invoice
from samples.layouts.sheet import HEIGHT, LEFT, RIGHT, Sheet
from samples.layouts.wording import account, address_lines, amount, grouped, iban, number, numeric_date, quantity, rate

_HEADS = (
    (50.0, "Réf.", False),
    (105.0, "Description", False),
    (350.0, "Quantité", True),
    (420.0, "Prix unitaire", True),
    (470.0, "% TVA", True),
    (RIGHT - 5, "Total HT", True),
)


def draw(sheet: Sheet, invoice: Invoice, service: str | None) -> None:
    """The whole invoice, on one page."""
    sheet.text(LEFT, 55, "Avoir" if invoice.avoir else "Facture", 20, bold=True)
    _parties(sheet, invoice, service)
    _references(sheet, invoice)
    y = _lines(sheet, invoice, 305)
    _vat_table(sheet, invoice, y + 20)
    _totals(sheet, invoice, y + 20)
    bank = account(invoice)
    sheet.lines(
        LEFT,
        HEIGHT - 90,
        (
            f"Coordonnées bancaires : {iban(bank)}" if bank else "",
            *(part.exemption_reason or "" for part in invoice.vat_breakdown),
            *(note.text or "" for note in invoice.notes),
            invoice.seller.legal_information or "",
        ),
        7,
        9,
    )
    sheet.turn()


def _parties(sheet: Sheet, invoice: Invoice, service: str | None) -> None:
    sheet.text(LEFT, 85, "ÉMETTEUR", 7, bold=True)
    sheet.lines(
        LEFT,
        98,
        (
            invoice.seller.name or "",
            *address_lines(invoice.seller.address),
            f"Siret {invoice.siret_fournisseur}",
            f"TVA {invoice.tva_fournisseur}" if invoice.tva_fournisseur else "",
        ),
    )
    sheet.text(310, 85, "FACTURÉ À", 7, bold=True)
    sheet.lines(
        310,
        98,
        (
            invoice.buyer.name or "",
            service or "",
            *address_lines(invoice.buyer.address),
            f"Siret {grouped(invoice.siret_destinataire)}",
        ),
    )


def _references(sheet: Sheet, invoice: Invoice) -> None:
    cells = (
        ("Numéro de facture" if not invoice.avoir else "Numéro d'avoir", invoice.numero_facture),
        ("Date d'émission", numeric_date(invoice.date_facture)),
        ("Date d'échéance", numeric_date(invoice.due_date) or "-"),
        ("Code service", invoice.code_service),
        ("N° engagement", invoice.numero_engagement),
        ("N° marché", invoice.numero_marche),
        ("Cadre de facturation", invoice.cadre_facturation),
        ("Facture d'origine", invoice.numero_facture_origine),
    )
    shown = [(label, value) for label, value in cells if value]
    for rank, (label, value) in enumerate(shown):
        x, y = LEFT + 126 * (rank % 4), 190 + 38 * (rank // 4)
        sheet.box(x, y, 122, 32)
        sheet.text(x + 5, y + 11, label, 7)
        sheet.text(x + 5, y + 25, value, 10, bold=True)


def _lines(sheet: Sheet, invoice: Invoice, y: float) -> float:
    sheet.box(LEFT, y - 12, RIGHT - LEFT, 16, 0.88)
    for x, label, right in _HEADS:
        sheet.text(x, y, label, 8, bold=True, right=right)
    for line in invoice.lines:
        y += 15
        sheet.text(50, y, line.seller_item or "", 8)
        sheet.text(105, y, line.name or "", 8)
        sheet.text(350, y, quantity(line.quantity), 8, right=True)
        sheet.text(420, y, number(line.net_price), 8, right=True)
        sheet.text(470, y, quantity(line.vat_rate), 8, right=True)
        sheet.text(RIGHT - 5, y, number(line.net_amount), 8, right=True)
    return y


def _vat_table(sheet: Sheet, invoice: Invoice, y: float) -> None:
    for x, label in ((95, "Taux"), (175, "Base HT"), (255, "Montant TVA")):
        sheet.text(x, y, label, 7, bold=True, right=True)
    for part in invoice.vat_breakdown:
        y += 12
        sheet.text(95, y, rate(part.rate), 8, right=True)
        sheet.text(175, y, number(part.base), 8, right=True)
        sheet.text(255, y, number(part.amount), 8, right=True)


def _totals(sheet: Sheet, invoice: Invoice, y: float) -> None:
    totals, devise = invoice.totals, invoice.devise
    rows = [(item.reason or "", item.amount) for item in invoice.allowances]
    rows += [
        ("Montant total HT", totals.without_vat),
        ("Montant TVA", totals.vat),
        ("Montant total TTC", totals.with_vat),
    ]
    rows += [("Acompte versé", totals.paid)] if totals.paid else []
    rows += [("NET À PAYER", totals.due)]
    for label, value in rows:
        last = label == "NET À PAYER"
        sheet.text(340, y, label, 9, bold=last)
        sheet.text(RIGHT - 5, y, amount(value, devise), 9, bold=last, right=True)
        y += 14
