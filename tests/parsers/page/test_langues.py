"""Invoices in the languages around: what is labelled is read, what routes stays absent."""

from itertools import combinations

import pytest

from domain.finding import Severity
from domain.invoice import fields
from parsers.page.labels.languages import Language, language_of
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.layouts import Sheet

_GERMAN = (
    (60, "Lieferant Beispiel GmbH", None),
    (100, "Rechnung", None),
    (120, "Rechnungs-Nr.:", "RE-2026-0042"),
    (135, "Rechnungsdatum:", "3. März 2026"),
    (150, "Kundennummer:", "47774"),
    (165, "Bestellnummer:", "4500012345"),
    (300, "Nettobetrag:", "1.000,00 €"),
    (315, "zzgl. 19 % MwSt.:", "190,00 €"),
    (330, "Gesamtbetrag:", "1.190,00 €"),
)
_DUTCH = (
    (60, "Voorbeeld B.V.", None),
    (100, "FACTUUR", None),
    (120, "Factuurnummer:", "2026-117"),
    (135, "Factuurdatum:", "3 maart 2026"),
    (150, "Klantnummer:", "8812"),
    (165, "Ordernummer:", "12572103"),
    (300, "Totaal excl. btw", "€ 1.000,00"),
    (315, "Btw 21 %", "€ 210,00"),
    (330, "Totaal incl. btw", "€ 1.210,00"),
)
_SPANISH = (
    (60, "Ejemplo S.L.", None),
    (100, "FACTURA", None),
    (120, "Número de factura:", "F26/088"),
    (135, "Fecha de factura:", "3 de marzo de 2026"),
    (150, "Nº de cliente:", "8812"),
    (165, "Nº de pedido:", "PED-77"),
    (300, "Base imponible", "1.000,00 €"),
    (315, "IVA 21 %", "210,00 €"),
    (330, "Total a pagar", "1.210,00 €"),
)
_ITALIAN = (
    (60, "Esempio S.r.l.", None),
    (100, "FATTURA", None),
    (120, "Fattura n.", "88/2026"),
    (135, "Data fattura", "03/03/2026"),
    (150, "Codice cliente", "8812"),
    (165, "Ordine n.", "OR-771"),
    (300, "Totale imponibile", "1.000,00 €"),
    (315, "Totale IVA 22 %", "220,00 €"),
    (330, "Totale fattura", "1.220,00 €"),
)
_CASES = (
    (_GERMAN, Language.ALLEMAND, "RE-2026-0042", "1190.00"),
    (_DUTCH, Language.NEERLANDAIS, "2026-117", "1210.00"),
    (_SPANISH, Language.ESPAGNOL, "F26/088", "1210.00"),
    (_ITALIAN, Language.ITALIEN, "88/2026", "1220.00"),
)
type_lines = tuple[tuple[int, str, str | None], ...]


@pytest.mark.parametrize(("lines", "language", "number", "total"), _CASES, ids=lambda value: str(value)[:20])
def test_what_is_labelled_is_read_and_nothing_is_routed(
    lines: type_lines, language: Language, number: str, total: str
) -> None:
    page = Sheet()
    for top, label, value in lines:
        page.at(45, top, label)
        if value is not None:
            page.at(220, top, value)
    reading = text_pdf.read(Source(page.done()))
    assert language_of(label for _, label, _ in lines) is language
    assert reading.invoice is not None
    read = fields(reading.invoice)
    assert (read["numero_facture"], read["montant_ttc"]) == (number, total)
    assert (read["date_facture"], read["montant_ht"]) == ("2026-03-03", "1000.00")
    assert read["type_facture"] == "380"
    routing = ("siret_fournisseur", "siret_destinataire", "code_service", "numero_engagement", "numero_marche")
    assert [read[name] for name in routing] == [None] * 5
    assert not [finding for finding in reading.findings if finding.severity is Severity.FATAL]


@pytest.mark.parametrize(
    "text",
    ["Facture n° 12 du 3 mars 2026, montant TTC, TVA, échéance", "Invoice number 12, VAT, total amount due", ""],
)
def test_french_and_english_need_no_other_words(text: str) -> None:
    assert language_of([text]) is None


def test_a_french_invoice_that_quotes_a_german_order_stays_french() -> None:
    assert language_of(["Facture Montant HT TVA TTC échéance SIRET", "Rechnung Datum Menge"]) is None


_TOLD = {
    Language.ALLEMAND: (
        "Rechnungen Rechnungsnummer Gutschrift MwSt UST Umsatzsteuer Mehrwertsteuer Nettobetrag Gesamtbetrag"
        " Bruttobetrag Kundennummer Menge Datum zahlbar zzgl SUMME Betrag Lieferant KÄUFER Seite"
    ).split(),
    Language.NEERLANDAIS: (
        "Factuurnummer Creditnota BTW Bedrag Totaal Subtotaal Klantnummer Aantal Omschrijving Datum Vervaldatum"
        " Betaling inclusief exclusief Leverancier Afnemer"
    ).split(),
    Language.ESPAGNOL: [
        *"Factura IVA NIF CIF Importe Fecha Vencimiento Cantidad Precio Emisor Abono Cliente NÚMERO Numero".split(),
        "Base imponible",
        "Total a pagar",
        "Forma de pago",
    ],
    Language.ITALIEN: [
        *"Fattura IVA Imponibile Totale Scadenza QUANTITÀ quantita Prezzo Importo Descrizione Cliente Data".split(),
        "Partita IVA",
        "P.IVA",
        "p. iva",
        "Nota di credito",
        "Codice fiscale",
    ],
}


@pytest.mark.parametrize("language", _TOLD)
def test_any_three_words_of_a_language_tell_it(language: Language) -> None:
    """A language is told by three of its words, whichever they are, among words that tell nothing."""
    for three in combinations(_TOLD[language], 3):
        assert language_of(["Le", " - ".join(three), "12,50"]) is language, three
