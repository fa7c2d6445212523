"""Random suppliers and recipients: names, places, and SIRENs with right keys in the 999 range."""

from dataclasses import dataclass
from random import Random

from samples.invoices.identifiers import iban, siren, siret, vat_number

_TRADES = (
    "Menuiserie|Serrurerie|Plomberie|Papeterie|Imprimerie|Transports|Espaces Verts|Travaux Publics|Électricité|"
    "Nettoyage|Restauration|Maçonnerie|Chauffage|Informatique|Mobilier|Éclairage|Voirie|Signalétique|Bureau d'études|"
    "Formation|Ingénierie|Couverture|Étanchéité|Peinture|Archives|Matériel Médical|Cartographie|Sécurité"
).split("|")
_REGIONS = (
    "du Rhône|de l'Ouest|des Alpes|du Littoral|de la Plaine|du Vignoble|des Deux Rives|du Haut Pays|de Provence|"
    "des Étangs|du Plateau|des Forges|du Canal|de la Vallée|du Ponant|des Remparts|Durand|Lefèvre|Moreau & Fils|"
    "Garnier Frères|d'Armor|Atlantique|Centre Est|de l'Étoile"
).split("|")
_LEGAL_FORMS = ("SARL", "SAS", "SA", "EURL", "SCOP", "")
_TOWNS = (
    "69003 Lyon|44000 Nantes|31000 Toulouse|59000 Lille|67000 Strasbourg|33000 Bordeaux|35000 Rennes|06000 Nice|"
    "76600 Le Havre|38000 Grenoble|21000 Dijon|49100 Angers|30900 Nîmes|29200 Brest|87000 Limoges|80000 Amiens|"
    "13100 Aix-en-Provence|42000 Saint-Étienne|57000 Metz|64000 Pau"
).split("|")
_STREETS = (
    "rue des Lilas|avenue de la République|boulevard Victor-Hugo|rue du Moulin|place de la Mairie|chemin des Écoles|"
    "zone artisanale des Prés|quai de la Gare|rue Jean-Jaurès|impasse du Four|route de Paris|allée des Tilleuls"
).split("|")
_PUBLIC_BODIES = (
    "Commune de {}|Ville de {}|Mairie de {}|Communauté de communes du {}|Département de {}|Région {}|"
    "Centre hospitalier de {}|Collège de {}|Syndicat des eaux de {}|Université de {}|Métropole de {}|"
    "Préfecture de {}|CCAS de {}|Office public de l'habitat de {}|Lycée de {}|Rectorat de {}"
).split("|")
_PLACES = (
    "Valbrune|Montferrand-le-Haut|Saint-Aubin-des-Prés|Rivesalle|Castelmaure|Bois-Joli|Haute-Vallière|Pontarville|"
    "Clairfontaine|Villeneuve-la-Grande|Port-Marin|Grandmont|Roquefeuil|Champ-Fleury|La Tour-du-Lac"
).split("|")
SERVICES = (
    "Direction des finances|Service comptabilité|Direction des ressources humaines|Services techniques|"
    "Direction de la commande publique|Pôle achats|Direction des systèmes d'information|Service de la voirie|"
    "Direction de l'éducation|Bureau des factures"
).split("|")
"""Names of services."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnParty:
    """A party as shown on pages."""

    name: str
    siren: str
    siret: str
    tva: str
    street: str
    town: str
    """Post code and town."""
    rcs: str
    """Town of the register."""
    legal_form: str
    capital: str
    iban: str
    bic: str
    phone: str
    email: str
    head_office_siret: str
    """SIRET of the registered office: another establishment, or the same."""


def draw_supplier(rng: Random) -> DrawnParty:
    """A random supplier, whose head office is another establishment one time in four."""
    trade, region, legal_form = rng.choice(_TRADES), rng.choice(_REGIONS), rng.choice(_LEGAL_FORMS)
    name = f"{trade} {region} {legal_form}".strip()
    return _draw_party(rng, name.upper() if rng.random() < 0.3 else name, legal_form)


def draw_public_body(rng: Random) -> DrawnParty:
    """A random public body as recipient."""
    return _draw_party(rng, rng.choice(_PUBLIC_BODIES).format(rng.choice(_PLACES)), "")


def _draw_party(rng: Random, name: str, legal_form: str) -> DrawnParty:
    number = siren(f"999{rng.randrange(100_000):05d}")
    here = siret(number, rng.choice((1, 1, 2, 3, 12, 27)))
    town = rng.choice(_TOWNS)
    domain = "".join(c for c in name.lower() if c.isascii() and c.isalnum())[:14] or "societe"
    return DrawnParty(
        name=name,
        siren=number,
        siret=here,
        tva=vat_number(number),
        street=f"{rng.randrange(1, 180)} {rng.choice(_STREETS)}",
        town=town,
        rcs=town.split(" ", 1)[1],
        legal_form=legal_form or "SARL",
        capital=f"{rng.choice((1000, 7622, 15_000, 50_000, 120_000, 1_250_000)):,}".replace(",", " "),
        iban=iban(rng.randrange(10**10)),
        bic="DEMOFRPPXXX",
        phone=f"0{rng.randrange(1, 6)} 99 {rng.randrange(100):02d} {rng.randrange(100):02d} 00",
        email=f"facturation@{domain}.invalid",
        head_office_siret=siret(number, 1) if rng.random() < 0.75 else siret(number, 45),
    )
