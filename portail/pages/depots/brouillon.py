"""One draft: the form of what its file says, beside the pictures of its pages; saved, given up."""

from collections.abc import Mapping
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from domain.brouillon import ETAT_LABELS, Brouillon, EtatBrouillon, SourceBrouillon
from domain.errors import NavetteError
from domain.text import Text
from hub.brouillons.pictures import page_wanted
from hub.inspect.page_images import WantedPage, page_image
from portail.acces.asker import AnyMember, Member, NotFound, Sender, sender
from portail.acces.caller_first import CallerFirst
from portail.depots.draft_view import BACK, BASE, IN_FORM, MANAGER, SERVICE, STRUCTURE, draft_view
from portail.depots.entries import CHOICE, CHOSEN, entries_of, reason_of, version_of
from portail.depots.own import own_draft, shown
from portail.forms import tidy
from portail.render import Notice, page, to
from portail.views import FormPage, Link

router = APIRouter(route_class=CallerFirst)


@router.get(BASE + "/{draft_id:rang}")
def draft_page(
    who: AnyMember, draft_id: int, fait: str = "", structure: str = "", service: str = "", moe: str = ""
) -> Response:
    """The form of one's own draft; its result once it is sent."""
    draft = own_draft(who, draft_id)
    if draft.etat is EtatBrouillon.ENVOYE:
        return to(f"{BASE}/{draft.id}/recu")
    if draft.etat is EtatBrouillon.ABANDONNE:
        return page(who, "formulaire", FormPage(heading=GIVEN_UP, links=(BACK,)), title=GIVEN_UP, status=410)
    if draft.source is SourceBrouillon.SAISIE:
        return to(f"{BASE}/saisie/{draft.id}" + (f"?fait={fait}" if fait in DONE else ""))
    try:
        found = shown(who, draft)
    except NavetteError as error:
        return cannot_tell(who, draft, error)
    asked = {STRUCTURE: tidy(structure), SERVICE: tidy(service), MANAGER: tidy(moe)}
    view = draft_view(who, draft, found, asked)
    notice = Notice(words=DONE[fait], tone="good" if fait == SAVED else "bad") if fait in DONE else None
    return page(who, "brouillon", view, title=ETAT_LABELS[EtatBrouillon.EN_COURS], notice=notice)


@router.post(BASE + "/{draft_id:rang}")
async def save(request: Request, who: AnyMember, draft_id: int) -> Response:
    """Saves what was typed; then goes on to the confirmation, the search, or the same page."""
    form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    return await run_in_threadpool(_save, sender(who, form.get("csrf", "")), draft_id, form)


@router.post(BASE + "/{draft_id:rang}/abandon")
def give_up(who: Sender, draft_id: int) -> Response:
    """Ends the draft: nothing is sent."""
    draft = own_draft(who, draft_id)
    done = who.portail.ledger.drafts.give_up(draft.id, who.compte.id, who.portail.clock())
    return to(f"{BASE}?fait=abandon" if done else f"{BASE}/{draft.id}")


@router.get(BASE + "/{draft_id:rang}/pages/{number:rang}")
def page_picture(who: AnyMember, draft_id: int, number: int) -> Response:
    """A page of one's own draft with what was read on it, as PNG."""
    draft = own_draft(who, draft_id)
    if draft.file is None or not draft.is_open:
        raise NotFound
    found = shown(who, draft).analysis
    wanted = page_wanted(draft.file, found, number, who.locale) if found else None
    content = _picture(who, wanted) if wanted else None
    if content is None:
        raise NotFound
    return Response(content, media_type="image/png")


def cannot_tell(who: Member, draft: Brouillon, error: NavetteError) -> Response:
    """The page of a draft of which nobody can tell now what it would become."""
    again = Link(href=f"{BASE}/{draft.id}", label=AGAIN)
    view = FormPage(heading=CANNOT_TELL, lines=(error.text, KEPT), links=(again, BACK))
    answer = page(who, "formulaire", view, title=CANNOT_TELL, status=503)
    answer.headers["Retry-After"] = "60"
    return answer


# --- helpers ------------------------------------------------------------------------------------------------------


def _save(who: Member, draft_id: int, form: Mapping[str, str]) -> Response:
    draft = own_draft(who, draft_id)
    if draft.source is SourceBrouillon.SAISIE:
        raise NotFound
    drafts, here = who.portail.ledger.drafts, f"{BASE}/{draft.id}"
    saved = drafts.save(draft.id, who.compte.id, entries_of(form), reason_of(form), who.portail.clock())
    if saved is None:
        return to(here)  # it was sent, or given up, in another window
    if form.get("version", "") != version_of(draft) and saved.entries != draft.entries:
        return to(f"{here}?fait={OTHER_WINDOW}")
    action = form.get("action", "")
    if action == "valider":
        return to(f"{here}/confirmation")
    if action in {STRUCTURE, SERVICE, MANAGER}:
        return to(f"{here}?{urlencode({action: tidy(form.get(f'texte_{action}', '')) or '*'})}#annuaire")
    chosen = form.get(CHOICE, "").partition(CHOSEN)[0]
    return to(f"{here}?fait={SAVED}" + (f"#{chosen}" if chosen in IN_FORM else ""))


def _picture(who: Member, wanted: WantedPage) -> bytes | None:
    portail = who.portail

    def drawn() -> bytes | None:
        with portail.reading():
            return page_image(portail.station, wanted)

    return portail.pictures.answer(wanted, portail.clock(), drawn)


SAVED, OTHER_WINDOW, REFUSED = "enregistre", "autre-fenetre", "refus"
DONE: dict[str, Text] = {
    SAVED: Text("Le brouillon est enregistré. Rien n'est envoyé.", "The draft is saved. Nothing is sent."),
    OTHER_WINDOW: Text(
        "Ce brouillon avait été changé dans une autre fenêtre : voici ce que vous venez d'enregistrer. Rien n'est "
        "envoyé.",
        "This draft had been changed in another window: here is what you have just saved. Nothing is sent.",
    ),
    REFUSED: Text(
        "Rien n'a été envoyé : corrigez d'abord ce qui est relevé.",
        "Nothing was sent: first correct what was found.",
    ),
    "change": Text(
        "Rien n'a été envoyé : ce brouillon a changé depuis la confirmation. Regardez-le de nouveau.",
        "Nothing was sent: this draft changed since it was confirmed. Look at it again.",
    ),
}
GIVEN_UP = Text("Ce brouillon a été abandonné : rien n'a été envoyé", "This draft was given up: nothing was sent")
CANNOT_TELL = Text("On ne peut pas le dire maintenant", "This cannot be told now")
KEPT = Text("Rien n'est envoyé. Le brouillon est gardé.", "Nothing is sent. The draft is kept.")
AGAIN = Text("Réessayer", "Try again")
