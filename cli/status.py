"""``navette status``: the whole story of an invoice."""

import json
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from cli.options import DEFAULT_CONFIG, AsJson, Config
from domain.deposit import DepositedInvoice, Disposition, History
from domain.horloge import moment
from domain.status import LABELS
from domain.text import Locale
from hub import settings
from hub.station import ledger_url
from ledger import Ledger

REFUSED = "Refusée au dépôt"
DOUBLE = "Doublon (notice)"


def status(
    number: Annotated[str, typer.Argument(help="Invoice number or certificate number.", metavar="NUMBER")],
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Tells where an invoice stands, every step of its life and every reason of a refusal.

    Exit code 0: found; 1: the ledger knows no such invoice.

    Example: `navette status FAC-2026-0042`
    """
    chosen = settings.load(config)
    ledger = Ledger.open(ledger_url(chosen))
    found = ledger.find(number)
    if as_json:
        sys.stdout.write(json.dumps([_body(history, chosen.locale) for history in found], ensure_ascii=False) + "\n")
    elif not found:
        Console(stderr=True, highlight=False).print(f"Aucune facture ni certificat « {number} » dans le registre.")
    else:
        for history in found:
            _show(history, chosen.locale)
    raise typer.Exit(0 if found else 1)


def _show(history: History, locale: Locale) -> None:
    invoice = history.invoice
    console = Console(highlight=False)
    console.print(Line(f"{invoice.values['numero_facture']}  —  {_state(invoice)}", style="bold"))
    for label, value in _facts(invoice):
        console.print(f"  {label:14} {value}", markup=False, soft_wrap=True)
    table = Table(box=None, padding=(0, 2, 0, 2), header_style="dim")
    for title in ("Date et heure (Paris)", "Statut", "Par", "Motif"):
        table.add_column(title)
    for event in history.events:
        table.add_row(moment(event.at), LABELS[event.status], event.actor, event.motif)
    console.print(table)
    for finding in invoice.findings:
        console.print(f"  {finding.code:10} {finding.message.in_(locale)}", markup=False, soft_wrap=True)


def _facts(invoice: DepositedInvoice) -> list[tuple[str, str]]:
    values, route = invoice.values, invoice.route
    desk = (
        f"{route.raison_sociale} ({route.siret}) {route.code_service or ''} {route.nom_service or ''}" if route else ""
    )
    return [
        ("Fournisseur", f"{values['nom_fournisseur'] or ''} {values['siret_fournisseur'] or ''}".strip()),
        ("Destinataire", (desk or values["siret_destinataire"] or "non lu").strip()),
        ("Montant TTC", f"{values['montant_ttc'] or 'non lu'} {values['devise'] or ''}".strip()),
        ("Déposée le", moment(invoice.deposited_at)),
        ("Fichier", " › ".join(part for part in (invoice.deposit_name, invoice.member) if part)),
        ("Certificat", invoice.certificate or "aucun"),
    ]


def _state(invoice: DepositedInvoice) -> str:
    if invoice.disposition is Disposition.DOUBLON:
        return DOUBLE
    return LABELS[invoice.status] if invoice.status else REFUSED


def _body(history: History, locale: Locale) -> dict[str, object]:
    invoice = history.invoice
    return {
        "invoice": invoice.values,
        "disposition": invoice.disposition.value,
        "status": invoice.status.value if invoice.status else None,
        "certificate": invoice.certificate,
        "deposit": f"{invoice.deposit_id:015d}",
        "file": invoice.deposit_name,
        "member": invoice.member,
        "sha256": invoice.sha256,
        "route": invoice.route.folder if invoice.route else None,
        "events": [
            {"status": e.status.value, "at": e.at.isoformat(), "actor": e.actor, "motif": e.motif}
            for e in history.events
        ],
        "findings": [
            {"code": f.code, "severity": f.severity.value, "field": f.field, "message": f.message.in_(locale)}
            for f in invoice.findings
        ],
    }
