"""Where values stand that a look to the right of their label does not find, and whose a SIRET is."""

from domain.invoice import Invoice
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.hub.doutes import MOES, for_moe
from tests.parsers.page.facts import facts
from tests.parsers.page.layouts import Sheet

FACTS = facts(5)
SELLER, BUYER, THIRD = FACTS.seller.siret, FACTS.buyer.siret, FACTS.other.siret


def _read(sheet: Sheet) -> Invoice:
    invoice = text_pdf.read(Source(sheet.done())).invoice
    assert invoice is not None
    return invoice


def _sheet(*texts: tuple[float, float, str]) -> Sheet:
    sheet = Sheet()
    for x, y, text in texts:
        sheet.at(x, y, text)
    return sheet


def test_a_line_of_labels_over_a_line_of_values_of_other_widths() -> None:
    invoice = _read(
        _sheet(
            (45, 60, "FACTURE"),
            (90, 131, "Numéro"),
            (205, 131, "Établie le"),
            (300, 131, "N° EJ"),
            (45, 143, "2026/7"),
            (172, 143, "03/03/2026"),
            (265, 143, "755867"),
        )
    )
    assert (invoice.numero_facture, invoice.numero_engagement) == ("2026/7", "755867")
    assert str(invoice.date_facture) == "2026-03-03"


def test_a_legal_notice_along_the_margin_is_the_suppliers() -> None:
    sheet = _sheet(
        (45, 60, "FACTURE N° F-12 du mardi 3 mars 2026"),
        (45, 75, "Brassac Informatique SARL au capital de 8 000 euros, entretien des postes"),
        (320, 110, "Adresse de facturation"),
        (320, 122, "Commune de Valmontel"),
        (320, 134, "31000 TOULOUSE"),
        (320, 146, f"SIRET : {BUYER}"),
    )
    sheet.beside(22, 700, f"N° de SIRET : {SELLER} - TVA intracommunautaire : {FACTS.seller.vat}")
    invoice = _read(sheet)
    assert (invoice.siret_fournisseur, invoice.siret_destinataire) == (SELLER, BUYER)
    assert invoice.tva_fournisseur == FACTS.seller.vat
    assert str(invoice.date_facture) == "2026-03-03"


def test_a_table_of_parties_gives_the_owner_of_each_siret() -> None:
    invoice = _read(
        _sheet(
            (45, 40, "Menuiserie Garrigou SARL"),
            (45, 52, f"SIRET fournisseur : {SELLER}"),
            (45, 80, "Intervenant"),
            (150, 80, "Nom"),
            (400, 80, "SIRET"),
            (45, 93, "Maître d'ouvrage"),
            (150, 93, "Commune de Valmontel"),
            (400, 93, BUYER),
            (45, 106, "Maître d'œuvre"),
            (150, 106, "Bureau Verdier SAS"),
            (400, 106, THIRD),
            (45, 130, "FACTURE N° F-12"),
            (45, 145, "N° de la pièce précédente : PD-2026-03"),
        )
    )
    assert (invoice.siret_fournisseur, invoice.siret_destinataire) == (SELLER, BUYER)
    assert invoice.siret_moe == THIRD
    assert invoice.nom_destinataire == "Commune de Valmontel"
    assert [piece.number for piece in invoice.references.preceding] == ["PD-2026-03"]


def test_two_project_managers_are_a_doubt_and_neither_is_chosen() -> None:
    one, both = (text_pdf.read(Source(for_moe("CHA-2026-07", *named))) for named in (MOES[:1], MOES))
    assert one.invoice is not None
    assert one.invoice.siret_moe == MOES[0]
    (proof,) = (each for each in one.evidence if each.field == "siret_moe")
    assert (proof.page, proof.text, proof.label) == (1, MOES[0], "SIRET MOE")
    assert both.invoice is not None
    assert both.invoice.buyer_agent is None
    assert [(each.field, tuple(rival.text for rival in each.rivals)) for each in both.doubts] == [("siret_moe", MOES)]


def test_the_head_office_gives_way_to_the_place_that_invoices() -> None:
    other = next(
        SELLER[:9] + f"00{n:03d}"
        for n in range(10, 999)
        if _luhn(SELLER[:9] + f"00{n:03d}") and SELLER[9:] != f"00{n:03d}"
    )
    invoice = _read(
        _sheet(
            (45, 40, "Menuiserie Garrigou SARL"),
            (45, 52, "12 rue du Moulin"),
            (45, 64, "31000 TOULOUSE"),
            (45, 76, f"SIRET : {SELLER}"),
            (45, 130, "FACTURE N° F-12"),
            (45, 790, f"Siège social : 4 avenue de la Gare, 69003 LYON - SIRET {other} - RCS Lyon"),
        )
    )
    assert invoice.siret_fournisseur == SELLER


def test_a_siret_without_an_owner_among_the_recipients_codes_is_the_recipients() -> None:
    invoice = _read(
        _sheet(
            (45, 40, "Menuiserie Garrigou SARL"),
            (45, 130, "FACTURE N° F-12"),
            (45, 150, "SIRET"),
            (160, 150, BUYER),
            (45, 163, "Service exécutant"),
            (160, 163, "DRH"),
            (45, 176, "Engagement"),
            (160, 176, "4500012"),
            (45, 780, f"Menuiserie Garrigou SARL au capital de 8 000 € - SIRET {SELLER} - RCS Toulouse"),
        )
    )
    assert (invoice.siret_fournisseur, invoice.siret_destinataire) == (SELLER, BUYER)


def test_a_narrow_column_breaks_a_siret_and_a_name() -> None:
    invoice = _read(
        _sheet(
            (45, 40, "FACTURE N° F-12"),
            (45, 60, "CLIENT"),
            (45, 71, "Communauté de communes du"),
            (45, 82, "Haut-Lez"),
            (45, 93, "31000 TOULOUSE"),
            (45, 104, f"SIRET destinataire : {BUYER[:9]}"),
            (45, 115, BUYER[9:]),
        )
    )
    assert invoice.siret_destinataire == BUYER
    assert invoice.nom_destinataire == "Communauté de communes du Haut-Lez"


def test_a_sentence_that_goes_on_in_the_next_line() -> None:
    invoice = _read(
        _sheet(
            (45, 40, "Objet : Facture n° F-12"),
            (45, 60, "Nous vous prions de trouver ci-après le décompte de nos prestations. Numéro d'engagement :"),
            (45, 71, "EJ-2026-0460; Code service : 15."),
        )
    )
    assert (invoice.numero_engagement, invoice.code_service) == ("EJ-2026-0460", "15")


def test_amounts_that_touch_their_labels() -> None:
    invoice = _read(
        _sheet(
            (45, 40, "Facture n° F-12"),
            (45, 60, "Montant total HT30.907,04 euros"),
            (45, 72, "Montant de la TVA6 181,41 euros"),
            (45, 84, "Total toutes taxes comprises37.088,45 euros"),
        )
    )
    assert [str(one) for one in (invoice.montant_ht, invoice.montant_tva, invoice.montant_ttc)] == [
        "30907.04",
        "6181.41",
        "37088.45",
    ]


def test_the_foot_of_a_column_counts_when_it_sums_it_up() -> None:
    rows = ((100, "Taux", "Base HT", "Montant TVA", "Montant TTC"), (114, "20 %", "100,00", "20,00", "120,00"))
    rows += ((126, "10 %", "50,00", "5,00", "55,00"), (142, "", "150,00", "25,00", "175,00"))
    sheet = _sheet((45, 40, "Facture n° F-12"))
    for y, *cells in rows:
        for rank, text in enumerate(cells):
            sheet.at(45 + 90 * rank, y, text)
    invoice = _read(sheet)
    assert [str(one) for one in (invoice.montant_ht, invoice.montant_tva, invoice.montant_ttc)] == [
        "150.00",
        "25.00",
        "175.00",
    ]


def test_our_own_order_number_is_no_engagement() -> None:
    invoice = _read(_sheet((45, 40, "Facture n° F-12"), (45, 60, "Notre commande : CDE-4471")))
    assert invoice.numero_engagement is None


def test_a_bare_order_label_is_an_engagement_and_no_title() -> None:
    invoice = _read(_sheet((45, 40, "FACTURE F-12"), (45, 60, "Bon de commande"), (160, 60, "D26902197")))
    assert (invoice.numero_engagement, invoice.type_facture) == ("D26902197", "380")


def _luhn(digits: str) -> bool:
    total = 0
    for rank, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + rank % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


_PAIRS = (
    ("N° de facture", "FA-2026-117"),
    ("Date de facture", "03/03/2026"),
    ("Code service", "DRH-15"),
    ("N° d'engagement", "4500123456"),
    ("N° de marché", "2025-118-B"),
)


def _said(invoice: Invoice) -> tuple[str | None, ...]:
    day = invoice.date_facture
    return (
        invoice.numero_facture,
        day.strftime("%d/%m/%Y") if day else None,
        invoice.code_service,
        invoice.numero_engagement,
        invoice.numero_marche,
    )


def test_small_captions_under_their_values_side_by_side_or_in_a_column() -> None:
    row, column = _sheet((45, 110, "FACTURE")), _sheet((45, 110, "FACTURE"))
    for rank, (label, value) in enumerate(_PAIRS):
        row.at(45 + 105 * rank, 150, value, size=11)
        row.at(45 + 105 * rank, 162, label, size=6)
        column.at(45, 150 + 30 * rank, value, size=11)
        column.at(45, 161 + 30 * rank, label, size=6)
    assert _said(_read(row)) == _said(_read(column)) == tuple(value for _, value in _PAIRS)


def test_bars_between_labels_and_between_values() -> None:
    sheet = _sheet(
        (45, 110, "FACTURE"),
        (45, 150, "   |   ".join(label for label, _ in _PAIRS)),
        (45, 164, "   |   ".join(value for _, value in _PAIRS)),
    )
    assert _said(_read(sheet)) == tuple(value for _, value in _PAIRS)


def test_everything_in_one_sentence() -> None:
    invoice = _read(
        _sheet(
            (45, 150, "Facture FA-2026-117 émise à Toulouse le 3 mars 2026, en exécution du marché 2025-118-B,"),
            (45, 162, "engagement 4500123456, service exécutant DRH-15."),
            (45, 190, "Elle s'élève à 1 234,50 € HT, soit 1 481,40 € TTC, dont 246,90 € de TVA à 20 %."),
        )
    )
    assert _said(invoice) == tuple(value for _, value in _PAIRS)
    assert [str(one) for one in (invoice.montant_ht, invoice.montant_tva, invoice.montant_ttc)] == [
        "1234.50",
        "246.90",
        "1481.40",
    ]


def test_a_label_for_two_fields_counts_for_neither() -> None:
    invoice = _read(_sheet((45, 40, "FACTURE F-12"), (45, 60, "N° d'engagement / N° de marché : 2025-118")))
    assert (invoice.numero_engagement, invoice.numero_marche) == (None, None)


def test_a_value_on_the_right_that_may_be_of_another_column_is_a_doubt() -> None:
    sheet = _sheet(
        (45, 40, "FACTURE F-12"), (45, 60, "Numéro d'engagement :"), (45, 70, "1476128164"), (300, 60, "221045")
    )
    reading = text_pdf.read(Source(sheet.done()))
    assert reading.invoice is not None
    assert reading.invoice.numero_engagement is None
    assert [doubt.field for doubt in reading.doubts] == ["numero_engagement"]
    assert {rival.text for rival in reading.doubts[0].rivals} == {"1476128164", "221045"}


def test_labels_after_their_values_in_brackets_or_half_a_line_higher() -> None:
    after, bracketed, lower = (_sheet((45, 110, "FACTURE")) for _ in range(3))
    for rank, (label, value) in enumerate(_PAIRS):
        after.at(45, 150 + 14 * rank, value)
        after.at(160, 150 + 14 * rank, label)
        bracketed.at(45, 150 + 14 * rank, f"[{label}] {value}")
        lower.at(45, 150 + 22 * rank, label)
        lower.at(200, 156 + 22 * rank, value)
    wanted = tuple(value for _, value in _PAIRS)
    assert [_said(_read(sheet)) for sheet in (after, bracketed, lower)] == [wanted] * 3


def test_an_amount_is_no_order() -> None:
    invoice = _read(_sheet((45, 40, "FACTURE F-12"), (45, 60, "Franco de port (commande > 300 € HT)")))
    assert invoice.numero_engagement is None
