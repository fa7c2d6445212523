"""What a rule is asked with: the invoice's case and the context of the check."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.finding import Pack, Severity
from domain.invoice import Invoice
from domain.paris_time import jour_a_paris
from domain.reading_options import USUAL, ReadingOptions
from domain.signature import SANS_LISTE, Confiance
from domain.structure import Annuaire, Service, Structure
from domain.text import Text
from validators.engine.addressee import account_of, adresse_of, may_be_private


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What one structure asks of one value of its invoices, beyond what the directory says."""

    mandatory: bool = False
    pattern: re.Pattern[str] | None = None
    """Matched against the whole value."""
    explanation: Text | None = None
    """What the supplier reads instead of the pattern, for example « 5 ou 6 chiffres »."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StructurePatterns:
    """The demands of one structure; they come from the settings, never from code."""

    code_service: Demand = Demand()
    engagement: Demand = Demand()
    marche: Demand = Demand()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the rules may know beside the invoice; the same for a whole batch, and it can be pickled."""

    now: datetime
    """Aware, UTC: the moment of the deposit."""
    annuaire: Annuaire | None = None
    """``None``: nobody can say who may receive; rule ACH-00 says so."""
    rights: frozenset[str] | None = None
    """SIREN, SIRET or other identifiers the account may deposit for; ``*`` in it: any; ``None``: not asked."""
    acteurs: Mapping[str, str] = field(default_factory=dict)
    """Private actors of works pieces (MOE, titulaire...) that have an account: SIRET or SIREN to name, maybe empty."""
    patterns: Mapping[str, StructurePatterns] = field(default_factory=dict)
    """By SIRET of the recipient."""
    packs: frozenset[Pack] = frozenset(Pack)
    asked: frozenset[Pack] = frozenset()
    """Those of ``packs`` that are asked of every document whose syntax fits, whatever the table of packs says."""
    versions: Mapping[Pack, str] = field(default_factory=dict)
    """Of packs that must be of one version and no other."""
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """By code, where the settings differ from the rule's own severity."""
    lecture: ReadingOptions = USUAL
    """How documents are read; no rule looks at it."""
    confiance: Confiance = SANS_LISTE
    """Whose signatures are trusted; no rule looks at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One invoice's circumstances: the context, and what is looked up once for all its rules."""

    context: Context
    today: date
    """In Paris."""
    siret: str | None
    """Of the addressee: the buyer, or the MOE or fournisseur a works piece is for."""
    code_service: str | None
    """Of the addressee, as written."""
    acteur: str | None
    """Name of the addressee of a works piece that the directory does not know and that has an account."""
    structure: Structure | None
    """The addressee, when the directory was asked and knows it."""
    service: Service | None
    """The service named, when the structure has it."""


def case_of(invoice: Invoice, context: Context) -> Case:
    """``invoice`` as the rules of ``context`` see it: one look-up of the structure, one of the service."""
    annuaire, (siret, code, name) = context.annuaire, adresse_of(invoice, context.annuaire)
    structure = annuaire.structure(siret) if annuaire and siret else None
    service = annuaire.service(structure.siret, code) if annuaire and structure and code else None
    account = account_of(context.acteurs, siret) if structure is None and may_be_private(invoice) else None
    return Case(
        context=context,
        today=jour_a_paris(context.now),
        siret=siret,
        code_service=code,
        acteur=account if account is None else account or name or siret,
        structure=structure,
        service=service,
    )
