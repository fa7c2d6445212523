"""Requirements of a structure in addition to the directory, from the settings (no structure is named in code)."""

from domain.finding import Pack
from domain.invoice import Invoice
from domain.text import Text
from validators.engine.context import Case, Demand, StructurePatterns
from validators.engine.rule import Answer, fault, rule

LONGEST = 100
"""Longest value a pattern is matched on: no Chorus Pro value is longer, and matching a long one could be slow."""

_NO_PATTERNS = StructurePatterns()


def _demands(case: Case) -> StructurePatterns:
    patterns = case.context.patterns
    return patterns.get(case.siret or "", _NO_PATTERNS) if patterns else _NO_PATTERNS


def _missing(demand: Demand, value: str | None, case: Case, already: bool = False) -> Answer:
    """``already``: whether a directory rule requires the same value."""
    if not demand.mandatory or value or already:
        return True
    return fault(name=_name(case), expected=_expected(demand))


def _misshapen(demand: Demand, value: str | None, case: Case) -> Answer:
    if demand.pattern is None or not value or (len(value) <= LONGEST and demand.pattern.fullmatch(value)):
        return True
    return fault(value=value, name=_name(case), expected=_expected(demand))


def _name(case: Case) -> str:
    return case.structure.raison_sociale if case.structure else case.siret or ""


def _expected(demand: Demand) -> Text:
    if demand.explanation:
        return Text(f" Attendu : {demand.explanation.fr}.", f" Expected: {demand.explanation.en}.")
    if demand.pattern:
        return Text(f" Forme attendue : {demand.pattern.pattern}", f" Expected form: {demand.pattern.pattern}")
    return Text("", "")


_GIVE = Text("Voyez le bon de commande ou le contrat.{expected}", "See the purchase order or the contract.{expected}")


@rule(
    "ACH-12",
    field="code_service",
    pack=Pack.ACHEMINEMENT,
    message=Text("La structure {name} demande un code service.", "A code service is demanded by the structure {name}."),
    remedy=_GIVE,
    source="Navette, structures",
    absence=True,
)
def demanded_service_is_given(_: Invoice, case: Case) -> Answer:
    """A code service is given when the settings require one."""
    already = case.structure is not None and case.structure.service
    return _missing(_demands(case).code_service, case.code_service, case, already)


@rule(
    "ACH-13",
    field="code_service",
    pack=Pack.ACHEMINEMENT,
    message=Text(
        "Le code service « {value} » n'a pas la forme demandée par la structure {name}.",
        "The code service “{value}” does not have the form demanded by the structure {name}.",
    ),
    remedy=_GIVE,
    source="Navette, structures",
)
def service_has_demanded_form(_: Invoice, case: Case) -> Answer:
    """The code service matches the pattern of the settings."""
    return _misshapen(_demands(case).code_service, case.code_service, case)


@rule(
    "ACH-14",
    field="numero_engagement",
    pack=Pack.ACHEMINEMENT,
    message=Text(
        "La structure {name} demande un numéro d'engagement.",
        "An engagement number is demanded by the structure {name}.",
    ),
    remedy=_GIVE,
    source="Navette, structures",
    absence=True,
)
def demanded_engagement_is_given(invoice: Invoice, case: Case) -> Answer:
    """An engagement is given when the settings require one."""
    structure, service = case.structure, case.service
    already = (structure is not None and structure.engagement) or (service is not None and service.engagement)
    return _missing(_demands(case).engagement, invoice.numero_engagement, case, already)


@rule(
    "ACH-15",
    field="numero_engagement",
    pack=Pack.ACHEMINEMENT,
    message=Text(
        "Le numéro d'engagement « {value} » n'a pas la forme demandée par la structure {name}.",
        "The engagement number “{value}” does not have the form demanded by the structure {name}.",
    ),
    remedy=_GIVE,
    source="Navette, structures",
)
def engagement_has_demanded_form(invoice: Invoice, case: Case) -> Answer:
    """The engagement matches the pattern of the settings."""
    return _misshapen(_demands(case).engagement, invoice.numero_engagement, case)


@rule(
    "ACH-16",
    field="numero_marche",
    pack=Pack.ACHEMINEMENT,
    message=Text(
        "La structure {name} demande un numéro de marché.", "A contract number is demanded by the structure {name}."
    ),
    remedy=_GIVE,
    source="Navette, structures",
    absence=True,
)
def demanded_contract_is_given(invoice: Invoice, case: Case) -> Answer:
    """A *numéro de marché* is given when the settings require one."""
    return _missing(_demands(case).marche, invoice.numero_marche, case)


@rule(
    "ACH-17",
    field="numero_marche",
    pack=Pack.ACHEMINEMENT,
    message=Text(
        "Le numéro de marché « {value} » n'a pas la forme demandée par la structure {name}.",
        "The contract number “{value}” does not have the form demanded by the structure {name}.",
    ),
    remedy=_GIVE,
    source="Navette, structures",
)
def contract_has_demanded_form(invoice: Invoice, case: Case) -> Answer:
    """The *numéro de marché* matches the pattern of the settings."""
    return _misshapen(_demands(case).marche, invoice.numero_marche, case)


CHECKS = (
    demanded_service_is_given,
    service_has_demanded_form,
    demanded_engagement_is_given,
    engagement_has_demanded_form,
    demanded_contract_is_given,
    contract_has_demanded_form,
)
