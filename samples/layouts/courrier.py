"""Layout: a letter. Few labels, dates in words, the amounts in sentences and one short list."""

from domain.invoice import Invoice
from samples.layouts.sheet import HEIGHT, LEFT, RIGHT, Sheet
from samples.layouts.wording import account, amount, grouped, iban, long_date, quantity, rate


def draw(sheet: Sheet, invoice: Invoice, service: str | None) -> None:
    """The whole invoice, on one page."""
    _addresses(sheet, invoice, service)
    kind = "Avoir" if invoice.avoir else "Facture"
    sheet.text(LEFT, 235, f"Objet : {kind.lower()} n° {invoice.numero_facture}", 10, bold=True)
    y = sheet.lines(LEFT, 260, _references(invoice), 9, 13) + 12
    sheet.text(LEFT, y, "Veuillez trouver ci-dessous le détail de nos prestations :", 9)
    for line in invoice.lines:
        y += 15
        detail = f"{quantity(line.quantity)} x {line.name} à {amount(line.net_price)} (TVA {rate(line.vat_rate)})"
        sheet.text(LEFT + 15, y, f"- {detail}")
        sheet.text(RIGHT, y, amount(line.net_amount), right=True)
    y = sheet.lines(LEFT, y + 30, _sums(invoice), 10, 15)
    bank = account(invoice)
    sheet.lines(LEFT, y + 15, (f"Merci de régler sur le compte {iban(bank)}." if bank else "", *_small(invoice)), 8, 11)
    sheet.text(LEFT, HEIGHT - 40, _identity(invoice), 7)
    sheet.turn()


def _addresses(sheet: Sheet, invoice: Invoice, service: str | None) -> None:
    seller, buyer = invoice.seller, invoice.buyer
    home, there = seller.address, buyer.address
    sheet.lines(
        LEFT,
        50,
        (
            seller.name or "",
            home.line_1 or "" if home else "",
            f"{home.post_code} {home.city}" if home else "",
            f"SIRET {grouped(invoice.siret_fournisseur)}",
        ),
    )
    sheet.lines(
        330,
        110,
        (
            buyer.name or "",
            service or "",
            there.line_1 or "" if there else "",
            f"{there.post_code} {there.city}" if there else "",
            f"SIRET client : {grouped(invoice.siret_destinataire)}",
        ),
    )
    city = home.city if home else ""
    sheet.text(RIGHT, 200, f"{city}, le {long_date(invoice.date_facture)}", right=True)


def _references(invoice: Invoice) -> tuple[str, ...]:
    return (
        f"Service exécutant : {invoice.code_service}" if invoice.code_service else "",
        f"Votre bon de commande n° {invoice.numero_engagement}" if invoice.numero_engagement else "",
        f"Marché n° {invoice.numero_marche}" if invoice.numero_marche else "",
        f"Cadre de facturation {invoice.cadre_facturation}" if invoice.cadre_facturation else "",
        f"Cet avoir corrige notre facture n° {invoice.numero_facture_origine}"
        if invoice.numero_facture_origine
        else "",
    )


def _sums(invoice: Invoice) -> tuple[str, ...]:
    totals, devise = invoice.totals, invoice.devise
    return (
        f"Total hors taxes : {amount(totals.without_vat, devise)}",
        *(f"TVA à {rate(part.rate)} : {amount(part.amount, devise)}" for part in invoice.vat_breakdown),
        f"Total toutes taxes comprises : {amount(totals.with_vat, devise)}",
        f"Déjà réglé : {amount(totals.paid, devise)}" if totals.paid else "",
        f"Reste à payer : {amount(totals.due, devise)}",
    )


def _small(invoice: Invoice) -> tuple[str, ...]:
    regime = "TVA acquittée sur les encaissements." if invoice.vat_point_code == "432" else ""
    due = f"Échéance : {long_date(invoice.due_date)}" if invoice.due_date else ""
    reasons = tuple(part.exemption_reason or "" for part in invoice.vat_breakdown)
    return (due, regime, *reasons, *(note.text or "" for note in invoice.notes))


def _identity(invoice: Invoice) -> str:
    vat = f" - TVA intracommunautaire {invoice.tva_fournisseur}" if invoice.tva_fournisseur else ""
    return f"{invoice.seller.legal_information or invoice.seller.name}{vat}"
