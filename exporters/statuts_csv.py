"""The status report as CSV: one line per invoice (:mod:`exporters.etat_csv` says how it is written)."""

from collections.abc import Iterable
from typing import BinaryIO

from domain.deposit import DepositedInvoice
from domain.text import Locale
from exporters import etat_csv
from exporters.statuts_colonnes import STATUTS


def as_csv(rows: Iterable[DepositedInvoice], locale: Locale = Locale.FR) -> bytes:
    """The report on ``rows``, in their order, as one piece."""
    return etat_csv.as_csv(STATUTS, rows, locale)


def write_csv(rows: Iterable[DepositedInvoice], target: BinaryIO, locale: Locale = Locale.FR) -> int:
    """The report on ``rows`` written to ``target`` a chunk at a time; returns the number of invoices."""
    return etat_csv.write(STATUTS, rows, target, locale)
