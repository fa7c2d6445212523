"""Dossiers de facturation: the works pieces that follow one another, with every step of each."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from sqlalchemy import Connection, Select, Text, and_, exists, select

from domain.deposit import DepositedInvoice, StatusEvent
from domain.dossier import Dossier, Piece
from domain.invoice import AVOIRS
from domain.status import NEXT, Status
from ledger.certificates.chain import written
from ledger.database.bulk_lookup import among, listed
from ledger.database.column_types import sought
from ledger.database.row_mapping import DOCUMENTS, AnyRow, invoices_from
from ledger.database.schema import IN_DOSSIER, TO_VALIDATE, certificates, documents, links
from ledger.lifecycle import transitions

PAGE = 500
"""Dossiers held in memory at once while all are streamed."""

_D = documents.c
_NAMED = documents.alias("named")
_CLOSED = sorted(status.value for status in Status if NEXT[status] <= {Status.REMPLACEE_PAR_A22})
"""Statuses of a piece that no actor has to act on: terminal, or replaced by the next piece."""
_TAKEN_IN = [Status.PRISE_EN_COMPTE_MOE.value, Status.PRISE_EN_COMPTE_MOA.value]
_PIECES = select(
    _D.invoice_id,
    _D.dossier_id,
    _D.cadre_facturation,
    _D.numero_facture,
    _D.date_facture,
    _D.status,
    _D.status_at,
    _D.siret_fournisseur,
    _D.nom_fournisseur,
    _D.moe,
    _D.type_facture,
    _D.valideur_1,
    _D.valideur_2,
    _D.route_siret,
    _D.route_raison_sociale,
    _D.route_code_service,
    _D.drop_name,
    _D.montant_ttc,
    _D.devise,
    _D.deposited_at,
    _D.available_at,
).where(_D.integrated, IN_DOSSIER)


def numbered(connection: Connection, numbers: Iterable[str]) -> tuple[Piece, ...]:
    """The works pieces of these numbers, and every other piece of their dossiers, in the order they were deposited."""
    wanted = listed(connection, sorted({(sought(number),) for number in numbers}), number=Text)
    query = select(_D.dossier_id).where(_D.number_sought == wanted.c.number, _D.integrated, IN_DOSSIER)
    return tuple(piece for dossier in _dossiers(connection, _ids(connection, query)) for piece in dossier.pieces)


def find(connection: Connection, text: str) -> tuple[Dossier, ...]:
    """The dossiers in which a piece has this number, or was given this certificate; oldest first."""
    by_number = select(_D.dossier_id).where(_D.number_sought == sought(text), _D.integrated, IN_DOSSIER)
    certified = select(_D.dossier_id).where(
        certificates.c.number == written(text),
        _NAMED.c.id == certificates.c.document_id,
        _D.invoice_id == _NAMED.c.invoice_id,
        _D.integrated,
        IN_DOSSIER,
    )
    ids = {*_ids(connection, by_number), *_ids(connection, certified)}
    return tuple(_dossiers(connection, sorted(ids)))


def open_dossiers(connection: Connection) -> Iterator[Dossier]:
    """Every dossier in which a piece waits for somebody, oldest first, a page at a time."""
    followed = exists().where(links.c.previous_id == _D.invoice_id)
    waits = and_(_D.status.not_in(_CLOSED), ~and_(_D.status.in_(_TAKEN_IN), followed))
    ids = _ids(connection, select(_D.dossier_id).where(_D.integrated, IN_DOSSIER, waits))
    for first in range(0, len(ids), PAGE):
        yield from _dossiers(connection, ids[first : first + PAGE])


def to_validate(connection: Connection) -> Iterator[DepositedInvoice]:
    """Every invoice, of works or not, that waits for its valideur."""
    query = DOCUMENTS.where(TO_VALIDATE, _D.integrated).order_by(_D.invoice_id)
    for page in connection.execute(query.execution_options(yield_per=PAGE)).partitions():
        yield from invoices_from(connection, page)


def _ids(connection: Connection, query: Select[tuple[int | None]]) -> list[int]:
    return sorted({id_ for id_ in connection.execute(query).scalars() if id_ is not None})


def _dossiers(connection: Connection, ids: Sequence[int]) -> Iterator[Dossier]:
    query = _PIECES.where(among(connection, _D.dossier_id, ids)).order_by(_D.dossier_id, _D.invoice_id)
    rows = connection.execute(query).all()
    events = transitions.events_of(connection, [row.invoice_id for row in rows])
    after = _after(connection, [row.invoice_id for row in rows])
    for id_, mine in groupby(rows, key=lambda row: row.dossier_id):
        yield Dossier(
            id=id_,
            pieces=tuple(_piece(row, after.get(row.invoice_id, ()), events.get(row.invoice_id, ())) for row in mine),
        )


def _after(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
    query = select(links).where(among(connection, links.c.invoice_id, ids)).order_by(links.c.previous_id)
    after: dict[int, tuple[int, ...]] = {}
    for row in connection.execute(query):
        after[row.invoice_id] = (*after.get(row.invoice_id, ()), row.previous_id)
    return after


def _piece(row: AnyRow, after: tuple[int, ...], events: tuple[StatusEvent, ...]) -> Piece:
    return Piece(
        invoice_id=row.invoice_id,
        dossier_id=row.dossier_id,
        after=after,
        cadre=row.cadre_facturation,
        numero_facture=row.numero_facture or "",
        date_facture=row.date_facture or "",
        status=Status(row.status),
        status_at=row.status_at,
        fournisseur=row.siret_fournisseur or "",
        nom_fournisseur=row.nom_fournisseur or "",
        moe=row.moe or "",
        destinataire=row.route_siret or "",
        nom_destinataire=row.route_raison_sociale or "",
        code_service=row.route_code_service or "",
        drop=row.drop_name,
        valideur_1=row.valideur_1 or "",
        valideur_2=row.valideur_2 or "",
        avoir=row.type_facture in AVOIRS,
        montant_ttc=row.montant_ttc or "",
        devise=row.devise or "",
        deposited_at=row.deposited_at,
        available_at=row.available_at,
        events=events,
    )
