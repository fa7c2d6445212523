"""What the recipient asks of its invoices, told before they are sent."""

from collections.abc import Mapping

from domain.structure import Annuaire, Service, Structure
from domain.text import NOTHING, Text
from validators.engine.context import Context, Demand, StructurePatterns

SERVICE, ENGAGEMENT, MARCHE = "code_service", "numero_engagement", "numero_marche"


def demands(context: Context, siret: str, code_service: str) -> Mapping[str, Text]:
    """A sentence by field, for those of which the structure ``siret`` asks something."""
    annuaire = context.annuaire
    structure = annuaire.structure(siret) if annuaire and siret else None
    service = annuaire.service(siret, code_service) if annuaire and structure and code_service else None
    patterns = context.patterns.get(siret, StructurePatterns())
    found = {
        SERVICE: _joined(_of_service(structure), _of(patterns.code_service)),
        ENGAGEMENT: _joined(_of_engagement(structure, service), _of(patterns.engagement)),
        MARCHE: _of(patterns.marche),
    }
    return {field: words for field, words in found.items() if words.fr}


def named_structure(annuaire: Annuaire | None, siret: str) -> str:
    """The name of the structure; empty when the directory does not know it."""
    found = annuaire.structure(siret) if annuaire and siret else None
    return found.raison_sociale if found else ""


def named_service(annuaire: Annuaire | None, siret: str, code: str) -> str:
    """The name of the service; empty when the directory does not know it."""
    found = annuaire.service(siret, code) if annuaire and siret and code else None
    return found.nom if found else ""


def _of_service(structure: Structure | None) -> Text:
    if structure is None:
        return NOTHING
    return MUST if structure.service else ONE_OF if structure.service_ou_engagement else NOTHING


def _of_engagement(structure: Structure | None, service: Service | None) -> Text:
    if structure is None:
        return NOTHING
    if structure.engagement or (service is not None and service.engagement):
        return MUST
    return ONE_OF if structure.service_ou_engagement else NOTHING


def _of(demand: Demand) -> Text:
    return _joined(MUST if demand.mandatory else NOTHING, demand.explanation or NOTHING)


def _joined(*parts: Text) -> Text:
    said = dict.fromkeys(part for part in parts if part.fr)
    return Text(" ".join(map(_closed, (part.fr for part in said))), " ".join(map(_closed, (part.en for part in said))))


def _closed(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words[:1].upper()}{words[1:]}."


MUST = Text("Obligatoire pour ce destinataire.", "This recipient requires it.")
ONE_OF = Text(
    "Ce destinataire demande un code service ou un numéro d'engagement.",
    "This recipient asks for a service code or an engagement number.",
)
