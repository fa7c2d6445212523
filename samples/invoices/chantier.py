"""The companies of the sample building site and its public owner, all fictitious.

The *titulaire* is the builder of the other samples; the *maîtrise d'ouvrage* (MOA) and its *service financier* are
two services of one structure of ``samples/annuaire``. A private MOE is in no directory: it is identified by the
account it deposits with.
"""

from samples.invoices.people import BATIMENT, Destinataire, Fournisseur, supplier

TITULAIRE = BATIMENT
SOUS_TRAITANT = supplier(
    "99900088",
    "PLOMBERIE DE DEMONSTRATION SARL",
    "6 impasse du Raccord",
    "06100",
    "Nice",
    "SARL au capital de 10 000 EUR",
)
COTRAITANT = supplier(
    "99900121",
    "ELECTRICITE DE DEMONSTRATION SAS",
    "15 rue de la Dérivation",
    "06300",
    "Nice",
    "SAS au capital de 40 000 EUR",
)
MOE = supplier(
    "99900132",
    "ARCHITECTES DE DEMONSTRATION SARL",
    "2 passage de l'Esquisse",
    "06000",
    "Nice",
    "SARL d'architecture au capital de 20 000 EUR",
)
AUTRE_MOE = supplier(
    "99900143",
    "BUREAU D'ETUDES DE DEMONSTRATION SAS",
    "31 avenue du Calcul",
    "06200",
    "Nice",
    "SAS au capital de 60 000 EUR",
)
ENTREPRISES = (TITULAIRE, SOUS_TRAITANT, COTRAITANT, MOE, AUTRE_MOE)
"""Every company of the site."""
ACTEURS = {company.siret: company.nom for company in ENTREPRISES}
"""The companies represented by accounts of the settings, as in :attr:`validators.Context.acteurs`."""

_STRUCTURE = Destinataire(
    nom="STRUCTURE DE DEMONSTRATION MAITRISE D'OUVRAGE",
    siret="99999908900017",
    address=BATIMENT.address,
)


def _service(code: str, nom: str) -> Destinataire:
    return Destinataire(
        nom=_STRUCTURE.nom,
        siret=_STRUCTURE.siret,
        address=_STRUCTURE.address,
        code_service=code,
        nom_service=nom,
    )


MOA = _service("TRAVAUX", "Direction de démonstration des travaux")
SERVICE_FINANCIER = _service("FINANCES", "Service financier de démonstration")
AUTRE_MOA = Destinataire(
    nom="STRUCTURE DE DEMONSTRATION MOA UNIQUEMENT", siret="99999902200018", address=BATIMENT.address
)
"""Another owner, unrelated to this site."""


def as_recipient(company: Fournisseur) -> Destinataire:
    """A company as the recipient of a piece, for formats that cannot name an agent."""
    return Destinataire(nom=company.nom, siret=company.siret, address=company.address)
