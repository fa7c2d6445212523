"""Certificates of deposit as the ledger keeps them, each naming the one before it."""

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from domain.certificate import GENESIS, Certificate, CertificateContent, number_of
from domain.chain_head import NO_CERTIFICATE, ChainHead
from domain.errors import LedgerError
from domain.text import Text
from ledger.database.bulk_lookup import among
from ledger.database.column_types import clean
from ledger.database.schema import certificates, documents

_C = certificates.c
_RESTORE = Text(
    "Restaurez le registre depuis sa sauvegarde ; `navette verify` dit où la chaîne se rompt.",
    "Restore the ledger from its backup; `navette verify` says where the chain breaks.",
)


def head(connection: Connection) -> ChainHead:
    """The current end of the chain, which the next certificate names."""
    row = connection.execute(select(_C.sequence, _C.number).order_by(_C.sequence.desc()).limit(1)).first()
    return ChainHead(count=row.sequence, number=row.number) if row else NO_CERTIFICATE


def number_at(connection: Connection, sequence: int) -> str | None:
    """The number of the certificate of this rank."""
    number: str | None = connection.execute(select(_C.number).where(_C.sequence == sequence)).scalar()
    return number


def by_number(connection: Connection, number: str) -> Certificate | None:
    """The certificate of this number as people write it (blanks, dashes and capitals make no difference).

    It is returned as stored: :func:`domain.certificate.is_sound` says whether it was tampered with.
    """
    query = select(_C.number, _C.canonical).where(_C.number == clean(written(number)))
    row = connection.execute(query).first()
    return certificate_of(row.number, row.canonical) if row else None


def of_invoices(connection: Connection, ids: Sequence[int]) -> dict[int, Certificate]:
    """By invoice, the certificate of its current version; absent for what was not accepted."""
    query = (
        select(documents.c.invoice_id, _C.number, _C.canonical)
        .join_from(documents, certificates, _C.number == documents.c.certificate)
        .where(among(connection, documents.c.invoice_id, ids), documents.c.current)
        .order_by(documents.c.invoice_id)
    )
    return {id_: certificate_of(number, canonical) for id_, number, canonical in connection.execute(query)}


def first_broken(connection: Connection) -> int | None:
    """The sequence of the first certificate that was changed, removed or inserted; ``None`` when the chain holds.

    Removal at the end is detected too, from the number of accepted documents.
    """
    last = NO_CERTIFICATE
    for sequence, number, canonical in _links(connection):
        if sequence != last.count + 1 or not _holds(sequence, number, canonical, last):
            return last.count + 1
        last = ChainHead(count=sequence, number=number)
    sealed = select(func.count()).select_from(documents).where(documents.c.certificate.is_not(None))
    return last.count + 1 if connection.execute(sealed).scalar() != last.count else None


def is_linked(connection: Connection, certificate: Certificate) -> bool:
    """Whether the one before is the one it names, and the one after, if any, names it."""
    near = (certificate.sequence - 1, certificate.sequence + 1)
    links = {sequence: (number, text) for sequence, number, text in _links(connection, _C.sequence.in_(near))}
    before, after = links.get(near[0]), links.get(near[1])
    named = before[0] if before else GENESIS
    if certificate.previous != named or (before is None) != (certificate.sequence == 1):
        return False
    return after is None or _holds(near[1], *after, ChainHead(count=certificate.sequence, number=certificate.number))


def location_of(connection: Connection, number: str) -> str | None:
    """Where the document a certificate was given for is kept."""
    query = select(documents.c.location).join_from(certificates, documents, _C.document_id == documents.c.id)
    location: str | None = connection.execute(query.where(_C.number == written(number))).scalar()
    return location


def written(number: str) -> str:
    """A certificate's number as the ledger writes it, from a copied number."""
    return "".join(character for character in number if character.isalnum()).upper()


def _links(connection: Connection, *which: ColumnElement[bool]) -> Iterator[tuple[int, str, str]]:
    query = select(_C.sequence, _C.number, _C.canonical).where(*which).order_by(_C.sequence)
    for row in connection.execute(query.execution_options(yield_per=1000)):
        yield row.sequence, row.number, row.canonical


def _holds(sequence: int, number: str, canonical: str, last: ChainHead) -> bool:
    """Whether the certificate is intact: ``number`` is the digest of its text, and the text has this ``sequence`` and
    names the certificate ``last`` before it.
    """
    if number_of(canonical.encode(errors="replace")) != number:
        return False
    try:
        certificate = certificate_of(number, canonical)
    except LedgerError:
        return False
    return certificate.previous == last.number and certificate.sequence == sequence


def certificate_of(number: str, canonical: str) -> Certificate:
    """A certificate from its text. Raises :class:`domain.errors.LedgerError` when the text is damaged."""
    try:
        body = json.loads(canonical)
        previous, sequence = body.pop("previous"), body.pop("sequence")
        content = CertificateContent(**body)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LedgerError(
            Text(
                f"Le certificat {number} est abîmé dans le registre.",
                f"The certificate {number} is damaged in the ledger.",
            ),
            _RESTORE,
        ) from error
    return Certificate(number=number, previous=previous, sequence=sequence, content=content)
