"""Shows ``navette complete``: the invoices that wait with the readings of their page, and what a completion did."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text as Line

from cli.show.findings import show_findings
from cli.show.lines import LineWriter, printable
from domain.deposit import DepositedInvoice
from domain.document import Doubt, Evidence
from domain.manual_entry import AwaitingCompletion, Correction
from domain.paris_time import shown_moment
from domain.status import Status
from domain.text import Locale, Text
from exporters.common.actor_names import actor_name
from exporters.common.json_bodies import findings_body
from exporters.common.labels import field_label
from exporters.common.state_labels import STATUS_LABELS

if TYPE_CHECKING:
    from hub.follow_up.manual_completion import CompletionAnswer

NOTHING = Text("rien qui se lise d'une seule façon", "nothing that reads in one way only")
UNNUMBERED = Text("sans numéro lisible", "without a readable number")
TITLE = Text("{number}  —  dépôt {place}", "{number}  —  deposit {place}")
RECEIVED = Text("{file}, compte « {drop} », reçue le {at}", "{file}, account “{drop}”, received {at}")
DOUBTFUL = Text("{field} ({label}) : {candidates}", "{field} ({label}): {candidates}")
SUPPLIED = Text("{field} : {value}", "{field}: {value}")
OR = Text(" ou ", " or ")
CANDIDATE = Text("« {text} » (page {page})", "“{text}” (page {page})")
ENTERED = Text("« {new} », saisi par {actor} le {at}", "“{new}”, entered by {actor} on {at}")
NOT_RECORDED = Text("rien n'est enregistré ; elle attend toujours", "nothing is recorded; it still waits")
STILL_WAITS = Text("elle attend encore le reste", "it still waits for the rest")
REJECTED = Text(
    "rejetée ; son fournisseur en est averti au prochain passage", "rejected; its supplier is told by the next run"
)
FOR = Text(" pour {recipient}", " for {recipient}")
COMPLETED = Text(
    "{status}{recipient} ; certificat {certificate} ; elle part au prochain passage",
    "{status}{recipient}; certificate {certificate}; it leaves with the next run",
)


def place_of(invoice: DepositedInvoice) -> str:
    """The name of an invoice whose number may be unreadable: its deposit, and its position there."""
    return f"{invoice.deposit_id:015d}/{invoice.position}"


def is_open(answer: "CompletionAnswer") -> bool:
    """Whether something is still to be supplied."""
    return bool(answer.reasons) or answer.invoice.status is Status.A_COMPLETER


def show_waiting(found: Sequence[AwaitingCompletion], locale: Locale) -> None:
    """Each invoice, its doubtful fields with what the page shows, and what was supplied so far."""
    writer = LineWriter()
    for rank, one in enumerate(found):
        if rank:
            writer.write("")
        invoice = one.invoice
        number = printable(invoice.values["numero_facture"] or UNNUMBERED.in_(locale))
        title = TITLE.with_({"number": number, "place": place_of(invoice)})
        writer.write(Line(title.in_(locale), style="bold"))
        writer.write(_received(invoice, locale), indent=2)
        for doubt in one.doubts:
            writer.write(_doubtful(doubt, locale), indent=2, hanging=4)
        for correction in one.corrections:
            writer.write(_supplied(correction, locale), indent=2, hanging=4)
        show_findings(writer, invoice.findings, locale, indent=2)


def show_answer(answer: "CompletionAnswer", locale: Locale) -> None:
    """What was recorded and where the invoice stands; or every reason why nothing was."""
    writer, invoice = LineWriter(), answer.invoice
    for one in answer.supplied:
        writer.write(_supplied(one, locale), indent=2, hanging=4)
    number = printable(invoice.values["numero_facture"] or place_of(invoice))
    writer.write(Line(f"{number}  —  {_state(answer, locale)}", style="bold"))
    show_findings(writer, answer.reasons or (invoice.findings if is_open(answer) else ()), locale, indent=2)


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
        "findings": findings_body(one.invoice.findings, locale),
    }


def body_of(answer: "CompletionAnswer", locale: Locale) -> dict[str, object]:
    """What became of what was supplied, for programs."""
    return {
        **_invoice(answer.invoice),
        "certificate": answer.invoice.certificate,
        "route": answer.invoice.route.folder if answer.invoice.route else None,
        "supplied": [_correction(each) for each in answer.supplied],
        "refused": bool(answer.reasons),
        "findings": findings_body(answer.reasons or answer.invoice.findings, locale),
    }


def _state(answer: "CompletionAnswer", locale: Locale) -> str:
    invoice = answer.invoice
    if answer.reasons:
        return NOT_RECORDED.in_(locale)
    if invoice.status is Status.A_COMPLETER:
        return STILL_WAITS.in_(locale)
    if invoice.status is Status.REJETEE:
        return REJECTED.in_(locale)
    route = invoice.route
    name = f"{printable(route.raison_sociale)} {route.code_service or ''}".rstrip() if route else ""
    values = {
        "status": STATUS_LABELS[invoice.status].in_(locale) if invoice.status else "",
        "recipient": FOR.with_({"recipient": name}).in_(locale) if route else "",
        "certificate": invoice.certificate,
    }
    return COMPLETED.with_(values).in_(locale)


def _received(invoice: DepositedInvoice, locale: Locale) -> str:
    values = {
        "file": " › ".join(printable(part) for part in (invoice.deposit_name, invoice.member) if part),
        "drop": printable(invoice.drop),
        "at": shown_moment(invoice.deposited_at, locale),
    }
    return RECEIVED.with_(values).in_(locale)


def _doubtful(doubt: Doubt, locale: Locale) -> str:
    candidates = (CANDIDATE.with_({"text": printable(one.text), "page": one.page}) for one in doubt.rivals)
    values = {
        "field": doubt.field,
        "label": field_label(doubt.field, locale),
        "candidates": OR.in_(locale).join(one.in_(locale) for one in candidates) or NOTHING.in_(locale),
    }
    return DOUBTFUL.with_(values).in_(locale)


def _supplied(one: Correction, locale: Locale) -> str:
    because = f" ({printable(one.reason)})" if one.reason else ""
    values = {"new": printable(one.new), "actor": printable(actor_name(one.actor)), "at": shown_moment(one.at, locale)}
    value = ENTERED.with_(values).in_(locale) + because
    return SUPPLIED.with_({"field": one.field, "value": value}).in_(locale)


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
