"""From an invoice to findings: every selected rule runs, and all findings are returned together.

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
from validators.chorus_pro.travaux import association, unknown_moe
from validators.engine.context import Case, case_of
from validators.engine.context import Context as Context
from validators.engine.context import Demand as Demand
from validators.engine.context import StructurePatterns as StructurePatterns
from validators.engine.rule import Answer, Check, findings_of
from validators.navette import bank_account_change, coordonnees, lignes, origine, periodes
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
    lignes,
)
"""The modules of rules; each has its ``CHECKS``. A test fails when one is missing."""

CHECKS: tuple[Check, ...] = tuple(check for module in VALIDATORS for check in module.CHECKS)
"""All rules with their questions."""

RULES: tuple[Rule, ...] = (
    *(check.rule for check in CHECKS),
    *unicite.RULES,
    *origine.RULES,
    *bank_account_change.RULES,
    *association.RULES,
    *unknown_moe.RULES,
    *suivi.RULES,
    *complements.RULES,
)
"""All rules of the package, including uniqueness, association and statuses."""

ABSENCES: frozenset[str] = frozenset(check.rule.code for check in CHECKS if check.absence)
"""Codes of the rules that only report a missing field."""

_NO_TRAPS = Arithmetic(prec=60, traps=[])
"""Decimal context without traps: an absurd amount gives a finding, not an exception."""


def check(
    invoice: Invoice, context: Context, read: Iterable[Finding] = (), *, on_page: bool = False
) -> tuple[Finding, ...]:
    """Findings of the packs of ``context`` on ``invoice``, in the order of :data:`VALIDATORS`.

    ``read`` are the findings of reading: a field refused as unreadable is not also reported as absent. ``on_page``
    says that the invoice was read from a page, of which some rules are not asked.
    """
    case = case_of(invoice, context)
    with localcontext(_NO_TRAPS):
        answers = [
            (each, answer)
            for each in _checks_of(context.packs, on_page=on_page)
            if (answer := each.question(invoice, case)) is not True
        ]
        return _findings_with_severity(answers, invoice, context, read) if answers else ()


def route(invoice: Invoice, context: Context) -> Route | None:
    """Structure and service ``invoice`` is routed to; ``None`` when the addressee is unknown or a routing rule refuses.

    A works piece may be routed to an actor with an account that is not in the directory: its MOE, its fournisseur.
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
def _checks_of(packs: frozenset[Pack], *, on_page: bool = False) -> tuple[Check, ...]:
    return tuple(each for each in CHECKS if each.packs & packs and (each.pages or not on_page))


def _is_refused(invoice: Invoice, case: Case) -> bool:
    severities = case.context.severities
    with localcontext(_NO_TRAPS):
        return any(
            answer is not True and answer != ()
            for each in _checks_of(frozenset({Pack.ACHEMINEMENT}))
            if severities.get(each.rule.code, each.rule.severity) is Severity.FATAL
            for answer in (each.question(invoice, case),)
        )


def _findings_with_severity(
    answers: Iterable[tuple[Check, Answer]], invoice: Invoice, context: Context, read: Iterable[Finding]
) -> tuple[Finding, ...]:
    unreadable = {finding.field for finding in read if finding.severity is Severity.FATAL}
    return tuple(
        _with_severity(finding, context)
        for each, answer in answers
        if not (each.absence and each.rule.field in unreadable)
        for finding in findings_of(each, answer, invoice)
    )


def _with_severity(finding: Finding, context: Context) -> Finding:
    severity = context.severities.get(finding.code)
    return finding if severity is None else replace(finding, severity=severity)
