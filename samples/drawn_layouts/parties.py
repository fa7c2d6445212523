"""Who sends and who receives: drawn names and places, SIRENs with right keys from the 999 range."""

from dataclasses import dataclass
from random import Random

from samples.invoices.identifiers import iban, siren, siret, vat_number

_METIERS = (
    "Menuiserie|Serrurerie|Plomberie|Papeterie|Imprimerie|Transports|Espaces Verts|Travaux Publics|Électricité|"
    "Nettoyage|Restauration|Maçonnerie|Chauffage|Informatique|Mobilier|Éclairage|Voirie|Signalétique|Bureau d'études|"
    "Formation|Ingénierie|Couverture|Étanchéité|Peinture|Archives|Matériel Médical|Cartographie|Sécurité"
).split("|")
_PAYS = (
    "du Rhône|de l'Ouest|des Alpes|du Littoral|de la Plaine|du Vignoble|des Deux Rives|du Haut Pays|de Provence|"
    "des Étangs|du Plateau|des Forges|du Canal|de la Vallée|du Ponant|des Remparts|Durand|Lefèvre|Moreau & Fils|"
    "Garnier Frères|d'Armor|Atlantique|Centre Est|de l'Étoile"
).split("|")
_FORMES = ("SARL", "SAS", "SA", "EURL", "SCOP", "")
_VILLES = (
    "69003 Lyon|44000 Nantes|31000 Toulouse|59000 Lille|67000 Strasbourg|33000 Bordeaux|35000 Rennes|06000 Nice|"
    "76600 Le Havre|38000 Grenoble|21000 Dijon|49100 Angers|30900 Nîmes|29200 Brest|87000 Limoges|80000 Amiens|"
    "13100 Aix-en-Provence|42000 Saint-Étienne|57000 Metz|64000 Pau"
).split("|")
_VOIES = (
    "rue des Lilas|avenue de la République|boulevard Victor-Hugo|rue du Moulin|place de la Mairie|chemin des Écoles|"
    "zone artisanale des Prés|quai de la Gare|rue Jean-Jaurès|impasse du Four|route de Paris|allée des Tilleuls"
).split("|")
_COLLECTIVITES = (
    "Commune de {}|Ville de {}|Mairie de {}|Communauté de communes du {}|Département de {}|Région {}|"
    "Centre hospitalier de {}|Collège de {}|Syndicat des eaux de {}|Université de {}|Métropole de {}|"
    "Préfecture de {}|CCAS de {}|Office public de l'habitat de {}|Lycée de {}|Rectorat de {}"
).split("|")
_LIEUX = (
    "Valbrune|Montferrand-le-Haut|Saint-Aubin-des-Prés|Rivesalle|Castelmaure|Bois-Joli|Haute-Vallière|Pontarville|"
    "Clairfontaine|Villeneuve-la-Grande|Port-Marin|Grandmont|Roquefeuil|Champ-Fleury|La Tour-du-Lac"
).split("|")
SERVICES = (
    "Direction des finances|Service comptabilité|Direction des ressources humaines|Services techniques|"
    "Direction de la commande publique|Pôle achats|Direction des systèmes d'information|Service de la voirie|"
    "Direction de l'éducation|Bureau des factures"
).split("|")
"""What services are called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acteur:
    """A party as pages show it."""

    nom: str
    siren: str
    siret: str
    tva: str
    voie: str
    ville: str
    """Post code and town."""
    rcs: str
    """Town of the register."""
    forme: str
    capital: str
    iban: str
    bic: str
    telephone: str
    courriel: str
    siege: str
    """SIRET of the registered office: another establishment, or the same."""


def fournisseur(chance: Random) -> Acteur:
    """A supplier, its head office elsewhere one time in four."""
    metier, pays, forme = chance.choice(_METIERS), chance.choice(_PAYS), chance.choice(_FORMES)
    name = f"{metier} {pays} {forme}".strip()
    return _acteur(chance, name.upper() if chance.random() < 0.3 else name, forme)


def structure(chance: Random) -> Acteur:
    """A public body that receives invoices."""
    return _acteur(chance, chance.choice(_COLLECTIVITES).format(chance.choice(_LIEUX)), "")


def _acteur(chance: Random, nom: str, forme: str) -> Acteur:
    number = siren(f"999{chance.randrange(100_000):05d}")
    here = siret(number, chance.choice((1, 1, 2, 3, 12, 27)))
    ville = chance.choice(_VILLES)
    domain = "".join(c for c in nom.lower() if c.isascii() and c.isalnum())[:14] or "societe"
    return Acteur(
        nom=nom,
        siren=number,
        siret=here,
        tva=vat_number(number),
        voie=f"{chance.randrange(1, 180)} {chance.choice(_VOIES)}",
        ville=ville,
        rcs=ville.split(" ", 1)[1],
        forme=forme or "SARL",
        capital=f"{chance.choice((1000, 7622, 15_000, 50_000, 120_000, 1_250_000)):,}".replace(",", " "),
        iban=iban(chance.randrange(10**10)),
        bic="DEMOFRPPXXX",
        telephone=f"0{chance.randrange(1, 6)} 99 {chance.randrange(100):02d} {chance.randrange(100):02d} 00",
        courriel=f"facturation@{domain}.invalid",
        siege=siret(number, 1) if chance.random() < 0.75 else siret(number, 45),
    )
