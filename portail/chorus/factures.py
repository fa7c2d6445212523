"""``factures/v1``: a flux deposited, invoices searched."""

from pathlib import Path
from uuid import uuid4

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool

from domain.brouillon import StoredFile
from domain.deposit import DepositedInvoice
from domain.errors import NavetteError
from domain.espace import Espace
from domain.perimetre import Perimetre
from domain.portal_depositor import deposits_of
from domain.search_criteria import SearchCriteria
from exporters.common.chorus_bodies import NONE_FOUND, NOTHING, REFUSED, flux_body, found_body, returned, type_facture
from exporters.common.json_bodies import Body
from hub.brouillons.analysis import Question, analyse
from hub.brouillons.uploads import keep
from portail.acces.depositing import structures_to_deposit_for
from portail.acces.file_bounds import pieces
from portail.api.asker import Program, still
from portail.api.deposits import deposit_file, given_up_if_refused, one_more_file, own_deposit
from portail.chorus import flux_body as bodies
from portail.chorus.answers import exact
from portail.chorus.asked import MOST_PAGE, Asked
from portail.chorus.asker import AnyChorusProgram, ProgramFirst

PATH = "/cpro/factures/v1/deposer/flux"
router = APIRouter(route_class=ProgramFirst)
NO_STRUCTURE = "Ce compte ne peut déposer pour aucune structure."


@router.post("/factures/v1/deposer/flux")
async def deposer_flux(request: Request, who: AnyChorusProgram) -> Body:
    """Deposits a file that comes in base64 in a JSON object: ``fichierFlux``, ``nomFichier``, ``syntaxeFlux``."""
    first = structures_to_deposit_for(who.acces)
    if not first:
        return returned(REFUSED, NO_STRUCTURE)
    folder = await run_in_threadpool(who.portail.store.staging)
    spooled = folder / f"portail-{uuid4().hex}"
    try:
        with await run_in_threadpool(one_more_file, who):
            await _spool(request, who, spooled)
            said, content = await run_in_threadpool(bodies.read, spooled)
            most = who.portail.settings.run.deposit_bytes
            kept = await run_in_threadpool(keep, who.portail.store, said.name, content, most)
        return await run_in_threadpool(_deposited, who, first[0], kept, said.syntax)
    finally:
        spooled.unlink(missing_ok=True)


@router.post("/factures/v1/rechercher/fournisseur")
def rechercher_fournisseur(who: AnyChorusProgram, asked: Asked) -> Response:
    """The invoices one issued."""
    return exact(_found(who, asked, (Espace.FACTURES_EMISES, Espace.FACTURES_DE_TRAVAUX)))


@router.post("/factures/v1/rechercher/recipiendaire")
def rechercher_recipiendaire(who: AnyChorusProgram, asked: Asked) -> Response:
    """The invoices one received."""
    return exact(_found(who, asked, (Espace.FACTURES_RECUES,)))


async def _spool(request: Request, who: Program, path: Path) -> None:
    """Writes the body to ``path`` as it arrives."""
    with path.open("xb") as file:
        path.chmod(0o600)
        async for piece in pieces(request, who.portail):
            await run_in_threadpool(file.write, piece)


def _deposited(who: Program, first: str, file: StoredFile, syntax: str) -> Body:
    """The answer about a stored file; ``first``: a structure the key could deposit for when it began to arrive."""
    with given_up_if_refused(who, first, file):
        who = still(who)
    allowed = structures_to_deposit_for(who.acces)
    if not allowed:
        who.portail.ledger.drafts.add_given_up(who.key.compte.id, first, file, who.portail.clock())
        return returned(REFUSED, NO_STRUCTURE)
    structure = allowed[0] if len(allowed) == 1 else _supplier(who, file, allowed)
    if structure is None:
        who.portail.ledger.drafts.add_given_up(who.key.compte.id, allowed[0], file, who.portail.clock())
        return returned(REFUSED, "Ce compte dépose pour plusieurs structures, et le flux ne dit pas pour laquelle.")
    return flux_body(deposit_file(who, structure, file, None).deposit, syntax)


def _supplier(who: Program, file: StoredFile, allowed: tuple[str, ...]) -> str | None:
    """The structure of ``allowed`` that the file names as its supplier; ``None``: none of them."""
    try:
        with who.portail.reading():
            read = analyse(who.portail.station, deposits_of(allowed[0]), Question(file=file)).read
    except NavetteError:
        return None
    return read["siret_fournisseur"] if read["siret_fournisseur"] in allowed else None


def _found(who: Program, asked: Asked, espaces: tuple[Espace, ...]) -> Body:
    mine = who.acces.perimetre()
    within = Perimetre(parts=frozenset(part for part in mine.parts if part.espace in espaces))
    if asked.numeroFluxDepot:
        return _of_flux(who, asked, within)
    criteria = asked.criteria()
    if criteria is None:
        return returned(NOTHING, NONE_FOUND)
    size, wanted = min(asked.paging.nbResultatsParPage, MOST_PAGE), asked.paging.pageResultatDemandee
    found, total = _slice(who, criteria, within, (wanted - 1) * size, size)
    return found_body(found, wanted, size, total)


def _slice(
    who: Program, criteria: SearchCriteria, within: Perimetre, start: int, size: int
) -> tuple[tuple[DepositedInvoice, ...], int]:
    """``size`` invoices of a search from ``start`` on, and the total. The ledger's pages are read one after the other,
    each as large as may be: a far page of small ones costs no search for each of them.
    """
    search, taken = who.portail.ledger.search, list[DepositedInvoice]()
    page = search.page(criteria, size=MOST_PAGE, within=within)
    total, passed = page.total, 0
    while True:
        taken += page.invoices[max(0, start - passed) : max(0, start + size - passed)]
        passed += len(page.invoices)
        if page.next is None or passed >= start + size:
            return tuple(taken), total
        page = search.page(criteria, after=page.next, size=MOST_PAGE, within=within)


def _of_flux(who: Program, asked: Asked, within: Perimetre) -> Body:
    """A page of the invoices of one deposited file that may be seen and are as they are asked for."""
    if asked.flux is None:
        return returned(NOTHING, NONE_FOUND)
    inside = who.portail.ledger.invoices.of_deposits(asked.flux)
    seen = [one for one in inside if within.holds(one) and asked.typeFacture in {None, "", type_facture(one)}]
    if not asked.is_of_flux_alone:
        meant = _meant(who, asked, within, len(inside))
        seen = [one for one in seen if one.id in meant]
    if not seen and not _is_own(who, asked.flux):
        return returned(NOTHING, NONE_FOUND)
    size, page = min(asked.paging.nbResultatsParPage, MOST_PAGE), asked.paging.pageResultatDemandee
    return found_body(seen[(page - 1) * size : page * size], page, size, len(seen))


def _meant(who: Program, asked: Asked, within: Perimetre, most: int) -> frozenset[int]:
    """The ids of what is found by all that is asked for, ``most`` of them."""
    criteria = asked.criteria()
    found, _ = _slice(who, criteria, within, 0, most) if criteria else ((), 0)
    return frozenset(one.id for one in found)


def _is_own(who: Program, number: int) -> bool:
    try:
        return bool(own_deposit(who, number))
    except HTTPException:
        return False
