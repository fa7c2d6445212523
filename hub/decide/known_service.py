"""A code service that reads like no value (``SANS``, ``NON``, ``00``) and that the directory knows is a value.

The parsers, which have no directory, take none for such a word (LEC-100).
"""

from collections.abc import Iterator
from dataclasses import replace

from domain.decision import Reading
from domain.invoice import Invoice
from domain.structure import Annuaire
from parsers.xml.completion import PLACEHOLDER
from validators.engine.addressee import CODE_SERVICE_SCHEME

_FIELD = "code_service"


def with_known_service(reading: Reading, annuaire: Annuaire | None) -> Reading:
    """``reading`` with the code service that its invoice writes and its recipient has, when none was taken."""
    invoice = reading.invoice
    if invoice is None or annuaire is None or invoice.code_service is not None or not invoice.siret_destinataire:
        return reading
    siret = invoice.siret_destinataire
    known = next((code for code in _written(invoice) if annuaire.service(siret, code) is not None), None)
    if known is None:
        return reading
    told = f"« {known} »"
    findings = tuple(
        one for one in reading.findings if not (_is_placeholder(one.code, one.field) and told in one.message.fr)
    )
    return replace(reading, invoice=replace(invoice, code_service=known), findings=findings)


def _is_placeholder(code: str, field: str | None) -> bool:
    return code == PLACEHOLDER.code and field == _FIELD


def _written(invoice: Invoice) -> Iterator[str]:
    """What stands in the places of a code service, the most reliable first."""
    buyer = invoice.buyer
    coded = (one.value for one in buyer.identifiers if one.scheme == CODE_SERVICE_SCHEME)
    for each in (*coded, invoice.buyer_reference, *(contact.identifier for contact in buyer.contacts)):
        if each:
            yield each
