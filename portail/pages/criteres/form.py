"""The fields of a search, as its form shows them."""

from collections.abc import Mapping

from domain.cadre import CADRES
from domain.search_criteria import DateRange, SearchRole
from domain.status import Status
from domain.text import NOTHING, Text
from exporters.common.state_labels import STATUS_LABELS
from exporters.html.shown import Attribute, outside
from portail.forms import Field, select
from portail.pages.criteres.criteria import Asked
from portail.pages.criteres.words import ANY, ANY_STRUCTURE, LABELS, PERIODES, PIECES, ROLES, SIRET_OR_SIREN, STAR


def fields(
    found: Asked, faults: Mapping[str, Text], structures: tuple[tuple[str, Text], ...]
) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """The fields of the form: those that are seen at once, and the others."""

    def text(name: str, hint: Text = NOTHING, *, kind: str = "text") -> Field:
        value = Attribute(getattr(found, name))
        return Field(name=name, label=LABELS[name], value=value, hint=hint, fault=faults.get(name, NOTHING), kind=kind)

    def choose(name: str, choices: list[tuple[str, Text]], any_: Text = ANY) -> Field:
        return select(name, LABELS[name], [("", any_), *choices], getattr(found, name))

    statuses = [(status.value, STATUS_LABELS[status]) for status in Status]
    first = (
        *((choose("structure", list(structures), ANY_STRUCTURE),) if structures else ()),
        text("numero", STAR),
        text("fournisseur", STAR),
        choose("statut", statuses),
        text("depuis", kind="date"),
        text("jusqu_a", kind="date"),
        text("masquer_rejetees", kind="checkbox"),
        text("masquer_telechargees", kind="checkbox"),
    )
    more = (
        select("periode", LABELS["periode"], [(each.value, PERIODES[each]) for each in DateRange], found.periode),
        choose("piece", PIECES),
        select("cadre", LABELS["cadre"], [("", ANY), *((code, outside(code)) for code in sorted(CADRES))], found.cadre),
        text("destinataire"),
        text("service"),
        text("avec", SIRET_OR_SIREN),
        choose("role", [(each.value, ROLES[each]) for each in SearchRole]),
        text("engagement"),
        text("marche"),
        text("dossier"),
        text("ttc_min"),
        text("ttc_max"),
        text("ht_min"),
        text("ht_max"),
        text("compte_de_depot"),
        text("certificat"),
        text("archivees", kind="checkbox"),
    )
    return first, more
