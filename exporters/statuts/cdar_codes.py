"""A status in the life cycle of XP Z12-012: its code, its phase, its issuer, its reason, and the action requested.

Source: external specification of Chorus Pro (DSE 1.0, section 4.2.1, tables 1 to 4): the statuses a public recipient
gives after *mise à disposition* and before payment are all « Prise en charge », distinguished by their comment; the
code of a valideur depends on subcontracting or joint contracting. Argued in docs/adr.
"""

from dataclasses import dataclass
from datetime import date

from domain.enum_tables import Partial
from domain.motif import LABELS as MOTIFS
from domain.motif import codes_for_message
from domain.status import Status
from domain.status_codes import CDAR_LABELS, CDAR_OF
from domain.status_facts import LABELS
from domain.suivi import FIRST_VALIDATION, SECOND_VALIDATION, StatusChange
from domain.travaux import ETAPES, Role
from exporters.common.actor_names import acting_for

S = Status
TRANSMISSION, TRAITEMENT = "305", "23"
"""MDT-77: phase of a status given by the platform, or by an actor."""
_AGREED = frozenset({S.VALIDEE_1, S.VALIDEE_2, S.ABSENCE_VALIDATION_1_HORS_DELAI, S.ABSENCE_VALIDATION_2_HORS_DELAI})
_TACIT = frozenset({S.ABSENCE_VALIDATION_1_HORS_DELAI, S.ABSENCE_VALIDATION_2_HORS_DELAI})
_VALIDATION = FIRST_VALIDATION | SECOND_VALIDATION | _TACIT
_REFUSED_BY_VALIDEUR = frozenset({S.REFUSEE_1, S.REFUSEE_2})
_COTRAITANCE = frozenset({"A12", "A13", "A14", "S6"})
"""Joint contracting: *visée* or *refusée*; the other cadres with a valideur are subcontracting: *approuvée* or, when
refused, *approuvée partiellement* (tables 2 to 4)."""
_BY_PLATFORM = frozenset({"200", "201", "203", "213", "221"})
_ACTIONS: dict[str, tuple[str, str]] = {
    "206": ("NIN", "Déposer une nouvelle facture sous un nouveau numéro"),
    "208": ("PIN", "Ajouter les pièces ou les informations qui manquent"),
    "210": ("NIN", "Déposer une nouvelle facture sous un nouveau numéro"),
    "221": ("OTH", "Corriger le destinataire, le service ou l'engagement et redéposer sous le même numéro"),
}
"""MDT-121 and MDT-122."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partie:
    """Issuer or recipient of a status."""

    role: str
    """MDT-40: ``WK`` platform, ``BY`` buyer, ``AB`` buyer's agent, ``SE`` seller, ``SR`` seller's agent."""
    identifier: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A reason, as a code and in words, and the action requested."""

    code: str
    reason: str
    action: tuple[str, str] | None


NAVETTE = Partie(role="WK", name="Navette")


def code_of(change: StatusChange) -> str:
    """The status code; empty when the life cycle has none, or when the message could not name the invoice."""
    if not (change.numero_facture and change.fournisseur and _is_day(change.date_facture)):
        return ""
    status, joint = change.status, change.cadre in _COTRAITANCE
    if status in _AGREED:
        return "214" if joint else "205"
    if status in _REFUSED_BY_VALIDEUR:
        return "210" if joint else "206"
    never_integrated = change.previous in (None, S.A_COMPLETER)
    return "213" if status is S.REJETEE and never_integrated else CDAR_OF.get(status, "")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def phase(code: str) -> str:
    """MDT-77 of a status code."""
    return TRANSMISSION if code in _BY_PLATFORM else TRAITEMENT


def issuer(change: StatusChange, code: str) -> Partie:
    """The issuer: the platform, the valideur, the supplier, or the recipient in its role."""
    if code in _BY_PLATFORM:
        return NAVETTE
    if change.status in _VALIDATION:
        return Partie(role="SR", identifier=change.valideur or acting_for(change.actor))
    if change.status is S.COMPLETEE:
        return seller(change)
    etape = ETAPES.get(change.cadre or "")
    role = Partial({Role.MOE: "AB", Role.FOURNISSEUR: "SE"}).get(etape.destinataire, "BY") if etape else "BY"
    return Partie(role=role, identifier=change.destinataire, name=change.nom_destinataire)


def seller(change: StatusChange) -> Partie:
    """The supplier of the invoice."""
    return Partie(role="SE", identifier=change.fournisseur, name=change.nom_fournisseur)


def details(change: StatusChange, code: str) -> tuple[Detail, ...]:
    """One for each reason code that may be given with this status; one without a code when words are all there is."""
    own = LABELS[change.status]
    mandat = f"mandat n° {change.mandat}" if change.mandat else ""
    reason = " ; ".join(filter(None, (own if own != CDAR_LABELS[code] else "", change.motif, mandat)))
    codes, action = codes_for_message(code, change.motif_codes), _ACTIONS.get(code)
    if not codes:
        return (Detail(code="", reason=reason, action=action),) if reason or action else ()
    first = Detail(code=codes[0], reason=reason or MOTIFS[codes[0]], action=action)
    return (first, *(Detail(code=one, reason=MOTIFS[one], action=None) for one in codes[1:]))
