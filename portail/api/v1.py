"""``/api/v1``: search, one invoice and its files, certificates, rights."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query, Response

from domain.deposit import History
from domain.espace import Droit, Espace
from domain.feed import FeedPosition
from domain.paris_time import paris_day
from domain.search_criteria import DateRange, SearchCriteria, SearchRole, old_refusals_hidden
from domain.status import Status
from exporters import certificat
from exporters.common.feed_json import feed_body
from exporters.common.json_bodies import Body, history_body, page_body
from hub.inspect.verify import prove
from portail.acces.headers import SANDBOX
from portail.acces.own_drops import drops_of
from portail.api.asker import AnyProgram, Program
from portail.api.refusals import REFUSALS

router = APIRouter(tags=["v1"])
Id = Annotated[int, Path(ge=1, le=2**62)]
Word = Annotated[str | None, Query(max_length=200)]


@router.get("/invoices", responses={400: {"description": "a search that cannot be run"}, **REFUSALS})
def invoices(
    who: AnyProgram,
    espace: Espace | None = None,
    numero: Word = None,
    fournisseur: Word = None,
    destinataire: Word = None,
    service: Word = None,
    statut: Annotated[list[Status] | None, Query(max_length=60)] = None,
    periode: DateRange = DateRange.DEPOT,
    depuis: date | None = None,
    jusqu_a: date | None = None,
    engagement: Word = None,
    marche: Word = None,
    dossier: Word = None,
    ttc_min: Annotated[Decimal | None, Query(max_digits=18)] = None,
    ttc_max: Annotated[Decimal | None, Query(max_digits=18)] = None,
    certificat: Word = None,
    structure: Word = None,
    role: SearchRole | None = None,
    piece: Annotated[list[str] | None, Query(max_length=20)] = None,
    cadre: Annotated[list[str] | None, Query(max_length=20)] = None,
    ht_min: Annotated[Decimal | None, Query(max_digits=18)] = None,
    ht_max: Annotated[Decimal | None, Query(max_digits=18)] = None,
    compte_de_depot: Word = None,
    masquer_rejetees: bool = False,
    masquer_telechargees: bool = False,
    archivees: bool = False,
    after: Word = None,
    size: Annotated[int, Query(ge=1, le=1000)] = 50,
) -> Body:
    """The invoices that meet every criterion, newest deposit first; ``after`` is the ``next`` of the page before."""
    asked = SearchCriteria(
        numero=numero,
        fournisseur=fournisseur,
        destinataire=destinataire,
        code_service=service,
        statuts=frozenset(statut or ()),
        periode=periode,
        depuis=depuis,
        jusqu_a=jusqu_a,
        engagement=engagement,
        marche=marche,
        dossier=dossier,
        ttc_min=ttc_min,
        ttc_max=ttc_max,
        certificate=certificat,
        structure=structure,
        role=role,
        pieces=frozenset(piece or ()),
        cadres=frozenset(cadre or ()),
        ht_min=ht_min,
        ht_max=ht_max,
        drop=compte_de_depot,
        rejet_depuis=old_refusals_hidden(paris_day(who.portail.clock())) if masquer_rejetees else None,
        telechargee=False if masquer_telechargees else None,
        archivee=True if archivees else None,
    )
    page = who.portail.ledger.search.page(asked, after=after, size=size, within=who.perimetre(espace))
    ids = [one.id for one in page.invoices]
    body = page_body(page)
    found = body["invoices"]
    assert isinstance(found, list)  # noqa: S101 - made so just above
    return {**body, "invoices": [{"id": id_, **one} for id_, one in zip(ids, found, strict=True)]}


@router.get("/invoices/{invoice_id}", responses=REFUSALS)
def invoice(who: AnyProgram, invoice_id: Id) -> Body:
    """One invoice, with every step, action and finding."""
    return {"id": invoice_id, **history_body(_history(who, invoice_id), who.locale)}


@router.get("/invoices/{invoice_id}/original", responses=REFUSALS, response_class=Response)
def original(who: AnyProgram, invoice_id: Id) -> Response:
    """The bytes as they were deposited."""
    content = who.portail.store.get(_history(who, invoice_id).invoice.location)
    return Response(content, media_type="application/octet-stream", headers={"content-security-policy": SANDBOX})


@router.get("/invoices/{invoice_id}/certificate", responses=REFUSALS)
def certificate(who: AnyProgram, invoice_id: Id) -> Response:
    """Its certificate of deposit, as JSON."""
    invoice = _history(who, invoice_id).invoice
    found = who.portail.ledger.certificates.of_invoices([invoice.id]).get(invoice.id)
    if found is None:
        raise HTTPException(404)
    return Response(certificat.as_json(found), media_type="application/json")


@router.get("/certificates/{number}", responses=REFUSALS)
def verified(who: AnyProgram, number: Annotated[str, Path(max_length=200)]) -> Body:
    """Whether the certificate of this number is proven, refuted or undecided."""
    ledger = who.portail.ledger
    found = ledger.certificates.by_number(number)
    if found is None:
        raise HTTPException(404)
    proof = prove(ledger, who.portail.store, found.number, found)
    reasons = [reason.in_(who.locale) for reason in proof.reasons]
    return {"number": found.number, "outcome": proof.outcome.value, "reasons": reasons}


@router.get("/events", responses={400: {"description": "a cursor that this feed did not give"}, **REFUSALS})
def events(
    who: AnyProgram,
    after: Annotated[str, Query(max_length=60)] = "",
    size: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Body:
    """What happened to the invoices and files of the key, in the order it was recorded: statuses, actions, files that
    were decided. ``next`` is the ``after`` of the next call, whether there was something or not: each thing is told
    once. ``more``: there is more already.
    """
    drops = drops_of(who.acces, who.portail.settings.drops)
    cursor = FeedPosition.of(after) if after else None
    search = who.portail.ledger.search
    page = search.feed(cursor, size=size, within=who.perimetre(None), drops=drops)
    bodies = [feed_body(each, who.locale) for each in page.items]
    return {"events": bodies, "next": page.position.cursor, "more": page.more}


@router.get("/rights", responses=REFUSALS)
def rights(who: AnyProgram) -> Body:
    """What the key may do."""
    return {
        "account": who.key.compte.courriel,
        "until": who.key.until.isoformat(),
        "rights": [
            {
                "structure": each.structure,
                "service": each.service,
                "space": each.espace.value,
                "right": each.droit.value,
            }
            for each in who.acces.in_force()
        ],
    }


def _history(who: Program, invoice_id: int) -> History:
    """Answers 404 when there is no such invoice, or it may not be seen."""
    found = who.portail.ledger.invoices.one(invoice_id, who.acces.perimetre(Droit.CONSULTATION))
    if found is None:
        raise HTTPException(404)
    return found
