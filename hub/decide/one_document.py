"""One document, from bytes to decision: read, check, decide. Pure: no clock, no disk, no network."""

from collections.abc import Sequence
from dataclasses import replace

import parsers
import validators
from domain.decision import Decision, Reading, Verdict, verdict
from domain.document import Document
from domain.finding import Finding, Level, Pack
from domain.manual_entry import ManualEntry
from domain.reading_options import ReadingOptions
from parsers import flux_name, manual_entry, signature
from validators import Context
from validators.packs.run import official_findings
from validators.packs.scope import OFFICIAL


def decide(document: Document, context: Context, saisies: Sequence[ManualEntry] = ()) -> Decision:
    """The decision on ``document``: every rule of the packs asked for, every reason at once.

    What made the file unreadable counts whatever the packs: a file nobody could read is never accepted. ``saisies``
    are what somebody supplied where its page was read doubtfully.
    """
    reading = manual_entry.completed(read(document, context), saisies)
    decision = judge(document, reading, context)
    if reading.tree is not None:
        reading.tree.release()
    return decision


def read(document: Document, context: Context) -> Reading:
    """What the document says, and who signed it."""
    reading = parsers.read(document.content, lecture=_lecture(context))
    return signature.with_signatures(
        reading, document.content, context.now, beside=document.beside, confiance=context.confiance
    )


def judge(document: Document, reading: Reading, context: Context) -> Decision:
    """The decision on a document that was read."""
    weighed = _weighed_findings((*reading.findings, *_of_flux(document, reading)), context)
    findings = weighed + official_findings(reading, context)
    findings += validators.check(reading.invoice, context, weighed) if reading.invoice else ()
    doubts = manual_entry.doubts(reading)
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


def slim(decision: Decision) -> Decision:
    """The decision with an invoice that holds what the ledger keeps, and nothing heavy to carry."""
    if decision.invoice is None:
        return decision
    return replace(decision, invoice=replace(decision.invoice, lines=(), attachments=(), notes=()))


def _of_flux(document: Document, reading: Reading) -> tuple[Finding, ...]:
    """What its name says wrongly; the name of an archive is asked once, by who takes it apart."""
    name = document.member or document.path
    return (*flux_name.of_name(name), *flux_name.of_content(document.path, document.member, reading))


def _lecture(context: Context) -> ReadingOptions:
    """How the document is read: with what the packs asked for need of it, and no more."""
    lecture, packs = context.lecture, context.packs
    tree, schema = not packs.isdisjoint(OFFICIAL), Pack.XSD in packs
    if (lecture.tree, lecture.schema) == (tree, schema):
        return lecture
    return replace(lecture, tree=tree, schema=schema)


def _weighed_findings(findings: tuple[Finding, ...], context: Context) -> tuple[Finding, ...]:
    """Of what reading found, what the packs asked for let be said, what the schema says last."""
    kept = [finding for finding in findings if _is_asked(finding, context)]
    kept.sort(key=lambda finding: finding.pack is Pack.XSD)
    return tuple(replace(finding, severity=context.severities.get(finding.code, finding.severity)) for finding in kept)


def _is_asked(finding: Finding, context: Context) -> bool:
    if finding.pack is Pack.XSD:
        return Pack.XSD in context.packs
    return Pack.LECTURE in context.packs or finding.level is Level.DEPOT
