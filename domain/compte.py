"""Accounts of the portal: who they are, where they stand, and what happened to them."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.espace import Droit
from domain.text import Locale, Text

COURRIEL = re.compile(r"[\w.!#$&'*+/=?^{|}~-]{1,64}@[\w-]+(\.[\w-]+)+")
"""One address that can be written to, without the characters by which programs that send mail separate or name
several; whether it is somebody's is seen when a link is followed, or by the word of a provider of identities.
"""


class EtatCompte(StrEnum):
    """Where an account stands."""

    A_CONFIRMER = "a-confirmer"
    """Registered; its e-mail address is not confirmed yet."""
    ACTIF = "actif"
    FERME = "ferme"
    """Nobody connects with it any more."""


NEXT: dict[EtatCompte, frozenset[EtatCompte]] = {
    EtatCompte.A_CONFIRMER: frozenset({EtatCompte.ACTIF, EtatCompte.FERME}),
    EtatCompte.ACTIF: frozenset({EtatCompte.FERME}),
    EtatCompte.FERME: frozenset({EtatCompte.ACTIF}),
}
"""What may follow each state; a closed account is opened again by the operator."""

ETAT_COMPTE_LABELS: dict[EtatCompte, Text] = {
    EtatCompte.A_CONFIRMER: Text("Adresse à confirmer", "Address to confirm"),
    EtatCompte.ACTIF: Text("Actif", "Active"),
    EtatCompte.FERME: Text("Fermé", "Closed"),
}


class Qualite(StrEnum):
    """What an account is for."""

    UTILISATEUR = "utilisateur"
    EXPLOITANT = "exploitant"
    """Runs Navette: sees what failed, tries it again, and answers for structures without a gestionnaire."""


class LinkPurpose(StrEnum):
    """What a link that was sent by e-mail is for."""

    CONFIRMATION = "confirmation"
    REINITIALISATION = "reinitialisation"
    DESABONNEMENT = "desabonnement"
    LIAISON = "liaison"
    """That an identity of a provider is to be linked to the account."""


class JournalEntry(StrEnum):
    """What the journal of the portal has; it only grows."""

    INSCRIPTION = "inscription"
    CONFIRMATION = "confirmation"
    CONNEXION = "connexion"
    ECHEC = "echec"
    """A wrong password, for an account there is."""
    BLOCAGE = "blocage"
    """Too many wrong passwords: none is tried for a while."""
    REFUS = "refus"
    """A provider said who somebody is, and the account is closed."""
    DECONNEXION = "deconnexion"
    IDENTITE = "identite"
    """An identity of a provider was linked to the account, or is no more."""
    MOT_DE_PASSE = "mot-de-passe"
    ETAT = "etat"
    RATTACHEMENT = "rattachement"
    HABILITATION = "habilitation"
    CLE_API = "cle-api"
    STRUCTURE = "structure"
    REPRISE = "reprise"
    """Effects that were given up are tried again."""


JOURNAL_LABELS: dict[JournalEntry, Text] = {
    JournalEntry.INSCRIPTION: Text("Inscription", "Registration"),
    JournalEntry.CONFIRMATION: Text("Adresse confirmée", "Address confirmed"),
    JournalEntry.CONNEXION: Text("Connexion", "Signed in"),
    JournalEntry.ECHEC: Text("Mot de passe refusé", "Password refused"),
    JournalEntry.BLOCAGE: Text("Connexions bloquées un moment", "Signing in blocked for a while"),
    JournalEntry.REFUS: Text("Connexion refusée", "Signing in refused"),
    JournalEntry.DECONNEXION: Text("Déconnexion", "Signed out"),
    JournalEntry.IDENTITE: Text("Identité reliée ou retirée", "Identity linked or removed"),
    JournalEntry.MOT_DE_PASSE: Text("Mot de passe changé", "Password changed"),
    JournalEntry.ETAT: Text("État du compte changé", "Account state changed"),
    JournalEntry.RATTACHEMENT: Text("Rattachement", "Attachment"),
    JournalEntry.HABILITATION: Text("Habilitation", "Right"),
    JournalEntry.CLE_API: Text("Clé d'API", "API key"),
    JournalEntry.STRUCTURE: Text("Structure déclarée", "Structure declared"),
    JournalEntry.REPRISE: Text("Effets repris", "Effects tried again"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compte:
    """An account."""

    id: int
    courriel: str
    """Its address, as it was written; two that differ by case are one."""
    prenom: str
    nom: str
    etat: EtatCompte
    qualite: Qualite
    locale: Locale
    created_at: datetime

    @property
    def actor(self) -> str:
        """What the ledger calls it as the actor of an event: no address, recipients and suppliers read it."""
        return f"portail:{self.id}"

    @property
    def name(self) -> str:
        """As people read it."""
        return f"{self.prenom} {self.nom}".strip() or self.courriel


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody connected."""

    compte: Compte
    csrf: str
    """What each of its forms must hold."""
    begun_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Identite:
    """Whom a provider of identities (OpenID Connect) means: ``sub`` says it for that provider only, and for good."""

    issuer: str
    """The URL that is the provider's name."""
    sub: str
    linked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """What a program connects by, in the name of an account."""

    id: int
    compte: Compte
    prefix: str
    """Its beginning, by which its owner knows it; the rest is nowhere."""
    name: str
    droit: Droit
    """The most it may do, whatever the account may."""
    created_at: datetime
    until: datetime
    """From when it is refused."""
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """One line of the journal."""

    at: datetime
    entry: JournalEntry
    compte_id: int | None
    """Whose account; ``None``: nobody's."""
    actor: str
    """Who did it."""
    structure: str
    address: str
    """Of the network; empty when it was done from the command line."""
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredStructure:
    """A structure that an account declared because the directory has none: a supplier."""

    identifier: str
    raison_sociale: str
    adresse: str
    declared_at: datetime
