"""Invoices of other publishers: what the official rules accept is not refused for its sums or its VAT."""

import csv
from pathlib import Path

import parsers
from domain.finding import Pack, Severity
from domain.invoice import Invoice
from tests.validators.good import context
from validators import check

ARITHMETIC = ("TOT", "MNT", "REG")
GIVEN = context(annuaire=None, rights=None, packs=frozenset({Pack.CHORUS_PRO}))
OFFICIAL = {"BR-CO-14": "TOT-02", "BR-CO-15": "TOT-03", "BR-CO-16": "TOT-06"}
"""Rules of EN 16931 and ours that say the same, the amounts being given."""


def whole_documents(corpus: Path) -> list[tuple[str, set[str], Invoice]]:
    """Path, official fatal rules, invoice: fragments made to try one rule are left out."""
    with (corpus / "expected.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["path"].endswith(".xml")]
    found = []
    for row in rows:
        read = parsers.read((corpus / row["path"]).read_bytes())
        unread = any(finding.severity is Severity.FATAL for finding in read.findings)
        invoice = read.invoice
        if invoice and not unread and invoice.numero_facture and invoice.devise and invoice.totals.due is not None:
            found.append((row["path"], set(row["en16931_fatal"].split("|")), invoice))
    return found


def test_what_is_officially_valid_adds_up_here_too(corpus: Path) -> None:
    documents = [each for each in whole_documents(corpus) if each[1] == {""}]
    assert len(documents) > 300
    refused = {
        path: codes
        for path, _, invoice in documents
        if (
            codes := [
                f.code for f in check(invoice, GIVEN) if f.severity is Severity.FATAL and f.code[:3] in ARITHMETIC
            ]
        )
    }
    assert refused == {}


def test_what_is_officially_wrong_by_its_sums_is_found_here_too(corpus: Path) -> None:
    """Factur-X MINIMUM, which has no breakdown to add up, is left out."""
    missed = {}
    for path, official, invoice in whole_documents(corpus):
        codes = {finding.code for finding in check(invoice, GIVEN)}
        for theirs, ours in OFFICIAL.items():
            if theirs in official and not codes & {ours, "TOT-09", "TOT-10"} and invoice.vat_breakdown:
                missed[path] = (theirs, sorted(codes))
    assert missed == {}
