"""The counters of dashboards: how many invoices of each status, what they amount to, how many came each day."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, literal, select

from domain.current_actor import NAMES, current_actor
from domain.dashboard import COUNTERS, Axis, Counter, ReportScope
from domain.paris_time import paris_day
from domain.status import Status
from ledger.certificates.content import STRUCTURE, UNNAMED_SERVICE, UNNAMED_STRUCTURE, UNNAMED_SUPPLIER
from ledger.database.paris_days import midnight
from ledger.database.row_mapping import AnyRow
from ledger.database.schema import documents
from ledger.reports.scope import SUM, SUPPLIER, total, within

_D = documents.c
_EMPTY: ColumnElement[str] = literal("")
_KEYS: Mapping[Axis | None, tuple[ColumnElement[Any], ...]] = {
    None: (),
    Axis.STRUCTURE: (_D.route_siret,),
    Axis.SERVICE: (_D.route_siret, _D.route_code_service),
    Axis.FOURNISSEUR: (SUPPLIER,),
    Axis.ACTEUR: (_D.cadre_facturation,),
}
_NAMES: Mapping[Axis | None, ColumnElement[Any]] = {
    None: _EMPTY,
    Axis.STRUCTURE: func.max(_D.route_raison_sociale),
    Axis.SERVICE: func.max(_D.route_nom_service),
    Axis.FOURNISSEUR: func.max(_D.nom_fournisseur),
    Axis.ACTEUR: _EMPTY,
}
_RANKS = {status: rank for rank, status in enumerate(dict.fromkeys((*COUNTERS, *Status)))}
_STATUSES = {status.value: status for status in Status}
CounterKey = tuple[str, Status, str]
"""Key on the axis, status, currency."""


def counters(connection: Connection, scope: ReportScope, axis: Axis | None) -> tuple[Counter, ...]:
    """Every non-empty counter, key by key, the statuses in the order of the portal's dashboard."""
    (found,) = _counted(connection, scope, _KEYS[axis], (axis,))
    return found


def every_counter(
    connection: Connection, scope: ReportScope, axes: Collection[Axis]
) -> Mapping[Axis | None, tuple[Counter, ...]]:
    """The :func:`counters` of all (``None``) and of each of ``axes``. Documents are read twice, whatever the axes: by
    supplier, who are many, and by everything else.
    """
    together: tuple[Axis | None, ...] = (None, *(axis for axis in axes if axis is not Axis.FOURNISSEUR))
    keys = dict.fromkeys(key for axis in together for key in _KEYS[axis])
    found = dict(zip(together, _counted(connection, scope, tuple(keys), together), strict=True))
    if Axis.FOURNISSEUR in axes:
        found[Axis.FOURNISSEUR] = counters(connection, scope, Axis.FOURNISSEUR)
    return found


def _counted(
    connection: Connection, scope: ReportScope, keys: Sequence[ColumnElement[Any]], axes: Sequence[Axis | None]
) -> Iterator[tuple[Counter, ...]]:
    """The counters of each of ``axes``, of documents grouped by ``keys``, which have those of the axes."""
    devise = func.coalesce(_D.devise, "")
    query = (
        select(*(key.label(f"key_{rank}") for rank, key in enumerate(keys)))
        .add_columns(*(_NAMES[axis].label(f"name_{rank}") for rank, axis in enumerate(axes)))
        .add_columns(_D.status, devise.label("currency"), func.count().label("many"))
        .add_columns(SUM[0].label("high"), SUM[1].label("low"))
        .where(within(scope))
        .group_by(*keys, _D.status, devise)
    )
    rows = connection.execute(query).all()
    places = {id(key): rank for rank, key in enumerate(keys)}
    for rank, axis in enumerate(axes):
        yield _of_axis(rows, axis, [places[id(key)] for key in _KEYS[axis]], len(keys) + rank)


def _of_axis(rows: Sequence[AnyRow], axis: Axis | None, keys: Sequence[int], name: int) -> tuple[Counter, ...]:
    """``keys``, ``name``: the places of the axis' columns in ``rows``."""
    counts: defaultdict[CounterKey, tuple[int, int]] = defaultdict(lambda: (0, 0))
    labels: dict[str, str] = {}
    for row in rows:
        *_, written, currency, many, high, low = row
        status = _STATUSES[written]
        key, label = _PLACED[axis]([row[place] for place in keys], row[name] or "", status)
        labels[key] = max(labels.get(key, ""), label)
        count, cents = counts[key, status, currency]
        counts[key, status, currency] = (count + many, cents + total(high, low))
    return tuple(
        Counter(
            key=key,
            label=labels[key],
            status=status,
            count=counts[key, status, currency][0],
            devise=currency,
            ttc=Decimal(counts[key, status, currency][1]).scaleb(-2),
        )
        for key, status, currency in sorted(counts, key=lambda one: (one[0], _RANKS[one[1]], one[2]))
    )


def deposits_by_day(connection: Connection, scope: ReportScope, today: date, days: int) -> tuple[tuple[date, int], ...]:
    """How many documents came on each of the last ``days`` days in Paris, ``today`` included, the oldest first.

    Moments of deposit are few beside documents: they are counted as they are, and put in their days here, where
    the hour of Paris is known on both engines.
    """
    first = today - timedelta(days=days - 1)
    query = (
        select(_D.deposited_at, func.count())
        .where(within(scope), _D.deposited_at >= midnight(first), _D.deposited_at < midnight(today + timedelta(1)))
        .group_by(_D.deposited_at)
    )
    counts = dict.fromkeys((first + timedelta(rank) for rank in range(days)), 0)
    for at, count in connection.execute(query):
        counts[paris_day(at)] += count
    return tuple(counts.items())


def _whole(_: list[Any], __: str, ___: Status) -> tuple[str, str]:
    return "", "Ensemble"


def _structure(found: list[Any], name: str, _: Status) -> tuple[str, str]:
    return found[0] or "", name or (UNNAMED_STRUCTURE if found[0] else "Sans destinataire")


def _service(found: list[Any], name: str, _: Status) -> tuple[str, str]:
    siret, code = found
    return f"{siret or ''}/{code or ''}", (name or UNNAMED_SERVICE) if code else STRUCTURE


def _fournisseur(found: list[Any], name: str, _: Status) -> tuple[str, str]:
    return found[0], name or UNNAMED_SUPPLIER


def _acteur(found: list[Any], _: str, status: Status) -> tuple[str, str]:
    turn = current_actor(status, found[0])
    return turn.value, NAMES[turn].fr


_PLACED: Mapping[Axis | None, Callable[[list[Any], str, Status], tuple[str, str]]] = {
    None: _whole,
    Axis.STRUCTURE: _structure,
    Axis.SERVICE: _service,
    Axis.FOURNISSEUR: _fournisseur,
    Axis.ACTEUR: _acteur,
}
