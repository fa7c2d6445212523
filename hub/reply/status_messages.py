"""Status messages to suppliers, made in a worker: one for each group, in each format of the account's setting.

A message is named after the first and the last task it answers, and does not depend on the moment it is written: made
again for the same tasks, it is the same file. CDAR needs a message for each issuer and recipient: many are sent as an
archive.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from connectors import Put
from domain.errors import NavetteError
from domain.paris_time import paris_day
from domain.suivi import Acteur, StatusChange, StatusFormat
from domain.text import Locale, Text
from exporters.statuts import cdar, changes_csv, cpp_statut
from hub.reply.envelopes import Envelope, Job, ReplyFile, packed_if_many
from hub.runtime.unexpected import as_fault

_CHANGES = Text("changements : {n}", "changes: {n}")


def messages(
    formats: Sequence[StatusFormat],
    reader: Acteur,
    locale: Locale,
    folder: str,
    pack_above: int,
    jobs: tuple[Job[StatusChange | None], ...],
) -> list[Envelope]:
    """The changes of each group, in every format that can express them. The subject of a task may be absent: its
    invoice was corrected since.
    """
    style = _Style(tuple(dict.fromkeys(formats)), reader, locale, folder, pack_above)
    return [_envelope(style, job) for job in jobs]


@dataclass(frozen=True, slots=True)
class _Style:
    """How messages are written: in which formats, for whom, and where they go."""

    formats: tuple[StatusFormat, ...]
    reader: Acteur
    locale: Locale
    folder: str
    pack_above: int


def _envelope(style: _Style, job: Job[StatusChange | None]) -> Envelope:
    changes = {task.id: change for task, change in zip(job.tasks, job.subjects, strict=True) if change is not None}
    try:
        return _message(style, job, changes.values())
    except BaseException as error:  # noqa: BLE001 - whatever one change raises holds up no other
        fault = as_fault(error, next(iter(changes.values())).numero_facture)
    faults = {id_: found for id_, change in changes.items() if (found := _fault_of(style, job, change))}
    if not faults:  # each can be written, all together cannot
        return Envelope(tasks=job.tasks, items=(), faults=dict.fromkeys(changes, fault))
    return _message(style, job, [change for id_, change in changes.items() if id_ not in faults], faults)


def _fault_of(style: _Style, job: Job[StatusChange | None], change: StatusChange) -> NavetteError | None:
    """Why ``change`` cannot be written, even alone."""
    try:
        _message(style, job, (change,))
    except BaseException as error:  # noqa: BLE001 - whatever one change raises holds up no other
        return as_fault(error, change.numero_facture)
    return None


def _message(
    style: _Style,
    job: Job[StatusChange | None],
    changes: Iterable[StatusChange],
    faults: Mapping[int, NavetteError] | None = None,
) -> Envelope:
    """The files of ``changes``, in the order these happened; none when there are none."""
    ordered = sorted(changes, key=lambda change: change.event_id)
    items: list[Put] = []
    if ordered:
        mark = f"{paris_day(ordered[-1].at):%Y-%m-%d}_{job.tasks[0].id:09d}-{job.tasks[-1].id:09d}"
        for chosen in style.formats:
            files = list(_files(chosen, ordered, style.reader, style.locale, mark))
            stem = f"{chosen.value}_{mark}"
            items += packed_if_many(style.folder, stem, files, style.pack_above, style.locale)
    return Envelope(tasks=job.tasks, items=tuple(items), faults=faults or {})


def _files(
    chosen: StatusFormat, changes: Sequence[StatusChange], reader: Acteur, locale: Locale, mark: str
) -> Iterator[ReplyFile]:
    """The files of one format; none when it can express none of the changes."""
    about = _CHANGES.with_({"n": len(changes)}).in_(locale)
    now = max(change.at for change in changes)
    if chosen is StatusFormat.CSV:
        yield ReplyFile(name=f"changements_{mark}.csv", about=about, content=changes_csv.as_csv(changes, locale))
    elif chosen is StatusFormat.CPPSTATUT:
        content = cpp_statut.as_xml(changes, now=now, flux_id=mark, emetteur="NAVETTE", recepteur=reader.name)
        if content:
            yield ReplyFile(name=f"cpp-statut_{mark}.xml", about=about, content=content)
    else:
        for message in cdar.messages(changes, now=now, message_id=mark):
            yield ReplyFile(name=f"cdar_{mark}_{message.name}.xml", about=about, content=message.content)
