"""TRA-14: the MOE of a piece that begins a dossier is in no dossier of its structure.

Uses the ledger. Whoever is named as the MOE of a piece may deposit the pieces of the MOE (DRO-01), and the one of a
tacite procedure goes straight to the payer: a MOE that the structure's dossiers do not know yet is told, never refused,
as each MOE has a first piece.
"""

from collections.abc import Iterable, Sequence

from domain.deposit import INTEGRATED, Settled
from domain.finding import Pack, Rule, Severity
from domain.status import Status
from domain.supplier_identity import siren_of
from domain.text import Text
from domain.travaux import NamedMoe, Role, depositor_role, is_over, is_travaux
from validators.common.preceding_pieces import preceding_of

UNKNOWN_MOE = Rule(
    code="TRA-14",
    pack=Pack.CHORUS_PRO,
    severity=Severity.WARNING,
    field="cadre_facturation",
    message=Text(
        "La maîtrise d'œuvre « {value} » n'est d'aucun dossier connu de la structure « {structure} ».",
        "The project manager “{value}” is in no known dossier of the structure “{structure}”.",
    ),
    remedy=Text(
        "Vérifiez auprès de la maîtrise d'ouvrage que ce marché lui est confié avant de payer ; pour une première "
        "pièce il n'y a rien à corriger.",
        "Check with the project owner that this contract is entrusted to it before you pay; for a first piece there is "
        "nothing to correct.",
    ),
    source="DSE 1.0, factures de travaux; Navette",
)
RULES = (UNKNOWN_MOE,)
_TREATED = frozenset(
    {
        Status.ASSOCIEE,
        Status.SERVICE_FAIT,
        Status.MANDATEE,
        Status.MISE_A_DISPOSITION_COMPTABLE,
        Status.COMPTABILISEE,
        Status.MISE_EN_PAIEMENT,
    }
)
"""Statuses of a piece that somebody else than its MOE went on with."""
_Pair = tuple[str, str]


def moes(settled: Iterable[Settled]) -> frozenset[str]:
    """SIRETs of the MOE to be loaded from the ledger."""
    return frozenset(pair[1] for one in settled if (pair := _pair(one)))


def with_unknown_moe_findings(settled: Sequence[Settled], named: Iterable[NamedMoe]) -> tuple[Settled, ...]:
    """``settled``, with a finding on each first piece whose MOE no dossier of its structure names.

    A piece that the MOE itself deposits makes it known only once somebody went on with it.
    """
    known = {(_entity(each.structure), _entity(each.moe)) for each in named if _vouches(each.cadre, each.status)}
    told = []
    for one in settled:
        pair = _pair(one)
        if pair is None:
            told.append(one)
            continue
        entities = (_entity(pair[0]), _entity(pair[1]))
        strange = entities not in known
        if _vouches(_cadre(one), Status.DEPOSEE):
            known.add(entities)
        told.append(one.with_finding(UNKNOWN_MOE.finding(value=pair[1], structure=pair[0])) if strange else one)
    return tuple(told)


def _pair(one: Settled) -> _Pair | None:
    """Structure and MOE of an integrated piece that begins a dossier."""
    invoice = one.decision.invoice
    if invoice is None or one.disposition not in INTEGRATED or not is_travaux(invoice.cadre_facturation):
        return None
    moe, structure = invoice.siret_moe, invoice.siret_destinataire
    return (structure, moe) if moe and structure and not preceding_of(invoice) else None


def _cadre(one: Settled) -> str:
    return (one.decision.invoice.cadre_facturation if one.decision.invoice else None) or ""


def _vouches(cadre: str, status: Status) -> bool:
    return not is_over(status) and (depositor_role(cadre) is not Role.MOE or status in _TREATED)


def _entity(siret: str) -> str:
    return siren_of(siret) or siret
