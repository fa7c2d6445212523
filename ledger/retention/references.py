"""What refers to kept bytes: documents, deposited files, complements, drafts; and whether each is at its end."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from domain.brouillon import EtatBrouillon
from domain.deposit import DepositKind, Disposition
from domain.retention import Departure, Reference, RetentionAction, is_settled
from domain.status import FluxStatus, Status
from ledger.content_store.location import parse
from ledger.database.bulk_lookup import among
from ledger.database.row_mapping import AnyRow
from ledger.database.schema import brouillons, complements, deposits, documents
from ledger.outbox.pending import Pending, pending
from ledger.retention.closed_dossiers import ClosedDossiers, closed_dossiers

References = dict[str, tuple[Reference, ...]]

_D = documents.c
_P = deposits.c
_NOW = documents.alias("standing_now")
"""The invoice as it stands, beside the version whose bytes are asked about."""
_DOCUMENTS = (
    select(
        _D.id,
        _D.invoice_id,
        _D.deposit_id,
        _D.location,
        _D.sha256,
        _D.disposition,
        _D.member,
        _D.numero_facture,
        _D.date_facture,
        _D.siret_fournisseur,
        _D.certificate,
        _D.deposited_at,
        _D.archived_at,
        _D.archived_as,
        _P.kind,
        _P.name,
        _P.location.label("deposited"),
        _P.status.label("flux"),
        _NOW.c.status,
        _NOW.c.changed_at,
        _NOW.c.cadre_facturation,
        _NOW.c.dossier_id,
        func.coalesce(_NOW.c.route_siret, _NOW.c.siret_destinataire).label("structure"),
    )
    .join_from(documents, deposits, _P.id == _D.deposit_id)
    .join(_NOW, (_NOW.c.invoice_id == _D.invoice_id) & _NOW.c.current)
    .order_by(_D.id)
)
_DRAFTS = select(brouillons).where(brouillons.c.etat != EtatBrouillon.ENVOYE.value).order_by(brouillons.c.id)
"""Those that are no deposit."""


def references(connection: Connection, locations: Iterable[str]) -> References:
    """By location, everything the ledger keeps these bytes for; absent for what it does not know."""
    asked = frozenset(locations)
    digests = sorted({parse(location).sha256 for location in asked})
    own = _asked(connection, _DOCUMENTS.where(among(connection, _D.sha256, digests)), asked)
    files = _asked(connection, select(deposits).where(among(connection, _P.sha256, digests)), asked)
    added = _asked(connection, select(complements).where(among(connection, complements.c.sha256, digests)), asked)
    drafts = _asked(connection, _DRAFTS.where(among(connection, brouillons.c.sha256, digests)), asked)
    inside = _of_deposits(connection, [row.id for row in files])
    completed = _of_invoices(connection, [row.invoice_id for row in added])
    rows = [*own, *(row for lot in inside.values() for row in lot), *completed.values()]
    known = _Known(pending(connection), closed_dossiers(connection, rows))
    found: defaultdict[str, list[Reference]] = defaultdict(list)
    for row in own:
        found[row.location].append(known.document(row))
    for file in files:
        found[file.location] += known.deposit(file, inside[file.id])
    for one in added:
        found[one.location].append(known.complement(one, completed[one.invoice_id]))
    for draft in drafts:
        found[draft.location].append(_draft(draft))
    return {location: tuple(list_) for location, list_ in found.items()}


def departure_from(at: datetime | None, text: str | None) -> Departure | None:
    """The departure recorded in these columns; ``None`` when there was none."""
    if at is None:
        return None
    action, rule, file = (*(text or RetentionAction.ARCHIVE.value).split(" ", 2), "", "")[:3]
    return Departure(at=at, action=RetentionAction(action), rule=rule, file=file)


class _Known:
    """What several rows are read with."""

    def __init__(self, effects: Pending, works: ClosedDossiers) -> None:
        self._effects = effects
        self._works = works

    def document(self, row: AnyRow) -> Reference:
        """A document whose own bytes they are."""
        return self._document(row, row.location, row.sha256, departure_from(row.archived_at, row.archived_as), own=True)

    def deposit(self, file: AnyRow, inside: Sequence[AnyRow]) -> list[Reference]:
        """A deposited file: kept for each of its documents, or for itself when it has none.

        A document that is the whole file stands for it. Of a member that was refused unread nothing else is kept.
        """
        left = departure_from(file.archived_at, file.archived_as)
        if inside:
            whole = (file.location, file.sha256)
            members = [row for row in inside if (row.location, row.sha256) != whole]
            return [
                self._document(row, file.location, file.sha256, left, own=row.location == file.location)
                for row in members
            ]
        refused = file.status == FluxStatus.IN_REJETE.value
        return [
            Reference(
                location=file.location,
                sha256=file.sha256,
                kind=DepositKind(file.kind),
                deposit_id=file.id,
                deposited_at=file.received_at,
                since=file.received_at,
                settled=file.status != FluxStatus.IN_RECU.value and not self._effects.of_deposit(file.id),
                own=False,
                whole=True,
                disposition=Disposition.IRRECEVABLE if refused else None,
                file=file.name,
                left=left,
            )
        ]

    def complement(self, row: AnyRow, invoice: AnyRow) -> Reference:
        """A complement: kept as long as the invoice it completes."""
        found = self._document(invoice, row.location, row.sha256, None, own=True)
        return Reference(
            location=found.location,
            sha256=found.sha256,
            kind=DepositKind.COMPLEMENTS,
            deposit_id=row.deposit_id,
            deposited_at=row.at,
            since=found.since,
            settled=found.settled and not self._effects.of_deposit(row.deposit_id),
            invoice_id=found.invoice_id,
            disposition=found.disposition,
            structure=found.structure,
            cadre=found.cadre,
            status=found.status,
            file=row.name,
            numero_facture=found.numero_facture,
            date_facture=found.date_facture,
            fournisseur=found.fournisseur,
        )

    def _document(self, row: AnyRow, location: str, sha256: str, left: Departure | None, *, own: bool) -> Reference:
        status = Status(row.status) if row.status else None
        linked = self._works.is_followed(row.invoice_id)
        finished = is_settled(row.cadre_facturation, status, associated=linked) and row.flux != FluxStatus.IN_RECU.value
        idle = not self._effects.of_deposit(row.deposit_id) and not self._effects.of_invoice(row.invoice_id)
        return Reference(
            location=location,
            sha256=sha256,
            kind=DepositKind(row.kind),
            deposit_id=row.deposit_id,
            deposited_at=row.deposited_at,
            since=self._works.last_change(row.dossier_id, row.changed_at),
            settled=finished and idle and not self._works.is_open(row.dossier_id),
            document_id=row.id,
            invoice_id=row.invoice_id,
            own=own,
            whole=location == row.deposited,
            disposition=Disposition(row.disposition),
            structure=row.structure,
            cadre=row.cadre_facturation,
            status=status,
            file=row.name,
            member=row.member or "",
            numero_facture=row.numero_facture or "",
            date_facture=row.date_facture or "",
            fournisseur=row.siret_fournisseur or "",
            certificate=row.certificate or "",
            left=left,
        )


def _draft(row: AnyRow) -> Reference:
    """The file of a draft, which is no deposit."""
    etat = EtatBrouillon(row.etat)
    return Reference(
        location=row.location,
        sha256=row.sha256,
        kind=DepositKind.FACTURES,
        deposit_id=0,
        deposited_at=row.created_at,
        since=row.changed_at,
        settled=etat is EtatBrouillon.ABANDONNE,
        own=False,
        file=row.name,
        draft=etat,
    )


def _asked(connection: Connection, query: Select[Any], locations: frozenset[str]) -> list[AnyRow]:
    """Those of the rows whose bytes are at one of ``locations``: the same bytes may be kept elsewhere too."""
    return [row for row in connection.execute(query) if row.location in locations]


def _of_deposits(connection: Connection, ids: Sequence[int]) -> defaultdict[int, list[AnyRow]]:
    found: defaultdict[int, list[AnyRow]] = defaultdict(list)
    for row in connection.execute(_DOCUMENTS.where(among(connection, _D.deposit_id, ids))):
        found[row.deposit_id].append(row)
    return found


def _of_invoices(connection: Connection, ids: Sequence[int]) -> dict[int, AnyRow]:
    query = _DOCUMENTS.where(among(connection, _D.invoice_id, ids), _D.current)
    return {row.invoice_id: row for row in connection.execute(query)}
