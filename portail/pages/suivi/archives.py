"""The archives: of each espace, the invoices whose files left by a rule of retention; what is known of them stays."""

from dataclasses import dataclass

from fastapi import APIRouter, Response

from domain.espace import ESPACE_LABELS, OF_INVOICES, Espace
from domain.search_criteria import SearchCriteria
from domain.text import Text
from exporters.common.number_formats import count
from portail.acces.asker import AnyMember, Member, NotFound
from portail.espaces import within
from portail.render import ARCHIVES, page

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveCard:
    """What an espace has there."""

    href: str
    name: Text
    shown: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivesView:
    """The archives of each espace."""

    structures: tuple[ArchiveCard, ...]
    heading: Text = ARCHIVES
    lead: Text = Text(
        "Les fichiers de ces factures ont été archivés ou supprimés par une règle de conservation ; leurs données, "
        "leur histoire et leur certificat restent ici.",
        "The files of these invoices were archived or removed by a rule of retention; their data, history and "
        "certificate stay here.",
    )


@router.get("/archives")
def archives(who: AnyMember) -> Response:
    """How many there are, espace by espace."""
    cards = tuple(_card(who, espace) for espace in OF_INVOICES if who.acces.may_somewhere(espace))
    if not cards:
        raise NotFound
    view = ArchivesView(structures=cards)
    return page(who, "etats", view, title=view.heading)


def _card(who: Member, espace: Espace) -> ArchiveCard:
    found = who.portail.ledger.search.page(SearchCriteria(archivee=True), size=1, within=within(who, espace))
    words = MORE if found.more else ONE if found.total == 1 else SOME
    return ArchiveCard(
        href=f"/{espace.value}?archivees=1",
        name=ESPACE_LABELS[espace],
        shown=words.with_({"n": count(found.total, who.locale)}),
    )


MORE = Text("plus de {n} factures archivées", "more than {n} archived invoices")
SOME = Text("{n} factures archivées", "{n} archived invoices")
ONE = Text("une facture archivée", "one archived invoice")
