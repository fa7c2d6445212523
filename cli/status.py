"""``navette status``: the whole story of an invoice."""

import json
import sys
from datetime import date, datetime
from typing import Annotated

import typer
from rich.text import Text as Line

from cli.options import DEFAULT_CONFIG, AsJson, Config
from cli.show.findings import DOUBLE, REFUSED, show_finding
from cli.show.lines import Paper, printable
from domain.deposit import DepositedInvoice, Disposition, History, StatusEvent
from domain.echeance import LIBELLES, Delai
from domain.paris_time import jour, moment
from domain.status import LABELS
from domain.suivi import ACTION_LABELS, Action, Done
from domain.text import Locale
from exporters.common.number_formats import amount
from hub import settings
from hub.runtime.station import ledger_url
from ledger import Ledger


def status(
    number: Annotated[str, typer.Argument(help="Invoice number or certificate number.", metavar="NUMBER")],
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Tells where an invoice stands, every step of its life, what was done to it, and every reason of a refusal.

    Several deposits of one number (a duplicate, a refused reuse) are all shown, oldest first.

    Exit code 0: found; 1: the ledger knows no such invoice.

    Example: `navette status PAP-2026-0101`
    """
    chosen = settings.load(config)
    ledger = Ledger.open(ledger_url(chosen))
    found = ledger.find(number)
    if as_json:
        sys.stdout.write(json.dumps([_body(history, chosen.locale) for history in found], ensure_ascii=False) + "\n")
    elif not found:
        sys.stderr.write(f"Aucune facture ni certificat « {printable(number)} » dans le registre.\n")
    else:
        for rank, history in enumerate(found):
            _show(history, chosen.locale, first=rank == 0)
    raise typer.Exit(0 if found else 1)


def _show(history: History, locale: Locale, *, first: bool) -> None:
    invoice, paper = history.invoice, Paper()
    if not first:
        paper.write("")
    paper.write(
        Line(f"{printable(invoice.values['numero_facture'] or 'sans numéro')}  —  {_state(invoice)}", style="bold")
    )
    for label, value in _facts(invoice):
        paper.write(f"{label:14} {printable(value)}", indent=2, hanging=17)
    for at, sentence in _story(history):
        paper.write(f"{moment(at)}  {sentence}", indent=2, hanging=4)
    for finding in invoice.findings:
        show_finding(paper, finding, locale, indent=2)


def _story(history: History) -> list[tuple[datetime, str]]:
    """Steps and actions in the order they happened; of the same moment, what was done before what follows from it."""
    steps = [(event.at, _step(event)) for event in history.events]
    done = [(one.at, _done(one)) for one in history.actions]
    return sorted(done + steps, key=lambda told: told[0])


def _step(event: StatusEvent) -> str:
    codes = f" [{', '.join(printable(code) for code in event.motif_codes)}]" if event.motif_codes else ""
    motif = f" : {printable(event.motif)}" if event.motif else ""
    mandat = f", mandat {printable(event.mandat)}" if event.mandat else ""
    return f"{LABELS[event.status]} (par {printable(event.actor)}){motif}{codes}{mandat}"


def _done(done: Done) -> str:
    detail = f" : {printable(_detail(done))}" if done.detail else ""
    return f"{ACTION_LABELS[done.action]} (par {printable(done.actor)}){detail}"


def _detail(done: Done) -> str:
    """A reminder names its deadline by a code and an ISO date: people read its words and a French date."""
    if done.action is not Action.RAPPEL_ECHEANCE:
        return done.detail
    code, _, due = done.detail.partition(" ")
    return f"{LIBELLES[Delai(code)]}, au plus tard le {jour(date.fromisoformat(due))}"


def _facts(invoice: DepositedInvoice) -> list[tuple[str, str]]:
    values, route = invoice.values, invoice.route
    desk = (
        f"{route.raison_sociale} ({route.siret}) {route.code_service or ''} {route.nom_service or ''}" if route else ""
    )
    return [
        ("Fournisseur", f"{values['nom_fournisseur'] or ''} {values['siret_fournisseur'] or ''}".strip()),
        ("Destinataire", (desk or values["siret_destinataire"] or "non lu").strip()),
        ("Montant TTC", amount(values["montant_ttc"] or "", values["devise"] or "") or "non lu"),
        ("Déposée le", f"{moment(invoice.deposited_at)} (heure de Paris), compte « {invoice.drop} »"),
        ("Fichier", " › ".join(part for part in (invoice.deposit_name, invoice.member) if part)),
        ("Certificat", invoice.certificate or "aucun"),
        *_followed(invoice),
    ]


def _followed(invoice: DepositedInvoice) -> list[tuple[str, str]]:
    """What came after the deposit, where there is any."""
    told = [
        ("Dossier", invoice.dossier),
        ("Valideur", " puis ".join(siret for siret in (invoice.valideur_1, invoice.valideur_2) if siret)),
        ("Mandat", invoice.mandat),
        ("Téléchargée le", moment(invoice.downloaded_at) if invoice.downloaded_at else ""),
    ]
    return [(label, value) for label, value in told if value]


def _state(invoice: DepositedInvoice) -> str:
    if invoice.disposition is Disposition.DOUBLON:
        return DOUBLE
    return LABELS[invoice.status] if invoice.status else REFUSED


def _body(history: History, locale: Locale) -> dict[str, object]:
    invoice = history.invoice
    return {
        "invoice": invoice.values,
        "drop": invoice.drop,
        "disposition": invoice.disposition.value,
        "status": invoice.status.value if invoice.status else None,
        "certificate": invoice.certificate,
        "deposit": f"{invoice.deposit_id:015d}",
        "file": invoice.deposit_name,
        "member": invoice.member,
        "sha256": invoice.sha256,
        "route": invoice.route.folder if invoice.route else None,
        "events": [
            {
                "status": e.status.value,
                "at": e.at.isoformat(),
                "actor": e.actor,
                "motif": e.motif,
                "motif_codes": list(e.motif_codes),
                "mandat": e.mandat,
                "said_at": e.said_at.isoformat() if e.said_at else None,
            }
            for e in history.events
        ],
        "actions": [
            {"action": a.action.value, "at": a.at.isoformat(), "actor": a.actor, "detail": a.detail}
            for a in history.actions
        ],
        "dossier": invoice.dossier or None,
        "valideurs": [siret for siret in (invoice.valideur_1, invoice.valideur_2) if siret],
        "mandat": invoice.mandat or None,
        "downloaded_at": invoice.downloaded_at.isoformat() if invoice.downloaded_at else None,
        "findings": [
            {
                "code": f.code,
                "severity": f.severity.value,
                "field": f.field,
                "message": f.message.in_(locale),
                "remedy": f.remedy.in_(locale),
            }
            for f in invoice.findings
        ],
    }
