"""What programs are answered about invoices, files and findings: the same bodies by the command line and by the API."""

from collections import defaultdict
from collections.abc import Iterable

from domain.causes import told
from domain.deposit import Deposit, DepositedInvoice, History
from domain.finding import Finding
from domain.search_criteria import Page
from domain.text import Locale
from exporters.common.actor_names import acting_for

Body = dict[str, object]
"""An object of JSON."""


def in_json(name: str | None) -> str | None:
    """A file's name as JSON in UTF-8 holds it: bytes that are none, of an old archive or folder, are U+FFFD."""
    return name if name is None else name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def findings_body(findings: Iterable[Finding], locale: Locale) -> list[dict[str, str | None]]:
    """Every finding, in the order of its cause; ``cause`` is the code of the headline it follows from."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "field": finding.field,
            "message": finding.message.in_(locale),
            "remedy": finding.remedy.in_(locale),
            "cause": head,
        }
        for finding, head in told(findings)
    ]


def page_body(page: Page) -> Body:
    """A page of a search; ``next`` is where the next one begins."""
    return {
        "total": page.total,
        "more": page.more,
        "next": page.next,
        "invoices": [invoice_body(one) for one in page.invoices],
    }


def invoice_body(one: DepositedInvoice) -> Body:
    """An invoice of a page."""
    route = one.route
    return {
        **one.values,
        "disposition": one.disposition.value,
        "status": one.status.value if one.status else None,
        "status_at": one.status_at.isoformat() if one.status_at else None,
        "motif": one.motif,
        "deposited_at": one.deposited_at.isoformat(),
        "available_at": one.available_at.isoformat() if one.available_at else None,
        "downloaded_at": one.downloaded_at.isoformat() if one.downloaded_at else None,
        "drop": one.drop,
        "deposit": f"{one.deposit_id:015d}",
        "certificate": one.certificate,
        "dossier": one.dossier or None,
        "recipient": {"siret": route.siret, "name": route.raison_sociale, "service": route.code_service}
        if route
        else None,
    }


def history_body(history: History, locale: Locale) -> Body:
    """An invoice with all its steps."""
    invoice = history.invoice
    return {
        "invoice": invoice.values,
        "drop": invoice.drop,
        "disposition": invoice.disposition.value,
        "status": invoice.status.value if invoice.status else None,
        "certificate": invoice.certificate,
        "deposit": f"{invoice.deposit_id:015d}",
        "file": in_json(invoice.deposit_name),
        "member": in_json(invoice.member),
        "sha256": invoice.sha256,
        "route": invoice.route.folder if invoice.route else None,
        "events": [
            {
                "status": e.status.value,
                "at": e.at.isoformat(),
                "actor": acting_for(e.actor),
                "motif": e.motif,
                "motif_codes": list(e.motif_codes),
                "mandat": e.mandat,
                "said_at": e.stated_at.isoformat() if e.stated_at else None,
            }
            for e in history.events
        ],
        "actions": [
            {"action": a.action.value, "at": a.at.isoformat(), "actor": acting_for(a.actor), "detail": a.detail}
            for a in history.actions
        ],
        "dossier": invoice.dossier or None,
        "valideurs": [siret for siret in (invoice.valideur_1, invoice.valideur_2) if siret],
        "mandat": invoice.mandat or None,
        "downloaded_at": invoice.downloaded_at.isoformat() if invoice.downloaded_at else None,
        "findings": findings_body(invoice.findings, locale),
    }


def files_body(files: Iterable[Deposit], documents: Iterable[DepositedInvoice], locale: Locale) -> list[Body]:
    """Deposited files with what is in them."""
    inside: defaultdict[int, list[DepositedInvoice]] = defaultdict(list)
    for one in documents:
        inside[one.deposit_id].append(one)
    return [
        {
            "deposit": file.number,
            "file": in_json(file.name),
            "drop": file.drop,
            "kind": file.kind.value,
            "received_at": file.received_at.isoformat(),
            "status": file.status.value,
            "sha256": file.sha256,
            "findings": findings_body(file.findings, locale),
            "documents": [
                {
                    "number": one.values["numero_facture"],
                    "member": in_json(one.member),
                    "disposition": one.disposition.value,
                    "id": one.id,
                    "certificate": one.certificate,
                    "findings": findings_body(one.findings, locale),
                }
                for one in inside[file.id]
            ],
        }
        for file in files
    ]
