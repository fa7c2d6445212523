"""The part of the ledger that reads certificates of deposit."""

from collections.abc import Sequence
from itertools import islice

from domain.certificate import Certificate
from domain.chain_head import NO_CERTIFICATE, ChainHead
from ledger.certificates import chain, records
from ledger.certificates.records import Difference
from ledger.database.engine import ReadSide


class Certificates:
    """Certificates and the chain that links them."""

    def __init__(self, database: ReadSide) -> None:
        self._database = database

    def of_invoices(self, invoice_ids: Sequence[int]) -> dict[int, Certificate]:
        """By invoice, the certificate of its current version; absent for what was not accepted."""
        with self._database.read() as connection:
            return chain.of_invoices(connection, invoice_ids)

    def by_number(self, number: str) -> Certificate | None:
        """The certificate of this number (blanks, dashes and capitals make no difference)."""
        with self._database.read() as connection:
            return chain.by_number(connection, number)

    def verify_chain(self) -> int | None:
        """The sequence of the first certificate that was tampered with; ``None`` when every link holds."""
        with self._database.read() as connection:
            return chain.first_broken(connection)

    def head(self) -> ChainHead:
        """The last certificate and how many there are."""
        with self._database.read() as connection:
            return chain.head(connection)

    def holds_to(self, published: ChainHead) -> bool:
        """Whether the chain still has the head that was published, or has gone on from it."""
        if published.count == 0:
            return published == NO_CERTIFICATE
        with self._database.read() as connection:
            return chain.number_at(connection, published.count) == published.number

    def differences(self, most: int) -> tuple[Difference, ...]:
        """What the tables say otherwise than intact certificates, at most ``most``."""
        with self._database.read() as connection:
            return tuple(islice(records.differences(connection), most))

    def is_linked(self, certificate: Certificate) -> bool:
        """Whether the certificate and its neighbours in the chain name each other."""
        with self._database.read() as connection:
            return chain.is_linked(connection, certificate)

    def location_of(self, number: str) -> str | None:
        """Where the content store keeps the document a certificate was given for."""
        with self._database.read() as connection:
            return chain.location_of(connection, number)
