"""For each rule, an invoice it lets pass and one it stops, each in its context: the smallest difference that counts."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from domain.invoice import (
    AllowanceCharge,
    Attachment,
    Contact,
    CreditTransfer,
    Delivery,
    Identifier,
    Invoice,
    Line,
    Note,
    Party,
    Payment,
    Period,
    PrecedingInvoice,
    References,
    VatBreakdown,
)
from tests.validators.good import (
    ARMOR,
    CONTEXT,
    EITHER,
    ENGAGEMENT,
    GOOD,
    IBAN,
    INACTIVE,
    MOA,
    REGION,
    SANS_SERVICE,
    SERVICES,
    SUPPLIER,
    context,
    foreign,
    invoice,
    seller,
    totals,
    vat,
)
from validators import Context, Demand, StructurePatterns
from validators.chorus_pro.pieces_jointes import MEGABYTE

D = Decimal


class Sample(NamedTuple):
    """An invoice, the context it is asked in, and the words its finding must show."""

    invoice: Invoice
    context: Context = CONTEXT
    shows: tuple[str, ...] = ()


class Pair(NamedTuple):
    """What passes and what fails."""

    passes: Sample
    fails: Sample


def pair(passes: Invoice, fails: Invoice, *shows: str, given: Context = CONTEXT, but: Context | None = None) -> Pair:
    """``given`` is the context of both, ``but`` the one of the failing sample when it differs."""
    return Pair(Sample(passes, given), Sample(fails, but or given, shows))


def attached(*attachments: Attachment) -> Invoice:
    return invoice(attachments=attachments)


def piece(**changes: object) -> Attachment:
    return replace(Attachment(reference="1", filename="bon.pdf", content=b"%PDF"), **changes)  # type: ignore[arg-type]


def zipped(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def claiming(size: int) -> bytes:
    """A small zip whose table of contents says that its file has ``size`` bytes."""
    content = bytearray(zipped("plans.txt", b"rien"))
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = size.to_bytes(4, "little")
    return bytes(content)


def paid(means: str | None, account: str | None = None, **changes: object) -> Invoice:
    transfers = (CreditTransfer(account=account),) if account else ()
    return invoice(payments=(Payment(means=means, credit_transfers=transfers),), **changes)


def to(siret: str, **changes: object) -> Invoice:
    return invoice(siret_destinataire=siret, code_service=None, numero_engagement=None, **changes)


def avoir(**changes: object) -> Invoice:
    values = {"type_facture": "381", "numero_facture_origine": "F2026-0001", "payments": (), **changes}
    return invoice(**values)


def travaux(cadre: str, siret: str, **changes: object) -> Invoice:
    """A works piece to ``siret``."""
    return to(siret, cadre_facturation=cadre, **changes)


def valideur(siret: str) -> Invoice:
    """A subcontractor's piece that names who validates it."""
    agent = Party(name="TITULAIRE", identifiers=(Identifier(value=siret, scheme="0009"),))
    return invoice(cadre_facturation="A9", seller_agent=agent)


class Heavy(bytes):
    """Bytes that say they are many, so that no test needs the memory."""

    size: int

    def __len__(self) -> int:
        return self.size

    def __bool__(self) -> bool:
        return True


def heavy(mo: int) -> Heavy:
    content = Heavy(b"x")
    content.size = mo * MEGABYTE + 1
    return content


ACTEUR, INCONNU = "99999920800018", "99999921600011"
ACTEURS = {ACTEUR: "MAITRISE D'OEUVRE DE DEMONSTRATION"}
EXEMPT = VatBreakdown(base=D("1000.00"), amount=D("0.00"), category="E", rate=D(0), exemption_reason="art. 293 B")
MARCHE = context(patterns={REGION: StructurePatterns(marche=Demand(mandatory=True))})
FORMED = context(patterns={REGION: StructurePatterns(marche=Demand(pattern=re.compile("2026M[0-9]{3}")))})
CODED = context(patterns={REGION: StructurePatterns(code_service=Demand(pattern=re.compile("[0-9]{2}")))})
NEEDS_CODE = context(patterns={SANS_SERVICE: StructurePatterns(code_service=Demand(mandatory=True))})
NEEDS_ENGAGEMENT = context(patterns={REGION: StructurePatterns(engagement=Demand(mandatory=True))})
LONG = "x" * 101
REFORM_TRANSFER = {"cadre_facturation": "B1"}
ARMORICAN = {"siret_destinataire": ARMOR, "code_service": "COLLEGE"}


def with_bic(bic: str) -> Invoice:
    transfer = CreditTransfer(account=IBAN, bic=bic)
    return invoice(payments=(Payment(means="30", credit_transfers=(transfer,)),))


def delivered_at(gln: str) -> Invoice:
    return invoice(delivery=Delivery(location=Identifier(value=gln, scheme="0088")))


CASES: dict[str, Pair] = {
    "NUM-01": pair(GOOD, invoice(numero_facture=None)),
    "NUM-02": pair(invoice(numero_facture="A" * 20), invoice(numero_facture="A" * 21), "21"),
    "NUM-03": pair(
        invoice(numero_facture="A b+c_d/e-1"), invoice(numero_facture="F°1\u00a0é"), "« ° »", "U+00A0", "« é »"
    ),
    "NUM-04": pair(GOOD, invoice(numero_facture=" F1")),
    "DATE-01": pair(GOOD, invoice(date_facture=None)),
    "DATE-02": pair(invoice(date_facture=date(2026, 11, 21)), invoice(date_facture=date(2026, 11, 22)), "22/11/2026"),
    "DATE-03": pair(GOOD, invoice(date_facture=date(1999, 12, 31)), "31/12/1999"),
    "DATE-04": pair(invoice(date_facture=date(2022, 1, 1)), invoice(date_facture=date(2021, 12, 31)), "31/12/2021"),
    "DATE-05": pair(invoice(due_date=date(2026, 11, 20)), invoice(due_date=date(2026, 11, 19)), "19/11/2026"),
    "TYPE-01": pair(GOOD, invoice(type_facture=None)),
    "TYPE-02": pair(invoice(type_facture="386"), invoice(type_facture="325"), "325"),
    "TYPE-03": pair(avoir(), avoir(numero_facture_origine=None)),
    "TYPE-04": pair(invoice(type_facture="384", numero_facture_origine="F1"), invoice(type_facture="384")),
    "TYPE-05": pair(
        invoice(type_facture="386", numero_facture_origine="F1"), invoice(numero_facture_origine="F1"), "F1"
    ),
    "TYPE-06": pair(avoir(numero_facture_origine="A" * 20), avoir(numero_facture_origine="A" * 21)),
    "TYPE-07": pair(avoir(), avoir(numero_facture_origine="F2026-0042"), "F2026-0042"),
    "DEV-01": pair(GOOD, invoice(devise=None)),
    "DEV-02": pair(invoice(devise="CHF"), invoice(devise="EURO"), "EURO"),
    "DEV-03": pair(GOOD, invoice(devise="CHF"), "CHF"),
    "DEV-04": pair(
        replace(totals(vat_accounting=D("150.00")), devise="CHF", vat_accounting_currency="EUR"),
        invoice(devise="CHF", vat_accounting_currency="EUR"),
        "CHF",
    ),
    "CADRE-01": pair(GOOD, invoice(cadre_facturation=None)),
    "CADRE-02": pair(invoice(cadre_facturation="B1"), invoice(cadre_facturation="A26"), "A26"),
    "CADRE-03": pair(GOOD, invoice(cadre_facturation="urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"), "peppol"),
    "CADRE-04": pair(invoice(cadre_facturation="A10"), invoice(cadre_facturation="A11")),
    "CADRE-05": pair(
        replace(totals(paid=D("1156.50"), due=D("0.00")), cadre_facturation="A2"),
        invoice(cadre_facturation="A2"),
        "1156,50",
    ),
    "CADRE-06": pair(GOOD, invoice(cadre_facturation="A9"), "A9"),
    "CADRE-09": pair(valideur(ACTEUR), valideur(INCONNU), INCONNU, given=context(acteurs=ACTEURS)),
    "CADRE-10": pair(valideur(ACTEUR), valideur(SUPPLIER), SUPPLIER, given=context(acteurs=ACTEURS)),
    "CADRE-07": pair(avoir(), avoir(cadre_facturation="A4"), "A4"),
    "CADRE-08": pair(invoice(cadre_facturation="S3"), invoice(cadre_facturation="S5")),
    "SIRET-01": pair(GOOD, invoice(siret_destinataire=None)),
    "SIRET-02": pair(GOOD, invoice(siret_destinataire="2000537910001"), "2000537910001", REGION),
    "SIRET-03": pair(
        invoice(siret_destinataire="35600000012341"), invoice(siret_destinataire="20005379100015"), "20005379100015"
    ),
    "SIRET-04": pair(
        foreign("0223", "DE123456789"),
        invoice(siret_fournisseur=None, siren_fournisseur=None, seller=Party(name="X")),
    ),
    "SIRET-05": pair(GOOD, replace(seller(identifiers=()), siret_fournisseur=None), SUPPLIER[:9]),
    "SIRET-06": pair(GOOD, invoice(siret_fournisseur="9999999980001"), "9999999980001"),
    "SIRET-07": pair(GOOD, invoice(siret_fournisseur="99999999800018"), "99999999800018"),
    "SIRET-08": pair(GOOD, invoice(siren_fournisseur="732829320"), "732829320", SUPPLIER),
    "IDF-01": pair(foreign("0228", "1234567890"), foreign("0228", "12345"), "RIDET", "12345"),
    "IDF-02": pair(
        replace(
            seller(vat_identifier="FR44732829320"),
            notes=(Note(text="MEMBRE_ASSUJETTI_UNIQUE", subject="TXD"),),
            tax_representative=Party(name="Groupe", vat_identifier="FR44732829320"),
        ),
        seller(vat_identifier="FR44732829320"),
        SUPPLIER[:9],
        "732829320",
    ),
    "NOM-01": pair(GOOD, seller(name=" ")),
    "TVA-01": pair(seller(vat_identifier="DE123456789"), seller(vat_identifier="FR12345"), "FR12345"),
    "TVA-02": pair(GOOD, seller(vat_identifier="FR00999999998"), "FR00999999998"),
    "TVA-03": pair(GOOD, seller(vat_identifier="FR44732829320"), "FR44732829320"),
    "DRO-01": pair(GOOD, GOOD, SUPPLIER, but=context(rights=frozenset({"732829320"}))),
    "ACH-00": pair(GOOD, GOOD, but=context(annuaire=None)),
    "ACH-01": pair(GOOD, invoice(siret_destinataire="20005379100022"), "20005379100022", "REGION OCCITANIE"),
    "ACH-18": pair(
        travaux("A15", ACTEUR), travaux("A15", INCONNU), INCONNU, "maîtrise d'ouvrage", given=context(acteurs=ACTEURS)
    ),
    "ACH-02": pair(GOOD, to(INACTIVE), INACTIVE),
    "ACH-03": pair(GOOD, to(REGION), "15 (DEF - Direction Emploi Formation)"),
    "ACH-04": pair(GOOD, replace(to(SERVICES), code_service="actuel"), "ACTUEL"),
    "ACH-05": pair(
        replace(to(SERVICES), code_service="ACTUEL"), replace(to(SERVICES), code_service="ANCIEN"), "ANCIEN"
    ),
    "ACH-06": pair(to(SANS_SERVICE), replace(to(SANS_SERVICE), code_service="Mme Exemple"), "Mme Exemple"),
    "ACH-19": pair(
        replace(to(SERVICES), code_service="ACTUEL", buyer_reference="Mme Exemple"),
        replace(to(SERVICES), code_service="ACTUEL", buyer_reference="MARCHES"),
        "ACTUEL",
        "MARCHES",
    ),
    "ACH-07": pair(replace(to(ENGAGEMENT), numero_engagement="1"), to(ENGAGEMENT)),
    "ACH-08": pair(
        replace(to(SERVICES), code_service="MARCHES", numero_engagement="1"),
        replace(to(SERVICES), code_service="MARCHES"),
        "MARCHES",
    ),
    "ACH-09": pair(replace(to(EITHER), code_service="ACHATS"), to(EITHER), "ACHATS"),
    "ACH-10": pair(to(MOA, cadre_facturation="A15"), to(MOA), "A1"),
    "ACH-11": pair(
        replace(to(SERVICES), code_service="FACTURES_PUBLIQUES", siret_fournisseur=REGION),
        replace(to(SERVICES), code_service="FACTURES_PUBLIQUES"),
    ),
    "ACH-12": pair(replace(to(SANS_SERVICE), code_service="X"), to(SANS_SERVICE), given=NEEDS_CODE),
    "ACH-13": pair(GOOD, invoice(code_service="DEF"), "DEF", "[0-9]{2}", given=CODED),
    "ACH-14": pair(GOOD, invoice(numero_engagement=None), given=NEEDS_ENGAGEMENT),
    "ACH-15": pair(
        invoice(**ARMORICAN, numero_engagement="91821"),
        invoice(**ARMORICAN, numero_engagement="EJ91821"),
        "EJ91821",
        "5 ou 6 chiffres",
    ),
    "ACH-16": pair(GOOD, invoice(numero_marche=None), given=MARCHE),
    "ACH-17": pair(GOOD, invoice(numero_marche="M1"), "M1", given=FORMED),
    "LONG-01": pair(invoice(numero_engagement="x" * 50), invoice(numero_engagement="x" * 51), "51"),
    "LONG-02": pair(invoice(numero_marche="x" * 50), invoice(numero_marche="x" * 51), "51"),
    "LONG-03": pair(invoice(code_service="x" * 100), invoice(code_service=LONG), "101"),
    "LONG-04": pair(GOOD, invoice(code_service="D E"), "U+0020", given=context(annuaire=None)),
    "LONG-05": pair(GOOD, invoice(numero_engagement="n° 12345"), "« ° »"),
    "LONG-06": pair(invoice(notes=(Note(text="x" * 1024),)), invoice(notes=(Note(text="x" * 1025),)), "1025"),
    "LONG-07": pair(invoice(lines=GOOD.lines[:1] * 999_999), invoice(lines=GOOD.lines[:1] * 1_000_000), "1000000"),
    "LONG-08": pair(
        invoice(lines=(Line(quantity=D("1.12340")),)), invoice(lines=(Line(quantity=D("1.12345")),)), "1.12345"
    ),
    "PJ-01": pair(attached(piece(filename="a" * 46 + ".pdf")), attached(piece(filename="a" * 47 + ".pdf")), "51"),
    "PJ-02": pair(attached(piece(filename="A.PDF")), attached(piece(filename="a.exe")), "a.exe"),
    "PJ-03": pair(attached(piece()), attached(piece(content=b"")), "bon.pdf"),
    "PJ-04": pair(attached(piece(content=heavy(99))), attached(piece(content=heavy(100))), "100 Mo"),
    "PJ-05": pair(attached(piece()), attached(piece(filename=None))),
    "PJ-06": pair(attached(piece()), attached(piece(content=None, location="https://exemple.invalid/a")), "exemple"),
    "PJ-07": pair(attached(piece(content=heavy(9))), attached(piece(content=heavy(10))), "10 Mo"),
    "PJ-08": pair(
        attached(piece(content=heavy(60)), piece(content=heavy(59))),
        attached(piece(content=heavy(60)), piece(content=heavy(60))),
        "120 Mo",
    ),
    "PJ-09": pair(attached(piece(), piece(filename="b.pdf")), attached(piece(), piece(filename="BON.pdf")), "bon.pdf"),
    "PJ-10": pair(attached(piece()), attached(piece(filename="../bon.pdf")), "../bon.pdf"),
    "PJ-11": pair(
        attached(piece(content=b"MZ, une note"), piece(filename="notes.txt", content=b"MZ" + bytes(80))),
        attached(piece(content=b"MZ" + bytes(58) + b"\x40\0\0\0PE\0\0")),
        "bon.pdf",
        "Windows",
    ),
    "PJ-14": pair(
        attached(piece(filename="plans.zip", content=zipped("plans.txt", bytes(2 * 2**20)))),
        attached(piece(filename="plans.zip", content=claiming(201 * 2**20))),
        "plans.zip",
        "201 Mo",
    ),
    "PJ-12": pair(
        attached(piece(mime="application/pdf"), piece(mime="application/octet-stream"), piece(mime=None)),
        attached(piece(mime="image/jpeg")),
        "image/jpeg",
        "application/pdf",
    ),
    "PJ-13": pair(
        attached(piece(content=b"\n%PDF-1.7"), piece(filename="notes.txt", content=b"MZ")),
        attached(piece(content=b"\xff\xd8\xff\xe0")),
        "bon.pdf",
    ),
    "PAI-01": pair(GOOD, invoice(payments=())),
    "PAI-02": pair(paid(None, IBAN), paid(None, IBAN, customization="urn:cen.eu:en16931:2017")),
    "PAI-03": pair(paid("01"), paid("99"), "99"),
    "PAI-04": pair(paid("57", **REFORM_TRANSFER), paid("57"), "57"),
    "PAI-05": pair(GOOD, paid("30"), "30"),
    "PAI-06": pair(paid("30", "FR76 3000 6000 0112 3456 7890 189"), paid("30", "FR7630006000011234567890188"), "0188"),
    "PAI-07": pair(avoir(), avoir(payments=(Payment(means="30"),))),
    "CPRO-17": pair(
        invoice(payee=Party(name="Affactureur", identifiers=(Identifier(value=SUPPLIER, scheme="0009"),))),
        invoice(payee=Party(name="Affactureur")),
        "Affactureur",
    ),
    "CPRO-20": pair(
        avoir(references=References(preceding=(PrecedingInvoice(number="F1"),))),
        avoir(references=References(preceding=(PrecedingInvoice(number="F1"), PrecedingInvoice(number="F2")))),
        "2",
        "F1",
    ),
    "CPRO-26": pair(
        invoice(seller=replace(GOOD.seller, contacts=(Contact(name="a"),))),
        invoice(seller=replace(GOOD.seller, contacts=(Contact(name="a"), Contact(name="b")))),
        "fournisseur",
    ),
    "CPRO-30": pair(delivered_at("D" * 20), delivered_at("D" * 21), "lieu de livraison", "21"),
    "NAV-01": pair(with_bic("AGRIFRPP882"), with_bic("AGRIFRP"), "AGRIFRP"),
    "NAV-02": pair(delivered_at("3012345678902"), delivered_at("3012345678900"), "3012345678900", "lieu de livraison"),
    "NAV-03": pair(
        invoice(payee=Party(legal_registration=Identifier(value="443061841", scheme="0002"))),
        invoice(payee=Party(legal_registration=Identifier(value="443061842", scheme="0002"))),
        "443061842",
        "bénéficiaire",
    ),
    "NAV-04": pair(
        invoice(tax_representative=Party(vat_identifier="FR64443061841")),
        invoice(tax_representative=Party(vat_identifier="FR43443061841")),
        "FR43443061841",
    ),
    "NAV-05": pair(
        invoice(period=Period(start=date(2026, 11, 1))), invoice(period=Period(start=date(2027, 12, 1))), "01/12/2027"
    ),
    "NAV-06": pair(
        invoice(period=Period(start=date(2026, 3, 1), end=date(2026, 3, 1))),
        invoice(period=Period(start=date(2026, 3, 2), end=date(2026, 3, 1))),
        "02/03/2026",
    ),
    "NAV-07": pair(
        invoice(lines=(Line(identifier="1", quantity=D(-2), net_price=D(5), net_amount=D(-10)),)),
        invoice(lines=(Line(identifier="1", quantity=D(-2), net_price=D(5), net_amount=D(10)),)),
        "10",
    ),
    "NAV-08": pair(
        invoice(lines=(Line(identifier="1"), Line(identifier="2"))),
        invoice(lines=(Line(identifier="1"), Line(identifier="1"))),
        "1",
    ),
    "REG-01": pair(vat(EXEMPT), vat(replace(EXEMPT, exemption_reason=None)), "E"),
    "REG-02": pair(
        vat(replace(EXEMPT, exemption_code="vatex-fr-franchise")), vat(replace(EXEMPT, exemption_code="VATEX-FR-X"))
    ),
    "REG-03": pair(GOOD, vat(VatBreakdown(base=D(100), amount=D(19), category="S", rate=D("19.0"))), "19,0"),
    "REG-04": pair(GOOD, vat(VatBreakdown(base=D(100), amount=D(7), category="L", rate=D(7))), "L"),
    "REG-05": pair(vat(EXEMPT), vat(replace(EXEMPT, amount=D("200.00"))), "200,00"),
    "REG-06": pair(GOOD, vat(VatBreakdown(base=D(100), amount=D(0), category="S", rate=D("0.00")))),
    "REG-07": pair(invoice(vat_breakdown=(), lines=()), vat(), "156,50"),
    "MNT-01": pair(GOOD, totals(without_vat=None)),
    "MNT-02": pair(GOOD, totals(with_vat=None)),
    "MNT-03": pair(GOOD, totals(due=None)),
    "MNT-04": pair(totals(vat=None, with_vat=D("1000.0")), totals(vat=None), "1156,50"),
    "MNT-05": pair(totals(without_vat=D("1000.000")), totals(without_vat=D("1000.001")), "1000,001"),
    "MNT-06": pair(totals(due=D("9" * 17)), totals(due=D("1E+17")), "100000000000000000"),
    "MNT-07": pair(GOOD, totals(with_vat=D("-1")), "-1"),
    "MNT-08": pair(avoir(), avoir(totals=replace(GOOD.totals, with_vat=D("-1"))), "-1"),
    "MNT-09": pair(totals(due=D(0)), totals(due=D("-0.01")), "-0,01"),
    "TOT-01": pair(
        vat(VatBreakdown(base=D(1000), amount=D("201.00"), category="S", rate=D(20))),
        vat(VatBreakdown(base=D(1000), amount=D("201.01"), category="S", rate=D(20))),
        "201,01",
        "200,00",
    ),
    "TOT-02": pair(totals(vat=D("156.52")), totals(vat=D("156.53")), "156,53", "156,50"),
    "TOT-03": pair(totals(with_vat=D("1156.51")), totals(with_vat=D("1156.52")), "1156,52", "1156,50"),
    "TOT-04": pair(totals(lines=D("1000.10")), totals(lines=D("1000.11")), "1000,11"),
    "TOT-05": pair(totals(without_vat=D("1000.01")), totals(without_vat=D("1000.02")), "1000,02"),
    "TOT-06": pair(totals(paid=D("156.50"), due=D("1000.00")), totals(paid=D("156.50")), "1000,00"),
    "TOT-07": pair(
        replace(totals(allowances=D("10.00")), allowances=(AllowanceCharge(charge=False, amount=D("10")),)),
        replace(totals(allowances=D("10.00")), allowances=(AllowanceCharge(charge=False, amount=D("11")),)),
        "11",
    ),
    "TOT-08": pair(totals(without_vat=D("1000.02")), totals(without_vat=D("1000.03")), "1000,03"),
    "TOT-09": pair(GOOD, invoice(lines=(*GOOD.lines, Line(name="x"))), "ligne 11"),
    "TOT-10": pair(GOOD, totals(due=D("1156.51")), "1156,51"),
    "TOT-11": pair(
        GOOD, replace(totals(due=D("1256.50")), customization="urn:factur-x.eu:1p0:minimum", lines=()), "1256,50"
    ),
}
"""By code; the four rules of uniqueness, which need the ledger, are in ``test_unicite.py``."""
