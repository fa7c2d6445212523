"""Arguments of the rules: the context of the check and the case of one invoice."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.finding import Pack, Severity
from domain.invoice import Invoice
from domain.paris_time import paris_day
from domain.reading_options import USUAL, ReadingOptions
from domain.signature import NO_TRUST_LIST, TrustList
from domain.structure import Annuaire, Service, Structure
from domain.text import Text
from validators.engine.addressee import account_of, addressee_of, may_be_private


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Requirement of one structure on one value of its invoices, in addition to the directory."""

    mandatory: bool = False
    pattern: re.Pattern[str] | None = None
    """Matched against the whole value."""
    explanation: Text | None = None
    """Wording of the pattern for suppliers, for example « 5 ou 6 chiffres »."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StructurePatterns:
    """The requirements of one structure; they come from the settings, never from code."""

    code_service: Demand = Demand()
    engagement: Demand = Demand()
    marche: Demand = Demand()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Data of the rules other than the invoice; common to a batch, picklable."""

    now: datetime
    """Aware, UTC: the moment of the deposit."""
    annuaire: Annuaire | None = None
    """``None``: no directory; rule ACH-00 reports it."""
    rights: frozenset[str] | None = None
    """SIREN, SIRET or other identifiers the account may deposit for; ``*``: any; ``None``: not checked."""
    acteurs: Mapping[str, str] = field(default_factory=dict)
    """Private actors of works pieces (MOE, titulaire...) that have an account: SIRET or SIREN to name, maybe empty."""
    patterns: Mapping[str, StructurePatterns] = field(default_factory=dict)
    """By SIRET of the recipient."""
    packs: frozenset[Pack] = frozenset(Pack)
    asked: frozenset[Pack] = frozenset()
    """Those of ``packs`` that run on every document of a suitable syntax, regardless of
    :data:`validators.packs.scope.TABLE`.
    """
    versions: Mapping[Pack, str] = field(default_factory=dict)
    """Required version by pack."""
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """Severity by rule code, where the settings differ from the rule."""
    reading_options: ReadingOptions = USUAL
    """Reading options; not used by the rules."""
    trust_list: TrustList = NO_TRUST_LIST
    """Trust list for signatures; not used by the rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One invoice's context, and the look-ups shared by all its rules."""

    context: Context
    today: date
    """Day in Paris."""
    siret: str | None
    """SIRET of the addressee: the buyer, or the MOE or fournisseur of a works piece."""
    code_service: str | None
    """Code service of the addressee, as written."""
    acteur: str | None
    """Name of the addressee of a works piece when it has an account and is not in the directory."""
    structure: Structure | None
    """The addressee in the directory; ``None`` when unknown or without directory."""
    service: Service | None
    """The service in the directory; ``None`` when unknown."""


def case_of(invoice: Invoice, context: Context) -> Case:
    """The case of ``invoice``: one look-up of the structure, one of the service."""
    annuaire, (siret, code, name) = context.annuaire, addressee_of(invoice, context.annuaire)
    structure = annuaire.structure(siret) if annuaire and siret else None
    service = annuaire.service(structure.siret, code) if annuaire and structure and code else None
    account = account_of(context.acteurs, siret) if structure is None and may_be_private(invoice) else None
    return Case(
        context=context,
        today=paris_day(context.now),
        siret=siret,
        code_service=code,
        acteur=account if account is None else account or name or siret,
        structure=structure,
        service=service,
    )
