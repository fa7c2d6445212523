"""*Saisie manuelle*: an invoice that is typed in, of which the project makes a Factur-X."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from starlette.concurrency import run_in_threadpool

from domain.brouillon import Brouillon, SourceBrouillon
from domain.errors import NavetteError
from domain.manual_entry import ManualEntry
from domain.search_criteria import SearchCriteria
from parsers.manual_entry.typed_supplier import ESTABLISHMENT, VAT, known_entries
from parsers.manual_entry.zero_rate import FIELD as ZERO
from portail.acces.asker import AnyMember, Member, NotFound, Sender, sender
from portail.acces.caller_first import CallerFirst
from portail.depots.draft_view import BASE
from portail.depots.entries import version_of
from portail.depots.own import deposits_somewhere, own_draft, refusal, shown
from portail.depots.typed_form import LINES, MORE_LINES, MOST_FIELDS, USUAL, entries_typed, rows_of, typed_view
from portail.forms import tidy
from portail.pages.depots.brouillon import DONE, OTHER_WINDOW, SAVED, cannot_tell
from portail.pages.depots.deposer import too_many
from portail.render import Notice, page, to

router = APIRouter(route_class=CallerFirst)
HERE = f"{BASE}/saisie"
_OF_SUPPLIER = (ESTABLISHMENT, "nom_fournisseur", VAT)


@router.post(HERE)
def begin(who: Sender, structure: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Makes a draft with what is known of the supplier, and shows its form."""
    structures = deposits_somewhere(who)
    wanted = structure or structures[0]
    if wanted not in structures:
        raise NotFound
    if (why := refusal(who)) is not None:
        return too_many(who, why)
    portail = who.portail
    entries = known_of_supplier(who, wanted)
    draft = portail.ledger.drafts.add(
        who.compte.id, wanted, SourceBrouillon.SAISIE, None, portail.clock(), entries=entries
    )
    return to(f"{HERE}/{draft.id}")


@router.get(HERE + "/{draft_id:rang}")
def form(who: AnyMember, draft_id: int, fait: str = "", lignes: str = "") -> Response:
    """The form of one's own draft; its result once it is sent."""
    draft = typed_draft(who, draft_id)
    if not draft.is_open:
        return to(f"{BASE}/{draft.id}")
    try:
        found = shown(who, draft) if is_begun(draft) else None
    except NavetteError as error:
        return cannot_tell(who, draft, error)
    view = typed_view(who, draft, found, tidy(lignes))
    notice = Notice(words=DONE[fait], tone="good" if fait == SAVED else "bad") if fait in DONE else None
    return page(who, "saisie_facture", view, title=view.heading, notice=notice)


@router.post(HERE + "/{draft_id:rang}")
async def save(request: Request, who: AnyMember, draft_id: int) -> Response:
    """Saves what was typed; then goes on to the confirmation, or shows the form again."""
    sent = await request.form(max_fields=MOST_FIELDS)
    fields = {name: value for name, value in sent.items() if isinstance(value, str)}
    return await run_in_threadpool(_save, sender(who, fields.get("csrf", "")), draft_id, fields)


def typed_draft(who: Member, draft_id: int) -> Brouillon:
    """One's own draft of an invoice that is typed in. Raises :class:`NotFound`."""
    found = own_draft(who, draft_id)
    if found.source is not SourceBrouillon.SAISIE:
        raise NotFound
    return found


def is_begun(draft: Brouillon) -> bool:
    """Whether anything was typed beside what a new form says already."""
    return any(one.field not in {*USUAL, *_OF_SUPPLIER, ZERO} for one in draft.entries)


# --- helpers ------------------------------------------------------------------------------------------------------


def _save(who: Member, draft_id: int, fields: Mapping[str, str]) -> Response:
    draft = typed_draft(who, draft_id)
    here = f"{HERE}/{draft.id}"
    entries = completed(who, entries_typed(fields))
    saved = who.portail.ledger.drafts.save(draft.id, who.compte.id, entries, "", who.portail.clock())
    if saved is None:
        return to(here)  # it was sent, or given up, in another window
    if fields.get("version", "") != version_of(draft) and saved.entries != draft.entries:
        return to(f"{here}?fait={OTHER_WINDOW}")
    action = fields.get("action", "")
    if action == "valider":
        return to(f"{BASE}/{draft.id}/confirmation")
    rows = rows_of({LINES: fields.get(LINES, "")})
    if action == LINES:
        return to(f"{here}?lignes={rows + MORE_LINES}#lignes")
    return to(f"{here}?fait={SAVED}&lignes={rows}")


def completed(who: Member, entries: tuple[ManualEntry, ...]) -> tuple[ManualEntry, ...]:
    """``entries``, with the name and the address that the directory has of the recipient where they were left out."""
    said = {one.field: one.text for one in entries}
    annuaire = who.portail.annuaire()
    found = annuaire.structure("".join(said.get("siret_destinataire", "").split())) if annuaire else None
    if found is None:
        return entries
    known = {
        "nom_destinataire": found.raison_sociale,
        "destinataire_adresse": found.place.adresse,
        "destinataire_code_postal": found.place.code_postal,
        "destinataire_ville": found.place.ville,
    }
    added = (ManualEntry(field=name, text=text) for name, text in known.items() if text and not said.get(name))
    return (*entries, *added)


def known_of_supplier(who: Member, structure: str) -> tuple[ManualEntry, ...]:
    """What a new form says: the usual mentions, and the name and VAT number of the last invoice of the structure."""
    within = who.acces.perimetre().of_structure(structure)
    last = who.portail.ledger.search.page(SearchCriteria(), size=1, within=within).invoices
    values = last[0].values if last and structure in {last[0].values[ESTABLISHMENT], last[0].supplier} else {}
    known = {name: values.get(name) or "" for name in _OF_SUPPLIER if name not in known_entries(structure)}
    return tuple(ManualEntry(field=name, text=text) for name, text in {**USUAL, **known}.items() if text)
