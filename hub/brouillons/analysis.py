"""What a file says, read by the worker pool for a form: its values, where they are, what is doubtful, the decision.

The form and the deposit are decided by this one function: what was shown is what is sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from domain.brouillon import StoredFile
from domain.decision import Decision, Reading, Verdict, unread
from domain.document import Document, Doubt, Evidence, FieldPlace, Format
from domain.errors import NavetteError
from domain.finding import Finding
from domain.invoice import ENTRY_FIELDS, Invoice, entry_values
from domain.manual_entry import ManualEntry
from hub.context.terms import Terms, context_of
from hub.decide import members, unreadable_files
from hub.decide.chunks import store_at, undecided
from hub.decide.one_document import judge, read, slim
from hub.runtime.loss import Loss
from hub.runtime.station import Station
from ledger import MarkedStore
from parsers import manual_entry
from parsers.field_places import places
from parsers.page.layout.words import PageLimits, leaves

PAGES = frozenset({Format.PDF_TEXT, Format.PDF_IMAGE})
"""Formats whose values are read from a page: they may be supplied. The others say them."""
DRAWN = PAGES | {Format.FACTURX}
"""Formats that have pages to look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """One document as it was read, and the decision on it with what was supplied."""

    decision: Decision
    read: dict[str, str | None]
    """The fields of :data:`domain.invoice.ENTRY_FIELDS`, before anything was supplied."""
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    """Before anything was supplied."""
    refusals: tuple[Finding, ...] = ()
    """Why what was supplied cannot be; the decision is then that of the document alone."""
    taken: tuple[ManualEntry, ...] = ()
    """What was supplied and says something else than what was read."""
    is_several: bool = False
    """Whether it is a flux, or a PDF, of several invoices: each is decided on once the file is sent."""
    pages: tuple[int, ...] = ()
    """Numbers of the pages that were read, from 1; only of a question that is shown."""
    places: tuple[FieldPlace, ...] = ()
    """Where an XML says each value; only of a question that is shown."""

    @property
    def is_of_page(self) -> bool:
        """Whether values may be supplied."""
        return self.decision.format in PAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A file, and what is supplied for it."""

    file: StoredFile
    content: bytes | None = None
    """Of a file that the store does not have."""
    entries: tuple[ManualEntry, ...] = ()
    force: bool = False
    """Whether values that the page says clearly are replaced, with a reason."""
    shown: bool = False
    """Whether somebody looks at the answer: its pages and the places of its values are found too."""


def analyse(station: Station, drop: str, question: Question) -> Analysis:
    """The analysis of a file that ``drop`` would deposit, within the budgets of a night.

    Raises :class:`domain.errors.Undecided` when it could not be read or checked to the end, and
    :class:`domain.errors.PutOff` when the account lost too much time to such files lately.
    """
    terms = station.terms(station.settings.drop(drop))
    largest, store = station.settings.run.invoice_bytes, station.store.place
    work = partial(_analyse, terms, store, largest)
    if station.pool is None:
        (answer,) = work((question,))
    else:
        allowance = station.lost_times.of(drop).patient
        (answer,) = station.pool.map(work, [question], 1, _lost, allowance=allowance)
    if isinstance(answer, NavetteError):
        raise answer
    return answer


type_answer = Analysis | NavetteError


def _analyse(terms: Terms, store: MarkedStore, largest: int, questions: tuple[Question, ...]) -> list[type_answer]:
    return [_analyse_one(terms, store, largest, question) for question in questions]


def _analyse_one(terms: Terms, store: MarkedStore, largest: int, question: Question) -> type_answer:
    file = question.file
    if file.size > largest:
        finding = unreadable_files.TOO_BIG.finding(size=file.size, limit=largest)
        return Analysis(decision=unread(file.name, finding, sha256=file.sha256), read=dict.fromkeys(ENTRY_FIELDS))
    try:
        content = store_at(store).get(file.location) if question.content is None else question.content
        document = Document(path=file.name, sha256=file.sha256, content=content)
        return _analysed(terms, document, question)
    except BaseException as error:  # noqa: BLE001 - whatever one document raises is its own answer
        return unreadable_files.undecided_for(file.name, error)


def _analysed(terms: Terms, document: Document, question: Question) -> type_answer:
    context = context_of(terms)
    reading = read(document, context)
    before = entry_values(reading.invoice or Invoice())
    entries = _new(question.entries, before)
    refusals = manual_entry.not_of_a_page(reading, entries)
    refusals = refusals or manual_entry.refusals(reading, entries, force=question.force)
    taken = () if refusals else entries
    decision = slim(judge(document, manual_entry.completed(reading, taken), context))
    if reading.tree is not None:
        reading.tree.release()
    if decision.verdict is Verdict.UNDECIDED:
        return undecided(decision)
    supplied = {one.field for one in taken}
    return Analysis(
        decision=replace(decision, supplied=tuple(field for field in ENTRY_FIELDS if field in supplied)),
        read=before,
        evidence=reading.evidence,
        doubts=manual_entry.doubts(reading),
        refusals=refusals,
        taken=taken,
        is_several=members.is_several(decision) or members.is_flux_of_several(document.content),
        pages=_pages(document.content) if question.shown and reading.format in DRAWN else (),
        places=_places(document.content, reading) if question.shown else (),
    )


def _pages(content: bytes) -> tuple[int, ...]:
    found = leaves(content, PageLimits())
    return tuple(leaf.number for leaf in found) if isinstance(found, tuple) else ()


def _places(content: bytes, reading: Reading) -> tuple[FieldPlace, ...]:
    is_xml = reading.invoice is not None and reading.format not in PAGES
    return places(content, reading.invoice) if is_xml and reading.invoice else ()


def _new(entries: Sequence[ManualEntry], read_: dict[str, str | None]) -> tuple[ManualEntry, ...]:
    """Those of ``entries`` that say something, and something else than what was read."""
    said = (one for one in entries if one.text.strip())
    return tuple(one for one in said if one.field not in read_ or manual_entry.written(one) != read_[one.field])


def _lost(question: Question, loss: Loss) -> NavetteError:
    return unreadable_files.undecided(question.file.name, loss)
