"""A code service that reads like no value is one when the recipient has it in the directory."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.decision import Decision
from domain.document import Document
from domain.invoice import Invoice
from domain.structure import Service, Structure
from exporters import cii
from hub.decide.one_document import decide
from samples.invoices.bases import PAPETERIE
from samples.invoices.builder import build
from samples.writers import ubl
from tests.validators.good import CONTEXT, SmallDirectory

INVOICE = build(PAPETERIE)
SIRET = INVOICE.siret_destinataire or ""
WORDS = ("SANS", "NON", "NA", "N/A", "XX", "00", "0", "RIEN", "N.C.")
WRITERS = [pytest.param(write, id=name) for name, write in (("ubl", ubl.write), ("cii", cii.write))]


def decided(content: bytes, code: str) -> Decision:
    directory = SmallDirectory(
        [Structure(siret=SIRET, raison_sociale="VILLE", service=True)],
        [Service(siret=SIRET, code=code, nom="Un service")],
    )
    document = Document(path="facture.xml", content=content, sha256=hashlib.sha256(content).hexdigest())
    return decide(document, replace(CONTEXT, annuaire=directory, rights=None))


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("word", WORDS)
def test_the_invoice_goes_to_the_service_of_that_name(word: str, write: Callable[[Invoice], bytes]) -> None:
    content = write(replace(INVOICE, code_service=word, buyer_reference=word)).replace(
        b">CULTURE<", b">%s<" % word.encode()
    )
    known, unknown = decided(content, word), decided(content, "CULTURE")
    assert known.route is not None
    assert (known.route.code_service, known.invoice and known.invoice.code_service) == (word, word)
    assert not any(one.code == "LEC-100" and one.field == "code_service" for one in known.findings)
    codes = {one.code for one in unknown.findings}
    assert (unknown.route, codes & {"ACH-03", "LEC-100"}) == (None, {"ACH-03", "LEC-100"})
