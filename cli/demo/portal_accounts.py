"""Three accounts of the portal, made at the end of the demonstration: a supplier, an agent, who runs Navette."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from domain.compte import EtatCompte, Qualite
from domain.espace import GRANTED, Droit, Espace, EtatRattachement, RoleRattachement
from domain.habilitation import Habilitation
from domain.text import Locale, Text
from hub import settings
from hub.comptes import passwords
from hub.runtime.station import ledger_url
from ledger import Ledger
from ledger.accounts.registered import NewCompte
from ledger.accounts.rights import Doer

_DOER = Doer(name="demonstration")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """One account: for which structure, as what, with which espaces in modification."""

    courriel: str
    nom: str
    who: Text
    structure: str
    role: RoleRattachement
    espaces: tuple[Espace, ...]
    qualite: Qualite = Qualite.UTILISATEUR


PAPETERIE, DEPARTEMENT = "99900011000018", "22060001900016"
ACCOUNTS = (
    DemoAccount(
        courriel="fournisseur@demo.example",
        nom="Papeterie",
        who=Text("un fournisseur, qui dépose et suit", "a supplier, who deposits and follows"),
        structure=PAPETERIE,
        role=RoleRattachement.GESTIONNAIRE_PRINCIPAL,
        espaces=(Espace.FACTURES_EMISES, Espace.SUIVI_DES_FLUX, Espace.SOLLICITATIONS, Espace.RACCORDEMENTS),
    ),
    DemoAccount(
        courriel="agent@demo.example",
        nom="Département",
        who=Text("un agent, qui traite ce qui est reçu", "an agent, who treats what is received"),
        structure=DEPARTEMENT,
        role=RoleRattachement.UTILISATEUR,
        espaces=(Espace.FACTURES_RECUES, Espace.FACTURES_DE_TRAVAUX, Espace.SOLLICITATIONS),
    ),
    DemoAccount(
        courriel="gestionnaire@demo.example",
        nom="Exploitation",
        who=Text("qui donne les droits et exploite Navette", "who gives rights and runs Navette"),
        structure=DEPARTEMENT,
        role=RoleRattachement.GESTIONNAIRE_PRINCIPAL,
        espaces=GRANTED,
        qualite=Qualite.EXPLOITANT,
    ),
)


def make_accounts(config: Path, locale: Locale) -> str:
    """Makes them in the ledger of the demonstration; the password they share, which is of this demonstration alone."""
    ledger = Ledger.open(ledger_url(settings.load(config)))
    password = secrets.token_urlsafe(12)
    hashed, now = passwords.hashed(password), datetime.now(UTC)
    for one in ACCOUNTS:
        new = NewCompte(
            courriel=one.courriel,
            prenom="Compte",
            nom=one.nom,
            mot_de_passe=hashed,
            locale=locale,
            etat=EtatCompte.ACTIF,
            qualite=one.qualite,
        )
        made = ledger.accounts.create(new, now, _DOER.name)
        if made is None:
            continue
        ledger.rights.attach(made.id, one.structure, one.role, EtatRattachement.ACTIF, now, _DOER)
        for espace in one.espaces:
            right = Habilitation(structure=one.structure, service=None, espace=espace, droit=Droit.MODIFICATION)
            ledger.rights.grant(made.id, right, Droit.MODIFICATION, now, _DOER)
    ledger.close()
    return password
