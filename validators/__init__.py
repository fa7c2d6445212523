"""Invoice to findings: every rule asked for runs, and every reason comes back at once.

Pure: no clock, no disk, no network. The order of :data:`VALIDATORS` is the order of the findings.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Context as Arithmetic
from decimal import localcontext
from functools import lru_cache

from domain.finding import Finding, Pack, Rule, Severity
from domain.invoice import Invoice
from domain.route import Route
from validators import suivi
from validators.acheminement import deposit_rights, destinataire, engagement, other_actors, recipient, structure_demands
from validators.chorus_pro import (
    cadre,
    dates,
    devise,
    fournisseur,
    harmful_files,
    limites,
    montants,
    numero,
    numero_tva,
    paiement,
    pieces_jointes,
    reforme,
    totaux,
    tva,
    type_facture,
    unicite,
)
from validators.chorus_pro.travaux import association
from validators.engine.context import Case, case_of
from validators.engine.context import Context as Context
from validators.engine.context import Demand as Demand
from validators.engine.context import StructurePatterns as StructurePatterns
from validators.engine.rule import Answer, Check, findings_of
from validators.navette import bank_account_change, coordonnees, origine, periodes
from validators.suivi import complements

VALIDATORS = (
    numero,
    dates,
    type_facture,
    devise,
    cadre,
    fournisseur,
    numero_tva,
    deposit_rights,
    destinataire,
    recipient,
    other_actors,
    engagement,
    structure_demands,
    limites,
    reforme,
    pieces_jointes,
    harmful_files,
    paiement,
    tva,
    montants,
    totaux,
    coordonnees,
    periodes,
)
"""The modules of rules; each has its ``CHECKS``. A test fails when one is missing."""

CHECKS: tuple[Check, ...] = tuple(check for module in VALIDATORS for check in module.CHECKS)
"""Every rule with its question."""

RULES: tuple[Rule, ...] = (
    *(check.rule for check in CHECKS),
    *unicite.RULES,
    *origine.RULES,
    *bank_account_change.RULES,
    *association.RULES,
    *suivi.RULES,
    *complements.RULES,
)
"""Every rule of this room, those of uniqueness, of association and of statuses included."""

_CALM = Arithmetic(prec=60, traps=[])
"""Decimal arithmetic that never raises: an absurd amount gives a finding, not an exception."""


def check(invoice: Invoice, context: Context, read: Iterable[Finding] = ()) -> tuple[Finding, ...]:
    """Everything the packs of ``context`` find wrong with ``invoice``, in a stable order.

    ``read`` are the findings of reading: a field it refused as unreadable is not reported as absent too.
    """
    case = case_of(invoice, context)
    with localcontext(_CALM):
        answers = [
            (each, answer) for each in _asked(context.packs) if (answer := each.question(invoice, case)) is not True
        ]
        return _told(answers, invoice, context, read) if answers else ()


def route(invoice: Invoice, context: Context) -> Route | None:
    """The desk ``invoice`` goes to; ``None`` when nobody is known there or a rule of routing refuses.

    A works piece may go to somebody who is not in the directory and has an account: its MOE, its fournisseur.
    """
    case = case_of(invoice, context)
    if (case.structure is None and case.acteur is None) or _is_refused(invoice, case):
        return None
    if case.structure is None:
        return Route(siret=case.siret or "", raison_sociale=case.acteur or "")
    return Route(
        siret=case.structure.siret,
        raison_sociale=case.structure.raison_sociale,
        code_service=case.service.code if case.service else None,
        nom_service=case.service.nom if case.service else None,
    )


@lru_cache(maxsize=32)
def _asked(packs: frozenset[Pack]) -> tuple[Check, ...]:
    return tuple(each for each in CHECKS if each.packs & packs)


def _is_refused(invoice: Invoice, case: Case) -> bool:
    severities = case.context.severities
    with localcontext(_CALM):
        return any(
            answer is not True and answer != ()
            for each in _asked(frozenset({Pack.ACHEMINEMENT}))
            if severities.get(each.rule.code, each.rule.severity) is Severity.FATAL
            for answer in (each.question(invoice, case),)
        )


def _told(
    answers: Iterable[tuple[Check, Answer]], invoice: Invoice, context: Context, read: Iterable[Finding]
) -> tuple[Finding, ...]:
    unreadable = {finding.field for finding in read if finding.severity is Severity.FATAL}
    return tuple(
        _weighed(finding, context)
        for each, answer in answers
        if not (each.absence and each.rule.field in unreadable)
        for finding in findings_of(each, answer, invoice)
    )


def _weighed(finding: Finding, context: Context) -> Finding:
    severity = context.severities.get(finding.code)
    return finding if severity is None else replace(finding, severity=severity)
