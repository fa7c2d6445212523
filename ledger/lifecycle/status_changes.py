"""Status events with the fields of a status message to the supplier."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from domain.status import Status
from domain.suivi import SECOND_VALIDATION, StatusChange
from ledger.database.bulk_lookup import among
from ledger.database.row_mapping import AnyRow
from ledger.database.schema import documents, events

_D, _E = documents.c, events.c
_BEFORE = events.alias("before")
_LAST = (
    select(func.max(_BEFORE.c.id)).where(_BEFORE.c.invoice_id == _E.invoice_id, _BEFORE.c.id < _E.id).scalar_subquery()
)
_PREVIOUS = events.alias("previous")
_CHANGES = (
    select(
        _E.id.label("event_id"),
        *(_E[name] for name in ("invoice_id", "status", "at", "actor", "motif", "motif_codes", "mandat")),
        _PREVIOUS.c.status.label("previous"),
        *(_D[name] for name in ("numero_facture", "date_facture", "type_facture", "cadre_facturation")),
        *(_D[name] for name in ("siret_fournisseur", "tva_fournisseur", "key_supplier", "nom_fournisseur")),
        *(_D[name] for name in ("route_siret", "route_raison_sociale", "route_code_service", "route_nom_service")),
        *(_D[name] for name in ("drop_name", "deposited_at", "certificate", "valideur_1", "valideur_2")),
    )
    .join_from(events, documents, (_D.invoice_id == _E.invoice_id) & _D.current)
    .outerjoin(_PREVIOUS, _PREVIOUS.c.id == _LAST)
)


def changes(connection: Connection, event_ids: Sequence[int]) -> tuple[StatusChange, ...]:
    """The events of ``event_ids`` there are, each once, in the order they happened."""
    query = _CHANGES.where(among(connection, _E.id, event_ids)).order_by(_E.id)
    return tuple(_change(row) for row in connection.execute(query))


def changes_between(connection: Connection, drop: str, since: datetime, until: datetime) -> tuple[StatusChange, ...]:
    """The events of the invoices of ``drop`` from ``since`` and before ``until``, in the order they happened.

    An invoice something happened to since then changed since then: the documents are looked at first.
    """
    mine = (_D.drop_name == drop, _D.changed_at >= since, _E.at >= since, _E.at < until)
    return tuple(_change(row) for row in connection.execute(_CHANGES.where(*mine).order_by(_E.id)))


def _change(row: AnyRow) -> StatusChange:
    status = Status(row.status)
    second = status in SECOND_VALIDATION or status is Status.ABSENCE_VALIDATION_2_HORS_DELAI
    return StatusChange(
        event_id=row.event_id,
        invoice_id=row.invoice_id,
        status=status,
        previous=Status(row.previous) if row.previous else None,
        at=row.at,
        actor=row.actor,
        motif=row.motif,
        motif_codes=tuple(row.motif_codes.split()),
        mandat=row.mandat,
        numero_facture=row.numero_facture or "",
        date_facture=row.date_facture or "",
        type_facture=row.type_facture or "",
        cadre=row.cadre_facturation,
        fournisseur=row.siret_fournisseur or row.tva_fournisseur or row.key_supplier or "",
        nom_fournisseur=row.nom_fournisseur or "",
        destinataire=row.route_siret or "",
        nom_destinataire=row.route_raison_sociale or "",
        code_service=row.route_code_service or "",
        nom_service=row.route_nom_service or "",
        drop=row.drop_name,
        deposited_at=row.deposited_at,
        certificate=row.certificate or "",
        valideur=(row.valideur_2 if second else row.valideur_1) or "",
    )
