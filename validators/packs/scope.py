"""Which official packs apply to which document: a table; for each pack the first matching row decides.

Sources: EN 16931-1 BT-24; FNFE-MPE, note on the schematrons V1.4.0 (rules by profile, and first days of application:
the day of the check counts, not that of the invoice); docs/adr/0023-official-rules.md.
"""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from domain.finding import Pack, Severity
from domain.tree import Syntax
from validators.packs.document_profile import EXTENSION, UNKNOWN, DocumentProfile

OFFICIAL = (Pack.EN16931, Pack.FACTURX, Pack.BR_FR)
"""Packs with rules on the XML, in the order of their findings."""


class ScopeRow(NamedTuple):
    """Conditions under which a pack applies, and its highest severity; ``None`` matches anything."""

    pack: Pack
    severity: Severity | None
    """Highest severity; ``None``: the pack does not apply."""
    syntaxes: frozenset[Syntax] | None = None
    profiles: frozenset[str | None] | None = None
    seller: frozenset[str | None] | None = None
    buyer: frozenset[str | None] | None = None
    public: bool | None = None
    reform: bool | None = None
    since: date | None = None
    attached: bool | None = None

    def fits(self, case: DocumentProfile) -> bool:
        """Whether the row matches a document."""
        return (
            (self.syntaxes is None or case.syntax in self.syntaxes)
            and (self.profiles is None or case.profile in self.profiles)
            and (self.seller is None or case.seller in self.seller)
            and (self.buyer is None or case.buyer in self.buyer)
            and (self.public is None or case.public is self.public)
            and (self.reform is None or case.reform is self.reform)
            and (self.since is None or case.today >= self.since)
            and (self.attached is None or case.attached is self.attached)
        )


_XML = frozenset(Syntax)
_CII = frozenset({Syntax.CII})
_FRANCE: frozenset[str | None] = frozenset({"FR"})
_CORE: frozenset[str | None] = frozenset(
    {"en16931", "basic", "extended", "xrechnung", "peppol-bis-3", "en16931-ctc-fr", "extended-ctc-fr"}
)
_FACTURX: frozenset[str | None] = frozenset({"minimum", "basicwl", "basic", "extended"})
_EXTENDED: frozenset[str | None] = frozenset({"extended", "extended-ctc-fr"})
_UNKNOWN: frozenset[str | None] = frozenset({UNKNOWN})
_MINIMUM: frozenset[str | None] = frozenset({"minimum"})
_ISSUED = date(2026, 9, 1)
"""First day on which issuers must apply the French rules as fatal."""
_RECEIVED = date(2026, 10, 1)
"""First day on which recipients must."""
F, W = Severity.FATAL, Severity.WARNING

TABLE: tuple[ScopeRow, ...] = (
    ScopeRow(Pack.EN16931, F, syntaxes=_XML, profiles=_CORE),
    # It is unknown which rules such an extension replaces.
    ScopeRow(Pack.EN16931, W, syntaxes=_XML, profiles=frozenset({EXTENSION})),
    ScopeRow(Pack.EN16931, W, syntaxes=_XML, profiles=_UNKNOWN, public=True, reform=False),
    ScopeRow(Pack.EN16931, F, syntaxes=_XML, profiles=_UNKNOWN, public=True, since=_RECEIVED),
    ScopeRow(Pack.EN16931, F, syntaxes=_XML, profiles=_UNKNOWN, public=False, since=_ISSUED),
    ScopeRow(Pack.EN16931, W, syntaxes=_XML, profiles=_UNKNOWN),
    ScopeRow(Pack.FACTURX, F, syntaxes=_CII, profiles=_FACTURX),
    # A CII with this BT-24 is a Factur-X in a PDF only; by itself it follows the norm.
    ScopeRow(Pack.FACTURX, F, syntaxes=_CII, profiles=frozenset({"en16931"}), attached=True),
    ScopeRow(Pack.FACTURX, F, syntaxes=_XML, profiles=_EXTENDED),
    # A B2G invoice with a Chorus Pro cadre (A1...) or without cadre is not an invoice of the reform.
    ScopeRow(Pack.BR_FR, None, syntaxes=_XML, profiles=_MINIMUM),
    ScopeRow(Pack.BR_FR, None, syntaxes=_XML, public=True, reform=False),
    ScopeRow(Pack.BR_FR, F, syntaxes=_XML, seller=_FRANCE, buyer=_FRANCE, public=True, since=_RECEIVED),
    ScopeRow(Pack.BR_FR, W, syntaxes=_XML, seller=_FRANCE, buyer=_FRANCE, public=True),
    ScopeRow(Pack.BR_FR, F, syntaxes=_XML, seller=_FRANCE, buyer=_FRANCE, public=False, since=_ISSUED),
    ScopeRow(Pack.BR_FR, W, syntaxes=_XML, seller=_FRANCE, buyer=_FRANCE, public=False),
)


@lru_cache(maxsize=1024)
def applicable_rows(packs: frozenset[Pack], asked: frozenset[Pack], case: DocumentProfile) -> tuple[ScopeRow, ...]:
    """Matching rows of the official packs; a pack of ``asked`` applies whenever its syntax fits."""
    return tuple(row for pack in OFFICIAL if pack in packs and (row := _row(pack, asked, case)) is not None)


def _row(pack: Pack, asked: frozenset[Pack], case: DocumentProfile) -> ScopeRow | None:
    if pack in asked:
        return ScopeRow(pack, Severity.FATAL)
    found = next((row for row in TABLE if row.pack is pack and row.fits(case)), None)
    return found if found is not None and found.severity is not None else None
