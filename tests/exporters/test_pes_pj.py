"""The flux for the public accountant: valid, its pieces read back whole, identifiers that stay, the same bytes."""

import csv
import gzip
import io
import re
from base64 import b64decode
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from domain.pes import PesAccount, id_unique
from domain.text import Locale
from exporters.pes_pj import PesPiece, as_csv, as_xml, fluxes, note, obstacles, pes_pieces
from exporters.pivot.attachments import Piece, complement, lisible
from tests.conftest import examples
from tests.exporters.facts import ACCEPTED, certificate, values

SIRET = "20005379100014"
DEPOSITED = replace(ACCEPTED, certificate=certificate().number, values=values(numero_engagement="EJ-7"))
ACCOUNT = PesAccount(poste="031001", collectivite="001", budget="00", libelle="BUDGET PRINCIPAL")
INVOICE = Piece(name="facture.xml", content=b"<Invoice/>" * 40, kind="01")
NAMES = st.text(alphabet="aZ9 .-_/éÉ’«€ąΩж東😀\u202e\u0301\u00a0\t\n\x00<>&\"'", max_size=140)

SCHEMA = """
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="unqualified"
    targetNamespace="http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/aller">
  <xs:simpleType name="said"><xs:restriction base="xs:string"><xs:pattern value=".*[^0].*"/>
    <xs:pattern value=".*[^0].*"/></xs:restriction></xs:simpleType>
  {texts}{words}
  <xs:complexType name="one"><xs:attribute name="V" use="required"><xs:simpleType>
    <xs:restriction base="xs:integer"><xs:minInclusive value="1"/><xs:maxInclusive value="9"/></xs:restriction>
  </xs:simpleType></xs:attribute></xs:complexType>
  <xs:complexType name="day"><xs:attribute name="V" type="xs:date" use="required"/></xs:complexType>
  <xs:complexType name="siret"><xs:attribute name="V" use="required"><xs:simpleType><xs:restriction base="xs:string">
    <xs:pattern value="[0-9]{{0,14}}"/></xs:restriction></xs:simpleType></xs:attribute></xs:complexType>
  <xs:complexType name="budget"><xs:attribute name="V" use="required"><xs:simpleType><xs:restriction base="xs:string">
    <xs:pattern value="[0-9a-zA-Z]{{0,2}}"/></xs:restriction></xs:simpleType></xs:attribute></xs:complexType>
  <xs:complexType name="finess"><xs:attribute name="V" use="required"><xs:simpleType><xs:restriction base="xs:string">
    <xs:pattern value="[0-9a-zA-Z]{{0,20}}"/></xs:restriction></xs:simpleType></xs:attribute></xs:complexType>
  <xs:complexType name="name"><xs:attribute name="V" use="required"><xs:simpleType><xs:restriction base="xs:string">
    <xs:maxLength value="100"/><xs:pattern value=".+\\.[A-Za-z0-9]{{2,4}}"/></xs:restriction></xs:simpleType>
  </xs:attribute></xs:complexType>
  <xs:complexType name="kind"><xs:attribute name="V" use="required"><xs:simpleType><xs:restriction base="xs:string">
    <xs:pattern value="00[1-6]"/></xs:restriction></xs:simpleType></xs:attribute></xs:complexType>
  <xs:complexType name="parameters"><xs:sequence><xs:element name="Version" type="one"/>
    <xs:element name="TypFic" type="text32"/><xs:element name="NomFic" type="text100"/></xs:sequence></xs:complexType>
  <xs:complexType name="header"><xs:sequence><xs:element name="DteStr" type="day"/>
    <xs:element name="IdPost" type="text7"/><xs:element name="LibellePoste" type="text38" minOccurs="0"/>
    <xs:element name="IdColl" type="siret"/><xs:element name="FinJur" type="finess" minOccurs="0"/>
    <xs:element name="CodCol" type="word3"/><xs:element name="CodBud" type="budget" minOccurs="0"/>
    <xs:element name="LibelleColBud" type="text38" minOccurs="0"/></xs:sequence></xs:complexType>
  <xs:complexType name="file"><xs:simpleContent><xs:extension base="xs:base64Binary">
    <xs:attribute name="MIMEType" type="xs:token" use="required"/></xs:extension></xs:simpleContent></xs:complexType>
  <xs:complexType name="piece"><xs:sequence>
    <xs:element name="Contenu"><xs:complexType><xs:sequence><xs:element name="Fichier" type="file"/></xs:sequence>
    </xs:complexType></xs:element>
    <xs:element name="IdUnique" type="word50"/><xs:element name="NomPJ" type="name"/>
    <xs:element name="TypePJ" type="kind" minOccurs="0"/><xs:element name="Description" type="text250"/>
  </xs:sequence></xs:complexType>
  <xs:element name="PES_Aller"><xs:complexType><xs:sequence>
    <xs:element name="Enveloppe"><xs:complexType><xs:sequence><xs:element name="Parametres" type="parameters"/>
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="EnTetePES" type="header"/>
    <xs:element name="PES_PJ"><xs:complexType><xs:sequence>
      <xs:element name="EnTetePES_PJ"><xs:complexType><xs:sequence><xs:element name="IdVer" type="one"/></xs:sequence>
      </xs:complexType></xs:element>
      <xs:element name="PJ" type="piece" maxOccurs="unbounded"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>
"""
"""Lengths, orders and patterns of the blocks that are written, after the schemas PES V2 4.71; without RefCompta."""


def _type(name: str, longest: int, pattern: str) -> str:
    return (
        f'<xs:complexType name="{name}{longest}"><xs:attribute name="V" use="required"><xs:simpleType>'
        f'<xs:restriction base="said"><xs:minLength value="1"/><xs:maxLength value="{longest}"/>{pattern}'
        "</xs:restriction></xs:simpleType></xs:attribute></xs:complexType>"
    )


def schema() -> etree.XMLSchema:
    texts = "".join(_type("text", longest, "") for longest in (7, 32, 38, 100, 250))
    words = "".join(_type("word", longest, '<xs:pattern value="[0-9a-zA-Z]*"/>') for longest in (3, 50))
    targeted = SCHEMA.format(texts=texts, words=words).replace(
        "<xs:schema ", '<xs:schema xmlns="http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/aller" ', 1
    )
    return etree.XMLSchema(etree.fromstring(targeted))


VALID = schema()


def written(pieces: tuple[PesPiece, ...]) -> etree._Element:
    """The flux of ``pieces``, held against the schema."""
    root = etree.fromstring(as_xml("a_pes_pj.xml", DEPOSITED, ACCOUNT, pieces), etree.XMLParser(huge_tree=True))
    VALID.assertValid(root)
    return root


def said(element: etree._Element, path: str) -> str | None:
    found = element.find(path)
    return found.get("V") if found is not None else None


def test_the_invoice_its_attachments_and_the_page_to_read_come_back_whole() -> None:
    plan = complement("plan.pdf", b"%PDF-1.4 plan")
    pieces = pes_pieces(DEPOSITED, (INVOICE, lisible("lisible.pdf", b"%PDF-1.7"), plan))
    root = written(pieces)
    back = [gzip.decompress(b64decode(one.findtext("Contenu/Fichier") or "")) for one in root.iter("PJ")]
    assert back == [INVOICE.content, b"%PDF-1.7", plan.content]
    assert [said(one, "NomPJ") for one in root.iter("PJ")] == ["facture.xml", "lisible.pdf", "plan.pdf"]
    assert [one.get("MIMEType") for one in root.iter("Fichier")] == ["application/xml", *["application/pdf"] * 2]
    assert {said(one, "TypePJ") for one in root.iter("PJ")} == {"003"}
    assert said(next(root.iter("PJ")), "Description") == (
        "Facture n° 2026-014 du 11/03/2026 – Établissements Exemple & Fils"
    )
    header = {one.tag: one.get("V") for one in root.iterfind("EnTetePES/*")}
    assert header == {
        "DteStr": "2026-03-12",
        "IdPost": "031001",
        "IdColl": SIRET,
        "CodCol": "001",
        "CodBud": "00",
        "LibelleColBud": "BUDGET PRINCIPAL",
    }


def test_the_identifier_is_that_of_the_certificate_and_stays_when_something_is_added() -> None:
    one, two = Piece(name="a.pdf", content=b"1"), Piece(name="b.pdf", content=b"1")
    before = pes_pieces(DEPOSITED, (INVOICE, one, two))
    after = pes_pieces(DEPOSITED, (INVOICE, complement("c.pdf", b"3"), two, one))
    assert before[0].id_unique == id_unique(certificate().number) == certificate().number[:32]
    assert {piece.id_unique for piece in before} < {piece.id_unique for piece in after}
    other = pes_pieces(replace(DEPOSITED, certificate=certificate(montant_ttc="1").number), (INVOICE, one, two))
    assert not {piece.id_unique for piece in before} & {piece.id_unique for piece in other}


def test_a_document_that_is_there_twice_comes_once() -> None:
    one = Piece(name="a.pdf", content=b"1")
    assert len(pes_pieces(DEPOSITED, (INVOICE, one, one))) == 2


@given(name=NAMES, number=NAMES, mime=st.sampled_from([None, "application/pdf", "a/b c", ""]))
@example(name="x.facture", number="", mime="application/pdf")
@example(name="", number="0", mime=None)
@example(name="W" * 140 + ".xhtml", number="9" * 300, mime=None)
@settings(max_examples=examples(25), deadline=None)
def test_whatever_the_names_it_is_valid(name: str, number: str, mime: str | None) -> None:
    hostile = replace(DEPOSITED, values=values(numero_facture=number, nom_fournisseur=name, date_facture=None))
    pieces = pes_pieces(hostile, (INVOICE, Piece(name=name, content=b"1", mime=mime, category=number)))
    root = written(pieces)
    names = [said(one, "NomPJ") or "" for one in root.iter("PJ")]
    assert all(re.search(r"\.[A-Za-z0-9]{2,4}$", one) for one in names)
    assert "/" not in "".join(names)


def test_a_name_without_an_extension_gets_that_of_its_type() -> None:
    pieces = pes_pieces(DEPOSITED, (INVOICE, Piece(name="annexe", content=b"%PDF", mime="application/pdf")))
    assert pieces[1].name == "annexe.pdf"


def test_a_flux_is_never_larger_than_the_limit() -> None:
    pieces = pes_pieces(DEPOSITED, (INVOICE, *(complement(f"{n}.zip", bytes([n]) * 9) for n in range(40))))
    pieces = tuple(replace(piece, packed=bytes(9_000)) for piece in pieces)
    parts = list(fluxes(pieces, largest=100_000))
    assert [piece for part in parts for piece in part] == list(pieces)
    assert len(parts) > 1
    for part in parts:
        assert len(as_xml("a.xml", DEPOSITED, ACCOUNT, part)) <= 100_000


def test_what_keeps_it_back_is_said() -> None:
    large = replace(pes_pieces(DEPOSITED, (INVOICE,))[0], packed=bytes(200_000))
    empty = pes_pieces(DEPOSITED, (INVOICE, Piece(name="vide.pdf", content=b"")))
    why = (
        *obstacles(replace(DEPOSITED, certificate=None), None, empty),
        *obstacles(DEPOSITED, ACCOUNT, (large,), largest=2**17),
    )
    text = note(why, Locale.FR).decode()
    for expected in (
        f"[recipients.by_siret.{SIRET}.pes]",
        "certificat",
        "vide.pdf est vide",
        "facture.xml dépasse",
    ):
        assert expected in text
    assert obstacles(DEPOSITED, ACCOUNT, pes_pieces(DEPOSITED, (INVOICE,))) == ()


def test_the_finance_department_finds_what_to_cite() -> None:
    pieces = pes_pieces(DEPOSITED, (INVOICE, complement("=cmd.pdf", b"1")))
    table = as_csv([("a_pes_pj.xml", piece) for piece in pieces], DEPOSITED, Locale.FR).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table), delimiter=";"))
    assert [row["Identifiant PES (IdUnique)"] for row in rows] == [piece.id_unique for piece in pieces]
    assert {row["Numéro d'engagement"] for row in rows} == {"EJ-7"}
    assert not any(row["Nom de la pièce"].startswith("=") for row in rows)


def test_the_same_facts_give_the_same_bytes() -> None:
    once, again = (
        as_xml("a.xml", DEPOSITED, ACCOUNT, pes_pieces(DEPOSITED, (INVOICE, complement("a.pdf", b"1")))) for _ in "12"
    )
    assert once == again


@pytest.mark.parametrize(
    ("path", "value"), [("PES_PJ/PJ/IdUnique", "a-b"), ("PES_PJ/PJ/NomPJ", "a"), ("EnTetePES/CodCol", "0000")]
)
def test_the_schema_of_these_tests_refuses(path: str, value: str) -> None:
    root = written(pes_pieces(DEPOSITED, (INVOICE,)))
    found = root.find(path)
    assert found is not None
    found.set("V", value)
    assert not VALID.validate(root)
