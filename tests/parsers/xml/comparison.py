"""The 18 fields as this project and the ``factur-x`` library read them: ``python -m tests.parsers.xml.comparison``."""

import os
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from facturx import get_xml_from_pdf
from facturx.parse_xml import parse_ubl_cii_xml
from lxml import etree

import parsers
from domain.document import Format
from domain.invoice import fields
from domain.placeholder import is_placeholder

_CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
COMPARED = frozenset({Format.UBL_INVOICE, Format.UBL_CREDITNOTE, Format.CII, Format.FACTURX})
_AMOUNTS = {"montant_ht": "BT-109", "montant_tva": "BT-110", "montant_ttc": "BT-112", "montant_a_payer": "BT-115"}
_TEXTS = {
    "numero_facture": "BT-1",
    "type_facture": "BT-3",
    "date_facture": "BT-2",
    "devise": "BT-5",
    "numero_engagement": "BT-13",
    "numero_marche": "BT-12",
    "cadre_facturation": "BT-23",
}


SEVERAL_VAT_TOTALS = "several VAT totals in one currency: the library gives a list, we the first and LEC-040"
NO_CURRENCY = "a VAT total without currencyID: the library gives none, we take it as being in the invoice's currency"
SEVERAL_VAT_NUMBERS = "several VAT numbers: the library gives a list, we the first"
PLACEHOLDER = "what is written stands for no value"
UNEXPLAINED = "unexplained"
WRONG_SIRET_KEPT = "scheme 0002 of another length than 9 is kept as a SIRET, so that it is refused as a wrong one"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field that is not read alike; ``cause`` is why."""

    path: str
    field: str
    ours: str | None
    theirs: str | None
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What came out of a folder."""

    documents: int
    fields: int
    differences: tuple[Difference, ...]
    refused: tuple[tuple[str, str], ...]
    """Documents the library does not read, and what it says."""


def compare(corpus: Path) -> Comparison:
    """Every UBL, CII and Factur-X document under ``corpus``, read both ways."""
    documents = 0
    differences: list[Difference] = []
    refused: list[tuple[str, str]] = []
    for path in sorted(path for path in corpus.rglob("*.*") if path.suffix.lower() in {".xml", ".pdf"}):
        content = path.read_bytes()
        if path.suffix.lower() == ".xml":
            content = _with_currency(content)
        reading = parsers.read(content)
        if reading.format not in COMPARED or reading.invoice is None:
            continue
        name = str(path.relative_to(corpus))
        try:
            theirs = _theirs(content)
        except Exception as error:  # noqa: BLE001 - whatever stops the library is written down
            refused.append((name, _one_line(error)))
            continue
        documents += 1
        differences.extend(_differences(name, fields(reading.invoice), theirs))
    return Comparison(
        documents=documents, fields=documents * 18, differences=tuple(differences), refused=tuple(refused)
    )


def _with_currency(content: bytes) -> bytes:
    """The library needs BT-5, which 774 documents made to show one rule lack: both readers get it added."""
    root = etree.fromstring(content)
    namespace, name = etree.QName(root).namespace or "", etree.QName(root).localname
    if name not in {"Invoice", "CreditNote"} or root.find(f"{{{_CBC}}}DocumentCurrencyCode") is not None:
        return content
    etree.SubElement(root, f"{{{_CBC}}}DocumentCurrencyCode").text = "EUR"
    return etree.tostring(root) if namespace else content


def _theirs(content: bytes) -> dict[str, str | None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if content.startswith(b"%PDF"):
            _, content = get_xml_from_pdf(content, check_xsd=False)
        data = parse_ubl_cii_xml(content, level="extended", check_xsd=False)
    seller, buyer = data.get("BG-4") or {}, data.get("BG-7") or {}
    found: dict[str, Any] = {name: data.get(term) for name, term in {**_TEXTS, **_AMOUNTS}.items()}
    preceding = data.get("BG-3") or [{}]
    found |= {
        "siret_fournisseur": _siret(seller),
        "tva_fournisseur": seller.get("vat_identifier"),
        "nom_fournisseur": seller.get("name"),
        "siret_destinataire": _siret(buyer),
        "nom_destinataire": buyer.get("name"),
        "code_service": (buyer.get("identifiers") or {}).get("0224") or data.get("BT-10"),
        "numero_facture_origine": preceding[0].get("BT-25"),
    }
    return {name: None if value is None else _text(value) for name, value in found.items()}


def _siret(party: dict[str, Any]) -> str | None:
    """The library has no SIRET: scheme 0009 of BT-29 or BT-46, else a legal registration of 14 digits."""
    stated = (party.get("identifiers") or {}).get("0009")
    legal = "".join((party.get("legal_identifier") or "").split())
    scheme = party.get("legal_identifier_schemeid")
    if stated:
        return "".join(str(stated).split())
    return legal if scheme in {None, "0002", "0009"} and len(legal) == 14 and legal.isdecimal() else None


def _text(value: Any) -> str:
    return " | ".join(map(str, value)) if isinstance(value, list) else str(value)


def _differences(name: str, ours: dict[str, str | None], theirs: dict[str, str | None]) -> Iterator[Difference]:
    for field in ours:
        if not _same(field, ours[field], theirs[field]):
            cause = PLACEHOLDER if _left_out(ours[field], theirs[field]) else _cause(field, theirs[field])
            yield Difference(path=name, field=field, ours=ours[field], theirs=theirs[field], cause=cause)


def _same(field: str, ours: str | None, theirs: str | None) -> bool:
    if ours == theirs:
        return True
    try:
        return field in _AMOUNTS and ours is not None and Decimal(ours) == Decimal(str(theirs))
    except InvalidOperation:
        return False


def _left_out(ours: str | None, theirs: str | None) -> bool:
    return ours is None and theirs is not None and is_placeholder(theirs)


def _cause(field: str, theirs: str | None) -> str:
    several = " | " in (theirs or "")
    if field == "montant_tva":
        return SEVERAL_VAT_TOTALS if several else NO_CURRENCY
    if field == "tva_fournisseur" and several:
        return SEVERAL_VAT_NUMBERS
    return WRONG_SIRET_KEPT if field.startswith("siret_") and theirs is None else UNEXPLAINED


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:100]


def main() -> None:
    """Print what differs, by cause."""
    corpus = Path(os.environ.get("NAVETTE_CORPUS", Path(__file__).resolve().parents[4] / "shared" / "corpus"))
    found = compare(corpus)
    sys.stdout.write(f"{found.documents} documents, {found.fields} fields, {len(found.differences)} differences\n")
    for (cause, field), count in sorted(Counter((d.cause, d.field) for d in found.differences).items()):
        sys.stdout.write(f"{count:5} {field:24} {cause}\n")
    for difference in found.differences[:40]:
        sys.stdout.write(f"{difference}\n")
    for reason, count in Counter(reason for _, reason in found.refused).most_common():
        sys.stdout.write(f"{count:5} not read by the library: {reason}\n")


if __name__ == "__main__":
    main()
