"""The part of the ledger that searches invoices."""

from domain.search_criteria import PAGE, Page, SearchCriteria
from ledger.database.engine import ReadSide
from ledger.search import query


class Search:
    """Searches by any criterion, page by page."""

    def __init__(self, database: ReadSide) -> None:
        self._database = database

    def page(self, asked: SearchCriteria, *, after: str | None = None, size: int = PAGE) -> Page:
        """The invoices that meet every criterion, newest deposit first; ``after`` is what the page before gave.

        Only current versions that have a number; what was refused too, unless a recipient, a valideur, a MOE or a
        MOA is searched for.
        Raises :class:`domain.errors.Unsearchable`, with the remedy, for what cannot be looked for.
        """
        with self._database.read() as connection:
            return query.search(connection, asked, after, size)
