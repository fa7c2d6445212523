"""``/api/v1/deposits``: files deposited by a program, and what became of them."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Annotated

from fastapi import APIRouter, Header, HTTPException, Path, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from domain.brouillon import Brouillon, SourceBrouillon, StoredFile
from domain.deposit import Deposit
from domain.errors import NavetteError, NotAllowed
from domain.espace import Espace
from domain.status import FluxStatus
from exporters import compte_rendu
from exporters.common.json_bodies import Body, files_body
from hub.brouillons.sending import Sent, send
from hub.brouillons.uploads import EmptyFile, TooLarge, Upload
from hub.decide.claimed_pieces import decided_elsewhere
from portail.acces.depositing import structures_to_deposit_for
from portail.acces.file_bounds import count_file, pieces
from portail.acces.headers import SANDBOX
from portail.acces.own_drops import drops_of
from portail.api.asker import AnyProgram, Program, still
from portail.api.refusals import REFUSALS
from portail.states import waits_for

PATH = "/api/v1/deposits"
router = APIRouter(tags=["v1"])
Number = Annotated[int, Path(ge=1, le=2**62)]
_DEPOSITED: dict[int | str, dict[str, object]] = {
    201: {"description": "deposited and decided"},
    202: {"description": "received: its documents are being decided"},
    400: {"description": "no file, or no structure to deposit for"},
    409: {"description": "the key of this request was used for another file"},
    413: {"description": "the file is too large"},
    503: {"description": "it cannot be decided on now, or arrives too slowly; nothing is deposited, ask again"},
    **REFUSALS,
    429: {"description": "too many calls, files in an hour or files at once; Retry-After says when to ask again"},
}
_BYTES = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post("/deposits", status_code=201, responses=_DEPOSITED, openapi_extra=_BYTES)
async def deposit(
    request: Request,
    response: Response,
    who: AnyProgram,
    name: Annotated[str, Query(min_length=1, max_length=255, description="name of the file")],
    structure: Annotated[
        str | None, Query(max_length=200, description="who deposits; may be left out when the key has one only")
    ] = None,
    idempotency_key: Annotated[str | None, Header(min_length=1, max_length=200)] = None,
) -> Body:
    """Deposits the file that is the body of the request: an invoice (PDF, XML, Factur-X) or an archive of several.

    One document is decided on before the answer comes. The same ``Idempotency-Key`` again has the answer of the first
    time. A refused invoice is recorded with its reasons, as one that comes by a folder.
    """
    first = await run_in_threadpool(_depositor, who, structure)
    with await run_in_threadpool(one_more_file, who):
        file = await _arrived(request, who, name)
    who, payer = await run_in_threadpool(_still_depositing, who, structure, first, file)
    sent = await run_in_threadpool(deposit_file, who, payer, file, idempotency_key)
    if sent.deposit.status is FluxStatus.IN_RECU:
        response.status_code = 202
    return await run_in_threadpool(_body, who, sent.deposit)


@router.get("/deposits", responses=REFUSALS)
def deposits(
    who: AnyProgram,
    before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    size: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Body:
    """Deposited files, newest first; ``before``: older than this deposit."""
    ledger = who.portail.ledger
    found = ledger.deposits.newest(_drops(who), before=before, size=size)
    documents = ledger.invoices.of_deposits(*(one.id for one in found))
    bodies = files_body(found, documents, who.locale)
    return {"deposits": bodies, "next": found[-1].id if len(found) == size else None}


@router.get("/deposits/{number}", responses=REFUSALS)
def one_deposit(who: AnyProgram, number: Number) -> Body:
    """One deposited file: its status, and every document of it with its findings; ``waits_for`` says, while it is not
    decided on, that another process decides on a part of it.
    """
    return _body(who, own_deposit(who, number))


@router.get("/deposits/{number}/report", responses=REFUSALS)
def report(who: AnyProgram, number: Number) -> Response:
    """Its *compte rendu*, as CSV."""
    found = own_deposit(who, number)
    documents = who.portail.ledger.invoices.of_deposits(found.id)
    content = compte_rendu.as_csv(found, documents, who.locale)
    return Response(content, media_type="text/csv; charset=utf-8", headers={"content-security-policy": SANDBOX})


def one_more_file(who: Program) -> AbstractContextManager[None]:
    """A place for a file of the account of the key, while it arrives. Raises :class:`portail.arrivals.TooMany` when it
    had its number in this hour; the place, as :meth:`portail.arrivals.Arrivals.one_of`.
    """
    portail, compte_id = who.portail, who.key.compte.id
    if (why := count_file(portail, compte_id, "flux", portail.settings.portail.program_files_an_hour)) is not None:
        raise why
    return portail.arrivals.one_of(compte_id, portail.settings.portail.files_at_once)


@contextmanager
def given_up_if_refused(who: Program, structure: str, file: StoredFile) -> Iterator[None]:
    """A stored file that is refused inside, because its key or a right ended while it arrived, is that of a draft given
    up: its bytes leave as those do.
    """
    try:
        yield
    except HTTPException:
        who.portail.ledger.drafts.add_given_up(who.key.compte.id, structure, file, who.portail.clock())
        raise


def deposit_file(who: Program, structure: str, file: StoredFile, key: str | None) -> Sent:
    """The deposit of a stored file, decided unless it is a lot. Answers 409 when ``key`` named another file, or a draft
    that somebody gave up or changed in the portal meanwhile.
    """
    portail = who.portail
    draft = portail.ledger.drafts.add(
        who.key.compte.id, structure, SourceBrouillon.FICHIER, file, portail.clock(), key=key
    )
    if draft.structure != structure or draft.file is None or draft.file.sha256 != file.sha256:
        portail.ledger.drafts.add_given_up(who.key.compte.id, structure, file, portail.clock())
        raise HTTPException(409, "this Idempotency-Key was used for another file")
    try:
        with portail.reading():
            sent = send(portail.station, draft, only_accepted=False)
    except NotAllowed as error:
        raise HTTPException(409, error.in_(who.locale)) from error
    except NavetteError:
        _forget(who, draft, key)
        raise
    if not isinstance(sent, Sent):  # what is refused is deposited too, but for values that somebody entered
        raise HTTPException(409, "this deposit was changed in the portal: send it there, or use another key")
    portail.at_once.follow(sent.deposit.id)
    return sent


async def _arrived(request: Request, who: Program, name: str) -> StoredFile:
    """The file that is the body. Answers 413 and 400; nothing is left then."""
    upload = await run_in_threadpool(Upload, who.portail.store, who.portail.settings.run.deposit_bytes)
    try:
        async for piece in pieces(request, who.portail):
            await run_in_threadpool(upload.write, piece)
        return await run_in_threadpool(upload.kept, name)
    except TooLarge as error:
        raise HTTPException(413, error.in_(who.locale)) from error
    except EmptyFile as error:
        raise HTTPException(400, error.in_(who.locale)) from error
    finally:
        await run_in_threadpool(upload.drop)


def _still_depositing(who: Program, structure: str | None, first: str, file: StoredFile) -> tuple[Program, str]:
    """Who asks with the rights of now, and who deposits; ``first``: who did when the file began to arrive. Answers as
    :func:`portail.api.asker.still` and :func:`_depositor` do.
    """
    with given_up_if_refused(who, first, file):
        now = still(who)
        return now, _depositor(now, structure)


def _forget(who: Program, draft: Brouillon, key: str | None) -> None:
    """A program has no page of drafts: it asks again, with its key for the same draft."""
    if key is None:
        who.portail.ledger.drafts.give_up(draft.id, draft.compte_id, who.portail.clock())


def own_deposit(who: Program, number: int) -> Deposit:
    """The deposit. Answers 404 when there is none, or it may not be seen."""
    for found in who.portail.ledger.deposits.by_ids([number]):
        if found.drop in _drops(who) or _is_mine(who, found):
            return found
    raise HTTPException(404)


def _is_mine(who: Program, found: Deposit) -> bool:
    """Whether the account of the key deposited it, for a structure it may still deposit for."""
    draft = who.portail.ledger.drafts.of_deposit(found.id)
    mine = draft is not None and draft.compte_id == who.key.compte.id
    return draft is not None and mine and draft.structure in structures_to_deposit_for(who.acces)


def _drops(who: Program) -> tuple[str, ...]:
    return drops_of(who.acces, who.portail.settings.drops)


def _depositor(who: Program, structure: str | None) -> str:
    """Who deposits. Answers 403 when the key may not, 400 when it could be several."""
    allowed = structures_to_deposit_for(who.acces)
    if structure is not None and structure in allowed:
        return structure
    if structure is not None or not allowed:
        raise HTTPException(
            403, f"the key may not deposit for this structure: {Espace.FACTURES_EMISES.value} in modification is needed"
        )
    if len(allowed) > 1:
        raise HTTPException(400, f"name the structure that deposits: {', '.join(allowed)}")
    return allowed[0]


def _body(who: Program, found: Deposit) -> Body:
    documents = who.portail.ledger.invoices.of_deposits(found.id)
    (body,) = files_body([found], documents, who.locale)
    held = decided_elsewhere(who.portail.ledger, found.id) if found.status is FluxStatus.IN_RECU else 0
    return {**body, "waits_for": waits_for(held, who.locale).in_(who.locale)} if held else body
