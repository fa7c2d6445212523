"""Evaluates the lines of a status file: applied, already known, recorded only, or refused with all reasons.

Pure: the ledger passes the current state of the candidate invoices and records the results. Lines are evaluated in
order; a later line of the file sees the statuses set by the earlier ones.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from domain.finding import Finding, Severity
from domain.status import Status
from domain.status_codes import KEPT_OTHERWISE
from domain.status_facts import BY_NAVETTE, FACTS, LABELS
from domain.suivi import LONGEST_MOTIF, Acteur, Outcome, Scope, Standing, Statement, StatementResult
from domain.travaux import may_become
from validators.suivi import rules
from validators.suivi.actors import may_say, status_givers
from validators.suivi.meaning import meant_statuses
from validators.suivi.next_statuses import remedy
from validators.suivi.rules import RULES
from validators.suivi.which_invoice import invoice_meant

__all__ = ["RULES", "apply"]

S = Status
MOTIVATED = frozenset(status for status, facts in FACTS.items() if facts.needs_motif)
"""Statuses that require a motif."""


def apply(
    statements: Sequence[Statement], candidates: Mapping[int, Sequence[Standing]], acteur: Acteur
) -> tuple[StatementResult, ...]:
    """Results of ``acteur``'s ``statements``; ``candidates`` are the invoices each may mean, by rank of the line."""
    moved: dict[int, Standing] = {}
    answers: list[StatementResult] = []
    for statement in statements:
        known = [moved.get(one.invoice_id, one) for one in candidates.get(statement.rank, ())]
        answer = _result(statement, known, acteur)
        if answer.after is not None and answer.invoice is not None:
            moved[answer.invoice.invoice_id] = _with_status(answer.invoice, statement, answer.after)
        answers.append(
            replace(answer, findings=(*statement.findings, *answer.findings)) if statement.findings else answer
        )
    return tuple(answers)


def _with_status(invoice: Standing, statement: Statement, after: Status) -> Standing:
    following = statement.valideur_suivant if after is S.VALIDEE_1 else ""
    return replace(invoice, status=after, valideur_2=following or invoice.valideur_2)


def _result(statement: Statement, known: Sequence[Standing], acteur: Acteur) -> StatementResult:
    unreadable = any(finding.severity is Severity.FATAL for finding in statement.findings)
    if statement.scope is Scope.FLUX:
        return StatementResult(
            statement=statement,
            outcome=Outcome.REFUSED if unreadable else Outcome.NOTED,
            findings=(rules.OF_A_FLUX.finding(),),
        )
    if unreadable and not (statement.numero_facture or statement.certificate):
        return StatementResult(statement=statement, outcome=Outcome.REFUSED)
    found = invoice_meant(statement, known, acteur)
    if not isinstance(found, Standing):
        return StatementResult(statement=statement, outcome=Outcome.REFUSED, findings=found)
    if not unreadable:
        return _result_for(statement, found, acteur) if statement.asked else _kept(statement, found)
    more = tuple(_motif(statement, statement.asked[0] if statement.asked else None))
    return _refused(statement, found, *more)


def _result_for(statement: Statement, invoice: Standing, acteur: Acteur) -> StatementResult:
    """Result of the line for the invoice it means."""
    asked = meant_statuses(statement, invoice, acteur)
    if isinstance(asked, Finding):
        return _refused(statement, invoice, asked, *_motif(statement, None))
    if invoice.status in asked:
        finding = rules.ALREADY_SO.finding(current=LABELS[invoice.status])
        return StatementResult(statement=statement, outcome=Outcome.ALREADY, invoice=invoice, findings=(finding,))
    after = next((one for one in asked if _may_become(acteur, invoice, one)), None)
    if after is None and statement.code in KEPT_OTHERWISE:
        return _kept(statement, invoice)
    faults = (*_motif(statement, after or asked[0]), *_next_valideur(statement, invoice, after))
    if after is None:
        return _refused(statement, invoice, _why_not(asked, invoice, acteur), *faults)
    if faults:
        return _refused(statement, invoice, *faults)
    return StatementResult(
        statement=statement,
        outcome=Outcome.APPLIED,
        invoice=invoice,
        after=after,
        findings=_needless(statement, after),
    )


def _may_become(acteur: Acteur, invoice: Standing, status: Status) -> bool:
    return may_become(invoice.cadre, invoice.status, status) and may_say(acteur, invoice, status)


def _why_not(asked: Sequence[Status], invoice: Standing, acteur: Acteur) -> Finding:
    """Finding: not possible now, reserved to another actor, or never declared by an actor."""
    current, what_to_do = LABELS[invoice.status], remedy(invoice, acteur)
    declared = [one for one in asked if one not in BY_NAVETTE]
    if not declared:
        return rules.GIVEN_BY_NAVETTE.finding(asked=LABELS[asked[0]], remedy=what_to_do)
    others = [one for one in declared if not may_say(acteur, invoice, one)]
    if len(others) == len(declared):
        first = next((one for one in others if may_become(invoice.cadre, invoice.status, one)), others[0])
        return rules.NOT_YOUR_PART.finding(asked=LABELS[first], to=status_givers(first), remedy=what_to_do)
    own = next(one for one in declared if one not in others)
    return rules.NOT_NOW.finding(current=current, asked=LABELS[own], remedy=what_to_do)


def _motif(statement: Statement, status: Status | None) -> Iterator[Finding]:
    if len(statement.motif) > LONGEST_MOTIF:
        yield rules.LONG_MOTIF.finding(count=len(statement.motif), limit=LONGEST_MOTIF)
    if status in MOTIVATED and not (statement.motif or statement.motif_codes):
        yield rules.NO_MOTIF.finding(asked=LABELS[status], limit=LONGEST_MOTIF)


def _next_valideur(statement: Statement, invoice: Standing, after: Status | None) -> Iterator[Finding]:
    following = statement.valideur_suivant
    if after is S.VALIDEE_1 and following and following == invoice.valideur_1:
        yield rules.OWN_VALIDEUR.finding(value=following)


def _needless(statement: Statement, after: Status) -> tuple[Finding, ...]:
    if not statement.valideur_suivant or after is S.VALIDEE_1:
        return ()
    return (rules.NEEDLESS_VALIDEUR.finding(value=statement.valideur_suivant),)


def _kept(statement: Statement, invoice: Standing) -> StatementResult:
    long = tuple(_motif(statement, None))
    if long:
        return _refused(statement, invoice, *long)
    finding = rules.KEPT.finding(code=" ".join(filter(None, (statement.code, statement.label))))
    return StatementResult(statement=statement, outcome=Outcome.NOTED, invoice=invoice, findings=(finding,))


def _refused(statement: Statement, invoice: Standing, *findings: Finding) -> StatementResult:
    return StatementResult(statement=statement, outcome=Outcome.REFUSED, invoice=invoice, findings=findings)
