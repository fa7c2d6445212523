"""The invoice a credit note or a corrected invoice names (BT-25): whether it was received from the same supplier, for
at least that amount.

Uses the ledger, after the uniqueness check. A warning only: the invoice may be older than the ledger.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from domain.deposit import INTEGRATED, Settled
from domain.finding import Pack, Rule, Severity
from domain.invoice_number import comparable
from domain.text import Text
from domain.travaux import is_travaux
from validators.common.phrasing import amount

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
        "Vérifiez son numéro ; si elle a été adressée par une autre voie, il n'y a rien à faire.",
        "Check its number; if it was sent another way, there is nothing to do.",
    ),
    source="BT-25; BG-3; BR-FR-CO-05; CPPFacturePivot IdFactureOrigine",
)
TOO_MUCH = Rule(
    code="ORI-02",
    pack=Pack.NAVETTE,
    severity=Severity.WARNING,
    field="montant_ttc",
    message=Text(
        "L'avoir ({value}) crédite plus que la facture « {number} » qu'il nomme ({amount}).",
        "The credit note ({value}) credits more than the invoice “{number}” it names ({amount}).",
    ),
    remedy=Text(
        "Vérifiez le montant et le numéro de la facture d'origine.",
        "Check the amount and the number of the original invoice.",
    ),
    source="BT-25; BG-3, BT-112",
)
RULES = (UNKNOWN_ORIGIN, TOO_MUCH)

Origin = tuple[str, str]
"""The supplier of a key that makes an invoice unique, and a number as keys write it."""


def origins(settled: Iterable[Settled]) -> frozenset[Origin]:
    """Invoices that the accepted documents refer to, to be loaded from the ledger; works pieces refer to their
    dossier and are left out.
    """
    return frozenset(origin for one in settled if (origin := _origin(one)))


def with_origin_findings(settled: Sequence[Settled], received: Mapping[Origin, Decimal | None]) -> tuple[Settled, ...]:
    """``settled``, with a finding on each whose origin is neither in ``received`` nor in the batch, and on each credit
    note larger than its origin.

    ``received`` gives the total with VAT of each origin, ``None`` when unknown.
    """
    beside = {
        (one.key.supplier, one.key.number): one.decision.invoice.montant_ttc
        for one in settled
        if one.key and one.decision.invoice and one.disposition in INTEGRATED
    }
    known = {**beside, **received}
    return tuple(_with_findings(one, origin, known) if (origin := _origin(one)) else one for one in settled)


def _origin(one: Settled) -> Origin | None:
    invoice = one.decision.invoice
    if invoice is None or one.key is None or one.disposition not in INTEGRATED or is_travaux(invoice.cadre_facturation):
        return None
    number = comparable(invoice.numero_facture_origine or "")
    return (one.key.supplier, number) if number else None


def _with_findings(one: Settled, origin: Origin, known: Mapping[Origin, Decimal | None]) -> Settled:
    invoice = one.decision.invoice
    if invoice is None:
        return one
    number = invoice.numero_facture_origine
    if origin not in known:
        finding = UNKNOWN_ORIGIN.finding(value=number)
    elif invoice.avoir and _is_larger(invoice.montant_ttc, known[origin]):
        finding = TOO_MUCH.finding(value=amount(invoice.montant_ttc), number=number or "", amount=amount(known[origin]))
    else:
        return one
    return one.with_finding(finding)


def _is_larger(credit: Decimal | None, invoiced: Decimal | None) -> bool:
    """Compares absolute values: credit amounts are written with or without a sign."""
    return credit is not None and invoiced is not None and abs(credit) > abs(invoiced)
