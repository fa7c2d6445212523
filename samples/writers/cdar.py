"""Writes recipients' statuses as a CDAR message (XP Z12-012), for one or several documents."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.enum_tables import Partial
from domain.status import Status
from domain.status_facts import LABELS
from exporters.common.markup import document, group, leaf
from samples.writers.status_files import Avis

CODES = Partial(
    {
        Status.DEPOSEE: "200",
        Status.MISE_A_DISPOSITION: "203",
        Status.PRISE_EN_COMPTE_DESTINATAIRE: "204",
        Status.SERVICE_FAIT: "205",
        Status.SUSPENDUE: "208",
        Status.COMPLETEE: "209",
        Status.REJETEE: "210",
        Status.MISE_EN_PAIEMENT: "211",
        Status.A_RECYCLER: "221",
    }
)
"""ProcessConditionCode by status."""
_STATES = {"208": "4", "210": "8", "211": "47", "205": "1"}
"""StatusCode (UNTDID 1373) of a code; 45 (in process) for the others."""
_BASE = "urn:un:unece:uncefact:data:standard"
_NAMESPACES = {
    "qdt": f"{_BASE}:QualifiedDataType:100",
    "udt": f"{_BASE}:UnqualifiedDataType:100",
    "ram": f"{_BASE}:ReusableAggregateBusinessInformationEntity:100",
    "rsm": f"{_BASE}:CrossDomainAcknowledgementAndResponse:100",
}


def cdar(avis: Sequence[Avis], at: datetime, identifier: str = "CDV-1") -> bytes:
    """A message of the treatment phase (23), from the recipient of the first invoice, issued at ``at``."""
    first = avis[0]
    return document(
        "rsm:CrossDomainAcknowledgementAndResponse",
        _NAMESPACES,
        group(
            "rsm:ExchangedDocumentContext",
            group("ram:BusinessProcessSpecifiedDocumentContextParameter", leaf("ram:ID", "REGULATED")),
            group("ram:GuidelineSpecifiedDocumentContextParameter", leaf("ram:ID", "urn.cpro.gouv.fr:1p0:CDV:invoice")),
        ),
        group(
            "rsm:ExchangedDocument",
            leaf("ram:ID", identifier),
            leaf("ram:Name", f"Cycle de vie {identifier}"),
            group("ram:IssueDateTime", _moment(at)),
            group("ram:SenderTradeParty", leaf("ram:RoleCode", "WK")),
            _party("ram:IssuerTradeParty", first.destinataire, first.nom_destinataire, "BY"),
            _party("ram:RecipientTradeParty", first.fournisseur, first.nom_fournisseur, "SE"),
        ),
        group(
            "rsm:AcknowledgementDocument",
            group("ram:MultipleReferencesIndicator", leaf("udt:Indicator", "true" if len(avis) > 1 else "false")),
            leaf("ram:TypeCode", "23"),
            group("ram:IssueDateTime", _moment(at)),
            *(_reference(one, at) for one in avis),
        ),
    )


def _reference(one: Avis, at: datetime) -> str:
    code = CODES.require(one.statut) if isinstance(one.statut, Status) else one.statut
    label = LABELS[one.statut] if isinstance(one.statut, Status) else None
    reasons = one.codes or (("",) if one.motif else ())
    return group(
        "ram:ReferenceReferencedDocument",
        leaf("ram:IssuerAssignedID", one.numero),
        leaf("ram:StatusCode", _STATES.get(code, "45")),
        leaf("ram:TypeCode", "380"),
        group("ram:ReceiptDateTime", _moment(at)),
        group("ram:FormattedIssueDateTime", _day(one.jour)),
        leaf("ram:ProcessConditionCode", code),
        leaf("ram:ProcessCondition", label),
        _party("ram:IssuerTradeParty", one.fournisseur, "", "SE"),
        *(_reason(rank, each, one.motif) for rank, each in enumerate(reasons, 1)),
    )


def _reason(rank: int, code: str, motif: str) -> str:
    return group(
        "ram:SpecifiedDocumentStatus",
        leaf("ram:ReasonCode", code or None),
        leaf("ram:Reason", motif or None),
        leaf("ram:SequenceNumeric", str(rank)),
    )


def _party(tag: str, siret: str, name: str, role: str) -> str:
    return group(
        tag,
        leaf("ram:GlobalID", siret[:9] or None, schemeID="0002"),
        leaf("ram:Name", name or None),
        leaf("ram:RoleCode", role),
    )


def _moment(at: datetime) -> str:
    return leaf("udt:DateTimeString", at.strftime("%Y%m%d%H%M%S"), format="204")


def _day(day: date | None) -> str:
    return leaf("qdt:DateTimeString", day.strftime("%Y%m%d") if day else None, format="102")
