"""The pivot: valid, read back to the same invoice with everything inside it, the same bytes for the same facts."""

import io
import os
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import parsers
import validators
from domain.cadre import CADRES
from domain.decision import Reading, Verdict, verdict
from domain.deposit import DepositedInvoice, Disposition
from domain.document import Format
from domain.finding import Pack
from domain.invoice import AVOIRS, Address, Attachment, Identifier, Invoice, Line, Party, Payment, VatBreakdown, fields
from domain.text import Locale
from exporters import pivot as cpp_pivot
from exporters.pivot.limits import note
from samples.make import cases
from tests.conftest import ROOT
from tests.exporters.facts import ACCEPTED
from tests.validators.good import GOOD, context

XSD = Path(os.environ.get("NAVETTE_XSD", ROOT.parent / "shared" / "reference" / "xsd"))
SAMPLES = [
    pytest.param(case.name, case.content, id=f"{folder}/{case.name}")
    for folder in ("factures", "averties", "travaux")
    for case in cases()[folder]
]
HELD = ("numero_facture", "date_facture", "devise", "siret_fournisseur", "nom_fournisseur", "siret_destinataire",
        "nom_destinataire", "code_service", "numero_engagement", "numero_marche", "montant_ht",
        "montant_ttc")  # fmt: skip
"""Fields the format holds as they are."""


@cache
def schema() -> etree.XMLSchema | None:
    path = XSD / "CPPFacturePivot_V2_02.xsd"
    return etree.XMLSchema(etree.parse(path)) if path.exists() else None


def valid(written: bytes) -> None:
    """Held against the schema where it is at hand; the order of the elements always."""
    root = etree.fromstring(written, etree.XMLParser(huge_tree=True))
    for element in root.iter():
        if element.tag in ORDER:
            ranks = [ORDER[str(element.tag)].index(str(child.tag)) for child in element]
            assert ranks == sorted(ranks), element.tag
    if found := schema():
        found.assertValid(root)


def deposited(reading: Reading, name: str) -> DepositedInvoice:
    invoice = reading.invoice or Invoice()
    return replace(ACCEPTED, format=reading.format, deposit_name=name, member=None, values=fields(invoice))


def pivot(content: bytes, name: str = "facture.xml", **changes: Any) -> bytes:
    reading = parsers.read(content)
    assert reading.invoice is not None
    assert cpp_pivot.obstacles(reading.invoice) == ()
    facts = replace(deposited(reading, name), **changes)
    return cpp_pivot.as_xml(reading.invoice, facts, cpp_pivot.pieces_of(reading.invoice, facts, content))


def of(invoice: Invoice, *pieces: cpp_pivot.Piece, **changes: Any) -> bytes:
    facts = replace(ACCEPTED, **changes)
    return cpp_pivot.as_xml(invoice, facts, pieces or (cpp_pivot.Piece(name="f.xml", content=b"<f/>", kind="01"),))


def said(written: bytes, path: str) -> list[str]:
    return [str(element.text) for element in etree.fromstring(written).iterfind(f".//{path}")]


def read(written: bytes) -> Invoice:
    reading = parsers.read(written)
    assert (reading.format, reading.findings) == (Format.CPP_PIVOT, ())
    assert reading.invoice is not None
    return reading.invoice


def same(first: Invoice, back: Invoice) -> None:
    for name in HELD:
        assert getattr(back, name) == getattr(first, name), name
    if first.avoir or len(first.numero_facture_origine or "") <= 20:
        assert back.numero_facture_origine == first.numero_facture_origine
    assert back.type_facture == ("381" if first.type_facture in AVOIRS else "380")
    assert back.montant_a_payer == (first.montant_ttc if first.montant_a_payer is None else first.montant_a_payer)
    if first.cadre_facturation in CADRES:
        assert back.cadre_facturation == first.cadre_facturation
    if first.montant_tva is not None and back.montant_tva is not None:
        assert abs(back.montant_tva - first.montant_tva) <= Decimal("0.02")


def contents(invoice: Invoice) -> list[bytes]:
    return [each.content for each in invoice.attachments if each.content is not None]


@pytest.mark.parametrize(("name", "content"), SAMPLES)
def test_every_good_sample(name: str, content: bytes) -> None:
    first = parsers.read(content).invoice
    assert first is not None
    written = pivot(content, name)
    valid(written)
    back = read(written)
    same(first, back)
    if parsers.read(content).format not in {Format.CPP_MIXTE, Format.CPP_PIVOT}:
        assert contents(back) == [content, *contents(first)]
        assert [each.kind for each in back.attachments] == ["01", *["02"] * len(contents(first))]
    assert written == pivot(content, name)


def corpus_documents(corpus: Path) -> Iterator[tuple[str, bytes, Reading]]:
    for path in sorted(corpus.rglob("*")):
        if path.suffix.lower() in {".xml", ".pdf"} and path.stat().st_size < 2_000_000 and "mutants" not in path.parts:
            content = path.read_bytes()
            yield path.name, content, parsers.read(content)


def test_every_document_of_the_corpus_that_would_be_accepted(corpus: Path) -> None:
    """Wherever it is addressed to: those a directory does not know count too, and those the pivot can hold anyhow."""
    terms = context(packs=frozenset({Pack.LECTURE, Pack.CHORUS_PRO}), rights=None, annuaire=None)
    accepted = 0
    for name, content, reading in corpus_documents(corpus):
        if reading.invoice is None:
            continue
        findings = (*reading.findings, *validators.check(reading.invoice, terms, reading.findings))
        is_accepted = verdict(findings) is Verdict.ACCEPTED
        why = cpp_pivot.obstacles(reading.invoice)
        assert not (is_accepted and why), (name, why)
        if why:
            continue
        written = pivot(content, name)
        valid(written)
        back = parsers.read(written).invoice
        assert back is not None
        assert content in contents(back), name
        if is_accepted:
            accepted += 1
            same(reading.invoice, back)
    assert accepted > 10


@pytest.mark.parametrize("name", ["FSO1113A_facture-mixte.xml", "facture-pivot.xml"])
def test_the_portal_s_own_formats_round_trip_their_documents(corpus: Path, name: str) -> None:
    content = (corpus / "cpp" / name).read_bytes()
    first = parsers.read(content).invoice
    assert first is not None
    back = read(pivot(content, name))
    same(first, back)
    assert contents(back) == [*contents(first), content]
    assert [each.kind for each in back.attachments] == ["01", "02"]
    assert back.attachments[0].filename == first.attachments[0].filename


def test_what_comes_first_in_each_format() -> None:
    mixte = next(case for case in cases()["factures"] if case.name.startswith("FSO1113A"))
    written = pivot(mixte.content, mixte.name)
    assert said(written, "TypePJ") == ["01", "02"]
    assert said(written, "CategoriePJ") == ["Flux d'origine"]
    assert said(written, "NomPJ")[1] == mixte.name


def test_a_piece_is_a_zip_of_one_file_of_its_name() -> None:
    name = "é" * 60 + ".pdf"
    written = of(GOOD, cpp_pivot.Piece(name=name, content=b"%PDF-1.4"))
    valid(written)
    (cut,) = said(written, "NomPJ")
    assert (len(cut), cut[-4:]) == (50, ".pdf")
    with zipfile.ZipFile(io.BytesIO(b64decode(said(written, "Contenu")[0]))) as archive:
        assert archive.namelist() == [cut]
        assert archive.read(cut) == b"%PDF-1.4"
    assert said(written, "MimeTypePJ") == ["application/pdf"]
    assert said(written, "NomPJOrigine") == []


def test_names_are_safe_and_no_two_are_alike() -> None:
    names = ["bon.pdf", "BON.pdf", "../bon.pdf", "a" * 46 + ".pdf", "A" * 46 + ".pdf", "", "\x00\ud800", "CON"]
    written = of(GOOD, *(cpp_pivot.Piece(name=name, content=name.encode("utf-8", "replace")) for name in names))
    valid(written)
    given_ = said(written, "NomPJ")
    assert len({name.casefold() for name in given_}) == len(names)
    assert all(len(name) <= 50 and "/" not in name and ".." not in name for name in given_)
    assert contents(read(written)) == [name.encode("utf-8", "replace") for name in names]


@given(
    st.lists(
        st.tuples(st.text(max_size=80), st.binary(max_size=300), st.sampled_from([None, "application/pdf", "\x01é"])),
        min_size=1,
        max_size=6,
    )
)
def test_any_attachments_come_back_byte_for_byte(found: list[tuple[str, bytes, str | None]]) -> None:
    pieces = [cpp_pivot.Piece(name=f"{name}.pdf", content=content, mime=mime) for name, content, mime in found]
    written = of(GOOD, *pieces)
    valid(written)
    assert contents(read(written)) == [content for _, content, _ in found]


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_names_of_the_parties_are_written(name: str, service: str) -> None:
    route = replace(ACCEPTED.route, raison_sociale=name, nom_service=service) if ACCEPTED.route else None
    valid(of(replace(GOOD, seller=replace(GOOD.seller, name=name)), route=route))


def foreigner(value: str, scheme: str) -> Party:
    return Party(name="F", identifiers=(Identifier(value=value, scheme=scheme),))


@pytest.mark.parametrize(
    ("seller", "siret", "kind", "number", "country"),
    [
        (Party(name="F"), "99999999800019", "1", "99999999800019", "FR"),
        (foreigner("DE123456789", "0223"), None, "2", "DE123456789", "DE"),
        (foreigner("CHEXEMPLE", "0227"), None, "3", "CHEXEMPLE", "CH"),
        (foreigner("123456789", "0228"), None, "4", "123456789", "NC"),
        (foreigner("A12345678", "0229"), None, "5", "A12345678", "PF"),
        (foreigner("X", "6"), None, "6", "X", "FR"),
        (foreigner("0123456789A", "0226"), None, "7", "0123456789A", "FR"),
        (Party(name="F", vat_identifier="BE0123", address=Address(country="be")), None, "2", "BE0123", "BE"),
    ],
)
def test_who_the_supplier_is(seller: Party, siret: str | None, kind: str, number: str, country: str) -> None:
    invoice = replace(GOOD, seller=seller, siret_fournisseur=siret, siren_fournisseur=None)
    written = of(invoice)
    valid(written)
    supplier = [each.text for each in etree.fromstring(written).iterfind(".//Fournisseur/*")]
    assert (supplier[0], supplier[1], supplier[3]) == (kind, number, country)
    back = read(written)
    assert back.siret_fournisseur == siret
    if seller.identifiers:
        assert back.seller.identifiers == seller.identifiers


@pytest.mark.parametrize(
    ("means", "code"),
    [("30", "30"), ("58", "30"), ("59", "49"), ("10", "10"), ("97", "97"), ("1", "31"), ("ZZZ", "31"), (None, "31")],
)
def test_the_means_of_payment(means: str | None, code: str) -> None:
    written = of(replace(GOOD, payments=(Payment(means=means),) if means else ()))
    valid(written)
    assert said(written, "ModePaiement/Code") == [code]


@pytest.mark.parametrize(
    ("said_", "told"),
    [(None, "A1"), ("A15", "A15"), ("B1", "A1"), ("S2", "A2"), ("S3", "A9"), ("S6", "A12"), ("urn:fdc:peppol", "A1")],
)
def test_the_cadre(said_: str | None, told: str) -> None:
    written = of(replace(GOOD, cadre_facturation=said_))
    valid(written)
    assert said(written, "Cadre") == [told]


def test_when_it_is_made_available_again() -> None:
    assert said(of(GOOD), "Renvoi") == []
    assert said(of(GOOD, disposition=Disposition.RECYCLED), "Renvoi") == ["Recyclée"]
    facts = replace(ACCEPTED, disposition=Disposition.RECYCLED)
    pieces = (cpp_pivot.Piece(name="f.xml", content=b"x", kind="01"), cpp_pivot.complement("bon.pdf", b"%PDF"))
    written = cpp_pivot.as_xml(GOOD, facts, pieces, completed=1, moe_since=date(2026, 3, 2))
    valid(written)
    assert said(written, "Renvoi") == ["Complétée"]
    assert said(written, "DateMiseADispositionMOE") == ["2026-03-02"]
    assert said(written, "CategoriePJ") == ["Complément"]
    ids = {said(each, "Valeurparametre")[1] for each in (written, of(GOOD))}
    assert len(ids) == 2
    assert {len(each) for each in ids} == {25}


def test_the_day_it_was_received_is_that_of_paris() -> None:
    assert said(of(GOOD), "DateReception") == ["2026-03-12"]
    assert said(of(GOOD, format=Format.PDF_TEXT), "ModeEmission") == ["PDF"]


def test_lines_that_the_pivot_can_hold() -> None:
    lines = (
        Line(name="Béton", quantity=Decimal(3), net_price=Decimal(10), net_amount=Decimal("30.00")),
        Line(seller_item="R-1", quantity=Decimal(6), net_price=Decimal("10"), price_base_quantity=Decimal(3),
             net_amount=Decimal(20)),
        Line(name="Forfait", net_amount=Decimal("12.5")),
        Line(name="Titre"),
        Line(name="Lot 1", status="GROUP", net_amount=Decimal(50), quantity=Decimal(1)),
        Line(name="Zéro", quantity=Decimal(0), net_amount=Decimal(0)),
    )  # fmt: skip
    written = of(replace(GOOD, lines=lines))
    valid(written)
    assert said(written, "ReferenceProduit") == ["Béton", "R-1", "Forfait", "Zéro"]
    assert said(written, "PrixUnitaire") == ["10", "3.333333", "12.5", "0"]
    assert said(written, "Quantite") == ["3", "6", "1", "0"]
    assert [each.get("NumOrdre") for each in etree.fromstring(written).iterfind(".//Ligne")] == ["1", "2", "3", "4"]


def test_vat_is_written_whole_or_not_at_all() -> None:
    whole = VatBreakdown(base=Decimal("1000"), amount=Decimal("200"), rate=Decimal("20"), category="S")
    bare = replace(whole, amount=None)
    exempt = VatBreakdown(base=Decimal("5"), amount=Decimal(0), category="E")
    assert said(of(replace(GOOD, vat_breakdown=(whole, exempt))), "Taux") == ["20", "0"]
    assert said(of(replace(GOOD, vat_breakdown=(bare,))), "TVA/MontantTVA") == ["200.00"]
    assert said(of(replace(GOOD, vat_breakdown=(whole, replace(whole, base=None)))), "TVA/Taux") == []


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"numero_facture": "A" * 21}, "21 caractères"),
        ({"numero_facture_origine": "A" * 21, "type_facture": "381"}, "facture d'origine"),
        ({"numero_facture": None}, "pas de numéro"),
        ({"date_facture": None}, "pas de date"),
        ({"siret_destinataire": "2000537910001"}, "14 chiffres"),
        ({"siret_destinataire": "２0005379100014"}, "14 chiffres"),
        ({"devise": "euro"}, "devise"),
        ({"cadre_facturation": "A11"}, "A11"),
        ({"numero_engagement": "A" * 51}, "engagement"),
        ({"seller": Party(name="F"), "siret_fournisseur": None, "siren_fournisseur": None}, "identifiant"),
        ({"totals": replace(GOOD.totals, without_vat=None)}, "montant HT"),
        ({"totals": replace(GOOD.totals, with_vat=Decimal("NaN"))}, "nombre"),
    ],
)
def test_what_it_cannot_hold_is_reported(changes: dict[str, Any], word: str) -> None:
    why = cpp_pivot.obstacles(replace(GOOD, **changes))
    assert [word in each.fr for each in why] == [True]
    for locale in Locale:
        assert why[0].in_(locale) in note(why, locale).decode()


def test_attachments_of_mixed_fluxes_come_back_byte_for_byte() -> None:
    """UBL and CII with the invoice people read in BG-24, and the portal's own mixed format."""
    from exporters import cii
    from samples.invoices.bases import PAPETERIE
    from samples.invoices.builder import build
    from samples.writers import ubl

    pdf = Attachment(reference="F", filename="facture.pdf", mime="application/pdf", content=bytes(range(256)) * 40,
                     description="LISIBLE")  # fmt: skip
    bon = Attachment(reference="B", filename="bon.xml", mime="text/xml", content="<é/>".encode())
    invoice = replace(build(PAPETERIE), attachments=(pdf, bon))
    for content in (ubl.write(invoice), cii.write(invoice)):
        back = read(pivot(content))
        assert contents(back) == [content, pdf.content, bon.content]
        assert [each.filename for each in back.attachments[1:]] == ["facture.pdf", "bon.xml"]
        assert back.attachments[1].description == "LISIBLE"


ORDER = {
    "CPPFacturePivot": ("Enveloppe", "CPPFactures"),
    "CPPFacturePivotUnitaire": ("Fournisseur", "Debiteur", "DonneesFacture", "PJ"),
    "Fournisseur": ("TypeIdentifiant", "Identifiant", "RaisonSociale", "CodePays", "ReferenceBancaire", "ModeEmission"),
    "ReferenceBancaire": ("Compte", "Etablissement", "RaisonSocialeEncaisseur"),
    "Debiteur": ("TypeIdentifiant", "Identifiant", "Nom", "CodeService", "NomService"),
    "DonneesFacture": (
        "Id", "IdCPRO", "Renvoi", "IdFactureOrigine", "Type", "Cadre", "DateEmissionFacture", "DateLivraison",
        "ModePaiement", "DateReception", "DateMiseADispositionMOE", "Devise", "Montants", "TVAs", "Engagement",
        "Lignes",
    ),
    "Montants": ("MontantHT", "MontantTTC", "MontantNetAPayer"),
    "TVA": ("Taux", "BaseHt", "MontantTVA"),
    "Engagement": ("NumeroMarche", "NumeroEngagement"),
    "Ligne": ("ReferenceProduit", "PrixUnitaire", "Quantite", "MontantHT", "TauxTVA"),
    "PJ": ("Contenu", "NomPJ", "NomPJOrigine", "CategoriePJ", "TypePJ", "MimeTypePJ"),
}  # fmt: skip
"""The order the schema wants."""
