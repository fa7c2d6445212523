"""The first page: what waits for who is connected, and where to go; and the statement of accessibility."""

from dataclasses import dataclass

from fastapi import APIRouter, Response

from domain.enum_tables import Partial
from domain.espace import ESPACE_LABELS, OF_INVOICES, Droit, Espace
from domain.phase import Phase
from domain.search_criteria import MOST, Count, SearchCriteria
from domain.sollicitation import EtatSollicitation
from domain.status import Status
from domain.status_facts import PHASES, TO_CORRECT
from domain.text import NOTHING, Locale, Text
from exporters.common.number_formats import count
from portail.acces.asker import AnyMember, AnyVisitor, Member
from portail.acces.depositing import structures_to_deposit_for
from portail.acces.own_questions import portee_of
from portail.acces.own_reports import readable_structures
from portail.render import DEPOSIT, page
from portail.views import FormPage, Link

router = APIRouter()


def _of_phases(*phases: Phase) -> frozenset[Status]:
    return frozenset(status for status, phase in PHASES.items() if phase in phases)


_MINE = Partial(
    {
        Espace.FACTURES_RECUES: _of_phases(Phase.A_TRAITER, Phase.EN_COURS),
        Espace.FACTURES_EMISES: TO_CORRECT,
        Espace.FACTURES_DE_TRAVAUX: _of_phases(Phase.A_TRAITER, Phase.EN_COURS, Phase.CHEZ_LE_FOURNISSEUR),
        Espace.FACTURES_A_VALIDER: frozenset({Status.A_VALIDER_1, Status.A_VALIDER_2}),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One espace: what waits there, and all there is."""

    href: str
    label: Text
    waiting: str
    waiting_href: str
    waiting_label: Text
    total: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The first page."""

    heading: Text
    cards: tuple[Card, ...]
    nothing: Text | None
    links: tuple[Link, ...]


@router.get("/")
def home(who: AnyMember) -> Response:
    """What waits, espace by espace."""
    cards = tuple(_card(who, espace) for espace in OF_INVOICES if who.acces.may_somewhere(espace))
    if who.opens(Espace.SOLLICITATIONS):
        cards = (*cards, _questions(who))
    if structures_to_deposit_for(who.acces):
        cards = (*cards, _drafts(who))
    reports = (Link(href="/etats", label=REPORTS),) if readable_structures(who.acces) else ()
    heading = GREETING.with_({"prenom": who.compte.prenom or who.compte.courriel})
    view = HomeView(
        heading=heading,
        cards=cards,
        nothing=None if cards else NOTHING_YET,
        links=(*reports, Link(href="/mon-compte", label=ATTACHMENTS)),
    )
    return page(who, "accueil", view, title=HOME)


@router.get("/accessibilite")
def accessibility(who: AnyVisitor) -> Response:
    """The statement that the RGAA asks for."""
    contact = who.portail.settings.organisme.contact
    lines = (*ACCESSIBILITY, CONTACT.with_({"contact": contact})) if contact else ACCESSIBILITY
    return page(who, "formulaire", FormPage(heading=ACCESSIBLE, lines=lines), title=ACCESSIBLE)


def waiting_statuses(espace: Espace) -> frozenset[Status]:
    """The statuses in which an invoice waits for who has the espace."""
    return _MINE.get(espace, frozenset())


def _card(who: Member, espace: Espace) -> Card:
    perimetre = who.acces.perimetre(Droit.CONSULTATION).only(espace)
    search, locale = who.portail.ledger.search, who.locale
    waiting = search.count(SearchCriteria(statuts=waiting_statuses(espace)), perimetre)
    every = search.count(SearchCriteria(), perimetre)
    return Card(
        href=f"/{espace.value}",
        label=ESPACE_LABELS[espace],
        waiting=_shown(waiting, locale),
        waiting_href=f"/{espace.value}?a_traiter=1",
        waiting_label=WAITING.get(espace, NOTHING),
        total=TOTAL.with_({"count": _shown(every, locale)}),
    )


def _drafts(who: Member) -> Card:
    found = len(who.portail.ledger.drafts.open_of(who.compte.id))
    return Card(
        href="/deposer",
        label=DEPOSIT,
        waiting=count(found, who.locale),
        waiting_href="/deposer",
        waiting_label=DRAFTS,
        total=NOT_SENT,
    )


def _questions(who: Member) -> Card:
    found = who.portail.ledger.sollicitations.waiting(portee_of(who))
    base = f"/{Espace.SOLLICITATIONS.value}"
    return Card(
        href=base,
        label=ESPACE_LABELS[Espace.SOLLICITATIONS],
        waiting=count(found.to_answer, who.locale),
        waiting_href=f"{base}?sens=recues&etat={EtatSollicitation.OUVERTE.value}",
        waiting_label=TO_ANSWER,
        total=UNANSWERED.with_({"count": count(found.unanswered, who.locale)}),
    )


def _shown(found: Count, locale: Locale) -> str:
    return f"> {count(MOST, locale)}" if found.more else count(found.total, locale)


HOME = Text("Accueil", "Home")
GREETING = Text("Bonjour {prenom}", "Hello {prenom}")
TOTAL = Text("{count} en tout", "{count} in all")
WAITING = Partial(
    {
        Espace.FACTURES_RECUES: Text("à traiter", "to treat"),
        Espace.FACTURES_EMISES: Text("à reprendre", "to take up again"),
        Espace.FACTURES_DE_TRAVAUX: Text("en cours", "under way"),
        Espace.FACTURES_A_VALIDER: Text("à valider", "to validate"),
    }
)
TO_ANSWER = Text("à répondre", "to answer")
UNANSWERED = Text("{count} de vos questions sans réponse", "{count} of your questions not answered")
NOTHING_YET = Text(
    "Aucun espace ne vous est ouvert encore. Demandez à être rattaché à votre structure : un gestionnaire vous ouvre "
    "ensuite les espaces.",
    "No espace is open to you yet. Ask to be attached to your structure: an administrator then opens the espaces.",
)
DRAFTS = Text("brouillons", "drafts")
NOT_SENT = Text("Un brouillon n'est pas envoyé.", "A draft is not sent.")
ATTACHMENTS = Text("Mes rattachements aux structures", "My attachments to structures")
REPORTS = Text("Tableaux de bord et états", "Dashboards and reports")
ACCESSIBLE = Text("Accessibilité", "Accessibility")
ACCESSIBILITY = (
    Text(
        "Ce portail vise le RGAA 4.1 et les WCAG 2.1, niveau AA. Il n'a pas été audité par un tiers : il est déclaré "
        "partiellement conforme.",
        "This portal aims at RGAA 4.1 and WCAG 2.1, level AA. No third party has audited it: it is declared partly "
        "compliant.",
    ),
    Text(
        "Il s'emploie au clavier, sans script, à 320 points de large, et avec un lecteur d'écran.",
        "It works by keyboard, without script, at 320 points of width, and with a screen reader.",
    ),
)
CONTACT = Text("Une difficulté ? {contact}", "A difficulty? {contact}")
