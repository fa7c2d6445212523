"""Depositing: a file is dropped and becomes a draft; the drafts that are open."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from domain.brouillon import Brouillon, SourceBrouillon
from domain.deposit import DepositedInvoice
from domain.paris_time import moment_text
from domain.text import Text
from exporters.common.number_formats import identifiant, size
from exporters.html.shown import Attribute, Outside, outside
from hub.brouillons.uploads import EmptyFile, TooLarge
from portail.acces.asker import MOST_ID, AnyMember, Member
from portail.acces.caller_first import CallerFirst
from portail.arrivals import TooMany
from portail.depots.arriving import Arrived, arrived
from portail.depots.draft_view import BASE
from portail.depots.own import deposits_somewhere, refusal
from portail.depots.parts import NoForm
from portail.depots.works import BEFORE, WORKS, begin, piece_before, piece_path, works_field
from portail.forms import Field, select
from portail.render import Notice, page, to
from portail.structures import structure_name
from portail.views import Link

router = APIRouter(route_class=CallerFirst)
Piece = Annotated[int, Query(ge=0, le=MOST_ID)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """An open draft."""

    href: str
    name: Outside
    structure: Outside
    changed: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositView:
    """The page where files are dropped."""

    structures: Field
    works: Field | None
    """The cadre of a works piece, for who deposits some."""
    before: Link | None
    """The piece that the new one follows."""
    before_id: Attribute
    limit: Text
    drafts: tuple[DraftRow, ...]
    action: str = BASE
    heading: Text = Text("Déposer", "Deposit")
    lead: Text = Text(
        "Le fichier est lu, puis montré avant d'être envoyé : rien ne part sans votre confirmation.",
        "The file is read, then shown before it is sent: nothing leaves without your confirmation.",
    )
    file_label: Text = Text("Fichier", "File")
    kinds: Text = Text(
        "PDF, PDF signé, Factur-X, XML (UBL, CII, Chorus Pro), ou un lot (ZIP, tar.gz).",
        "PDF, signed PDF, Factur-X, XML (UBL, CII, Chorus Pro), or several invoices (ZIP, tar.gz).",
    )
    button: Text = Text("Lire le fichier", "Read the file")
    typed_structures: Field | None = None
    """Who deposits, for who deposits for several."""
    typed_action: str = f"{BASE}/saisie"
    typed_heading: Text = Text("Sans fichier", "Without a file")
    typed_lead: Text = Text(
        "Saisissez la facture : Navette en fait un Factur-X, à envoyer après confirmation.",
        "Enter the invoice: Navette makes a Factur-X of it, to be sent once you confirm.",
    )
    typed_button: Text = Text("Saisir une facture", "Enter an invoice")
    drafts_heading: Text = Text("Brouillons : rien n'est envoyé", "Drafts: nothing is sent")
    none: Text = Text("Aucun brouillon.", "No draft.")
    follows: Text = Text("Pièce suivante de", "Piece that follows")
    file: Text = Text("Fichier", "File")
    structure_label: Text = Text("Structure", "Structure")
    changed_label: Text = Text("Modifié le", "Changed on")


@router.get(BASE)
def deposit_page(who: AnyMember, fait: str = "", apres: Piece = 0) -> Response:
    """Where a file is dropped; the open drafts. ``apres``: the works piece that the new one follows."""
    deposits_somewhere(who)
    before = piece_before(who, apres) if apres else None
    return _shown(who, before, Notice(words=DONE[fait]) if fait in DONE else None)


@router.post(BASE)
async def drop(request: Request, who: AnyMember) -> Response:
    """Keeps the file as a draft, and shows it."""
    if (not_now := await run_in_threadpool(_not_now, who)) is not None:
        return not_now
    try:
        form = await arrived(request, who)
    except (TooLarge, EmptyFile) as error:
        return await run_in_threadpool(refused, who, error.text, 400)
    except TooMany as error:
        return await run_in_threadpool(too_many, who, error)
    except NoForm:
        return await run_in_threadpool(refused, who, CUT, 400)
    except HTTPException as error:
        if error.status_code != 413:
            raise
        return await run_in_threadpool(refused, who, _too_large(who), 413)
    return await run_in_threadpool(_kept, who, form)


def refused(who: Member, why: Text, status: int) -> Response:
    """The page where files are dropped, with why nothing was taken."""
    return _shown(who, None, Notice(words=why, tone="bad"), status)


def too_many(who: Member, why: TooMany) -> Response:
    """The same page, with when a file is taken again."""
    answer = refused(who, why.text, 429)
    answer.headers["Retry-After"] = str(why.again)
    return answer


# --- helpers ------------------------------------------------------------------------------------------------------


def _not_now(who: Member) -> Response | None:
    deposits_somewhere(who)
    why = refusal(who)
    return too_many(who, why) if why else None


def _kept(who: Member, form: Arrived) -> Response:
    structures, portail = deposits_somewhere(who), who.portail
    structure = form.fields.get("structure", "") or structures[0]
    if form.file is None:
        return refused(who, NO_FILE, 400)
    if structure not in structures:
        portail.ledger.drafts.add_given_up(who.compte.id, structures[0], form.file, portail.clock())
        return refused(who, NO_STRUCTURE, 400)
    apres = form.fields.get(BEFORE, "")
    before = piece_before(who, int(apres)) if apres.isascii() and apres.isdigit() and len(apres) < 10 else None
    draft = portail.ledger.drafts.add(who.compte.id, structure, SourceBrouillon.FICHIER, form.file, portail.clock())
    begin(who, draft, before, form.fields.get(WORKS, ""))
    return to(f"{BASE}/{draft.id}")


def _shown(who: Member, before: DepositedInvoice | None, notice: Notice | None = None, status: int = 200) -> Response:
    structures = deposits_somewhere(who)
    most = who.portail.settings.run.deposit_bytes
    view = DepositView(
        structures=select("structure", STRUCTURE, [(each, _named(who, each)) for each in structures], structures[0]),
        works=works_field(who, before),
        before=Link(href=piece_path(before), label=outside(before.values["numero_facture"])) if before else None,
        before_id=Attribute(str(before.id) if before else ""),
        limit=LIMIT.with_({"most": size(most, who.locale)}),
        drafts=tuple(_row(who, one) for one in _drafts(who)),
        typed_structures=_typed_structures(who, structures),
    )
    return page(who, "deposer", view, title=view.heading, notice=notice, status=status)


def _typed_structures(who: Member, structures: tuple[str, ...]) -> Field | None:
    if len(structures) == 1:
        return None
    choices = [(each, _named(who, each)) for each in structures]
    return replace(select("structure", STRUCTURE, choices, structures[0]), identifier="structure-saisie")


def _drafts(who: Member) -> list[Brouillon]:
    return list(who.portail.ledger.drafts.open_of(who.compte.id))


def _row(who: Member, draft: Brouillon) -> DraftRow:
    return DraftRow(
        href=f"{BASE}/{draft.id}",
        name=outside(_name(draft)),
        structure=outside(structure_name(who, draft.structure) or identifiant(draft.structure)),
        changed=moment_text(draft.changed_at),
    )


def _name(draft: Brouillon) -> str:
    """The file's, or the number that was typed in."""
    if draft.file:
        return draft.file.name
    return next((one.text for one in draft.entries if one.field == "numero_facture"), "") or "–"


def _named(who: Member, structure: str) -> Outside:
    name = structure_name(who, structure)
    return outside(f"{name} ({identifiant(structure)})" if name else identifiant(structure))


def _too_large(who: Member) -> Text:
    return TOO_LARGE.with_({"most": size(who.portail.settings.run.deposit_bytes, who.locale)})


STRUCTURE = Text("Structure qui dépose", "Structure that deposits")
LIMIT = Text("{most} au plus.", "{most} at most.")
TOO_LARGE = Text("Ce fichier est trop grand : {most} au plus.", "This file is too large: {most} at most.")
NO_FILE = Text("Choisissez un fichier.", "Choose a file.")
NO_STRUCTURE = Text("Choisissez la structure qui dépose.", "Choose the structure that deposits.")
CUT = Text(
    "Le fichier n'est pas arrivé entier. Rien n'est gardé : recommencez.",
    "The file did not arrive whole. Nothing is kept: try again.",
)
DONE: dict[str, Text] = {
    "abandon": Text("Le brouillon est abandonné : rien n'a été envoyé.", "The draft was given up: nothing was sent."),
}
