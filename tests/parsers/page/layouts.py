"""Sixteen ways to lay an invoice out, drawn with reportlab, each with what it says."""

import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.parsers.page.facts import Facts, Who, facts

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_WIDTH, _HEIGHT = A4


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A PDF and the fields it states, as :func:`domain.invoice.fields` shows them."""

    layout: str
    content: bytes
    truth: dict[str, str | None]


class Sheet:
    """A canvas that counts from the top left, with a font and a size at hand."""

    def __init__(self, font: str = "Helvetica", size: float = 9, *, rotated: bool = False) -> None:
        self._buffer = io.BytesIO()
        self._canvas = Canvas(self._buffer, pagesize=(_HEIGHT, _WIDTH) if rotated else A4)
        self._font, self._size, self._rotated = font, size, rotated
        self._start()

    def _start(self) -> None:
        if self._rotated:  # text runs upwards on a page lying on its side
            self._canvas.translate(_HEIGHT, 0)
            self._canvas.rotate(90)

    def at(self, x: float, y: float, text: str, *, size: float = 0, bold: bool = False, spaced: float = 0) -> None:
        """``text`` from ``x``, ``y`` points below the top."""
        font = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}[self._font]
        writing = self._canvas.beginText(x, _HEIGHT - y)
        writing.setFont(font if bold else self._font, size or self._size)
        writing.setCharSpace(spaced)
        writing.textOut(text)
        self._canvas.drawText(writing)

    def right(self, x: float, y: float, text: str, *, bold: bool = False) -> None:
        """``text`` ending at ``x``."""
        self._canvas.setFont(self._font + ("-Bold" if bold and self._font != "Times-Roman" else ""), self._size)
        self._canvas.drawRightString(x, _HEIGHT - y, text)

    def beside(self, x: float, y: float, text: str) -> None:
        """``text`` running up the margin from ``x``, ``y`` points below the top."""
        self._canvas.saveState()
        self._canvas.translate(x, _HEIGHT - y)
        self._canvas.rotate(90)
        self._canvas.setFont(self._font, self._size)
        self._canvas.drawString(0, 0, text)
        self._canvas.restoreState()

    def turn(self) -> None:
        """A new page."""
        self._canvas.showPage()
        self._start()

    def done(self) -> bytes:
        """The file."""
        self._canvas.save()
        return self._buffer.getvalue()


def amount(value: Decimal, style: str = "fr") -> str:
    """``value`` as people write it."""
    text = f"{value:,.2f}"
    thousands, cents = {
        "fr": (" ", ","),
        "thin": ("\u202f", ","),
        "nbsp": ("\u00a0", ","),
        "dot": (".", ","),
        "none": ("", ","),
        "en": (",", "."),
    }[style]
    return text.replace(",", "\0").replace(".", cents).replace("\0", thousands)


def long_date(day: date) -> str:
    """``1er mars 2026``."""
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"


def short(day: date) -> str:
    """``01/03/2026``."""
    return day.strftime("%d/%m/%Y")


def spaced(siret: str) -> str:
    """``123 456 789 00012``."""
    return f"{siret[:3]} {siret[3:6]} {siret[6:9]} {siret[9:]}"


def _truth(f: Facts, *names: str, **more: str | None) -> dict[str, str | None]:
    known = {
        "numero_facture": f.number,
        "type_facture": "381" if f.credit else "380",
        "date_facture": f.issued.isoformat(),
        "devise": "EUR",
        "siret_fournisseur": f.seller.siret,
        "tva_fournisseur": f.seller.vat,
        "nom_fournisseur": f.seller.name,
        "siret_destinataire": f.buyer.siret,
        "nom_destinataire": f.buyer.name,
        "code_service": f.service,
        "numero_engagement": f.engagement,
        "numero_marche": f.contract,
        "cadre_facturation": f.cadre,
        "montant_ht": f"{f.ht:.2f}",
        "montant_tva": f"{f.vat:.2f}",
        "montant_ttc": f"{f.ttc:.2f}",
        "montant_a_payer": f"{f.ttc:.2f}",
        "numero_facture_origine": f.origin,
    }
    always = ("numero_facture", "type_facture", "date_facture", "montant_ht", "montant_tva", "montant_ttc")
    return {name: known[name] if name in names or name in always else None for name in known} | more


def _lines(sheet: Sheet, f: Facts, y: float, style: str, heads: tuple[str, ...], *, step: float = 16) -> float:
    places = (45, 300, 350, 430, 550)
    for x, head in zip(places, heads, strict=True):
        sheet.at(x, y, head, bold=True) if x < 300 else sheet.right(x, y, head, bold=True)
    for item in f.items:
        y += step
        sheet.at(45, y, item.name)
        for x, text in zip(
            places[1:],
            (str(item.quantity), amount(item.price, style), f"{item.rate} %", amount(item.total, style)),
            strict=True,
        ):
            sheet.right(x, y, text)
    return y + 2 * step


def _address(sheet: Sheet, x: float, y: float, who: Who, *more: str) -> float:
    for text in (who.name, who.street, f"{who.postcode} {who.town}", *more):
        sheet.at(x, y, text)
        y += 12
    return y


def classic(f: Facts, dice: random.Random) -> tuple[bytes, dict[str, str | None]]:
    """Letterhead left, client right, labels before values, totals bottom right."""
    sheet = Sheet()
    _address(sheet, 45, 50, f.seller, f"SIRET : {spaced(f.seller.siret)}", f"TVA intracommunautaire : {f.seller.vat}")
    sheet.at(330, 110, "Facturé à :", bold=True)
    _address(sheet, 330, 124, f.buyer, f"SIRET : {f.buyer.siret}")
    sheet.at(45, 200, f"{dice.choice(('FACTURE N°', 'Facture n°', 'FACTURE n° :'))} {f.number}", size=15, bold=True)
    sheet.at(45, 220, f"Date de facture : {short(f.issued)}")
    sheet.at(45, 233, f"Code service : {f.service}")
    sheet.at(
        45,
        246,
        f"{dice.choice(chr(10).join(('N° d’engagement', 'Engagement juridique')).split(chr(10)))} : {f.engagement}",
    )
    sheet.at(45, 259, f"Date d'échéance : {short(f.due)}")
    y = _lines(sheet, f, 300, "fr", ("Désignation", "Qté", "P.U. HT", "TVA", "Total HT"))
    for label, value in (("Total HT", f.ht), ("Total TVA", f.vat), ("Total TTC", f.ttc), ("Net à payer", f.ttc)):
        sheet.at(380, y, label)
        sheet.right(550, y, amount(value) + " €")
        y += 15
    return sheet.done(), _truth(
        f,
        *"siret_fournisseur tva_fournisseur nom_fournisseur siret_destinataire nom_destinataire".split(),
        *"code_service numero_engagement montant_a_payer devise".split(),
    )


def stacked(f: Facts, dice: random.Random) -> tuple[bytes, dict[str, str | None]]:
    """Small labels above values, in a row of boxes; totals in a row too; thin spaces."""
    sheet = Sheet(size=10)
    sheet.at(45, 60, f.seller.name, size=14, bold=True)
    sheet.at(45, 76, f"{f.seller.street} - {f.seller.postcode} {f.seller.town}")
    sheet.at(430, 60, "FACTURE", size=18, bold=True)
    sheet.at(330, 110, "DESTINATAIRE", size=7)
    _address(sheet, 330, 124, f.buyer, f"SIRET {spaced(f.buyer.siret)}")
    for x, label, value in (
        (45, "NUMÉRO DE FACTURE", f.number),
        (175, "DATE D'ÉMISSION", long_date(f.issued)),
        (290, "SERVICE EXÉCUTANT", f.service),
        (410, "N° ENGAGEMENT", f.engagement),
        (500, "N° MARCHÉ", f.contract),
    ):
        sheet.at(x, 210, label, size=6.5)
        sheet.at(x, 224, value)
    y = _lines(sheet, f, 270, "nbsp", ("Description", "Quantité", "Prix unitaire", "TVA %", "Montant HT"))
    for x, label, value in ((200, "TOTAL HT", f.ht), (300, "MONTANT TVA", f.vat), (420, "TOTAL TTC", f.ttc)):
        sheet.at(x, y, label, size=7)
        sheet.at(x, y + 14, f"{amount(value, 'nbsp')} €")
    sheet.at(
        45,
        800,
        f"{f.seller.name} au capital de 10 000 € - SIRET {f.seller.siret} - APE 4332A - TVA {f.seller.vat}",
        size=7,
    )
    return sheet.done(), _truth(
        f,
        *"siret_fournisseur tva_fournisseur nom_fournisseur siret_destinataire nom_destinataire code_service".split(),
        *"numero_engagement numero_marche montant_a_payer devise".split(),
    )


def two_columns(f: Facts, dice: random.Random) -> tuple[bytes, dict[str, str | None]]:
    """Labels in one column and values in the next, both parties side by side under their names."""
    sheet = Sheet("Times-Roman", 10)
    sheet.at(240, 45, "Facture", size=20, bold=True)
    sheet.at(45, 80, "Fournisseur", bold=True)
    sheet.at(320, 80, "Client", bold=True)
    _address(sheet, 45, 95, f.seller, f"N° SIRET : {f.seller.siret}", f"N° TVA : {f.seller.vat}")
    _address(sheet, 320, 95, f.buyer, f"N° SIRET : {f.buyer.siret}")
    y = 190.0
    for label, value in (
        ("Facture n°", f.number),
        ("Date", short(f.issued)),
        ("Votre commande n°", f.engagement),
        ("Marché n°", f.contract),
        ("Code service", f.service),
        ("Cadre de facturation", f.cadre),
    ):
        sheet.at(45, y, label)
        sheet.at(190, y, value)
        y += 14
    y = _lines(sheet, f, y + 20, "dot", ("Libellé", "Nombre", "Prix HT", "Taux TVA", "Montant HT"))
    for rate, base, tax in f.taxes:
        sheet.at(45, y, f"TVA {rate} % sur {amount(base, 'dot')} : {amount(tax, 'dot')}")
        y += 13
    for label, value in (("Montant HT", f.ht), ("Montant TVA", f.vat), ("Montant TTC", f.ttc)):
        sheet.at(360, y, f"{label} :")
        sheet.right(550, y, amount(value, "dot") + " EUR")
        y += 14
    return sheet.done(), _truth(
        f,
        *"siret_fournisseur tva_fournisseur nom_fournisseur siret_destinataire nom_destinataire code_service".split(),
        *"numero_engagement numero_marche cadre_facturation montant_a_payer devise".split(),
    )


def long_table(f: Facts, dice: random.Random) -> tuple[bytes, dict[str, str | None]]:
    """Three pages of lines with amounts carried forward; totals on the last."""
    f = facts(f.seed, items=80)
    sheet = Sheet(size=8.5)
    done = Decimal(0)
    for page, chunk in enumerate((f.items[:28], f.items[28:56], f.items[56:])):
        sheet.at(45, 40, f.seller.name, bold=True)
        sheet.at(420, 40, f"Facture n° {f.number} du {short(f.issued)}")
        sheet.at(420, 55, f"Page {page + 1} / 3")
        y = 80.0
        if page == 0:
            _address(sheet, 330, 80, f.buyer)
            sheet.at(330, 120, f"SIRET du destinataire : {spaced(f.buyer.siret)}")
            sheet.at(45, 120, f"Notre SIRET : {f.seller.siret}")
            sheet.at(45, 135, f"EJ : {f.engagement}")
            y = 160.0
        else:
            sheet.at(300, y, "Report")
            sheet.right(550, y, amount(done))
            y += 16
        y = _lines(sheet, _with(f, chunk), y, "fr", ("Désignation", "Qté", "P.U. HT", "TVA", "Total HT"), step=14)
        done += sum((item.total for item in chunk), Decimal(0))
        if page < 2:
            sheet.at(300, y, "À reporter")
            sheet.right(550, y, amount(done))
            sheet.turn()
    for label, value in (("Total H.T.", f.ht), ("T.V.A.", f.vat), ("Total T.T.C.", f.ttc)):
        sheet.at(400, y, label)
        sheet.right(550, y, amount(value) + " €")
        y += 14
    return sheet.done(), _truth(
        f, *"siret_fournisseur siret_destinataire nom_destinataire numero_engagement montant_a_payer devise".split()
    )


def _with(f: Facts, items: tuple) -> Facts:  # type: ignore[type-arg]
    from dataclasses import replace

    return replace(f, items=items)


def credit_note(f: Facts, dice: random.Random) -> tuple[bytes, dict[str, str | None]]:
    """An avoir: negative amounts, the invoice it corrects named."""
    f = facts(f.seed, credit=True)
    sheet = Sheet()
    _address(sheet, 45, 50, f.seller, f"SIRET {f.seller.siret} - RCS Toulouse")
    _address(sheet, 340, 100, f.buyer, f"SIRET {f.buyer.siret}")
    sheet.at(45, 190, f"AVOIR N° {f.number}", size=16, bold=True)
    sheet.at(45, 210, f"Date : {long_date(f.issued)}")
    sheet.at(45, 224, f"Facture d'origine : {f.origin}")
    y = _lines(sheet, f, 260, "fr", ("Désignation", "Qté", "P.U. HT", "TVA", "Total HT"))
    sign = dice.choice(("-{} €", "- {} €", "({}) €"))
    for label, value in (("Total HT", f.ht), ("TVA", f.vat), ("Total TTC", f.ttc), ("Net à déduire", f.ttc)):
        sheet.at(380, y, f"{label} :")
        sheet.right(550, y, sign.format(amount(value)))
        y += 15
    return sheet.done(), _truth(
        f,
        *"siret_fournisseur siret_destinataire numero_facture_origine devise nom_fournisseur nom_destinataire".split(),
        montant_ht=f"{-f.ht:.2f}",
        montant_tva=f"{-f.vat:.2f}",
        montant_ttc=f"{-f.ttc:.2f}",
        montant_a_payer=f"{-f.ttc:.2f}",
    )


def many_sirets(f: Facts, dice: random.Random) -> tuple[bytes, dict[str, str | None]]:
    """Four SIRETs: supplier, recipient, delivery and the contractor's supervisor."""
    sheet = Sheet()
    sheet.at(45, 45, f.seller.name, size=13, bold=True)
    sheet.at(45, 60, f"{f.seller.street}, {f.seller.postcode} {f.seller.town}")
    sheet.at(45, 73, f"Siret : {f.seller.siret}")
    sheet.at(45, 110, "Adresse de livraison", bold=True)
    _address(sheet, 45, 124, f.other, f"SIRET : {f.other.siret}")
    sheet.at(330, 110, "Adresse de facturation", bold=True)
    _address(sheet, 330, 124, f.buyer, f"SIRET : {f.buyer.siret}")
    moe = facts(f.seed + 5000).other
    sheet.at(45, 200, f"Maître d'œuvre : {moe.name} - SIRET MOE : {moe.siret}")
    sheet.at(45, 225, f"N° de facture : {f.number}")
    sheet.at(300, 225, f"Date d'émission : {f.issued.strftime('%d.%m.%y')}")
    sheet.at(45, 240, f"Bon de commande n° {f.engagement} du {short(f.issued)}")
    sheet.at(300, 240, f"Date de livraison : {short(f.due)}")
    y = _lines(sheet, f, 280, "none", ("Article", "Qté", "PU HT", "TVA", "Montant HT"))
    for label, value in (("TOTAL HT", f.ht), ("dont TVA", f.vat), ("NET A PAYER TTC", f.ttc)):
        sheet.right(450, y, label)
        sheet.right(550, y, amount(value, "none"))
        y += 14
    sheet.at(45, y, "Montants en euros")
    return sheet.done(), _truth(
        f,
        *"siret_fournisseur nom_fournisseur siret_destinataire nom_destinataire numero_engagement".split(),
        *"montant_a_payer devise".split(),
    )


def letter_spaced(f: Facts, dice: random.Random) -> tuple[bytes, dict[str, str | None]]:
    """Wide letter spacing in title and SIRET; the date said as in a letter."""
    sheet = Sheet()
    _address(sheet, 45, 50, f.seller)
    sheet.at(45, 90, "SIRET :")
    sheet.at(90, 90, f.seller.siret, spaced=5)
    _address(sheet, 330, 110, f.buyer)
    sheet.at(330, 150, f"SIRET DU CLIENT : {f.buyer.siret}")
    sheet.at(330, 175, f"{f.seller.town.title()}, le {long_date(f.issued)}")
    sheet.at(200, 215, "FACTURE", size=16, spaced=8, bold=True)
    sheet.at(45, 240, f"Numéro : {f.number}")
    sheet.at(45, 254, f"Réf. commande : {f.engagement}")
    y = _lines(sheet, f, 290, "fr", ("Désignation", "Quantité", "Prix unitaire HT", "TVA", "Prix total HT"))
    for label, value in (("Total hors taxes", f.ht), ("T.V.A.", f.vat), ("Total toutes taxes comprises", f.ttc)):
        sheet.at(300, y, label)
        sheet.right(550, y, amount(value) + " €")
        y += 15
    return sheet.done(), _truth(
        f,
        *"siret_fournisseur siret_destinataire numero_engagement montant_a_payer devise".split(),
        *"nom_fournisseur nom_destinataire".split(),
    )


def rotated(f: Facts, dice: random.Random) -> tuple[bytes, dict[str, str | None]]:
    """The classic layout on a page lying on its side."""
    sheet = Sheet(rotated=True)
    _address(sheet, 45, 50, f.seller, f"SIRET : {f.seller.siret}")
    sheet.at(330, 90, "Destinataire", bold=True)
    _address(sheet, 330, 104, f.buyer, f"SIRET : {f.buyer.siret}")
    sheet.at(45, 200, f"Facture n° {f.number} du {long_date(f.issued)}", size=14)
    sheet.at(45, 220, f"Service exécutant : {f.service}")
    y = _lines(sheet, f, 260, "fr", ("Désignation", "Qté", "P.U.", "TVA", "Montant"))
    for label, value in (("Total HT", f.ht), ("TVA", f.vat), ("Total TTC", f.ttc)):
        sheet.at(380, y, label)
        sheet.right(550, y, amount(value) + " €")
        y += 15
    return sheet.done(), _truth(
        f,
        *"siret_fournisseur siret_destinataire code_service montant_a_payer devise".split(),
        *"nom_fournisseur nom_destinataire".split(),
    )


def english(f: Facts, dice: random.Random) -> tuple[bytes, dict[str, str | None]]:
    """English labels, dates with the month in letters."""
    sheet = Sheet()
    sheet.at(45, 50, "INVOICE", size=20, bold=True)
    sheet.at(45, 90, "From:", bold=True)
    _address(sheet, 45, 104, f.seller, f"SIRET: {f.seller.siret}", f"VAT number: {f.seller.vat}")
    sheet.at(320, 90, "Bill to:", bold=True)
    _address(sheet, 320, 104, f.buyer, f"SIRET: {f.buyer.siret}")
    sheet.at(45, 200, f"Invoice number: {f.number}")
    sheet.at(45, 214, f"Invoice date: {f.issued.strftime('%d %B %Y')}")
    sheet.at(45, 228, f"PO number: {f.engagement}")
    sheet.at(45, 242, f"Due date: {f.due.strftime('%d %B %Y')}")
    y = _lines(sheet, f, 280, "en", ("Description", "Qty", "Unit price", "VAT", "Amount"))
    for label, value in (("Subtotal", f.ht), ("VAT", f.vat), ("Total", f.ttc), ("Amount due", f.ttc)):
        sheet.at(400, y, label)
        sheet.right(550, y, "€" + amount(value, "en"))
        y += 15
    return sheet.done(), _truth(
        f,
        *"siret_fournisseur tva_fournisseur nom_fournisseur siret_destinataire nom_destinataire".split(),
        *"numero_engagement montant_a_payer devise".split(),
    )


def prepaid(f: Facts, dice: random.Random) -> tuple[bytes, dict[str, str | None]]:
    """Two VAT rates in a table, a discount, a deposit already paid, what remains to be paid."""
    f = facts(f.seed, rates=2, items=4)
    sheet = Sheet()
    sheet.at(45, 45, f"Vendeur : {f.seller.name}", bold=True)
    sheet.at(45, 58, f"{f.seller.street} {f.seller.postcode} {f.seller.town}")
    sheet.at(45, 71, f"SIRET vendeur : {spaced(f.seller.siret)}")
    sheet.at(330, 45, f"Acheteur : {f.buyer.name}", bold=True)
    sheet.at(330, 71, f"SIRET acheteur : {spaced(f.buyer.siret)}")
    for x, label, value in (
        (45, "Facture", f.number),
        (200, "Date facture", short(f.issued)),
        (330, "Engagement", f.engagement),
    ):
        sheet.at(x, 120, label, bold=True)
        sheet.at(x, 134, value)
    y = _lines(sheet, f, 180, "fr", ("Désignation", "Qté", "Prix unitaire HT", "TVA", "Total HT"))
    for x, head in ((45, "Taux"), (120, "Base HT"), (220, "Montant TVA")):
        sheet.at(x, y, head, bold=True)
    below = y
    for rate, base, tax in f.taxes:
        below += 14
        sheet.at(45, below, f"{rate} %")
        sheet.at(120, below, amount(base))
        sheet.at(220, below, amount(tax))
    for label, value in (
        ("Total brut HT", f.ht),
        ("Total net HT", f.ht),
        ("Total TVA", f.vat),
        ("Total TTC", f.ttc),
        ("Acompte versé", f.paid),
        ("Reste à payer", f.ttc - f.paid),
    ):
        sheet.at(380, y, label)
        sheet.right(550, y, amount(value) + " €")
        y += 14
    return sheet.done(), _truth(
        f,
        *"siret_fournisseur nom_fournisseur siret_destinataire nom_destinataire numero_engagement devise".split(),
        montant_a_payer=f"{f.ttc - f.paid:.2f}",
    )


def broken_labels(f: Facts, dice: random.Random) -> tuple[bytes, dict[str, str | None]]:
    """Labels on two lines in narrow boxes; a horizontal table of totals with a rate column."""
    sheet = Sheet(size=9)
    _address(sheet, 45, 50, f.seller, f"SIRET {f.seller.siret}")
    sheet.at(330, 90, "Adressé à", size=8)
    _address(sheet, 330, 104, f.buyer, f"SIRET {f.buyer.siret}")
    for x, upper, lower, value in (
        (45, "N° de", "facture", f.number),
        (140, "Date de", "facture", short(f.issued)),
        (235, "N° de", "marché", f.contract),
        (330, "Code", "service", f.service),
        (425, "Engagement", "juridique", f.engagement),
    ):
        sheet.at(x, 200, upper, size=8)
        sheet.at(x, 209, lower, size=8)
        sheet.at(x, 225, value)
    y = _lines(sheet, f, 270, "fr", ("Désignation", "Qté", "P.U. HT", "TVA", "Montant HT"))
    (rate, base, tax), *_ = f.taxes
    for x, head, value in (
        (45, "Base HT", amount(base)),
        (150, "Taux TVA", f"{rate} %"),
        (250, "Montant TVA", amount(tax)),
        (360, "Total TTC", amount(f.ttc)),
        (460, "NET À PAYER", amount(f.ttc) + " €"),
    ):
        sheet.at(x, y, head, bold=True)
        sheet.at(x, y + 15, value)
    return sheet.done(), _truth(
        f,
        *"siret_fournisseur siret_destinataire nom_destinataire code_service numero_engagement numero_marche".split(),
        *"montant_a_payer devise nom_fournisseur".split(),
    )


def courier(f: Facts, dice: random.Random) -> tuple[bytes, dict[str, str | None]]:
    """A typewriter face with dot leaders and labels run together on lines."""
    sheet = Sheet("Courier", 9)
    y = 60.0
    for text in (
        f"{f.seller.name}",
        f"{f.seller.street} - {f.seller.postcode} {f.seller.town}",
        f"SIRET {f.seller.siret}  APE 6201Z",
        "",
        f"FACTURE No {f.number}        DU {short(f.issued)}",
        "",
        f"DOIT : {f.buyer.name}",
        f"SIRET : {f.buyer.siret}",
        f"MARCHE No : {f.contract}   ENGAGEMENT No : {f.engagement}   SERVICE EXECUTANT : {f.service}",
        "",
        *(f"{item.name[:28]:<30}{item.quantity:>5}{amount(item.total):>14}" for item in f.items),
        "",
        f"TOTAL HT ....................... {amount(f.ht)} EUR",
        f"TVA {f.taxes[0][0]} % ..................... {amount(f.vat)} EUR",
        f"TOTAL TTC ...................... {amount(f.ttc)} EUR",
        f"SOMME A PAYER .................. {amount(f.ttc)} EUR",
    ):
        sheet.at(45, y, text)
        y += 13
    return sheet.done(), _truth(
        f,
        *"siret_fournisseur siret_destinataire code_service numero_engagement numero_marche".split(),
        *"montant_a_payer devise nom_fournisseur nom_destinataire".split(),
    )


def untaxed(f: Facts, dice: random.Random) -> tuple[bytes, dict[str, str | None]]:
    """A small firm without VAT: one total and the article of the code."""
    sheet = Sheet()
    _address(sheet, 45, 50, f.seller, f"N° SIRET : {spaced(f.seller.siret)}")
    _address(sheet, 340, 110, f.buyer, f"N° SIRET : {spaced(f.buyer.siret)}")
    sheet.at(45, 200, f"Facture {f.number}", size=14, bold=True)
    sheet.at(45, 216, f"Émise le {long_date(f.issued)}")
    y = _lines(sheet, f, 250, "fr", ("Prestation", "Qté", "P.U.", "", "Montant"))
    sheet.at(380, y, "Total à payer")
    sheet.right(550, y, amount(f.ht) + " €")
    sheet.at(45, y + 30, "TVA non applicable, art. 293 B du CGI")
    return sheet.done(), _truth(
        f,
        *"siret_fournisseur siret_destinataire devise nom_fournisseur nom_destinataire".split(),
        montant_tva="0.00",
        montant_ttc=f"{f.ht:.2f}",
        montant_a_payer=f"{f.ht:.2f}",
    )


def retained(f: Facts, dice: random.Random) -> tuple[bytes, dict[str, str | None]]:
    """A works invoice: a guarantee kept back, several rates, the notice at the foot."""
    f = facts(f.seed, rates=2, items=3)
    sheet = Sheet("Times-Roman", 10)
    sheet.at(45, 50, f.seller.name, size=15, bold=True)
    sheet.at(350, 100, "À l'attention du service financier", size=8)
    _address(sheet, 350, 114, f.buyer)
    sheet.at(45, 150, f"N° Siret client {f.buyer.siret}")
    sheet.at(45, 180, f"Facture N° : {f.number}", size=13)
    sheet.at(45, 196, f"Le {short(f.issued)}")
    sheet.at(45, 212, f"Marché public n° {f.contract} - Lot 3")
    y = _lines(sheet, f, 250, "fr", ("Ouvrage", "Qté", "Prix unitaire", "TVA", "Montant HT"))
    kept = (f.ttc * Decimal("0.05")).quantize(Decimal("0.01"))
    rows = [("Montant total HT", f.ht)]
    rows += [(f"TVA {rate} %", tax) for rate, _, tax in f.taxes]
    rows += [("Montant total TTC", f.ttc), ("Retenue de garantie 5 %", -kept), ("Net à payer", f.ttc - kept)]
    for label, value in rows:
        sheet.at(350, y, label)
        sheet.right(550, y, amount(value) + " €")
        y += 15
    notice = (
        f"{f.seller.name} - {f.seller.street} {f.seller.postcode} {f.seller.town} - RCS Nice - SIRET {f.seller.siret}"
    )
    sheet.at(45, 805, notice, size=7)
    return sheet.done(), _truth(
        f,
        *"siret_fournisseur siret_destinataire numero_marche devise nom_fournisseur".split(),
        montant_a_payer=f"{f.ttc - kept:.2f}",
    )


def chorus_block(f: Facts, dice: random.Random) -> tuple[bytes, dict[str, str | None]]:
    """A block of Chorus Pro references; the supplier only in the foot; bare amounts."""
    sheet = Sheet()
    sheet.at(45, 60, f"FACTURE {f.number}", size=16, bold=True)
    sheet.at(45, 80, f"du {long_date(f.issued)}")
    sheet.at(45, 110, "Références Chorus Pro", bold=True)
    y = 124.0
    for label, value in (
        ("Identifiant de la structure destinataire (SIRET)", f.buyer.siret),
        ("Code service destinataire", f.service),
        ("Numéro d'engagement", f.engagement),
        ("Référence du marché", f.contract),
        ("Cadre de facturation", f"{f.cadre} - Facture fournisseur"),
    ):
        sheet.at(45, y, f"{label} : {value}")
        y += 13
    _address(sheet, 380, 110, f.buyer)
    y = _lines(sheet, f, 240, "fr", ("Désignation", "Qté", "PU HT", "TVA", "Total HT"))
    sheet.at(330, y, "Total HT")
    sheet.right(550, y, amount(f.ht))
    for rate, _, tax in f.taxes:
        y += 14
        sheet.at(330, y, f"TVA à {rate} %")
        sheet.right(550, y, amount(tax))
    sheet.at(330, y + 14, "Total TTC en euros")
    sheet.right(550, y + 14, amount(f.ttc))
    sheet.at(45, 790, f"{f.seller.name} - {f.seller.street} - {f.seller.postcode} {f.seller.town}", size=7)
    sheet.at(45, 800, f"SIRET {f.seller.siret} - RCS Lyon - N° TVA intracommunautaire {f.seller.vat}", size=7)
    return sheet.done(), _truth(
        f,
        *"siret_fournisseur tva_fournisseur siret_destinataire code_service numero_engagement numero_marche".split(),
        *"cadre_facturation montant_a_payer devise nom_fournisseur nom_destinataire".split(),
    )


type_layout = Callable[[Facts, random.Random], tuple[bytes, dict[str, str | None]]]

LAYOUTS: tuple[type_layout, ...] = (
    classic,
    stacked,
    two_columns,
    long_table,
    credit_note,
    many_sirets,
    letter_spaced,
    rotated,
    english,
    prepaid,
    broken_labels,
    courier,
    untaxed,
    retained,
    chorus_block,
)


def draw(layout: type_layout, seed: int) -> Drawn:
    """One invoice in ``layout``."""
    content, truth = layout(facts(seed), random.Random(seed))
    return Drawn(layout=layout.__name__, content=content, truth=truth)
