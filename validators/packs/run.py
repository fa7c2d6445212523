"""The official packs asked of a document that was read: what they find, or why they could not be asked."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Context as Arithmetic
from decimal import localcontext

from domain.decision import Reading
from domain.finding import Finding, Pack, Severity
from domain.text import Text
from domain.tree import Syntax
from domain.unchecked import impossible, sans_objet
from validators.engine import official_rules
from validators.engine.context import Context
from validators.packs.document_profile import circumstances, has_schema
from validators.packs.editions import EDITIONS, rules_of
from validators.packs.scope import OFFICIAL, ScopeRow, chosen

_CALM = Arithmetic(prec=60, traps=[])
"""An absurd amount gives a finding, not an exception."""
_WEIGHT = {Severity.INFO: 0, Severity.WARNING: 1, Severity.FATAL: 2}
_REPORT = Text(
    "Signalez ce document à qui entretient cette installation.",
    "Report this document to whoever keeps this installation.",
)


def interrogated(reading: Reading, context: Context) -> tuple[Finding, ...]:
    """What every official pack that applies finds, in the order of packs, and of others that they are not of the
    version that is wanted; nothing for a document of which nothing could be read.
    """
    if reading.invoice is None:
        return ()
    with localcontext(_CALM):
        return (
            *(wrong for pack in context.versions if pack in context.packs and (wrong := _apart(pack, context))),
            *((sans_objet(Pack.XSD, *Syntax),) if Pack.XSD in context.asked and not has_schema(reading) else ()),
            *(
                _weighed(finding, row, context)
                for row in chosen(context.packs, context.asked, circumstances(reading, context))
                for finding in _asked(row.pack, reading, context)
            ),
        )


def _apart(pack: Pack, context: Context) -> Finding | None:
    return None if pack in OFFICIAL else of_version(pack, context)


def of_version(pack: Pack, context: Context) -> Finding | None:
    """What is said of a pack that is wanted in a version that is not the one here; ``None`` when it is.

    1.4.0 is met by 1.4.0.04.
    """
    wanted, here = context.versions.get(pack), EDITIONS[pack].version
    if wanted is None or f"{here}.".startswith(f"{wanted}."):
        return None
    return impossible(
        pack,
        Text(
            f"la version {wanted} est demandée, celle d'ici est {here}", f"version {wanted} is wanted, {here} is here"
        ),
        Text(
            "Installez la version demandée, ou demandez celle d'ici ([rules.versions], --rules).",
            "Install the version that is wanted, or ask for the one that is here ([rules.versions], --rules).",
        ),
    )


def _asked(pack: Pack, reading: Reading, context: Context) -> Iterator[Finding]:
    syntax = reading.syntax
    if wrong := of_version(pack, context):
        yield wrong
    elif syntax is None or syntax not in EDITIONS[pack].bodies:
        yield sans_objet(pack, *EDITIONS[pack].bodies)
    elif reading.tree is None:
        yield impossible(
            pack, Text("l'arbre XML du document n'est pas là", "the document's XML tree is not there"), _REPORT
        )
    else:
        yield from _answered(pack, syntax, reading, context)


def _answered(pack: Pack, syntax: Syntax, reading: Reading, context: Context) -> Iterator[Finding]:
    """A question that fails by our fault makes the pack one that could not be asked: never a silence, nor a crash."""
    whole = pack in context.asked and pack is not Pack.FACTURX
    rules = rules_of(pack, syntax, None if whole else reading.profile)
    if rules is None or reading.tree is None:
        return
    try:
        yield from tuple(official_rules.findings(rules, reading.tree))
    except Exception as fault:  # noqa: BLE001
        why = Text(f"une question a échoué ({type(fault).__name__})", f"a question failed ({type(fault).__name__})")
        yield impossible(pack, why, _REPORT)


def _weighed(finding: Finding, row: ScopeRow, context: Context) -> Finding:
    """The finding with the severity of the settings, or its own, at most the row's."""
    own = finding.severity
    most = row.severity or own
    severity = context.severities.get(finding.code, min(own, most, key=_WEIGHT.__getitem__))
    return finding if severity is own else replace(finding, severity=severity)
