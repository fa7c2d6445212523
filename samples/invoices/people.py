"""Parties of the samples: fictitious suppliers, and public bodies of the sample directory.

Suppliers have SIRENs beginning with 9990 and DEMONSTRATION in their names. Recipients are the public
structures of ``samples/annuaire``; their SIRETs and code services are public facts.
"""

from dataclasses import dataclass

from domain.invoice import Address, Contact
from samples.invoices.identifiers import iban, siren, siret, vat_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Fournisseur:
    """A supplier as shown on its invoices."""

    nom: str
    siren: str
    siret: str
    tva: str | None
    """``None`` for a supplier outside the scope of VAT (*franchise en base*)."""
    address: Address
    forme: str
    """BT-33: legal form, capital, register."""
    iban: str
    bic: str = "DEMOFRPPXXX"
    contact: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Destinataire:
    """A public structure and its addressed service (``None``: the structure as a whole)."""

    nom: str
    siret: str
    address: Address
    code_service: str | None = None
    nom_service: str | None = None
    engagement: str | None = None
    """Engagement number, if the structure requires one."""


def supplier(
    root: str, nom: str, street: str, post_code: str, city: str, forme: str, *, assujetti: bool = True
) -> Fournisseur:
    """A supplier whose SIREN begins with ``root`` (8 digits), with right keys in all identifiers."""
    number = siren(root)
    return Fournisseur(
        nom=nom,
        siren=number,
        siret=siret(number),
        tva=vat_number(number) if assujetti else None,
        address=Address(line_1=street, city=city, post_code=post_code, country="FR"),
        forme=f"{forme} - RCS {city} {number}",
        iban=iban(int(root)),
        contact=Contact(name="Service facturation", telephone="+33 1 99 00 00 00", email="facturation@exemple.invalid"),
    )


PAPETERIE = supplier(
    "99900011",
    "PAPETERIE DE DEMONSTRATION SAS",
    "12 rue de l'Exemple",
    "31000",
    "Toulouse",
    "SAS au capital de 50 000 EUR",
)
BATIMENT = supplier(
    "99900022",
    "TRAVAUX BTP DE DEMONSTRATION SARL",
    "4 zone artisanale du Modèle",
    "06000",
    "Nice",
    "SARL au capital de 120 000 EUR",
)
TRAITEUR = supplier(
    "99900033",
    "TRAITEUR DE DEMONSTRATION SARL",
    "8 place du Marché fictif",
    "22000",
    "Saint-Brieuc",
    "SARL au capital de 8 000 EUR",
)
INFORMATIQUE = supplier(
    "99900044",
    "SERVICES NUMERIQUES DE DEMONSTRATION SAS",
    "1 allée du Prototype",
    "35000",
    "Rennes",
    "SAS au capital de 250 000 EUR",
)
FORMATION = supplier(
    "99900055",
    "FORMATION DE DEMONSTRATION SAS",
    "27 cours de l'Essai",
    "34000",
    "Montpellier",
    "SAS au capital de 15 000 EUR",
)
PRESSE = supplier(
    "99900066",
    "PRESSE ET LIVRES DE DEMONSTRATION SA",
    "3 quai de l'Épreuve",
    "13002",
    "Marseille",
    "SA au capital de 300 000 EUR",
)
ARTISAN = supplier(
    "99900077",
    "ARTISAN DE DEMONSTRATION EI",
    "2 chemin du Gabarit",
    "06420",
    "Valdeblore",
    "Entrepreneur individuel",
    assujetti=False,
)
SUPPLIERS = (PAPETERIE, BATIMENT, TRAITEUR, INFORMATIQUE, FORMATION, PRESSE, ARTISAN)
"""Every supplier of the samples."""

_NICE = Address(line_1="147 boulevard du Mercantour", city="Nice", post_code="06200", country="FR")
_VALDEBLORE = Address(city="Valdeblore", post_code="06420", country="FR")
_SAINT_BRIEUC = Address(line_1="9 place du Général de Gaulle", city="Saint-Brieuc", post_code="22000", country="FR")
_TOULOUSE = Address(line_1="22 boulevard du Maréchal Juin", city="Toulouse", post_code="31400", country="FR")


def _alpes_maritimes(code: str, nom: str, siret_: str = "22060001900016") -> Destinataire:
    return Destinataire(
        nom="DEPARTEMENT DES ALPES-MARITIMES", siret=siret_, address=_NICE, code_service=code, nom_service=nom
    )


OCCITANIE = Destinataire(
    nom="REGION OCCITANIE",
    siret="20005379100014",
    address=_TOULOUSE,
    code_service="15",
    nom_service="DEF - Direction Emploi Formation",
)
DRH = _alpes_maritimes("DRH", "Direction des ressources humaines")
DSN = _alpes_maritimes("DSN", "Direction des services numériques")
CULTURE = _alpes_maritimes("CULTURE", "Direction du développement culture - Médiathèque et musées")
DOC = _alpes_maritimes("DOC", "Service de la documentation")
DRIT = _alpes_maritimes("DRIT", "Direction des Routes et Infrastructures routières")
DCP = _alpes_maritimes("DCP", "Direction de la construction, de l'immobilier et du patrimoine")
LABORATOIRE = _alpes_maritimes("LVDDLGP", "Logistique", "22060001900271")
PORT = _alpes_maritimes("PVI", "Ports", "22060001901196")
COLLEGE = Destinataire(
    nom="DEP COTES-D'ARMOR",
    siret="22220001600327",
    address=_SAINT_BRIEUC,
    code_service="COLLEGE",
    nom_service="COLLEGE",
    engagement="91821",
)
VALDEBLORE = Destinataire(nom="SYNDICAT MIXTE VALDEBLORE", siret="20002983300015", address=_VALDEBLORE)
PISCINE = Destinataire(
    nom="SYNDICAT MIXTE VALDEBLORE - PISCINE DE VALDEBLORE", siret="20002983300106", address=_VALDEBLORE
)
MDPH = Destinataire(
    nom="MAISON DEPARTEMENTALE DES PERSONNES HANDICAPEES DES ALPES-MARITIMES", siret="13000133200019", address=_NICE
)


def _demonstration(nom: str, siret_: str, code_service: str | None = None) -> Destinataire:
    return Destinataire(
        nom=f"STRUCTURE DE DEMONSTRATION {nom}",
        siret=siret_,
        address=Address(country="FR"),
        code_service=code_service,
    )


INACTIVE = _demonstration("INACTIVE", "99999901400015")
MOA = _demonstration("MOA UNIQUEMENT", "99999902200018")
ENGAGEMENT = _demonstration("ENGAGEMENT OBLIGATOIRE", "99999903000011")
SERVICE_OU_ENGAGEMENT = _demonstration("SERVICE OU ENGAGEMENT", "99999904800013")
SERVICES = _demonstration("SERVICES", "99999905500018", "ACTUEL")
RECIPIENTS = (OCCITANIE, DRH, DSN, CULTURE, DOC, DRIT, DCP, LABORATOIRE, PORT, COLLEGE, VALDEBLORE, PISCINE, MDPH)
"""Every recipient of the good samples."""
