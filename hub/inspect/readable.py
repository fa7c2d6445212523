"""An invoice as pages that people read: the original when it has pages, else the readable view made of it."""

from dataclasses import dataclass
from functools import partial

import parsers
from domain.deposit import DepositedInvoice
from domain.errors import NavetteError
from domain.invoice import Invoice
from domain.text import Locale
from exporters import lisible
from hub.context.terms import Terms, context_of
from hub.decide import unreadable_files
from hub.decide.chunks import store_at
from hub.runtime.loss import Loss
from hub.runtime.station import Station
from hub.runtime.unexpected import as_fault
from ledger import MarkedStore


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    invoice: DepositedInvoice
    store: MarkedStore
    terms: Terms
    locale: Locale


def as_pages(station: Station, invoice: DepositedInvoice, locale: Locale) -> bytes:
    """The PDF, made in a worker within the budgets of a night.

    Raises what keeps it from being made: :class:`domain.errors.NavetteError`.
    """
    wanted = _Wanted(invoice=invoice, store=station.store.place, terms=station.terms(None), locale=locale)
    if station.pool is None:
        (answer,) = _made_all((wanted,))
    else:
        (answer,) = station.pool.map(_made_all, [wanted], 1, partial(_lost, invoice.deposit_name))
    if isinstance(answer, NavetteError):
        raise answer
    return answer


def _made_all(wanted: tuple[_Wanted, ...]) -> list[bytes | NavetteError]:
    return [_made(each) for each in wanted]


def _made(wanted: _Wanted) -> bytes | NavetteError:
    try:
        content = store_at(wanted.store).get(wanted.invoice.location)
        options = context_of(wanted.terms).reading_options
        read = parsers.read(content, reading_options=options).invoice or Invoice()
        if not lisible.is_wanted(read, wanted.invoice.format):
            return content
        return lisible.as_pdf(read, wanted.invoice, wanted.locale)
    except BaseException as error:  # noqa: BLE001 - whatever one invoice raises is its own answer
        return as_fault(error, wanted.invoice.deposit_name)


def _lost(name: str, _: _Wanted, loss: Loss) -> NavetteError:
    return unreadable_files.undecided(name, loss)
