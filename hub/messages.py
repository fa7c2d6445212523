"""Status changes told to suppliers, made in a worker: one message a group, in each format of the account's setting.

A message is named after the first and the last task it answers, and says nothing of the moment it is written: made
again of the same tasks, it is the same file.
"""

from collections.abc import Sequence

from connectors import Put
from domain.horloge import jour_a_paris
from domain.suivi import Acteur, Change, StatusFormat
from domain.text import Locale
from hub.envelope import Envelope, Job

PREFIXES = {StatusFormat.CSV: "changements", StatusFormat.CPPSTATUT: "cppstatut", StatusFormat.CDAR: "cdar"}
"""What a message's name begins with."""


def messages(
    formats: Sequence[StatusFormat],
    reader: Acteur,
    locale: Locale,
    folder: str,
    pack_above: int,
    jobs: tuple[Job[Change], ...],
) -> list[Envelope]:
    """Each group's changes in every format that can say something of them."""
    del pack_above
    return [_message(formats, reader, locale, folder, job) for job in jobs]


def _message(
    formats: Sequence[StatusFormat], reader: Acteur, locale: Locale, folder: str, job: Job[Change]
) -> Envelope:
    if not job.subjects:
        return Envelope(tasks=job.tasks, items=())
    mark = f"{jour_a_paris(job.subjects[-1].at):%Y-%m-%d}_{job.tasks[0].id:09d}-{job.tasks[-1].id:09d}"
    written = [(chosen, _written(chosen, job.subjects, reader, locale, mark)) for chosen in dict.fromkeys(formats)]
    items = tuple(
        Put(folder=folder, name=f"{PREFIXES[chosen]}_{mark}.{_ending(chosen)}", content=content)
        for chosen, content in written
        if content
    )
    return Envelope(tasks=job.tasks, items=items)


def _ending(chosen: StatusFormat) -> str:
    return "csv" if chosen is StatusFormat.CSV else "xml"


def _written(chosen: StatusFormat, changes: Sequence[Change], reader: Acteur, locale: Locale, mark: str) -> bytes:
    """The message; empty when the format has no word for any of the changes."""
    try:
        from exporters import cdar, cpp_statut, statuts_changes_csv
    except ImportError:
        return b""

    if chosen is StatusFormat.CSV:
        return statuts_changes_csv.as_csv(changes, locale)
    now = max(change.at for change in changes)
    if chosen is StatusFormat.CPPSTATUT:
        return cpp_statut.as_xml(changes, now=now, flux_id=mark, emetteur="NAVETTE", recepteur=reader.name)
    return cdar.as_xml(changes, now=now, message_id=mark)
