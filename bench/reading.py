"""Benchmarks of reading and deciding on one core: XML of about 10 KB, and PDF pages without XML."""

import hashlib
import io
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pdfplumber

import samples
from bench.comparison import Figure, compare_rates
from domain.document import Document
from domain.finding import Pack
from domain.text import Text
from hub import settings
from hub.context.terms import Terms, context_of
from hub.decide.one_document import decide
from validators import Context

_PACKS = frozenset({Pack.LECTURE, Pack.ACHEMINEMENT, Pack.CHORUS_PRO})
"""Packs of reading, routing and Chorus Pro; the official rules are measured in :mod:`bench.rules`."""
ANNUAIRE = Path(samples.__file__).parent / "annuaire"


def xml(count: int, runs: int) -> Figure:
    """Parsing, three packs, decision; the naive way only reads, one XPath per field. Needs the development lock."""
    documents = _documents(samples.many(count, seed=1))
    context = _context()
    size = sum(len(d.content) for d in documents) / len(documents) / 1000
    with one_core():
        ours, naive = compare_rates(lambda: _decide(documents, context), lambda: _read_by_xpath(documents[:200]), runs)
    return Figure(
        name=Text("XML décidé, par cœur", "XML decided, per core"),
        what=Text(f"{count} factures UBL et CII de {size:.1f} ko", f"{count} UBL and CII invoices of {size:.1f} kB"),
        ours=ours,
        naive=naive,
        naive_way=Text(
            "bibliothèque factur-x : un .xpath() par champ, lecture seule, aucun contrôle",
            "factur-x library: one .xpath() a field, reading only, no check",
        ),
        runs=runs,
        target=1500,
    )


def pdf(count: int, runs: int) -> Figure:
    """Reading by words and geometry, three packs; the naive way is pdfplumber's text and a regex per field."""
    documents = _documents(samples.many_pages(count, seed=1))
    context = _context()
    with one_core():
        ours, naive = compare_rates(lambda: _decide(documents, context), lambda: _plumb_all(documents[:20]), runs)
    return Figure(
        name=Text("PDF texte décidé, par cœur", "Text PDF decided, per core"),
        what=Text(f"{count} pages de plusieurs mises en page", f"{count} pages in several layouts"),
        ours=ours,
        naive=naive,
        naive_way=Text(
            "pdfplumber extract_text et une expression régulière par champ, aucun contrôle",
            "pdfplumber extract_text and one regular expression a field, no check",
        ),
        runs=runs,
        target=100,
    )


@contextmanager
def one_core() -> Iterator[None]:
    """Pins this process to a single core until the block ends."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def _context() -> Context:
    terms = Terms.of(settings.defaults(), rights=frozenset("*"), now=datetime.now(UTC), packs=_PACKS, annuaire=ANNUAIRE)
    return context_of(terms)


def _documents(files: Iterator[tuple[str, bytes]]) -> list[Document]:
    return [Document(path=name, content=data, sha256=hashlib.sha256(data).hexdigest()) for name, data in files]


def _decide(documents: Sequence[Document], context: Context) -> int:
    for document in documents:
        decide(document, context)
    return len(documents)


def _read_by_xpath(documents: Sequence[Document]) -> int:
    """The best-known French library: one XPath per field from the root, over the whole EN 16931 model."""
    from facturx.parse_xml import parse_ubl_cii_xml

    for document in documents:
        parse_ubl_cii_xml(document.content, check_xsd=False)
    return len(documents)


_LABELS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[Ff]acture\s*n[°o]\s*:?\s*(\S+)",
        r"(\d{2}/\d{2}/\d{4})",
        r"SIRET\s*:?\s*([\d ]{14,18})",
        r"[Ee]ngagement\s*:?\s*(\S+)",
        r"[Ss]ervice\s*:?\s*(\S+)",
        r"Total HT\s*:?\s*([\d ,.]+)",
        r"TVA\s*:?\s*([\d ,.]+)",
        r"Total TTC\s*:?\s*([\d ,.]+)",
    )
)


def _plumb_all(documents: Sequence[Document]) -> int:
    for document in documents:
        with pdfplumber.open(io.BytesIO(document.content)) as opened:
            text = "\n".join(page.extract_text() for page in opened.pages)
        for label in _LABELS:
            label.search(text)
    return len(documents)
