"""Mapping between statuses and the codes and labels of the life-cycle formats, in both directions.

Sources: ``CPPStatutPivot_V1_19.xsd`` (codes 01-41 and 90-96), XP Z12-012 and its Schematron (200-601), the external
specification of Chorus Pro (DSE 1.0, section 4.2.1, tables 1 to 4), which has precedence. See docs/adr.
"""

from collections.abc import Collection
from functools import lru_cache

from domain.comparable_text import plain
from domain.enum_tables import Partial
from domain.motif import is_addressing
from domain.status import WRONG_ADDRESSEE, Status
from domain.status_facts import FACTS, LABELS

S = Status

CPP: dict[int, Status] = dict(
    enumerate(
        (
            S.DEPOSEE,
            S.EN_COURS_ACHEMINEMENT,
            S.MISE_A_DISPOSITION,
            S.A_RECYCLER,
            S.REJETEE,
            S.SUSPENDUE,
            S.SERVICE_FAIT,
            S.MANDATEE,
            S.MISE_A_DISPOSITION_COMPTABLE,
            S.COMPTABILISEE,
            S.MISE_EN_PAIEMENT,
            S.COMPLETEE,
        ),
        start=1,
    )
)
"""``IdStatut`` of an invoice to its status."""
CPP_KEPT = range(13, 42)
"""Allowed by the schema, undefined in it, and used inconsistently in publications: recorded without a status change."""
CPP_FLUX = range(90, 97)
"""``IdStatut`` of a flux."""
CPP_OF: Partial[Status, int] = Partial({status: facts.cpp for status, facts in FACTS.items() if facts.cpp is not None})
"""Code by status; statuses without a code are sent by CSV only."""
CDAR_OF: Partial[Status, str] = Partial(
    {status: facts.cdar for status, facts in FACTS.items() if facts.cdar is not None}
)
"""ProcessConditionCode by status, without what depends on the invoice's cadre: see ``exporters.statuts.cdar_codes``."""

CDAR_LABELS: dict[str, str] = {
    "200": "Déposée",
    "201": "Émise",
    "202": "Reçue",
    "203": "Mise à disposition",
    "204": "Prise en charge",
    "205": "Approuvée",
    "206": "Approuvée partiellement",
    "207": "En litige",
    "208": "Suspendue",
    "209": "Complétée",
    "210": "Refusée",
    "211": "Paiement transmis",
    "212": "Encaissée",
    "213": "Rejetée",
    "214": "Visée",
    "220": "Annulée",
    "221": "Erreur de routage",
    "224": "Demande de paiement direct",
    "225": "Affacturée",
    "226": "Affacturée confidentiel",
    "227": "Changement de compte à payer",
    "228": "Non affacturée",
    "501": "Irrecevable",
}
CDAR_FLUX = frozenset("250 251 300 301 400 401 500 501 601".split())
"""Codes about a flux, unless the document they name is an invoice."""
KEPT_OTHERWISE = frozenset({"206", "214", "227"})
"""Codes that change the status only while a valideur has the invoice (DSE 1.0, tables 2 to 4) or, for 227, while it
is suspended (table 5); at any other time they are only recorded.
"""
_CDAR: dict[str, tuple[Status, ...]] = {
    code: tuple(
        sorted(
            (status for status, facts in FACTS.items() if code in facts.cdar_in),
            key=lambda status: status is not S.REJETEE,
        )
    )
    for code in CDAR_LABELS
}
"""Statuses that a code may declare, most likely first: the recipient's refusal, then the order of the life cycle."""
_WORDS: dict[str, tuple[Status, ...]] = {
    **{plain(status.value): (status,) for status in Status},
    **{plain(label): (status,) for status, label in LABELS.items()},
    **{
        plain(words): statuses
        for words, statuses in (
            ("Validée", (S.VALIDEE_1, S.VALIDEE_2)),
            ("Refusée", (S.REFUSEE_1, S.REFUSEE_2, S.REJETEE, S.REFUSEE_FOURNISSEUR, S.REFUSEE_MOE, S.REFUSEE_MOA)),
            ("Refusée pour autre motif", (S.REFUSEE_FOURNISSEUR, S.REFUSEE_MOE, S.REFUSEE_MOA)),
            ("Refusée pour erreur dans les données d'acheminement", tuple(sorted(WRONG_ADDRESSEE))),
            ("Erreur de destinataire", (S.A_RECYCLER,)),
            ("Erreur de valideur", (S.ERREUR_FOURNISSEUR_SUR_VALIDEUR, S.ERREUR_COTRAITANT_SUR_VALIDEUR)),
            ("Mise à disposition du destinataire", (S.MISE_A_DISPOSITION,)),
            ("Prise en compte", (S.PRISE_EN_COMPTE_DESTINATAIRE, S.PRISE_EN_COMPTE_MOE, S.PRISE_EN_COMPTE_MOA)),
            ("En cours d'acheminement vers le destinataire", (S.EN_COURS_ACHEMINEMENT,)),
            ("Rejetée par l'ordonnateur pour erreur données acheminement", (S.A_RECYCLER,)),
            ("Rejetée par l'ordonnateur pour autre motif", (S.REJETEE,)),
            ("Mandatée / DP validée", (S.MANDATEE,)),
            ("DP validée", (S.MANDATEE,)),
            ("Mise à disposition comptable", (S.MISE_A_DISPOSITION_COMPTABLE,)),
        )
    },
}
"""Labels, the API's names and the schema's labels; the last three groups in the order of likeliness."""


def of_cpp(number: int) -> tuple[Status, ...] | None:
    """Statuses an ``IdStatut`` may mean; empty: recorded only; ``None``: not in the schema."""
    if number in CPP:
        return (CPP[number],)
    return () if number in CPP_KEPT or number in CPP_FLUX else None


def of_cdar(code: str, reasons: Collection[str] = ()) -> tuple[Status, ...]:
    """Statuses a ``ProcessConditionCode`` with these reasons may mean; empty: recorded only (other codes may be
    agreed bilaterally).
    """
    if code in {"210", "213"} and is_addressing(reasons):
        return (S.A_RECYCLER, *_CDAR[code][1:])
    return _CDAR.get(code, ())


@lru_cache(maxsize=10_000)
def named(words: str, reasons: frozenset[str] = frozenset()) -> tuple[Status, ...] | None:
    """Statuses that ``words`` (label, API name, code of either format) may mean; ``None``: unknown."""
    asked = plain(words)
    if asked.isdecimal() and asked.isascii() and len(asked) <= 3:
        known = asked in CDAR_LABELS or asked in CDAR_FLUX
        return of_cdar(asked, reasons) if known else of_cpp(int(asked))
    return _WORDS.get(asked) or _WORDS.get(f"{asked}e")
