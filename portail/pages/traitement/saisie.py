"""Completing by hand what could not be read on the page of an invoice: its doubtful fields, and what it may say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool

from domain.document import Doubt, Format
from domain.errors import LedgerError
from domain.espace import Espace
from domain.finding import Finding
from domain.invoice import ENTRY_FIELDS
from domain.manual_entry import AwaitingCompletion, ManualEntry
from domain.portal_depositor import actor_of
from domain.status import Status
from domain.text import Locale, Text
from exporters.common.labels import FIELD_LABELS
from exporters.html.shown import Attribute, Outside, Sentence, outside
from hub.follow_up.manual_completion import CompletionAction, complete, waiting_one
from hub.inspect.page_images import WantedPage, page_image
from portail.acces.asker import AnyMember, Member, NotFound, member, sender
from portail.acces.caller_first import CallerFirst
from portail.acces.headers import SANDBOX
from portail.espaces import open_espace
from portail.forms import Field, tidy
from portail.pages.traitement.actions import history_to_modify, modifiable
from portail.render import Notice, page, to
from portail.views import Fact, Link

router = APIRouter(route_class=CallerFirst)
LONGEST = 200
"""Characters of a value, and of its reason."""
SHOWN_PAGES = 3
"""Pages of a document that are shown."""
_DRAWN = frozenset({Format.PDF_TEXT, Format.PDF_IMAGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What the page may say."""

    value: Attribute
    """The field and the text: what its button sends."""
    words: Outside
    where: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtView:
    """A doubtful field."""

    field: Field
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page of the document."""

    src: str
    alt: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyView:
    """The form."""

    heading: Text
    back: Link
    action: str
    doubts: tuple[DoubtView, ...]
    supplied: tuple[Fact, ...]
    reason: Field
    findings: tuple[Outside, ...]
    pictures: tuple[Picture, ...]
    lines: tuple[Text, ...]
    supplied_heading: Text = Text("Déjà complété", "Completed already")
    candidates_label: Text = Text("Ce que la page peut dire :", "What the page may say:")
    pages_heading: Text = Text("La page", "The page")
    button: Text = Text("Envoyer", "Send")


@router.get("/{espace}/{invoice_id:rang}/saisie")
def form(who: AnyMember, espace: str, invoice_id: int) -> Response:
    """The doubtful fields of an invoice that waits."""
    here = _issued(who, espace)
    return _shown(who, here, _waiting(who, here, invoice_id), {}, "")


@router.get("/{espace}/{invoice_id:rang}/page/{number:rang}")
def picture(who: AnyMember, espace: str, invoice_id: int, number: int) -> Response:
    """A page of it as a picture of ours, never the bytes of its supplier."""
    one = _waiting(who, _issued(who, espace), invoice_id)
    if one.invoice.format not in _DRAWN or not one.invoice.location or number > SHOWN_PAGES:
        raise NotFound
    wanted = WantedPage(
        name=one.invoice.deposit_name,
        location=one.invoice.location,
        format=one.invoice.format,
        number=number,
        doubts=one.doubts,
        locale=who.locale,
    )
    with who.portail.reading():
        drawn = page_image(who.portail.station, wanted)
    if drawn is None:
        raise NotFound
    return Response(drawn, media_type="image/png", headers={"content-security-policy": SANDBOX})


@router.post("/{espace}/{invoice_id:rang}/saisie", dependencies=[Depends(member)])
async def supply(request: Request, espace: str, invoice_id: int) -> Response:
    """Supplies values; it is decided on again, by the rules of a night. Nothing is read of what somebody sends who is
    not connected.
    """
    given = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    return await run_in_threadpool(_supply, request, espace, invoice_id, given)


def _supply(request: Request, espace: str, invoice_id: int, given: Mapping[str, str]) -> Response:
    who = sender(member(request), given.get("csrf", ""))
    here = _issued(who, espace)
    values = {field: tidy(given[field], LONGEST) for field in ENTRY_FIELDS if given.get(field, "").strip()}
    reason = tidy(given.get("motif", ""), LONGEST)
    if chosen := given.get("choix"):
        field, _, text = chosen.partition("=")
        return _shown(who, here, _waiting(who, here, invoice_id), {**values, field: text}, reason)
    if not values:
        waiting = _waiting(who, here, invoice_id)
        return _shown(who, here, waiting, {}, reason, Notice(words=NOTHING_GIVEN, tone="bad"), 400)
    return _completed(who, here, invoice_id, values, reason)


def _completed(who: Member, here: Espace, invoice_id: int, values: Mapping[str, str], reason: str) -> Response:
    invoice = history_to_modify(who, here, invoice_id).invoice
    structure = min(part.structure for part in modifiable(who, here).parts if part.holds(invoice))
    entries = [ManualEntry(field=field, text=text) for field, text in values.items()]
    acte = CompletionAction(by=actor_of(who.compte.id, structure), reason=reason)
    try:
        with who.portail.reading():
            answer = complete(who.portail.station, invoice_id, entries, acte)
    except LedgerError:  # it waits no more: the page says where it stands
        return to(f"/{here.value}/{invoice_id}")
    if answer.reasons:
        waiting = _waiting(who, here, invoice_id)
        return _shown(who, here, waiting, values, reason, Notice(words=REFUSED, tone="bad"), 400, answer.reasons)
    who.portail.at_once.follow_invoices([answer.invoice.id])
    if answer.invoice.status is Status.A_COMPLETER:
        return to(f"/{here.value}/{answer.invoice.id}/saisie")
    return to(f"/{here.value}/{answer.invoice.id}")


def _issued(who: Member, name: str) -> Espace:
    """Only its supplier completes an invoice. Raises :class:`NotFound` in every other espace."""
    here = open_espace(who, name)
    if here is not Espace.FACTURES_EMISES:
        raise NotFound
    return here


def _waiting(who: Member, espace: Espace, invoice_id: int) -> AwaitingCompletion:
    """Raises :class:`NotFound` for an invoice that does not wait, or that one may do nothing about."""
    history_to_modify(who, espace, invoice_id)
    found = waiting_one(who.portail.station, invoice_id)
    if found is None:
        raise NotFound
    return found


def _shown(
    who: Member,
    espace: Espace,
    one: AwaitingCompletion,
    values: Mapping[str, str],
    reason: str,
    notice: Notice | None = None,
    status: int = 200,
    reasons: Sequence[Finding] = (),
) -> Response:
    base = f"/{espace.value}/{one.invoice.id}"
    number = one.invoice.values["numero_facture"] or one.invoice.deposit_name
    view = SupplyView(
        heading=HEADING.with_({"number": number}),
        back=Link(href=base, label=INVOICE.with_({"number": number})),
        action=f"{base}/saisie",
        doubts=tuple(_doubt(each, values.get(each.field, "")) for each in one.doubts),
        supplied=tuple(Fact(label=FIELD_LABELS[each.field], value=outside(each.new)) for each in one.corrections),
        reason=Field(name="motif", label=REASON, value=Attribute(reason), hint=REASON_HINT, longest=str(LONGEST)),
        findings=tuple(_sentence(each, who.locale) for each in reasons or one.invoice.findings),
        pictures=tuple(_picture(base, each) for each in _pages(one)),
        lines=(LEAD, TOLD),
    )
    return page(who, "saisie", view, title=view.heading, notice=notice, status=status)


def _doubt(doubt: Doubt, value: str) -> DoubtView:
    label = FIELD_LABELS[doubt.field]
    candidates = {rival.text: rival for rival in doubt.rivals}
    return DoubtView(
        field=Field(name=doubt.field, label=label, value=Attribute(value), longest=str(LONGEST)),
        candidates=tuple(
            Candidate(
                value=Attribute(f"{doubt.field}={text}"),
                words=outside(text),
                where=PAGE.with_({"number": rival.page}),
            )
            for text, rival in candidates.items()
        ),
    )


def _pages(one: AwaitingCompletion) -> list[int]:
    """The pages that are shown: those of the doubts, else the first."""
    if one.invoice.format not in _DRAWN or not one.invoice.location:
        return []
    found = sorted({rival.page for doubt in one.doubts for rival in doubt.rivals if rival.page <= SHOWN_PAGES})
    return found or [1]


def _picture(base: str, number: int) -> Picture:
    return Picture(src=f"{base}/page/{number}", alt=ALT.with_({"number": number}))


def _sentence(finding: Finding, locale: Locale) -> Outside:
    return Sentence(f"{finding.message.in_(locale)} {finding.remedy.in_(locale)}")


HEADING = Text("Compléter la facture {number}", "Complete invoice {number}")
INVOICE = Text("Facture {number}", "Invoice {number}")
LEAD = Text(
    "La page laisse ces champs en doute. Donnez la valeur qu'elle porte ; la facture est ensuite décidée comme toute "
    "autre.",
    "The page leaves these fields in doubt. Give the value it states; it is then decided on as every invoice.",
)
TOLD = Text(
    "Acceptée, elle a son certificat de dépôt et part chez son destinataire ; sinon, rien n'est enregistré.",
    "If accepted, it has its certificate of deposit and goes to its recipient; otherwise nothing is recorded.",
)
REASON = Text("D'où vient la valeur", "Where the value comes from")
REASON_HINT = Text("Par exemple : la page elle-même, le bon de commande.", "For example: the page itself, the order.")
PAGE = Text("page {number}", "page {number}")
ALT = Text(
    "Page {number} du document, avec les valeurs en doute encadrées",
    "Page {number} of the document, the doubtful values in boxes",
)
NOTHING_GIVEN = Text("Rien n'est enregistré : donnez une valeur.", "Nothing is recorded: give a value.")
REFUSED = Text(
    "Rien n'est enregistré, la facture attend toujours : voyez pourquoi.",
    "Nothing is recorded, the invoice still waits: see why.",
)
