"""Treating invoices, one or several at once: the action is chosen, its form filled in, what it brings about confirmed,
and what became of each invoice told. An action is a line of a status file (:mod:`hub.follow_up.declared`).
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Response

from domain.portal_depositor import PortalDepositor, portal_depositor
from domain.status import Status
from domain.text import Text
from hub.follow_up.declared import Declared, became, declare
from hub.intake.portal_files import is_sending, new_sending
from portail.acces.asker import MOST_ID, AnyMember, Member, NotFound, Sender
from portail.acces.caller_first import CallerFirst
from portail.espaces import open_espace
from portail.pages.traitement.actions import Treatable, treatables
from portail.pages.traitement.form import Filled, faults_of
from portail.pages.traitement.parts import TreatView
from portail.pages.traitement.resultat import result
from portail.pages.traitement.views import choice, confirmation, filling
from portail.pages.traitement.words import ACTION_NAMES
from portail.render import Notice, page, to

router = APIRouter(route_class=CallerFirst)
Given = Annotated[str, Form()]


@router.get("/{espace}/traiter")
def begin(who: AnyMember, espace: str, facture: Annotated[tuple[int, ...], Query()] = (), statut: str = "") -> Response:
    """The actions that are possible for these invoices, or the form of one of them."""
    here = open_espace(who, espace)
    found = treatables(who, here, _ids(facture))
    if not found:
        raise NotFound
    if not statut:
        return _shown(who, choice(who, here, found))
    return _shown(who, filling(who, here, found, _status(found, statut), Filled(), {}))


@router.post("/{espace}/traiter")
def treat(
    who: Sender,
    espace: str,
    facture: Annotated[tuple[int, ...], Form()] = (),
    statut: Given = "",
    code_motif: Given = "",
    commentaire: Given = "",
    mandat: Given = "",
    valideur: Given = "",
    recherche: Given = "",
    envoi: Given = "",
    etape: Given = "",
) -> Response:
    """Looks for a valideur, checks what was filled in, or declares it. Rights are those of this moment."""
    here = open_espace(who, espace)
    found = treatables(who, here, _ids(facture))
    if not found:
        raise NotFound
    status = _status(found, statut)
    filled = Filled.of(code_motif, commentaire, mandat, valideur, recherche)
    if etape == "corriger" or (filled.recherche and not filled.valideur):
        return _shown(who, filling(who, here, found, status, filled, {}))
    if faults := faults_of(filled, status):
        return _shown(who, filling(who, here, found, status, filled, faults), Notice(words=NOT_YET, tone="bad"), 400)
    if etape != "confirmer" or not is_sending(envoi):
        return _shown(who, confirmation(who, here, found, status, filled, new_sending()))
    done = _declared(who, found, status, filled, envoi)
    who.portail.at_once.follow_invoices(id_ for each in done for id_ in each.invoice_ids)
    deposits = urlencode([("depot", each.deposit.id) for each in done])
    return to(f"/{here.value}/traiter/resultat?{deposits}")


@router.get("/{espace}/traiter/resultat")
def told(who: AnyMember, espace: str, depot: Annotated[tuple[int, ...], Query()] = ()) -> Response:
    """What became of what one declared."""
    here = open_espace(who, espace)
    done = [became(who.portail.station, each) for each in _own(who, depot)]
    if not done:
        raise NotFound
    return _shown(who, result(who, here, done))


def _own(who: Member, deposit_ids: Sequence[int]) -> list[int]:
    """Those of one's own declarations."""
    found = who.portail.ledger.deposits.by_ids(_ids(deposit_ids))
    return [each.id for each in found if _is_own(who, each.drop)]


def _is_own(who: Member, drop: str) -> bool:
    depositor = portal_depositor(drop.partition(":")[2])
    return depositor is not None and depositor.compte_id == who.compte.id


def _declared(who: Member, found: Sequence[Treatable], status: Status, filled: Filled, sending: str) -> list[Declared]:
    """One file of declarations for each structure, in order."""
    by_structure: defaultdict[str, list[Treatable]] = defaultdict(list)
    for each in found:
        by_structure[each.structure(status)].append(each)
    return [
        declare(
            who.portail.station,
            PortalDepositor(structure=structure, compte_id=who.compte.id),
            [filled.declaration(each.invoice.certificate or "", status) for each in mine],
            sending,
        )
        for structure, mine in sorted(by_structure.items())
    ]


def _status(found: Sequence[Treatable], name: str) -> Status:
    """The status asked for. Raises :class:`NotFound` for one that is not declared here: what is completed has a page of
    its own.
    """
    known = {each.value for each in ACTION_NAMES if each is not Status.COMPLETEE}
    if name not in known or not all(each.is_for(Status(name)) for each in found):
        raise NotFound
    return Status(name)


def _ids(given: Sequence[int]) -> list[int]:
    return [each for each in given if 0 < each <= MOST_ID]


def _shown(who: Member, view: TreatView, notice: Notice | None = None, status: int = 200) -> Response:
    return page(who, "traiter", view, title=view.heading, notice=notice, status=status)


NOT_YET = Text("Rien n'est envoyé encore : voyez ce qui manque.", "Nothing is sent yet: see what is missing.")
