"""Works invoices (*factures de travaux*): for each cadre the author, the addressee, the pieces it may follow, and the
resulting status of those.

Source: seed 003 (AIFE, *factures de travaux pour les MOE*) and section 8 of the Chorus Pro facts. A *dossier de
facturation* begins with an initial deposit at any step, and an actor may act in the role of another that has no
account.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.cadre import CADRES, Deposant
from domain.enum_tables import Partial
from domain.status import NEXT, REFUSED, TREATMENT, WRONG_ADDRESSEE, Status

S = Status
D = Deposant


class Role(StrEnum):
    """Role of the addressee of a piece."""

    FOURNISSEUR = "fournisseur"
    MOE = "MOE"
    MOA = "MOA"
    SERVICE_FINANCIER = "service financier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Etape:
    """Step of a cadre in the circuit."""

    cadre: str
    acteur: Role
    """Author of the piece when every actor has an account; the cadre's depositor may act in that role."""
    destinataire: Role
    after: frozenset[str] = frozenset()
    """Cadres of the pieces it may be associated with; empty: it only begins dossiers."""

    @property
    def deposant(self) -> Deposant:
        """Depositor of the piece."""
        return CADRES[self.cadre].deposant


_PAYMENT_REQUESTS = frozenset({"A4", "A10", "A13"})
_FINALES = frozenset({"A7", "A14"})
_ACOMPTES = frozenset({"A5", "A15"})
_TACITE = frozenset({"A22"})

ETAPES: dict[str, Etape] = {
    cadre: Etape(cadre=cadre, acteur=acteur, destinataire=destinataire, after=after)
    for cadre, acteur, destinataire, after in (
        ("A4", Role.FOURNISSEUR, Role.MOE, frozenset()),
        ("A10", Role.FOURNISSEUR, Role.MOE, frozenset()),
        ("A13", Role.FOURNISSEUR, Role.MOE, frozenset()),
        ("A5", Role.MOE, Role.MOA, _PAYMENT_REQUESTS),
        ("A15", Role.MOE, Role.MOA, _PAYMENT_REQUESTS),
        ("A6", Role.MOA, Role.SERVICE_FINANCIER, _PAYMENT_REQUESTS | _ACOMPTES),
        ("A16", Role.MOA, Role.SERVICE_FINANCIER, _PAYMENT_REQUESTS | _ACOMPTES),
        ("A19", Role.MOA, Role.SERVICE_FINANCIER, _PAYMENT_REQUESTS | _ACOMPTES),
        ("A7", Role.FOURNISSEUR, Role.MOE, frozenset()),
        ("A14", Role.FOURNISSEUR, Role.MOE, frozenset()),
        ("A17", Role.MOE, Role.MOA, _FINALES),
        ("A18", Role.MOA, Role.FOURNISSEUR, _FINALES | {"A17"}),
        ("A20", Role.MOA, Role.FOURNISSEUR, _FINALES | _TACITE | {"A17"}),
        ("A8", Role.FOURNISSEUR, Role.SERVICE_FINANCIER, frozenset({"A18", "A20"})),
        ("A22", Role.FOURNISSEUR, Role.MOA, _FINALES | {"A17"}),
        ("A23", Role.FOURNISSEUR, Role.SERVICE_FINANCIER, _TACITE),
        ("A24", Role.MOE, Role.SERVICE_FINANCIER, _TACITE),
        ("A25", Role.MOA, Role.SERVICE_FINANCIER, _TACITE),
    )
}
"""Every works cadre in use, by its code."""

SUFFIXES = {
    "A5": "EA",
    "A15": "EA",
    "A6": "EAV",
    "A16": "EAV",
    "A19": "EAV",
    "A17": "PDG",
    "A18": "DG",
    "A20": "DG",
    "A8": "DGS",
    "A22": "PDGT",
    "A23": "DGDT",
    "A24": "DGDT",
    "A25": "DGDT",
}
"""By cadre, suffix of a piece's number after the first piece's, as recommended by the MOE's good practice."""

AVEC_VALIDEUR = frozenset({"A9", "A10", "A12", "A13", "A14", "S3", "S6"})
"""Pieces of a sous-traitant or cotraitant, validated first by the titulaire or mandataire when the piece names one
(in the reform, S3 and S6: DSE 1.0 section 6.12)."""

_AVAILABLE = {
    Role.MOE: S.MISE_A_DISPOSITION_MOE,
    Role.MOA: S.MISE_A_DISPOSITION_MOA,
    Role.FOURNISSEUR: S.MISE_A_DISPOSITION_FOURNISSEUR,
    Role.SERVICE_FINANCIER: S.MISE_A_DISPOSITION,
}
_ERROR = {
    (Role.MOE, Role.FOURNISSEUR): S.ERREUR_FOURNISSEUR_SUR_MOE,
    (Role.MOA, Role.FOURNISSEUR): S.ERREUR_FOURNISSEUR_SUR_MOA,
    (Role.MOA, Role.MOE): S.ERREUR_MOE_SUR_MOA,
    (Role.FOURNISSEUR, Role.MOE): S.ERREUR_MOE_SUR_FOURNISSEUR,
    (Role.FOURNISSEUR, Role.MOA): S.ERREUR_MOA_SUR_FOURNISSEUR,
}
"""By (addressee, depositor)."""

_FIRST_STATUSES = frozenset({S.DEPOSEE, S.A_COMPLETER, S.REJETEE, S.EN_COURS_ACHEMINEMENT, S.SUSPENDUE, S.COMPLETEE})
_TREATMENT = TREATMENT | {S.MISE_A_DISPOSITION, S.PRISE_EN_COMPTE_DESTINATAIRE}
_VALIDATION = frozenset(
    {
        S.A_VALIDER_1,
        S.VALIDEE_1,
        S.REFUSEE_1,
        S.ERREUR_FOURNISSEUR_SUR_VALIDEUR,
        S.ABSENCE_VALIDATION_1_HORS_DELAI,
        S.A_VALIDER_2,
        S.VALIDEE_2,
        S.REFUSEE_2,
        S.ERREUR_COTRAITANT_SUR_VALIDEUR,
        S.ABSENCE_VALIDATION_2_HORS_DELAI,
    }
)
_AT = {
    Role.SERVICE_FINANCIER: _TREATMENT,
    Role.MOE: frozenset(
        {
            S.MISE_A_DISPOSITION_MOE,
            S.PRISE_EN_COMPTE_MOE,
            S.ASSOCIEE,
            S.REFUSEE_MOE,
            S.REMPLACEE_PAR_A22,
            S.ABSENCE_VALIDATION_MOE_DELAI_REGLEMENTAIRE,
        }
    ),
    Role.MOA: frozenset(
        {
            S.MISE_A_DISPOSITION_MOA,
            S.PRISE_EN_COMPTE_MOA,
            S.ASSOCIEE,
            S.REFUSEE_MOA,
            S.REMPLACEE_PAR_A22,
            S.A_ASSOCIER_FOURNISSEUR,
        }
    ),
    Role.FOURNISSEUR: frozenset({S.MISE_A_DISPOSITION_FOURNISSEUR, S.ASSOCIEE, S.REFUSEE_FOURNISSEUR}),
}

_OVER = (
    REFUSED
    | WRONG_ADDRESSEE
    | {
        S.REJETEE,
        S.A_RECYCLER,
        S.REFUSEE_1,
        S.REFUSEE_2,
        S.ERREUR_FOURNISSEUR_SUR_VALIDEUR,
        S.ERREUR_COTRAITANT_SUR_VALIDEUR,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMoe:
    """A works piece that names its MOE."""

    structure: str
    """SIRET of the public structure it is for."""
    moe: str
    """SIRET."""
    cadre: str
    status: Status


def numbered(number: str, cadre: str) -> str:
    """The number that the good practice of the MOE gives the piece of ``cadre`` after the piece ``number``:
    ``CHA-2026-01`` and A15 give ``CHA-2026-01-EA``.
    """
    stem, _, last = number.rpartition("-")
    suffix = SUFFIXES.get(cadre, "")
    return "-".join(filter(None, (stem if last in SUFFIXES.values() else number, suffix)))


def is_travaux(cadre: str | None) -> bool:
    """Whether the cadre is one of a works piece."""
    return cadre in ETAPES


def is_for_moe(cadre: str | None) -> bool:
    """Whether a piece of the cadre goes to the MOE."""
    etape = ETAPES.get(cadre or "")
    return etape is not None and etape.destinataire is Role.MOE


def available(cadre: str | None) -> Status:
    """The status a delivered piece gets: MISE_A_DISPOSITION, or the one of the MOE, the MOA or the fournisseur."""
    etape = ETAPES.get(cadre or "")
    return _AVAILABLE[etape.destinataire] if etape else S.MISE_A_DISPOSITION


def wrong_addressee(cadre: str | None) -> Status:
    """The status of a piece refused because it came to the wrong addressee; A_RECYCLER outside the works circuit."""
    etape = ETAPES.get(cadre or "")
    if etape is None or etape.destinataire is Role.SERVICE_FINANCIER:
        return S.A_RECYCLER
    return _ERROR[etape.destinataire, depositor_role(cadre or "")]


def depositor_role(cadre: str) -> Role:
    """Role of the depositor of a works piece; sous-traitants and cotraitants count as fournisseurs."""
    return Partial({D.MOE: Role.MOE, D.MOA: Role.MOA}).get(CADRES[cadre].deposant, Role.FOURNISSEUR)


def associated(previous: str, following: str) -> Status:
    """Status of a piece of cadre ``previous`` once one of cadre ``following`` is associated with it."""
    if following == "A22":
        return S.REMPLACEE_PAR_A22
    return S.PRISE_EN_COMPTE_MOE if previous == "A10" else S.ASSOCIEE


def statuses_of(cadre: str | None) -> frozenset[Status]:
    """Every status an invoice of this cadre can have."""
    etape = ETAPES.get(cadre or "")
    found = _FIRST_STATUSES | (_AT[etape.destinataire] if etape else _TREATMENT)
    if etape and etape.destinataire is not Role.SERVICE_FINANCIER:
        found |= {wrong_addressee(cadre)}
    if cadre != "A22":
        found -= {S.A_ASSOCIER_FOURNISSEUR}
    if cadre not in ETAPES["A22"].after:
        found -= {S.REMPLACEE_PAR_A22}
    return found | _VALIDATION if cadre in AVEC_VALIDEUR else found


def next_of(cadre: str | None, current: Status) -> frozenset[Status]:
    """What may follow ``current`` for an invoice of this cadre."""
    return NEXT[current] & statuses_of(cadre)


def may_become(cadre: str | None, current: Status, new: Status) -> bool:
    """Whether an invoice of this cadre may pass from ``current`` to ``new``."""
    return new in next_of(cadre, current)


def is_over(status: Status | None) -> bool:
    """Whether a piece was refused or sent back: it can have no follower, and the piece it followed may be followed
    again.
    """
    return status in _OVER
