"""facture.json: the whole invoice as data, readable without Navette."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal

from domain import invoice as model
from domain.finding import Severity
from domain.invoice import FIELDS, Attachment, Identifier, Invoice, Line, Party, Period, Totals, VatBreakdown
from exporters.facture_json import as_json
from tests.exporters.facts import ACCEPTED, finding

INVOICE = Invoice(
    numero_facture="2026-014",
    date_facture=date(2026, 3, 11),
    seller=Party(name="Exemple", identifiers=(Identifier(value="12345678200010", scheme="0009"),)),
    totals=Totals(due=Decimal("1234.56"), paid=Decimal("0E+2")),
    vat_breakdown=(VatBreakdown(base=Decimal("1E+3"), rate=Decimal("20.00"), category="S"),),
    period=Period(start=date(2026, 1, 1)),
    allowances=(model.AllowanceCharge(charge=False, amount=Decimal("1.10")),),
    attachments=(Attachment(filename="../../etc/passwd", mime="application/pdf", content=b"abc"),),
    lines=(Line(identifier="1", quantity=Decimal("3"), net_price=Decimal("0.0001"), name="Béton «\u00a0prêt\u00a0»"),),
)


def told(invoice: Invoice = INVOICE) -> dict[str, object]:
    read: dict[str, object] = json.loads(as_json(invoice, ACCEPTED))
    return read


def test_the_eighteen_fields_are_always_there() -> None:
    facture = told()["facture"]
    assert isinstance(facture, dict)
    assert tuple(facture) == FIELDS
    assert facture["numero_marche"] is None
    assert facture["montant_ttc"] == "1234.56"


def test_where_it_went_and_what_proves_it() -> None:
    read = told()
    assert read["certificat"] == ACCEPTED.certificate
    assert read["acheminement"] == {
        "siret": "20005379100014",
        "raison_sociale": "RÉGION OCCITANIE",
        "code_service": "DRH-01",
        "nom_service": "Direction des ressources humaines",
    }
    assert read["document"] == {"format": "cii", "profil": "en16931", "sha256": "ab" * 32}
    assert read["depot"] == {
        "numero": "000000000000042",
        "deposant": "batiment-exemple",
        "date": "2026-03-12T01:03:11Z",
        "fichier": "lot_factures.tar.gz",
        "membre": "lot/facture-2026-014.xml",
        "position": 0,
        "flux": None,
    }


def test_the_flux_it_came_by() -> None:
    name = "FSO1110A_CPP001_CPP0011110000000000001557.xml"
    came = replace(ACCEPTED, deposit_name=f"2026/{name}", member=None)
    assert json.loads(as_json(INVOICE, came))["depot"]["flux"] == {
        "interface": "FSO1110A",
        "application": "CPP001",
        "identifiant": "CPP0011110000000000001557",
    }


def test_the_model_exactly() -> None:
    assert told()["en16931"] == {
        "numero_facture": "2026-014",
        "date_facture": "2026-03-11",
        "seller": {"name": "Exemple", "identifiers": [{"value": "12345678200010", "scheme": "0009"}]},
        "period": {"start": "2026-01-01"},
        "allowances": [{"charge": False, "amount": "1.10"}],
        "totals": {"paid": "0", "due": "1234.56"},
        "vat_breakdown": [{"base": "1000", "category": "S", "rate": "20.00"}],
        "attachments": [
            {
                "filename": "../../etc/passwd",
                "mime": "application/pdf",
                "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "size": 3,
            }
        ],
        "lines": [{"identifier": "1", "quantity": "3", "net_price": "0.0001", "name": "Béton «\u00a0prêt\u00a0»"}],
    }


def test_warnings_travel_with_the_invoice() -> None:
    warned = replace(ACCEPTED, findings=(finding("ID-LUHN", Severity.WARNING, "siret_fournisseur"),))
    assert json.loads(as_json(INVOICE, warned))["avertissements"] == [
        {
            "code": "ID-LUHN",
            "gravite": "warning",
            "champ": "siret_fournisseur",
            "message": "motif ID-LUHN",
            "remede": "remède ID-LUHN",
            "derriere": None,
        }
    ]


def test_an_unread_invoice_and_one_without_route_are_written_too() -> None:
    read = json.loads(as_json(Invoice(), replace(ACCEPTED, route=None)))
    assert read["en16931"] == {}
    assert read["acheminement"] is None


def test_every_member_of_the_model_is_written() -> None:
    filled = _filled(Invoice)
    names = {name for name, _ in _walk(json.loads(as_json(filled, ACCEPTED))["en16931"])}
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type) and is_dataclass(kind)]
    expected = {field.name for kind in kinds for field in fields(kind)} - {"content"}
    assert expected <= names


def _walk(node: object) -> Iterator[tuple[str, object]]:
    if isinstance(node, dict):
        for name, member in node.items():
            yield name, member
            yield from _walk(member)
    elif isinstance(node, list):
        for member in node:
            yield from _walk(member)


def _filled(kind: type) -> Invoice:
    """An instance of ``kind`` with every member set, whatever its type says."""
    made = {field.name: _value(str(field.type), field.name) for field in fields(kind)}
    result: Invoice = kind(**made)
    return result


def _value(said: str, name: str) -> object:
    inner = said.replace("<class 'domain.invoice.", "").replace("domain.invoice.", "").replace("'>", "")
    for kind in vars(model).values():
        if isinstance(kind, type) and is_dataclass(kind) and kind.__name__ in _names(inner):
            one = _filled(kind)
            return (one,) if "tuple" in inner else one
    if name == "content":
        return b"x"
    if "Decimal" in inner:
        return Decimal("1.5")
    if "date" in inner and "str" not in inner:
        return date(2026, 1, 1)
    return True if "bool" in inner else "x"


def _names(said: str) -> set[str]:
    return set(said.replace("[", " ").replace("]", " ").replace(",", " ").replace("|", " ").split())
