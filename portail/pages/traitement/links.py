"""The links of the block *Traiter*: what one may do about one invoice."""

from collections.abc import Iterator

from domain.deposit import DepositedInvoice, Disposition, History
from domain.espace import Espace
from domain.status import Status
from domain.status_facts import TO_REPLACE
from domain.suivi import Action
from domain.text import Text
from portail.acces.asker import Member
from portail.pages.traitement.actions import treatable_ones
from portail.pages.traitement.words import ACTION_NAMES
from portail.views import Link


def action_links(who: Member, espace: Espace, history: History) -> tuple[Link, ...]:
    """Each action that is possible now; none for who may only look."""
    invoice = history.invoice
    found = treatable_ones(who, espace, [invoice])
    if not found:
        return ()
    base = f"/{espace.value}/{invoice.id}"
    by_status = tuple(
        Link(
            href=f"{base}/completer"
            if status is Status.COMPLETEE
            else f"/{espace.value}/traiter?facture={invoice.id}&statut={status.value}",
            label=ACTION_NAMES.require(status),
        )
        for status in found[0].by_status
    )
    return (*by_status, *_of_supplier(espace, history, base))


def is_refused(invoice: DepositedInvoice) -> bool:
    """Whether its supplier has to deposit another one in its place: of a double there is one already."""
    if invoice.disposition is Disposition.DOUBLON:
        return False
    return invoice.status is None or invoice.status in TO_REPLACE


def is_aside(history: History) -> bool:
    """Whether it was set aside, and not taken up since."""
    last = [done.action for done in history.actions if done.action in {Action.MISE_DE_COTE, Action.REPRISE}]
    return last[-1:] == [Action.MISE_DE_COTE]


def _of_supplier(espace: Espace, history: History, base: str) -> Iterator[Link]:
    if espace is not Espace.FACTURES_EMISES:
        return
    if history.invoice.status is Status.A_COMPLETER:
        yield Link(href=f"{base}/saisie", label=SUPPLY)
    if is_refused(history.invoice):
        yield Link(href=f"{base}/de-cote", label=TAKE_UP if is_aside(history) else SET_ASIDE)


SUPPLY = Text("Compléter ce qui n'a pas été lu", "Complete what was not read")
SET_ASIDE = Text("Mettre de côté", "Set aside")
TAKE_UP = Text("Reprendre : à corriger de nouveau", "Take up: to be corrected again")
