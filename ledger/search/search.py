"""The part of the ledger that searches invoices."""

from collections.abc import Sequence

from domain.deposit import Deposit
from domain.feed import FeedPage, FeedPosition
from domain.perimetre import Perimetre
from domain.search_criteria import MOST, PAGE, Count, Page, SearchCriteria
from ledger.database.engine import ReadSide
from ledger.search import feed, files, query


class Search:
    """Searches by any criterion, page by page."""

    def __init__(self, database: ReadSide) -> None:
        self._database = database

    def page(
        self,
        asked: SearchCriteria,
        *,
        after: str | None = None,
        size: int = PAGE,
        within: Perimetre | None = None,
        most: int = MOST,
    ) -> Page:
        """The invoices that meet every criterion, newest deposit first; ``after`` is what the page before gave. They
        are counted to ``most``: beyond it, :attr:`domain.search_criteria.Page.more`.

        ``within``: only what may be seen; what is outside does not exist for who asks. ``None``: all.

        Only current versions that have a number; what was refused too, unless a recipient, a valideur, a MOE or a
        MOA is searched for.
        Raises :class:`domain.errors.Unsearchable`, with the remedy, for what cannot be looked for.
        """
        with self._database.read() as connection:
            return query.search(connection, asked, after, size, within, most)

    def count(self, asked: SearchCriteria, within: Perimetre | None = None, *, most: int = MOST) -> Count:
        """How many invoices of ``within`` (``None``: all) meet every criterion, as :meth:`page` counts them.

        Raises :class:`domain.errors.Unsearchable`, with the remedy, for what cannot be looked for.
        """
        with self._database.read() as connection:
            return query.count(connection, asked, within, most)

    def feed(
        self, cursor: FeedPosition | None, *, size: int, within: Perimetre, drops: Sequence[str], newest: bool = False
    ) -> FeedPage:
        """What happened to the invoices of ``within`` and to the files of ``drops``: after ``cursor``, the oldest
        first; with ``newest``, at ``cursor`` and before, the newest first. ``None``: from the one end, or the other.
        """
        with self._database.read() as connection:
            return feed.page(connection, cursor, size, within, drops, newest=newest)

    def files(self, text: str, *, drop: str | None = None) -> tuple[Deposit, ...]:
        """The deposited files of this deposit number or name (of the file, or of a lot's member), newest first, at
        most :data:`ledger.search.files.MOST`: what was refused as a file too, which is no invoice.

        Raises :class:`domain.errors.Unsearchable`.
        """
        with self._database.read() as connection:
            return files.find(connection, text, drop)
