"""What became of what was declared, invoice by invoice."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from domain.causes import by_cause
from domain.deposit import DepositedInvoice
from domain.espace import ESPACE_LABELS, Espace
from domain.finding import Finding
from domain.status import FluxStatus
from domain.suivi import LigneSuivi, Outcome
from domain.text import NOTHING, Locale, Text
from exporters.common.state_labels import STATUS_LABELS
from exporters.html.shown import Outside, Sentence, outside
from hub.follow_up.declared import Declared
from ledger.lifecycle.complements import CODE as COMPLEMENT
from portail.acces.asker import Member
from portail.invoice_rows import InvoiceRow
from portail.pages.traitement.actions import treatable_ones
from portail.pages.traitement.parts import Note, TreatedRow, TreatView, treated_row
from portail.views import Link, State


def result(who: Member, espace: Espace, done: Sequence[Declared]) -> TreatView:
    """What became of each line; each has its own outcome."""
    lines = _told_once(line for each in done for line in each.lines)
    known = who.portail.ledger.invoices.by_ids([line.invoice_id for line in lines if line.invoice_id is not None])
    mine = {each.invoice.id: each.invoice for each in treatable_ones(who, espace, known)}
    refused = sum(line.outcome is Outcome.REFUSED for line in lines)
    whole: tuple[Text | Outside, ...] = tuple(
        Sentence(finding.message.in_(who.locale)) for each in done for finding in each.findings
    )
    waits = (WAITS,) if any(each.deposit.status is FluxStatus.IN_RECU for each in done) else ()
    return TreatView(
        heading=DONE,
        back=Link(href=f"/{espace.value}", label=ESPACE_LABELS[espace]),
        lines=(_total(len(lines) - refused, refused), *whole, *waits),
        rows=tuple(_told(espace, line, mine.get(line.invoice_id or 0), who.locale) for line in lines),
    )


def _told_once(lines: Iterable[LigneSuivi]) -> list[LigneSuivi]:
    """The lines; of the files that complete an invoice together, one, with the findings of all."""
    told: dict[object, LigneSuivi] = {}
    for rank, line in enumerate(lines):
        key = (line.invoice_id, line.number, line.outcome) if line.code == COMPLEMENT else rank
        first = told.setdefault(key, line)
        told[key] = replace(first, findings=tuple(dict.fromkeys((*first.findings, *line.findings))))
    return list(told.values())


def _told(espace: Espace, line: LigneSuivi, invoice: DepositedInvoice | None, locale: Locale) -> TreatedRow:
    notes = (*_outcome(line), *(_note(finding, locale) for finding in _shown_findings(line)))
    if invoice is not None:
        return treated_row(espace, invoice, locale, notes)
    state = State(label=STATUS_LABELS[line.before], tone="") if line.before else State(label=NOTHING, tone="")
    return TreatedRow(invoice=InvoiceRow(number=outside(line.number), state=state), notes=notes)


def _shown_findings(line: LigneSuivi) -> tuple[Finding, ...]:
    """The first of each cause: what follows from it is not told."""
    return tuple(cause.headline for cause in by_cause(line.findings))


def _outcome(line: LigneSuivi) -> tuple[Note, ...]:
    match line.outcome:
        case Outcome.APPLIED if line.after is not None:
            label = STATUS_LABELS[line.after]
            return (
                Note(tone="info", words=Text(APPLIED.fr.format(label=label.fr), APPLIED.en.format(label=label.en))),
            )
        case Outcome.REFUSED:
            return (Note(tone="fatal", words=REFUSED),)
        case _:
            return ()


def _note(finding: Finding, locale: Locale) -> Note:
    return Note(
        tone="fatal" if finding.severity == "fatal" else "info",
        words=Sentence(finding.message.in_(locale)),
        remedy=Sentence(finding.remedy.in_(locale)),
    )


def _total(good: int, refused: int) -> Text:
    if not refused:
        return ALL_DONE.with_({"count": good}) if good != 1 else ONE_DONE
    return SOME_REFUSED.with_({"good": good, "refused": refused})


DONE = Text("Résultat", "Result")
APPLIED = Text("Fait : « {label} ».", "Done: “{label}”.")
REFUSED = Text("Refusé : rien n'est changé.", "Refused: nothing is changed.")
ONE_DONE = Text("C'est fait.", "It is done.")
ALL_DONE = Text("C'est fait pour les {count} factures.", "It is done for the {count} invoices.")
SOME_REFUSED = Text("Faites : {good}. Refusées : {refused}.", "Done: {good}. Refused: {refused}.")
WAITS = Text(
    "Une partie n'est pas appliquée encore : le prochain passage la termine.",
    "A part is not applied yet: the next run finishes it.",
)
