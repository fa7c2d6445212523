"""Layout: the amount due first, in a grey band; references in a row; the totals as a list at the left."""

from domain.invoice import Invoice
from samples.layouts.sheet import HEIGHT, LEFT, RIGHT, Sheet
from samples.layouts.wording import account, amount, grouped, iban, number, numeric_date, quantity, rate


def draw(sheet: Sheet, invoice: Invoice, service: str | None) -> None:
    """The whole invoice, on one page."""
    _band(sheet, invoice)
    _who(sheet, invoice, service)
    y = _lines(sheet, invoice, 300)
    _totals(sheet, invoice, y + 25)
    _foot(sheet, invoice)
    sheet.turn()


def _band(sheet: Sheet, invoice: Invoice) -> None:
    sheet.box(0, 30, RIGHT + 45, 60, 0.85)
    kind = "AVOIR" if invoice.avoir else "FACTURE"
    sheet.text(LEFT, 55, f"{kind} {invoice.numero_facture}", 16, bold=True)
    sheet.text(LEFT, 75, f"Émise le {numeric_date(invoice.date_facture)}", 9)
    sheet.text(RIGHT, 55, amount(invoice.totals.due, invoice.devise), 16, bold=True, right=True)
    due = (
        f"À payer avant le {numeric_date(invoice.due_date)}"
        if invoice.due_date
        else "À déduire de votre prochain règlement"
    )
    sheet.text(RIGHT, 75, due, 9, right=True)


def _who(sheet: Sheet, invoice: Invoice, service: str | None) -> None:
    home, there = invoice.seller.address, invoice.buyer.address
    sheet.lines(
        LEFT,
        120,
        (
            invoice.seller.name or "",
            f"{home.line_1}, {home.post_code} {home.city}" if home else "",
            f"N° SIRET : {invoice.siret_fournisseur}",
            f"N° TVA : {invoice.tva_fournisseur}" if invoice.tva_fournisseur else "",
        ),
    )
    y = sheet.lines(
        LEFT,
        190,
        (
            f"Client : {invoice.buyer.name}",
            f"{there.line_1 or ''} {there.post_code} {there.city}".strip() if there else "",
            f"N° SIRET client : {grouped(invoice.siret_destinataire)}",
            f"Service : {service}" if service else "",
        ),
    )
    named = (
        ("Code service", invoice.code_service),
        ("EJ", invoice.numero_engagement),
        ("Marché", invoice.numero_marche),
        ("Cadre de facturation", invoice.cadre_facturation),
        ("Facture d'origine", invoice.numero_facture_origine),
    )
    sheet.text(LEFT, y + 12, "   |   ".join(f"{label} : {value}" for label, value in named if value), 9, bold=True)


def _lines(sheet: Sheet, invoice: Invoice, y: float) -> float:
    for line in invoice.lines:
        sheet.text(LEFT, y, line.name or "", 9)
        priced = f"{quantity(line.quantity)} x {number(line.net_price)} - TVA {rate(line.vat_rate)}"
        sheet.text(LEFT + 10, y + 11, priced, 7)
        sheet.text(RIGHT, y, amount(line.net_amount, invoice.devise), 9, right=True)
        sheet.rule(y + 16, width=0.2)
        y += 28
    return y


def _totals(sheet: Sheet, invoice: Invoice, y: float) -> None:
    totals, devise = invoice.totals, invoice.devise
    rows = [("Montant HT", totals.without_vat)]
    rows += [(f"dont TVA {rate(part.rate)}", part.amount) for part in invoice.vat_breakdown]
    rows += [("Montant TVA", totals.vat), ("Montant TTC", totals.with_vat)]
    rows += [("Déjà payé", totals.paid)] if totals.paid else []
    rows += [("Montant à payer", totals.due)]
    for label, value in rows:
        sheet.text(LEFT, y, label)
        sheet.text(LEFT + 230, y, amount(value, devise), right=True)
        y += 13


def _foot(sheet: Sheet, invoice: Invoice) -> None:
    bank = account(invoice)
    texts = (
        f"Virement : {iban(bank)}" if bank else "",
        *(part.exemption_reason or "" for part in invoice.vat_breakdown),
        *(note.text or "" for note in invoice.notes),
        invoice.seller.legal_information or "",
    )
    sheet.lines(LEFT, HEIGHT - 95, texts, 7, 9)
