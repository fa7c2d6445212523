"""Bodies of requests: a name that is not known is refused, and so is a criterion that no search here has.

A search that left a criterion out would answer with other invoices than those that were asked for. Source of the names:
bodies of ``rechercherFactureParFournisseur``, ``rechercherFactureParRecipiendaire``, ``rechercherStructure`` and
``rechercherServicesStructure``, as public clients of the API write them.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

UNHEEDED: dict[str, bool] = {
    "codeLangue": False,
    "idUtilisateurCourant": False,
    "nbResultatsMaximum": False,
    "recupererTaille": False,
    "triColonne": False,
    "triSens": False,
    "coordonneeBancaire": True,
    "idServiceExecutant": True,
    "idServiceFournisseur": True,
    "idStructureValideur": True,
    "idUtilisateurCreateur": True,
    "listeDestinataire": True,
    "listeFournisseurs": True,
    "listeTypeFacture": True,
    "listeTypeFactureTravaux": True,
    "modeDepot": True,
    "factureTelechargeeParDestinataire": True,
    "montantApayerMax": True,
    "montantApayerMin": True,
    "numeroFactureOrigine": True,
    "periodeDateHeureEtatCourantAu": True,
    "periodeDateHeureEtatCourantDu": True,
    "rechercheSirenDestinataire": True,
    "rechercheSirenFournisseur": True,
    "rejetTraite": True,
    "adresseCodePays": True,
    "adresseCodePostal": True,
    "adresseVille": True,
    "estMOA": True,
    "estMOAUniquement": True,
    "nomStructure": True,
    "prenomStructure": True,
    "restreindreStructuresPrivees": True,
    "statutStructure": True,
    "typeStructure": True,
}
"""Names that Chorus Pro documents and that nothing here heeds, and whether they change what is found: those are refused
when they say something, the others are left aside.
"""


class RequestBody(BaseModel):
    """What a program says. A name that is none of the fields, nor of :data:`UNHEEDED`, is refused."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _without_unheeded(cls, said: Any) -> Any:
        if not isinstance(said, dict):
            return said
        return {name: value for name, value in said.items() if not cls._is_left_aside(name, value)}

    @classmethod
    def _is_left_aside(cls, name: str, value: object) -> bool:
        if name in cls.model_fields or name not in UNHEEDED:
            return False
        return not UNHEEDED[name] or _is_empty(value)


def _is_empty(value: object) -> bool:
    return value is None or value is False or (isinstance(value, str | list | dict) and not value)
