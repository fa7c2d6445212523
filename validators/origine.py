"""The invoice a credit note or a corrected invoice names (BT-25): was it received from the same supplier?

Asked of the ledger once uniqueness is settled. A warning only: the invoice may be older than the ledger.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from domain.deposit import Disposition, Settled
from domain.finding import Pack, Rule, Severity
from domain.text import Text
from domain.travaux import is_travaux

UNKNOWN_ORIGIN = Rule(
    code="ORI-01",
    pack=Pack.CHORUS_PRO,
    severity=Severity.WARNING,
    field="numero_facture_origine",
    message=Text(
        "La facture d'origine « {value} » n'a pas été reçue de ce fournisseur.",
        "The original invoice “{value}” was not received from this supplier.",
    ),
    remedy=Text(
        "Vérifiez son numéro (BT-25) ; si elle a été adressée par une autre voie, il n'y a rien à faire.",
        "Check its number (BT-25); if it was sent another way, there is nothing to do.",
    ),
    source="BG-3; BR-FR-CO-05; CPPFacturePivot IdFactureOrigine",
)
RULES = (UNKNOWN_ORIGIN,)

Origin = tuple[str, str]
"""The supplier of a key that makes an invoice unique, and a number as keys write it."""


def origins(settled: Iterable[Settled]) -> frozenset[Origin]:
    """What the accepted documents refer to, to be asked of the ledger; pieces of works refer to their dossier."""
    return frozenset(origin for one in settled if (origin := _origin(one)))


def referred(settled: Sequence[Settled], received: Collection[Origin]) -> tuple[Settled, ...]:
    """``settled``, with a finding on each whose origin is neither in ``received`` nor beside it."""
    beside = {(one.key.supplier, one.key.number) for one in settled if one.key and _accepted(one)}
    return tuple(
        _told(one) if (origin := _origin(one)) and origin not in received and origin not in beside else one
        for one in settled
    )


def _origin(one: Settled) -> Origin | None:
    invoice = one.decision.invoice
    if invoice is None or one.key is None or not _accepted(one) or is_travaux(invoice.cadre_facturation):
        return None
    number = (invoice.numero_facture_origine or "").strip().casefold()
    return (one.key.supplier, number) if number else None


def _accepted(one: Settled) -> bool:
    return one.disposition in (Disposition.ACCEPTED, Disposition.RECYCLED)


def _told(one: Settled) -> Settled:
    invoice = one.decision.invoice
    value = invoice.numero_facture_origine if invoice else ""
    findings = (*one.decision.findings, UNKNOWN_ORIGIN.finding(value=value))
    return replace(one, decision=replace(one.decision, findings=findings))
