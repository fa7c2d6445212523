"""What the directory says of a code service that was recognised, which has no key and no sum to confirm it."""

from enum import Enum, auto

from domain.invoice import Invoice
from domain.structure import Annuaire

_ALIKE = str.maketrans("ODQIL|SBZG", "0001115826", "_-./+ ")
"""Letters as the digits they are confused with, without signs."""


class Listed(Enum):
    """Whether the directory has a recipient's code service."""

    KNOWN = auto()
    """It has, and no other that may be taken for it."""
    REFUTED = auto()
    """It has other codes of that recipient only, or two that recognition may confuse."""
    UNTOLD = auto()
    """There is no directory, no recipient or no code; or another code begins or ends with this one."""


def listed(invoice: Invoice | None, annuaire: Annuaire | None) -> Listed:
    """What ``annuaire`` says of the code service of ``invoice``."""
    if annuaire is None or invoice is None or invoice.siret_destinataire is None or invoice.code_service is None:
        return Listed.UNTOLD
    codes = {service.code for service in annuaire.services(invoice.siret_destinataire)}
    code = invoice.code_service
    others = {_bare(other) for other in codes - {code}}
    if codes and (code not in codes or _bare(code) in others):
        return Listed.REFUTED
    part = any(other.startswith(_bare(code)) or other.endswith(_bare(code)) for other in others)
    return Listed.UNTOLD if part or not codes else Listed.KNOWN


def _bare(code: str) -> str:
    return code.upper().translate(_ALIKE)
