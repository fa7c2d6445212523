"""Sending a draft: the summary to confirm, and the sending itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Response

from domain.brouillon import ETAT_LABELS, EtatBrouillon
from domain.causes import by_cause
from domain.errors import NavetteError, NotAllowed
from domain.invoice import entry_values
from domain.text import Text
from exporters.common.labels import FIELD_LABELS
from exporters.common.number_formats import amount, day, identifiant
from exporters.html.shown import Attribute, Outside, outside
from hub.brouillons.sending import NotSent, Preview, send
from portail.acces.asker import AnyMember, Member, Sender
from portail.acces.caller_first import CallerFirst
from portail.depots.draft_form import AMOUNTS, CHOICES
from portail.depots.draft_view import BASE, VERDICT, file_facts
from portail.depots.entries import version_of
from portail.depots.own import own_draft, shown
from portail.findings import FindingView, finding_view
from portail.pages.depots.brouillon import REFUSED, cannot_tell
from portail.render import page, to
from portail.views import Fact, Link

router = APIRouter(route_class=CallerFirst)
Given = Annotated[str, Form()]
SUMMARY = (
    "numero_facture",
    "date_facture",
    "type_facture",
    "cadre_facturation",
    "nom_fournisseur",
    "siret_fournisseur",
    "nom_destinataire",
    "siret_destinataire",
    "code_service",
    "siret_moe",
    "numero_engagement",
    "numero_marche",
    "numero_facture_origine",
    "montant_ht",
    "montant_tva",
    "montant_ttc",
    "montant_a_payer",
)
"""The fields of the summary, in its order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmView:
    """The summary, before it is sent."""

    name: Outside
    action: str
    version: Attribute
    lead: Text
    facts: tuple[Fact, ...]
    findings: tuple[FindingView, ...]
    back: Link
    banner: Text = ETAT_LABELS[EtatBrouillon.EN_COURS]
    heading: Text = Text("Récapitulatif", "Summary")
    findings_heading: Text = Text("À savoir", "To be known")
    send: Text = Text("Confirmer l'envoi", "Confirm and send")


@router.get(BASE + "/{draft_id:rang}/confirmation")
def confirm(who: AnyMember, draft_id: int) -> Response:
    """The summary of what would be sent; the form again when it would not be accepted."""
    draft = own_draft(who, draft_id)
    if not draft.is_open:
        return to(f"{BASE}/{draft.id}")
    try:
        found = shown(who, draft)
    except NavetteError as error:
        return cannot_tell(who, draft, error)
    if not found.is_acceptable:
        return to(f"{BASE}/{draft.id}?fait={REFUSED}#{VERDICT}")
    view = ConfirmView(
        name=outside(draft.file.name if draft.file else ""),
        action=f"{BASE}/{draft.id}/envoyer",
        version=Attribute(version_of(draft)),
        lead=OF_LOT if found.is_lot else OF_ONE,
        facts=(*file_facts(who, draft, found), *_summary(who, found)),
        findings=tuple(finding_view(cause, who.locale) for cause in by_cause(found.findings)),
        back=Link(href=f"{BASE}/{draft.id}", label=CHANGE),
    )
    return page(who, "confirmation", view, title=view.heading)


@router.post(BASE + "/{draft_id:rang}/envoyer")
def send_draft(who: Sender, draft_id: int, version: Given = "") -> Response:
    """Sends it, once: a second click, another window or the same form again lead to the same page."""
    draft = own_draft(who, draft_id)
    here = f"{BASE}/{draft.id}"
    if draft.is_open and version != version_of(draft):
        return to(f"{here}?fait=change")
    portail = who.portail
    try:
        with portail.reading():
            answer = send(portail.station, draft, only_accepted=True)
    except NotAllowed:
        return to(f"{here}?fait=change")
    except NavetteError as error:
        return cannot_tell(who, draft, error)
    if isinstance(answer, NotSent):
        return to(f"{here}?fait={REFUSED}#{VERDICT}")
    portail.at_once.follow(answer.deposit.id)
    return to(f"{here}/recu")


def _summary(who: Member, found: Preview) -> tuple[Fact, ...]:
    decision = found.settled.decision if found.settled else None
    if decision is None or decision.invoice is None:
        return ()
    values = entry_values(decision.invoice)
    entered = frozenset(decision.supplied)
    return tuple(
        Fact(
            label=FIELD_LABELS[field],
            value=outside(_shown(field, value, values, who)),
            detail=ENTERED if field in entered else "",
        )
        for field in SUMMARY
        if (value := values[field])
    )


def _shown(field: str, value: str, values: Mapping[str, str | None], who: Member) -> str:
    if field in AMOUNTS:
        return amount(value, values["devise"] or "", who.locale)
    if field == "date_facture":
        return day(value, who.locale)
    if label := dict(CHOICES.get(field, ())).get(value):
        return label.in_(who.locale)
    return identifiant(value) if field.startswith("siret") else value


OF_ONE = Text(
    "Relisez, puis confirmez : la facture part alors chez son destinataire, et le certificat de dépôt est fait.",
    "Read it again, then confirm: the invoice then goes to its recipient, and the certificate of deposit is made.",
)
OF_LOT = Text(
    "Le fichier contient plusieurs factures. Une fois envoyé, chacune est décidée : celles qui sont acceptées ont leur "
    "certificat, les autres leur motif.",
    "The file holds several invoices. Once it is sent, each is decided on: those accepted have their certificate, the "
    "others their reason.",
)
CHANGE = Text("Revenir au brouillon", "Back to the draft")
ENTERED = Text("Saisi par vous", "Entered by you")
