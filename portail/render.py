"""Pages: a frozen dataclass through its template, inside the frame of the portal."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from fastapi.responses import HTMLResponse, RedirectResponse

from domain.espace import ESPACE_LABELS, OF_INVOICES, Espace
from domain.text import Locale, Text
from exporters.html.environment import environment
from exporters.html.shown import Attribute, Outside, outside
from portail.acces.asker import Member, Visitor
from portail.acces.depositing import structures_to_deposit_for
from portail.acces.own_reports import readable_structures
from portail.theme import sheet_version

_ENVIRONMENT = environment(Path(__file__).with_name("gabarits"))
_MENU = (
    *OF_INVOICES,
    Espace.SOLLICITATIONS,
    Espace.SUIVI_DES_FLUX,
    Espace.ACTIVITES_DU_GESTIONNAIRE,
    Espace.RACCORDEMENTS,
    Espace.MON_COMPTE,
)
"""The espaces that have pages, in the order of the menu."""
DEPOSITS, DEPOSIT = "deposer", Text("Déposer", "Deposit")
"""Before them, for who may deposit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A link of the menu."""

    label: Text
    href: str
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a page says before anything else: what was done, or why not."""

    words: Text | Outside
    tone: str = "good"
    """``good``, ``bad`` or ``part``: a colour beside the words, never instead of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around every page."""

    body: Outside
    """Who runs the portal."""
    window: Attribute
    """The same for the window's title."""
    menu: tuple[Entry, ...]
    who: Outside | None
    csrf: Attribute
    here: Attribute
    other_language: Locale
    version: str
    theme: str
    """Of the style sheet the operator brings; empty: none."""
    skip: Text = Text("Aller au contenu", "Skip to the content")
    menu_label: Text = Text("Espaces", "Spaces")
    sign_in: Text = Text("Se connecter", "Sign in")
    sign_out: Text = Text("Se déconnecter", "Sign out")
    other_language_name: Text = Text("English", "Français")
    foot: Text = Text(
        "Navette achemine les factures électroniques jusqu'au bon service.",
        "Navette brings electronic invoices to the right desk.",
    )
    accessibility: Text = Text("Accessibilité : partiellement conforme", "Accessibility: partly compliant")


def page(
    who: Visitor, name: str, view: object, *, title: Text, notice: Notice | None = None, status: int = 200
) -> HTMLResponse:
    """The template ``name`` (without its ending) for ``view``, for who asks."""
    template = _ENVIRONMENT.get_template(f"{name}.html.j2")
    frame = _frame(who)
    text = template.render(page=view, frame=frame, title=title, notice=notice, locale=who.locale)
    return HTMLResponse(text.encode("utf-8", "replace"), status_code=status)


def to(path: str) -> RedirectResponse:
    """Sends the browser on after a form: reloading that page sends nothing again."""
    return RedirectResponse(path, status_code=303)


def _frame(who: Visitor) -> Frame:
    is_member = isinstance(who, Member)
    return Frame(
        body=outside(who.portail.name),
        window=Attribute(who.portail.name),
        menu=_menu(who) if isinstance(who, Member) else (),
        who=outside(who.compte.name) if isinstance(who, Member) else None,
        csrf=Attribute(who.session.csrf if is_member and who.session else ""),
        here=Attribute(who.path),
        other_language=Locale.EN if who.locale is Locale.FR else Locale.FR,
        version=style_version(),
        theme=sheet_version(who.portail.settings.portail.theme),
    )


def _menu(who: Member) -> tuple[Entry, ...]:
    first = who.path.strip("/").partition("/")[0].partition("?")[0]
    found = [(DEPOSITS, DEPOSIT)] if structures_to_deposit_for(who.acces) else []
    found += [(espace.value, ESPACE_LABELS[espace]) for espace in _MENU if who.opens(espace)]
    if sees_invoices := any(who.acces.may_somewhere(espace) for espace in OF_INVOICES):
        found.append(("archives", ARCHIVES))
    if sees_invoices or who.opens(Espace.SUIVI_DES_FLUX):
        found.append(("evenements", EVENTS))
    if readable_structures(who.acces):
        found.append(("etats", REPORTS))
    if who.is_operator:
        found.append(("exploitation", OPERATION))
    return tuple(Entry(label=label, href=f"/{place}", is_here=first == place) for place, label in found)


ARCHIVES = Text("Archives", "Archives")
EVENTS = Text("Fil d'événements", "Events")
REPORTS = Text("Tableaux de bord et liste fiscale", "Dashboards and liste fiscale")
OPERATION = Text("Exploitation", "Operation")


@cache
def style_version() -> str:
    """Changes with the style sheet: browsers keep each version for a year."""
    return sha256((Path(__file__).with_name("statique") / "portail.css").read_bytes()).hexdigest()[:12]
