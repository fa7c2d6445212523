"""Public structures and their services, as the official directory describes them (21 and 15 columns)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Postal address and contact of a structure or service; absent text is empty."""

    adresse: str = ""
    complement_1: str = ""
    complement_2: str = ""
    code_postal: str = ""
    ville: str = ""
    telephone: str = ""
    courriel: str = ""
    code_pays: str = ""
    pays: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service of a structure; ``engagement`` is the column ``GestionEGMT``."""

    siret: str
    code: str
    nom: str = ""
    engagement: bool = False
    actif: bool = True
    place: Address = Address()


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """A public structure; each flag is a column of the official directory."""

    siret: str
    raison_sociale: str = ""
    type_identifiant: str = "SIRET"
    emetteur_edi: bool = False
    recepteur_edi: bool = False
    statut_mise_en_paiement: bool = False
    """``GestionStatutMiseEnPaiement``."""
    engagement: bool = False
    """``GestionEngagement``: an engagement is mandatory."""
    service: bool = False
    """``GestionService``: a code service is mandatory."""
    service_ou_engagement: bool = False
    """``GestionServiceEngagement``: one of the two is mandatory."""
    moa: bool = False
    moa_uniquement: bool = False
    active: bool = True
    place: Address = Address()


class Annuaire(Protocol):
    """The directory: look-up by SIRET and code service, and nearest valid matches."""

    def structure(self, siret: str) -> Structure | None:
        """The structure of this SIRET, ``None`` when unknown."""

    def service(self, siret: str, code: str) -> Service | None:
        """The service of this code in this structure, ``None`` when unknown."""

    def services(self, siret: str) -> tuple[Service, ...]:
        """Every service of the structure, in the order of the directory."""

    def nearest_structures(self, siret: str, limit: int = 3) -> tuple[Structure, ...]:
        """Active structures whose SIRET is nearest to a wrong one, best match first."""

    def nearest_services(self, siret: str, code: str, limit: int = 3) -> tuple[Service, ...]:
        """The active services of the structure whose code or name is nearest to a wrong one, best first."""

    def structures(self) -> Iterable[Structure]:
        """Every structure."""
