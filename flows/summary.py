"""The table of a run's counts, as a Prefect artifact."""

from collections.abc import Iterable, Sequence

from prefect.artifacts import create_table_artifact

from domain.text import Locale, Text
from hub.runtime.run_counts import Count, RunCounts
from hub.runtime.troubles import name_of, told_once

_TITLE = Text("Bilan par compte fournisseur", "Summary by supplier's account")
_ACCOUNT = Text("compte", "account")
_TROUBLES = Text("incidents", "troubles")
_REMARKS = Text("remarques", "remarks")
_COUNTS = {
    Count.RECEIVED: Text("fichiers reçus", "files received"),
    Count.ACCEPTED: Text("acceptées", "accepted"),
    Count.REJECTED: Text("rejetées", "rejected"),
    Count.IRRECEVABLE: Text("irrecevables", "irrecevable"),
    Count.DOUBLON: Text("doublons", "duplicates"),
    Count.TO_COMPLETE: Text("à compléter", "to complete"),
    Count.WAITING: Text("fichiers laissés", "files left"),
    Count.DELIVERED: Text("remises", "delivered"),
    Count.UNDELIVERED: Text("non remises", "not delivered"),
    Count.RETURNED: Text(
        "retours (certificats, comptes rendus, statuts)", "returned (certificates, comptes rendus, statuses)"
    ),
    Count.APPLIED: Text("statuts suivis", "statuses applied"),
    Count.REFUSED: Text("refusés", "refused"),
    Count.COMPLETED: Text("complétées", "completed"),
    Count.SUBMITTED: Text("remises au valideur", "submitted"),
    Count.DOWNLOADED: Text("téléchargées", "downloaded"),
    Count.LAPSED: Text("échéances passées", "deadlines lapsed"),
    Count.WARNED: Text("échéances proches", "deadlines near"),
}


def publish(all_counts: Sequence[RunCounts], locale: Locale) -> None:
    """Writes the Prefect artifact ``bilan``: one row for each account, in the language of the settings."""
    rows = [
        {_ACCOUNT.in_(locale): name_of(one.drop, locale)}
        | {_COUNTS[kind].in_(locale): one.of(kind) for kind in Count}
        | {
            _TROUBLES.in_(locale): _cell((trouble.text for trouble in told_once(one.troubles)), locale),
            _REMARKS.in_(locale): _cell(one.remarks, locale),
        }
        for one in all_counts
    ]
    create_table_artifact(key="bilan", table=rows, description=_TITLE.in_(locale))


def _cell(texts: Iterable[Text], locale: Locale) -> str:
    return " ; ".join(dict.fromkeys(text.in_(locale) for text in texts))
