"""What ``navette complete`` shows: what waits and what its page says, and what became of what was supplied."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text as Line

from cli.show.findings import show_finding
from cli.show.lines import Paper, printable
from domain.deposit import DepositedInvoice
from domain.document import Doubt, Evidence
from domain.finding import Finding
from domain.manual_entry import AwaitingCompletion, Correction
from domain.paris_time import moment
from domain.status import LABELS, Status
from domain.text import Locale
from exporters.common.labels import field_label
from exporters.compte_rendu.summary import in_order

if TYPE_CHECKING:
    from hub.follow_up.manual_completion import CompletionAnswer

NOTHING = "rien qui se lise d'une seule façon"


def place_of(invoice: DepositedInvoice) -> str:
    """How the command names it whatever could be read: its deposit, and its position there."""
    return f"{invoice.deposit_id:015d}/{invoice.position}"


def is_open(answer: "CompletionAnswer") -> bool:
    """Whether something is still to be supplied."""
    return bool(answer.reasons) or answer.invoice.status is Status.A_COMPLETER


def show_waiting(found: Sequence[AwaitingCompletion], locale: Locale) -> None:
    """Each invoice, its doubtful fields with what the page says, and what was supplied so far."""
    paper = Paper()
    for rank, one in enumerate(found):
        if rank:
            paper.write("")
        invoice = one.invoice
        number = printable(invoice.values["numero_facture"] or "sans numéro lisible")
        paper.write(Line(f"{number}  —  dépôt {place_of(invoice)}", style="bold"))
        file = " › ".join(printable(part) for part in (invoice.deposit_name, invoice.member) if part)
        paper.write(f"{file}, compte « {printable(invoice.drop)} », reçue le {moment(invoice.deposited_at)}", indent=2)
        for doubt in one.doubts:
            paper.write(f"{doubt.field} ({field_label(doubt.field, locale)}) : {_said(doubt)}", indent=2, hanging=4)
        for correction in one.corrections:
            paper.write(f"{correction.field} : {_supplied(correction)}", indent=2, hanging=4)
        for finding in invoice.findings:
            show_finding(paper, finding, locale, indent=2)


def show_answer(answer: "CompletionAnswer", locale: Locale) -> None:
    """What was recorded and where the invoice stands; or every reason why nothing was."""
    paper, invoice = Paper(), answer.invoice
    for one in answer.supplied:
        paper.write(f"{one.field} : {_supplied(one)}", indent=2, hanging=4)
    number = printable(invoice.values["numero_facture"] or place_of(invoice))
    paper.write(Line(f"{number}  —  {_state(answer)}", style="bold"))
    for finding in in_order(answer.reasons or (invoice.findings if is_open(answer) else ())):
        show_finding(paper, finding, locale, indent=2)


def body_of_waiting(one: AwaitingCompletion, locale: Locale) -> dict[str, object]:
    """What waits, for programs."""
    return {
        **_invoice(one.invoice),
        "received": one.invoice.deposited_at.isoformat(),
        "drop": one.invoice.drop,
        "file": printable(one.invoice.deposit_name),
        "member": one.invoice.member,
        "doubts": [
            {"field": doubt.field, "candidates": [_candidate(each) for each in doubt.rivals]} for doubt in one.doubts
        ],
        "supplied": [_correction(each) for each in one.corrections],
        "findings": [_finding(each, locale) for each in one.invoice.findings],
    }


def body_of(answer: "CompletionAnswer", locale: Locale) -> dict[str, object]:
    """What became of what was supplied, for programs."""
    return {
        **_invoice(answer.invoice),
        "certificate": answer.invoice.certificate,
        "route": answer.invoice.route.folder if answer.invoice.route else None,
        "supplied": [_correction(each) for each in answer.supplied],
        "refused": bool(answer.reasons),
        "findings": [_finding(each, locale) for each in answer.reasons or answer.invoice.findings],
    }


def _state(answer: "CompletionAnswer") -> str:
    invoice = answer.invoice
    if answer.reasons:
        return "rien n'est enregistré ; elle attend toujours"
    if invoice.status is Status.A_COMPLETER:
        return "elle attend encore le reste"
    if invoice.status is Status.REJETEE:
        return "rejetée ; son fournisseur en est averti au prochain passage"
    to = f" pour {printable(invoice.route.raison_sociale)} {invoice.route.code_service or ''}" if invoice.route else ""
    label = LABELS[invoice.status] if invoice.status else ""
    return f"{label}{to.rstrip()} ; certificat {invoice.certificate} ; elle part au prochain passage"


def _said(doubt: Doubt) -> str:
    return " ou ".join(f"« {printable(one.text)} » (page {one.page})" for one in doubt.rivals) or NOTHING


def _supplied(one: Correction) -> str:
    because = f" ({printable(one.reason)})" if one.reason else ""
    return f"« {printable(one.new)} », saisi par {printable(one.actor)} le {moment(one.at)}{because}"


def _invoice(invoice: DepositedInvoice) -> dict[str, object]:
    return {
        "id": invoice.id,
        "place": place_of(invoice),
        "status": invoice.status.value if invoice.status else None,
        "invoice": invoice.values,
    }


def _candidate(one: Evidence) -> dict[str, object]:
    return {
        "text": one.text,
        "page": one.page,
        "box": list(one.box),
        "confidence": one.confidence,
        "label": one.label,
    }


def _correction(one: Correction) -> dict[str, object]:
    return {
        "field": one.field,
        "old": one.old,
        "new": one.new,
        "by": one.actor,
        "at": one.at.isoformat(),
        "reason": one.reason,
    }


def _finding(finding: Finding, locale: Locale) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "field": finding.field,
        "message": finding.message.in_(locale),
        "remedy": finding.remedy.in_(locale),
    }
