"""Retention, as the ledger sees it: what refers to kept bytes, and the record that they left.

Nothing is removed from the ledger: the rows say when and how the bytes went (``archived_at``, ``archived_as``), the
invoice's history has an action ARCHIVAGE, and events and certificates stay as they are. ``archived_as`` is
``archive <rule> <file>`` or ``purge <rule>``.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update

from domain.conservation import Depart, Devenir, Partant, Reference, is_settled
from domain.deposit import Disposition, Kind
from domain.status import FluxStatus, Status
from domain.suivi import Action
from ledger.chain import written
from ledger.life import NAVETTE
from ledger.listed import among
from ledger.location import parse
from ledger.remembered import AnyRow
from ledger.schema import actions, certificates, complements, deposits, documents
from ledger.undone import Undone, undone
from ledger.works import Chantiers, chantiers

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


def references(connection: Connection, locations: Iterable[str]) -> References:
    """By location, everything the ledger keeps these bytes for; absent for what it does not know."""
    asked = frozenset(locations)
    digests = sorted({parse(location).sha256 for location in asked})
    own = _asked(connection, _DOCUMENTS.where(among(connection, _D.sha256, digests)), asked)
    files = _asked(connection, select(deposits).where(among(connection, _P.sha256, digests)), asked)
    added = _asked(connection, select(complements).where(among(connection, complements.c.sha256, digests)), asked)
    inside = _of_deposits(connection, [row.id for row in files])
    completed = _of_invoices(connection, [row.invoice_id for row in added])
    rows = [*own, *(row for lot in inside.values() for row in lot), *completed.values()]
    known = _Known(undone(connection), chantiers(connection, rows))
    found: defaultdict[str, list[Reference]] = defaultdict(list)
    for row in own:
        found[row.location].append(known.document(row))
    for file in files:
        found[file.location] += known.deposit(file, inside[file.id])
    for one in added:
        found[one.location].append(known.complement(one, completed[one.invoice_id]))
    return {location: tuple(list_) for location, list_ in found.items()}


def leave(connection: Connection, partants: Sequence[Partant], now: datetime) -> frozenset[str]:
    """Writes that these bytes leave, for those about which nothing changed since they were judged; their locations.

    What is recorded here must be in its archive already, on the disk.
    """
    standing = references(connection, [one.location for one in partants])
    sure = [one for one in partants if standing.get(one.location) == one.references]
    for depart, group in _by_depart(sure).items():
        gone = {"archived_at": depart.at, "archived_as": _text(depart)}
        own = {r.document_id for one in group for r in one.references if r.own and r.document_id and not r.left}
        ids = {r.deposit_id for one in group for r in one.references if r.whole and not r.left}
        connection.execute(update(documents).where(among(connection, _D.id, sorted(own))).values(**gone))
        connection.execute(update(deposits).where(among(connection, _P.id, sorted(ids))).values(**gone))
        _note(connection, group, depart, now)
    return frozenset(one.location for one in sure)


def depart_of(connection: Connection, certificate: str) -> Depart | None:
    """How the bytes a certificate was given for left; ``None`` while they are kept."""
    query = select(_D.archived_at, _D.archived_as).join_from(
        certificates, documents, certificates.c.document_id == _D.id
    )
    row = connection.execute(query.where(certificates.c.number == written(certificate))).first()
    return _depart(row.archived_at, row.archived_as) if row else None


class _Known:
    """What several rows are read with."""

    def __init__(self, effects: Undone, works: Chantiers) -> None:
        self._effects = effects
        self._works = works

    def document(self, row: AnyRow) -> Reference:
        """A document whose own bytes they are."""
        return self._document(row, row.location, row.sha256, _depart(row.archived_at, row.archived_as), own=True)

    def deposit(self, file: AnyRow, inside: Sequence[AnyRow]) -> list[Reference]:
        """A deposited file: kept for each of its documents, or for itself when it has none.

        A document that is the file itself speaks for it.
        """
        left = _depart(file.archived_at, file.archived_as)
        if inside:
            members = (row for row in inside if row.location != file.location)
            return [self._document(row, file.location, file.sha256, left, own=False) for row in members]
        refused = file.status == FluxStatus.IN_REJETE.value
        return [
            Reference(
                location=file.location,
                sha256=file.sha256,
                kind=Kind(file.kind),
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
            kind=Kind.COMPLEMENTS,
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

    def _document(self, row: AnyRow, location: str, sha256: str, left: Depart | None, *, own: bool) -> Reference:
        status = Status(row.status) if row.status else None
        linked = self._works.is_followed(row.invoice_id)
        finished = is_settled(row.cadre_facturation, status, associated=linked) and row.flux != FluxStatus.IN_RECU.value
        idle = not self._effects.of_deposit(row.deposit_id) and not self._effects.of_invoice(row.invoice_id)
        return Reference(
            location=location,
            sha256=sha256,
            kind=Kind(row.kind),
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


def _by_depart(partants: Iterable[Partant]) -> dict[Depart, list[Partant]]:
    groups: defaultdict[Depart, list[Partant]] = defaultdict(list)
    for one in partants:
        groups[one.depart].append(one)
    return groups


def _note(connection: Connection, group: Sequence[Partant], depart: Depart, now: datetime) -> None:
    """One action an invoice and departure, however many of its files leave in it."""
    ids = {r.invoice_id for one in group for r in one.references if r.invoice_id and r.own and not r.left}
    detail = f"{depart.file} ({depart.rule})" if depart.file else f"purge ({depart.rule})"
    said = {"action": Action.ARCHIVAGE.value, "at": now, "actor": NAVETTE, "detail": detail}
    query = select(actions.c.invoice_id).where(
        among(connection, actions.c.invoice_id, sorted(ids)),
        actions.c.action == Action.ARCHIVAGE.value,
        actions.c.detail == detail,
    )
    ids -= set(connection.execute(query).scalars())
    if ids:
        connection.execute(insert(actions), [{"invoice_id": id_, **said} for id_ in sorted(ids)])


def _text(depart: Depart) -> str:
    return f"{depart.devenir.value} {depart.rule} {depart.file}".rstrip()


def _depart(at: datetime | None, text: str | None) -> Depart | None:
    if at is None:
        return None
    devenir, rule, file = (*(text or Devenir.ARCHIVE.value).split(" ", 2), "", "")[:3]
    return Depart(at=at, devenir=Devenir(devenir), rule=rule, file=file)
