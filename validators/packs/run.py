"""Runs the official packs on a document that was read: their findings, or why they could not run."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Context as Arithmetic
from decimal import localcontext

from domain.decision import Reading
from domain.finding import Finding, Pack, Severity
from domain.text import Text
from domain.tree import Syntax
from domain.unchecked import check_impossible, not_applicable
from validators.engine import official_rules
from validators.engine.context import Context
from validators.packs.document_profile import document_profile, has_schema
from validators.packs.editions import EDITIONS, rules_of
from validators.packs.scope import OFFICIAL, ScopeRow, applicable_rows

_NO_TRAPS = Arithmetic(prec=60, traps=[])
"""Decimal context without traps: an absurd amount gives a finding, not an exception."""
_WEIGHT = {Severity.INFO: 0, Severity.WARNING: 1, Severity.FATAL: 2}
_REPORT = Text(
    "Signalez ce document à qui entretient cette installation.",
    "Report this document to whoever keeps this installation.",
)


def official_findings(reading: Reading, context: Context) -> tuple[Finding, ...]:
    """Findings of the applicable official packs, in their order, and a finding for each other pack that is not
    installed in the required version; empty for a document that could not be read.
    """
    if reading.invoice is None:
        return ()
    rows = applicable_rows(context.packs, context.asked, document_profile(reading, context))
    normed = any(row.pack is Pack.EN16931 for row in rows)
    with localcontext(_NO_TRAPS):
        return (
            *(
                wrong
                for pack in context.versions
                if pack in context.packs and (wrong := _version_finding(pack, context))
            ),
            *((not_applicable(Pack.XSD, *Syntax),) if Pack.XSD in context.asked and not has_schema(reading) else ()),
            *(
                _with_severity(finding, row, context)
                for row in rows
                for finding in _pack_findings(row.pack, reading, context, normed)
            ),
        )


def _version_finding(pack: Pack, context: Context) -> Finding | None:
    return None if pack in OFFICIAL else wrong_version(pack, context)


def wrong_version(pack: Pack, context: Context) -> Finding | None:
    """Why the installed version of ``pack`` is not the required one; ``None`` when it is.

    A requirement of 1.4.0 accepts 1.4.0.04.
    """
    wanted, here = context.versions.get(pack), EDITIONS[pack].version
    if wanted is None or f"{here}.".startswith(f"{wanted}."):
        return None
    return check_impossible(
        pack,
        Text(
            f"la version {wanted} est demandée, celle d'ici est {here}", f"version {wanted} is wanted, {here} is here"
        ),
        Text(
            "Installez la version demandée, ou demandez celle d'ici ([rules.versions], --rules).",
            "Install the version that is wanted, or ask for the one that is here ([rules.versions], --rules).",
        ),
    )


def _pack_findings(pack: Pack, reading: Reading, context: Context, normed: bool) -> Iterator[Finding]:
    syntax = reading.syntax
    if wrong := wrong_version(pack, context):
        yield wrong
    elif syntax is None or syntax not in EDITIONS[pack].bodies:
        yield not_applicable(pack, *EDITIONS[pack].bodies)
    elif reading.tree is None:
        yield check_impossible(
            pack, Text("l'arbre XML du document n'est pas là", "the document's XML tree is not there"), _REPORT
        )
    else:
        yield from _failures_or_impossible(pack, syntax, reading, context, normed)


def _failures_or_impossible(
    pack: Pack, syntax: Syntax, reading: Reading, context: Context, normed: bool
) -> Iterator[Finding]:
    """Findings of the pack; when a question raises, the finding that the pack could not be run instead."""
    whole = pack in context.asked and pack is not Pack.FACTURX
    rules = rules_of(pack, syntax, None if whole else reading.profile, normed)
    if rules is None and pack in context.asked and not normed:
        yield not_applicable(pack, Syntax.CII)
    if rules is None or reading.tree is None:
        return
    try:
        yield from tuple(official_rules.findings(rules, reading.tree))
    except MemoryError:  # says nothing about the pack
        raise
    except Exception as fault:  # noqa: BLE001
        why = Text(f"une question a échoué ({type(fault).__name__})", f"a question failed ({type(fault).__name__})")
        yield check_impossible(pack, why, _REPORT)


def _with_severity(finding: Finding, row: ScopeRow, context: Context) -> Finding:
    """The finding with the severity of the settings, else its own, limited to the row's."""
    own = finding.severity
    most = row.severity or own
    severity = context.severities.get(finding.code, min(own, most, key=_WEIGHT.__getitem__))
    return finding if severity is own else replace(finding, severity=severity)
