"""A supplier's hints: more labels and places on its own pages, never against what the page proves."""

from decimal import Decimal

from domain.decision import Reading
from domain.reading_hints import PageBox, ReadingHint, ReadingHints
from domain.reading_options import ReadingOptions
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.facts import facts
from tests.parsers.page.layouts import Sheet

SELLER, OTHER = facts(5).seller.siret, facts(6).seller.siret
HINTS = ReadingHints(
    siren=SELLER[:9],
    champs=(
        ReadingHint(champ="numero_engagement", libelles=("Votre dossier", "Sésame {clé}")),
        ReadingHint(champ="code_service", cadre=PageBox(gauche=400, haut=100, droite=560, bas=125)),
        ReadingHint(champ="montant_ttc", cadre=PageBox(gauche=400, haut=500, droite=560, bas=525)),
    ),
)


def _read(*texts: tuple[float, float, str], siret: str = SELLER) -> Reading:
    sheet = Sheet()
    for x, y, text in ((45, 60, "FACTURE N° F-12"), (45, 75, f"SIRET fournisseur : {siret}"), *texts):
        sheet.at(x, y, text)
    return text_pdf.read(Source(sheet.done(), reading_options=ReadingOptions(indices=(HINTS,))))


def test_a_label_of_its_own() -> None:
    reading = _read((45, 100, "Votre dossier : 4500123"))
    assert reading.invoice is not None
    assert reading.invoice.numero_engagement == "4500123"


def test_only_on_its_own_pages() -> None:
    reading = _read((45, 100, "Votre dossier : 4500123"), siret=OTHER)
    assert reading.invoice is not None
    assert reading.invoice.numero_engagement is None


def test_a_place() -> None:
    reading = _read((420, 115, "DRH-15"))
    assert reading.invoice is not None
    assert reading.invoice.code_service == "DRH-15"
    (proof,) = [one for one in reading.evidence if one.field == "code_service"]
    assert proof.label is None and 400 < proof.box[0] < 560


def test_another_value_under_a_known_label_leaves_a_doubt() -> None:
    reading = _read((45, 100, "N° d'engagement : 4500999"), (45, 120, "Votre dossier : 4500123"))
    assert reading.invoice is not None
    assert reading.invoice.numero_engagement is None
    assert [doubt.field for doubt in reading.doubts] == ["numero_engagement"]


def test_totals_that_agree_are_not_overridden() -> None:
    reading = _read(
        (45, 300, "Total HT : 100,00 €"),
        (45, 314, "Total TVA : 20,00 €"),
        (45, 328, "Total TTC : 120,00 €"),
        (420, 515, "999,00 €"),
    )
    assert reading.invoice is not None
    assert reading.invoice.montant_ttc == Decimal("120.00")
