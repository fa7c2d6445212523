"""Shows the history of an invoice: its facts, steps and actions by time, and its findings; on screen or as JSON."""

from collections.abc import Mapping
from datetime import date, datetime

from rich.text import Text as Line

from cli.show.findings import show_findings
from cli.show.lines import LineWriter, printable
from domain.deposit import DepositedInvoice, History, StatusEvent
from domain.echeance import Delai
from domain.paris_time import shown_day, shown_moment
from domain.portal_depositor import is_of_portal
from domain.suivi import Action, RecordedAction
from domain.text import Locale, Text
from exporters.common.actor_names import actor_name, parties
from exporters.common.number_formats import amount
from exporters.common.state_labels import ACTION_LABELS, DEADLINE_LABELS, STATUS_LABELS, state_label

UNNUMBERED = Text("sans numéro", "without a number")
BY = Text(" (par {actor})", " (by {actor})")
MANDAT = Text(", mandat {mandat}", ", mandate {mandat}")
COLON = Text(" : ", ": ")
AT_THE_LATEST = Text(", au plus tard le {day}", ", at the latest on {day}")
UNREAD = Text("non lu", "not read")
DEPOSITED = Text("{at} (heure de Paris), compte « {drop} »", "{at} (Paris time), account “{drop}”")
NO_CERTIFICATE = Text("aucun", "none")
THEN = Text(" puis ", " then ")
SUPPLIER = Text("Fournisseur", "Supplier")
RECIPIENT = Text("Destinataire", "Recipient")
AMOUNT = Text("Montant TTC", "With VAT")
DEPOSITED_AT = Text("Déposée le", "Deposited")
FILE = Text("Fichier", "File")
CERTIFICATE = Text("Certificat", "Certificate")
DOSSIER = Text("Dossier", "Works dossier")
VALIDEUR = Text("Valideur", "Validated by")
MANDATE = Text("Mandat", "Mandate")
DOWNLOADED = Text("Téléchargée le", "Downloaded")


def show(history: History, locale: Locale, *, first: bool) -> None:
    """Writes one deposit of the invoice; an empty line before it unless it is the first."""
    invoice, writer = history.invoice, LineWriter()
    if not first:
        writer.write("")
    number = printable(invoice.values["numero_facture"] or UNNUMBERED.in_(locale))
    writer.write(Line(f"{number}  —  {state_label(invoice, locale)}", style="bold"))
    for label, value in _facts(invoice, locale):
        writer.write(f"{label.in_(locale):14} {printable(value)}", indent=2, hanging=17)
    for at, sentence in _timeline(history, locale):
        writer.write(f"{shown_moment(at, locale)}  {sentence}", indent=2, hanging=4)
    show_findings(writer, invoice.findings, locale, indent=2)


def _timeline(history: History, locale: Locale) -> list[tuple[datetime, str]]:
    """Steps and actions by time; at the same moment, actions before the steps that follow from them."""
    names = parties(history.invoice)
    steps = [(event.at, _step(event, names, locale)) for event in history.events]
    done = [(one.at, _done(one, names, locale)) for one in history.actions]
    return sorted(done + steps, key=lambda dated: dated[0])


def _step(event: StatusEvent, names: Mapping[str, str], locale: Locale) -> str:
    label = STATUS_LABELS[event.status].in_(locale)
    codes = f" [{', '.join(printable(code) for code in event.motif_codes)}]" if event.motif_codes else ""
    motif = f"{COLON.in_(locale)}{printable(event.motif)}" if event.motif else ""
    mandat = MANDAT.with_({"mandat": printable(event.mandat)}).in_(locale) if event.mandat else ""
    return f"{label}{_by(event.actor, names, locale)}{motif}{codes}{mandat}"


def _done(done: RecordedAction, names: Mapping[str, str], locale: Locale) -> str:
    detail = f"{COLON.in_(locale)}{printable(_detail(done, locale))}" if done.detail else ""
    return f"{ACTION_LABELS[done.action].in_(locale)}{_by(done.actor, names, locale)}{detail}"


def _by(actor: str, names: Mapping[str, str], locale: Locale) -> str:
    shown = actor_name(actor, names) if is_of_portal(actor) else actor
    return BY.with_({"actor": printable(shown)}).in_(locale)


def _detail(done: RecordedAction, locale: Locale) -> str:
    """A reminder's detail is the code of its deadline and an ISO date: shown as the deadline's label and a date."""
    if done.action is not Action.RAPPEL_ECHEANCE:
        return done.detail
    code, _, due = done.detail.partition(" ")
    day = shown_day(date.fromisoformat(due), locale)
    return DEADLINE_LABELS[Delai(code)].in_(locale) + AT_THE_LATEST.with_({"day": day}).in_(locale)


def _facts(invoice: DepositedInvoice, locale: Locale) -> list[tuple[Text, str]]:
    values, route = invoice.values, invoice.route
    desk = (
        f"{route.raison_sociale} ({route.siret}) {route.code_service or ''} {route.nom_service or ''}" if route else ""
    )
    at = shown_moment(invoice.deposited_at, locale)
    price = amount(values["montant_ttc"] or "", values["devise"] or "", locale)
    return [
        (SUPPLIER, f"{values['nom_fournisseur'] or ''} {values['siret_fournisseur'] or ''}".strip()),
        (RECIPIENT, (desk or values["siret_destinataire"] or UNREAD.in_(locale)).strip()),
        (AMOUNT, price or UNREAD.in_(locale)),
        (DEPOSITED_AT, DEPOSITED.with_({"at": at, "drop": invoice.drop}).in_(locale)),
        (FILE, " › ".join(part for part in (invoice.deposit_name, invoice.member) if part)),
        (CERTIFICATE, invoice.certificate or NO_CERTIFICATE.in_(locale)),
        *_followed(invoice, locale),
    ]


def _followed(invoice: DepositedInvoice, locale: Locale) -> list[tuple[Text, str]]:
    """What came after the deposit, where there is any."""
    facts = [
        (DOSSIER, invoice.dossier),
        (VALIDEUR, THEN.in_(locale).join(siret for siret in (invoice.valideur_1, invoice.valideur_2) if siret)),
        (MANDATE, invoice.mandat),
        (DOWNLOADED, shown_moment(invoice.downloaded_at, locale) if invoice.downloaded_at else ""),
    ]
    return [(label, value) for label, value in facts if value]
