"""The invoices that statements may mean, found for thousands of lines at once."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Select, Text, select

from domain.status import Status
from domain.suivi import Scope, Standing, Statement
from ledger.certificates.chain import written
from ledger.database.bulk_lookup import among, listed
from ledger.database.column_types import sought
from ledger.database.row_mapping import AnyRow
from ledger.database.schema import certificates, documents

_D = documents.c
_NAMED = documents.alias("named")
"""The version a certificate was given for; the one that stands may be a later one."""
_COLUMNS = (
    _D.invoice_id,
    _D.numero_facture,
    _D.date_facture,
    _D.cadre_facturation,
    _D.status,
    _D.status_at,
    _D.siret_fournisseur,
    _D.tva_fournisseur,
    _D.key_supplier,
    _D.route_siret,
    _D.drop_name,
    _D.certificate,
    _D.valideur_1,
    _D.valideur_2,
)
SIREN = 9
"""Digits of a SIREN."""
REQUESTS = "S3 "
"""What the supplier of a payment request's key begins with (:mod:`validators.chorus_pro.uniqueness_key`)."""

Found = dict[str, tuple[Standing, ...]]


def matching(connection: Connection, statements: Sequence[Statement]) -> dict[int, tuple[Standing, ...]]:
    """By rank, the integrated invoices each statement may mean: of its certificate when it names one, else its number.

    A flux is no invoice: nothing is found for its statement.
    """
    certified = {s.rank: written(s.certificate) for s in statements if s.scope is Scope.FACTURE and s.certificate}
    numbered = {
        s.rank: sought(s.numero_facture) for s in statements if s.scope is Scope.FACTURE and s.rank not in certified
    }
    by_certificate = _by_certificate(connection, set(certified.values()) - {""})
    by_number = _by_number(connection, set(numbered.values()) - {""})
    return {
        s.rank: by_certificate.get(certified[s.rank], ())
        if s.rank in certified
        else by_number.get(numbered.get(s.rank, ""), ())
        for s in statements
    }


def standings(connection: Connection, invoice_ids: Iterable[int]) -> dict[int, Standing]:
    """By id, the integrated invoices of ``invoice_ids`` as statements find them."""
    query = select(*_COLUMNS).where(among(connection, _D.invoice_id, invoice_ids), _D.integrated)
    return {row.invoice_id: _standing(row) for row in connection.execute(query)}


def _by_number(connection: Connection, numbers: set[str]) -> Found:
    wanted = listed(connection, [(number,) for number in sorted(numbers)], number=Text)
    query = select(wanted.c.number.label("asked"), *_COLUMNS).where(_D.number_sought == wanted.c.number, _D.integrated)
    return _found(connection, query, numbers)


def _by_certificate(connection: Connection, numbers: set[str]) -> Found:
    wanted = listed(connection, [(number,) for number in sorted(numbers)], number=Text)
    query = select(wanted.c.number.label("asked"), *_COLUMNS).where(
        certificates.c.number == wanted.c.number,
        _NAMED.c.id == certificates.c.document_id,
        _D.invoice_id == _NAMED.c.invoice_id,
        _D.integrated,
    )
    return _found(connection, query, numbers)


def _found(connection: Connection, query: Select[tuple[str]], wanted: set[str]) -> Found:
    if not wanted:
        return {}
    found: dict[str, list[Standing]] = {}
    for row in connection.execute(query.order_by(_D.invoice_id)):
        found.setdefault(row.asked, []).append(_standing(row))
    return {number: tuple(several) for number, several in found.items()}


def _standing(row: AnyRow) -> Standing:
    key = (row.key_supplier or "").removeprefix(REQUESTS)
    return Standing(
        invoice_id=row.invoice_id,
        numero_facture=row.numero_facture or "",
        date_facture=row.date_facture or "",
        cadre=row.cadre_facturation,
        status=Status(row.status),
        status_at=row.status_at,
        fournisseur=row.siret_fournisseur or row.tva_fournisseur or key,
        siren_fournisseur=key if len(key) == SIREN and key.isdigit() else "",
        destinataire=row.route_siret or "",
        drop=row.drop_name,
        certificate=row.certificate or "",
        valideur_1=row.valideur_1 or "",
        valideur_2=row.valideur_2 or "",
    )
