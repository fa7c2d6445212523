"""Status messages to suppliers, made in a worker: one for each group, in each format of the account's setting.

A message is named after the first and the last task it answers, and does not depend on the moment it is written: made
again for the same tasks, it is the same file. CDAR needs a message for each issuer and recipient: many are sent as an
archive.
"""

from collections.abc import Iterator, Sequence

from connectors import Put
from domain.paris_time import paris_day
from domain.suivi import Acteur, StatusChange, StatusFormat
from domain.text import Locale, Text
from exporters.statuts import cdar, changes_csv, cpp_statut
from hub.reply.envelopes import Envelope, Job, ReplyFile, packed_if_many

_CHANGES = Text("{n} changements", "{n} changes")


def messages(
    formats: Sequence[StatusFormat],
    reader: Acteur,
    locale: Locale,
    folder: str,
    pack_above: int,
    jobs: tuple[Job[StatusChange], ...],
) -> list[Envelope]:
    """The changes of each group, in every format that can express them."""
    chosen = tuple(dict.fromkeys(formats))
    return [_message(chosen, reader, locale, folder, pack_above, job) for job in jobs]


def _message(
    formats: Sequence[StatusFormat],
    reader: Acteur,
    locale: Locale,
    folder: str,
    pack_above: int,
    job: Job[StatusChange],
) -> Envelope:
    if not job.subjects:
        return Envelope(tasks=job.tasks, items=())
    mark = f"{paris_day(job.subjects[-1].at):%Y-%m-%d}_{job.tasks[0].id:09d}-{job.tasks[-1].id:09d}"
    items: list[Put] = []
    for chosen in formats:
        files = list(_files(chosen, job.subjects, reader, locale, mark))
        items += packed_if_many(folder, f"{chosen.value}_{mark}", files, pack_above, locale)
    return Envelope(tasks=job.tasks, items=tuple(items))


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
