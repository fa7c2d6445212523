"""One document, from bytes to decision: read, check, decide. Pure: no clock, no disk, no network."""

from dataclasses import replace

import parsers
import validators
from domain.decision import Decision, Reading, Verdict, verdict
from domain.document import Document
from domain.finding import Finding, Level, Pack
from parsers import flux
from validators import Context


def decide(document: Document, context: Context) -> Decision:
    """The decision on ``document``: every rule of the packs asked for, every reason at once.

    What made the file unreadable counts whatever the packs: a file nobody could read is never accepted.
    """
    reading = parsers.read(document.content, lecture=context.lecture)
    heard = _heard((*reading.findings, *_of_flux(document, reading)), context)
    findings = heard + (validators.check(reading.invoice, context, heard) if reading.invoice else ())
    outcome = verdict(findings)
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
    )


def slim(decision: Decision) -> Decision:
    """The decision with an invoice that holds what the ledger keeps, and nothing heavy to carry."""
    if decision.invoice is None:
        return decision
    return replace(decision, invoice=replace(decision.invoice, lines=(), attachments=(), notes=()))


def _of_flux(document: Document, reading: Reading) -> tuple[Finding, ...]:
    """What its name says wrongly; the name of an archive is asked once, by who takes it apart."""
    name = document.member or document.path
    return (*flux.of_name(name), *flux.of_content(document.path, document.member, reading))


def _heard(findings: tuple[Finding, ...], context: Context) -> tuple[Finding, ...]:
    asked = Pack.LECTURE in context.packs
    return tuple(
        replace(finding, severity=context.severities.get(finding.code, finding.severity))
        for finding in findings
        if asked or finding.level is Level.DEPOT
    )
