"""Which official packs apply to which document: a table, the first row that fits a pack.

Sources: EN 16931-1 BT-24; FNFE-MPE, note on the schematrons V1.4.0 (what is asked of which profile, and from when:
the day that counts is that of the check, not that of the invoice); docs/adr/0023-official-rules.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from domain.cadre import CADRES_REFORME
from domain.decision import Reading
from domain.document import Format
from domain.finding import Pack, Severity
from domain.horloge import jour_a_paris
from domain.tree import Syntax
from validators.rule import Context

OFFICIAL = (Pack.EN16931, Pack.FACTURX, Pack.BR_FR)
"""Packs whose rules are asked of the XML, in the order of their findings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a document is, as far as the table looks."""

    syntax: Syntax | None
    """``None`` when it is neither UBL nor CII."""
    profile: str | None
    """BT-24 in short."""
    seller: str | None
    """Country."""
    buyer: str | None
    """Country."""
    public: bool
    """Whether it is for a public body (B2G)."""
    reform: bool
    """Whether its cadre (BT-23) is of the regime of 2026."""
    today: date
    """In Paris."""


class Row(NamedTuple):
    """When a pack applies, and what it may weigh; what is ``None`` is not looked at."""

    pack: Pack
    severity: Severity | None
    """At most; ``None``: the pack is not asked."""
    syntaxes: frozenset[Syntax] | None = None
    profiles: frozenset[str | None] | None = None
    seller: frozenset[str | None] | None = None
    buyer: frozenset[str | None] | None = None
    public: bool | None = None
    reform: bool | None = None
    since: date | None = None
    unless: Pack | None = None
    """The pack that asks the same rules already."""

    def fits(self, case: Circumstances) -> bool:
        """Whether a document is one of the row's."""
        return (
            (self.syntaxes is None or case.syntax in self.syntaxes)
            and (self.profiles is None or case.profile in self.profiles)
            and (self.seller is None or case.seller in self.seller)
            and (self.buyer is None or case.buyer in self.buyer)
            and (self.public is None or case.public is self.public)
            and (self.reform is None or case.reform is self.reform)
            and (self.since is None or case.today >= self.since)
        )


_XML = frozenset(Syntax)
_CII = frozenset({Syntax.CII})
_FRANCE: frozenset[str | None] = frozenset({"FR"})
_CORE: frozenset[str | None] = frozenset(
    {"en16931", "basic", "extended", "xrechnung", "peppol-bis-3", "en16931-ctc-fr", "extended-ctc-fr"}
)
_FACTURX: frozenset[str | None] = frozenset({"minimum", "basicwl", "basic", "en16931", "extended"})
_MINIMUM: frozenset[str | None] = frozenset({"minimum"})
_ISSUED = date(2026, 9, 1)
"""From then on whoever issues applies the French rules as fatal."""
_RECEIVED = date(2026, 10, 1)
"""From then on, at the latest, whoever receives does."""
F, W = Severity.FATAL, Severity.WARNING

TABLE: tuple[Row, ...] = (
    Row(Pack.EN16931, F, syntaxes=_XML, profiles=_CORE),
    Row(Pack.FACTURX, F, syntaxes=_CII, profiles=_FACTURX, unless=Pack.EN16931),
    # A B2G invoice under a cadre of Chorus Pro (A1...) or none is what Chorus Pro takes: no invoice of the reform.
    Row(Pack.BR_FR, None, syntaxes=_XML, profiles=_MINIMUM),
    Row(Pack.BR_FR, None, syntaxes=_XML, public=True, reform=False),
    Row(Pack.BR_FR, F, syntaxes=_XML, seller=_FRANCE, buyer=_FRANCE, public=True, since=_RECEIVED),
    Row(Pack.BR_FR, W, syntaxes=_XML, seller=_FRANCE, buyer=_FRANCE, public=True),
    Row(Pack.BR_FR, F, syntaxes=_XML, seller=_FRANCE, buyer=_FRANCE, public=False, since=_ISSUED),
    Row(Pack.BR_FR, W, syntaxes=_XML, seller=_FRANCE, buyer=_FRANCE, public=False),
)

_ZUGFERD_1 = "zugferd-1-"
_SYNTAX = {
    Format.UBL_INVOICE: Syntax.UBL,
    Format.UBL_CREDITNOTE: Syntax.UBL,
    Format.CII: Syntax.CII,
    Format.FACTURX: Syntax.CII,
}
_PUBLIC = ("1", "2")
"""How the SIREN of French public bodies begin (INSEE)."""


def circumstances(reading: Reading, context: Context) -> Circumstances:
    """What the table looks at in a document that was read."""
    invoice = reading.invoice
    seller = invoice.seller.address if invoice else None
    buyer = invoice.buyer.address if invoice else None
    siret = (invoice.siret_destinataire if invoice else None) or ""
    known = context.annuaire is not None and bool(siret) and context.annuaire.structure(siret) is not None
    return Circumstances(
        syntax=syntax_of(reading),
        profile=reading.profile,
        seller=seller.country if seller else None,
        buyer=buyer.country if buyer else None,
        public=not siret or siret.startswith(_PUBLIC) or known,
        reform=invoice is not None and invoice.cadre_facturation in CADRES_REFORME,
        today=jour_a_paris(context.now),
    )


def syntax_of(reading: Reading) -> Syntax | None:
    """The syntax the document is of, whether its tree was kept or not."""
    if reading.tree is not None:
        return reading.tree.syntax
    return None if (reading.profile or "").startswith(_ZUGFERD_1) else _SYNTAX.get(reading.format)


@lru_cache(maxsize=1024)
def chosen(packs: frozenset[Pack], asked: frozenset[Pack], case: Circumstances) -> tuple[Row, ...]:
    """The rows by which official packs apply to a document; a pack of ``asked`` applies wherever its syntax fits."""
    rows = [row for pack in OFFICIAL if pack in packs and (row := _row(pack, asked, case)) is not None]
    return tuple(row for row in rows if not _is_covered(row, rows, asked))


def _row(pack: Pack, asked: frozenset[Pack], case: Circumstances) -> Row | None:
    if pack in asked:
        return Row(pack, Severity.FATAL)
    found = next((row for row in TABLE if row.pack is pack and row.fits(case)), None)
    return found if found is not None and found.severity is not None else None


def _is_covered(row: Row, rows: Iterable[Row], asked: frozenset[Pack]) -> bool:
    return row.pack not in asked and row.unless in {other.pack for other in rows}
