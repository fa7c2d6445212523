"""One document, from bytes to decision: read, check, decide. Pure: no clock, no disk, no network."""

from collections.abc import Sequence
from dataclasses import replace

import parsers
import validators
from domain.bank_account import accounts_of_line, only_accounts
from domain.decision import Decision, Reading, Verdict, verdict
from domain.document import Document, Format
from domain.finding import Finding, Level, Pack
from domain.invoice import Attachment, Line, Note
from domain.manual_entry import ManualEntry
from domain.reading_options import ReadingOptions
from hub.decide.known_service import with_known_service
from hub.decide.page_findings import PAGES, page_findings
from parsers import flux_name, manual_entry, signature
from parsers.pdf.same_pages import same_pages
from validators import Context
from validators.causes import with_causes
from validators.packs.run import official_findings
from validators.packs.scope import OFFICIAL

_UNKNOWN_RECIPIENT = frozenset({"ACH-01", "ACH-18", "SIRET-02"})
"""Codes that say that the SIRET of the recipient is not one of the directory."""


def decide(document: Document, context: Context, entries: Sequence[ManualEntry] = ()) -> Decision:
    """The decision on ``document``: every rule of the selected packs, with every finding.

    What made the file unreadable counts whatever the packs: an unreadable file is never accepted. ``entries`` are the
    values supplied by hand for fields in doubt.
    """
    reading = manual_entry.completed(read(document, context), entries)
    decision = judge(document, reading, context)
    if reading.tree is not None:
        reading.tree.release()
    return decision


def read(document: Document, context: Context) -> Reading:
    """The fields of the document, and its signatures."""
    reading = parsers.read(document.content, reading_options=_reading_options(context))
    return signature.with_signatures(
        with_known_service(reading, context.annuaire),
        document.content,
        context.now,
        beside=document.beside,
        trust_list=context.trust_list,
        signed_otherwise=lambda covered: _is_read_otherwise(
            document.content[:covered], document.content, reading, context
        ),
    )


def _is_read_otherwise(signed: bytes, content: bytes, reading: Reading, context: Context) -> bool | None:
    """Whether another invoice than that of ``reading`` is read from what was ``signed``, or none from its pages;
    ``False`` when it cannot be read. Pictures are not read twice: ``None``, nobody can tell, when the pages of the two
    look different.
    """
    if reading.format is Format.PDF_IMAGE:
        return False if same_pages(signed, content) else None
    plain = replace(_reading_options(context), tree=False, schema=False)
    before = parsers.read(signed, reading_options=plain)
    return before.invoice != reading.invoice and (before.invoice is not None or before.format in PAGES)


def judge(document: Document, reading: Reading, context: Context) -> Decision:
    """The decision on a document that was read."""
    weighed = _weighed_findings((*reading.findings, *_of_flux(document, reading)), context)
    doubts = manual_entry.doubts(reading)
    found = _findings(reading, weighed, context, frozenset(doubt.field for doubt in doubts))
    findings = with_causes(_recipient_first(found))
    outcome = verdict(findings, frozenset(doubt.field for doubt in doubts))
    return Decision(
        path=document.path,
        member=document.member,
        sha256=document.sha256,
        format=reading.format,
        profile=reading.profile,
        verdict=outcome,
        findings=findings,
        invoice=reading.invoice,
        route=validators.route(reading.invoice, context) if reading.invoice and outcome is Verdict.ACCEPTED else None,
        doubts=doubts if outcome is Verdict.TO_COMPLETE else (),
        signatures=reading.signatures,
    )


def _findings(
    reading: Reading, weighed: tuple[Finding, ...], context: Context, doubtful: frozenset[str]
) -> tuple[Finding, ...]:
    """The findings of reading ``weighed``, of the official rules, and of ours; those of a page in plain words."""
    read, on_page = weighed + official_findings(reading, context), reading.format in PAGES
    checked = validators.check(reading.invoice, context, weighed, on_page=on_page) if reading.invoice else ()
    return page_findings(read, checked, doubtful, reading.invoice) if on_page else read + checked


def _recipient_first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings, those that say that the recipient is nobody before all others: they may be the cause of these."""
    if not any(finding.code in _UNKNOWN_RECIPIENT for finding in findings):
        return findings
    return tuple(sorted(findings, key=lambda finding: finding.code not in _UNKNOWN_RECIPIENT))


def slim(decision: Decision) -> Decision:
    """The decision with its invoice reduced to what the ledger asks of it: of lines, notes, attachments and payment
    terms only the accounts that they name, which the process that records would else look for again.
    """
    invoice = decision.invoice
    if invoice is None:
        return decision
    notes = tuple(Note(text=found) for note in invoice.notes if (found := only_accounts(note.text)))
    lines = tuple(Line(note=found) for line in invoice.lines if (found := accounts_of_line(line)))
    described = (only_accounts(each.description) for each in invoice.attachments)
    attachments = tuple(Attachment(description=found) for found in described if found)
    terms = only_accounts(invoice.payment_terms) or None
    small = replace(invoice, lines=lines, attachments=attachments, notes=notes, payment_terms=terms)
    return replace(decision, invoice=small)


def _of_flux(document: Document, reading: Reading) -> tuple[Finding, ...]:
    """Findings about the flux name of the document; the name of an archive is checked once, when it is unpacked."""
    name = document.member or document.path
    return (*flux_name.of_name(name), *flux_name.of_content(document.path, document.member, reading))


def _reading_options(context: Context) -> ReadingOptions:
    """Reading options: the XML tree and the schema check only when a selected pack needs them."""
    reading_options, packs = context.reading_options, context.packs
    tree, schema = not packs.isdisjoint(OFFICIAL), Pack.XSD in packs
    if (reading_options.tree, reading_options.schema) == (tree, schema):
        return reading_options
    return replace(reading_options, tree=tree, schema=schema)


def _weighed_findings(findings: tuple[Finding, ...], context: Context) -> tuple[Finding, ...]:
    """The reading findings that the selected packs allow, with the severities of the settings; those of the XSD pack
    last.
    """
    kept = [finding for finding in findings if _is_asked(finding, context)]
    kept.sort(key=lambda finding: finding.pack is Pack.XSD)
    return tuple(replace(finding, severity=context.severities.get(finding.code, finding.severity)) for finding in kept)


def _is_asked(finding: Finding, context: Context) -> bool:
    if finding.pack is Pack.XSD:
        return Pack.XSD in context.packs
    return Pack.LECTURE in context.packs or finding.level in (Level.DEPOT, Level.CONTROLE)
