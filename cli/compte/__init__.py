"""``navette compte``: the accounts of the portal, made, attached, listed, closed from the command line."""

import getpass
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from cli import language
from cli.show.lines import LineWriter, printable
from cli.usage.commands import TranslatedCommand, TranslatedGroup
from cli.usage.help_texts import Metavar, documented, headed
from cli.usage.options import DEFAULT_CONFIG, AsJson, Config, bad_parameter
from cli.usage.summaries import SUMMARIES
from domain.compte import ETAT_COMPTE_LABELS, Compte, EtatCompte, LinkPurpose, Qualite
from domain.errors import LedgerError, SettingsError
from domain.espace import DROIT_LABELS, ESPACE_LABELS, ETAT_LABELS, GRANTED, ROLE_LABELS, Droit, Espace
from domain.espace import EtatRattachement as Etat
from domain.espace import RoleRattachement as Role
from domain.habilitation import Habilitation
from domain.text import Locale, Text

if TYPE_CHECKING:
    from hub.settings import Settings
    from ledger import Ledger

HELP = headed(SUMMARIES["compte"], "Exemple : `navette compte list`", "Example: `navette compte list`")
ADDRESS = Metavar("COURRIEL", "EMAIL")
STRUCTURE = Metavar("SIRET", "SIRET")
app = typer.Typer(cls=TranslatedGroup, no_args_is_help=True, rich_markup_mode="markdown")
Courriel = Annotated[str, typer.Argument(), ADDRESS, Text("Adresse électronique du compte.", "E-mail of the account.")]


@app.command("create", cls=TranslatedCommand)
@documented(
    """
    Crée un compte actif, et donne le lien où son titulaire choisit son mot de passe, valable une heure.

    Code de sortie 0 : créé ; 1 : l'adresse a déjà un compte.

    Exemple : `navette compte create c.martin@departement.exemple.fr --nom Martin --prenom Camille`
    """,
    """
    Makes an active account, and gives the link where its owner chooses a password, which works for an hour.

    Exit code 0: made; 1: the address has an account already.

    Example: `navette compte create c.martin@departement.exemple.fr --nom Martin --prenom Camille`
    """,
)
def create(
    courriel: Courriel,
    prenom: Annotated[str, typer.Option("--prenom"), Text("Prénom.", "First name.")] = "",
    nom: Annotated[str, typer.Option("--nom"), Text("Nom.", "Name.")] = "",
    exploitant: Annotated[
        bool,
        typer.Option("--exploitant"),
        Text("Exploite Navette : répond pour toutes les structures.", "Runs Navette: answers for every structure."),
    ] = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Makes an account."""
    from hub.comptes import registration
    from ledger.accounts.registered import NewCompte

    if "@" not in courriel:
        raise bad_parameter(NO_ADDRESS, "COURRIEL")
    office = _office(config)
    new = NewCompte(
        courriel=courriel,
        prenom=prenom,
        nom=nom,
        mot_de_passe="",
        locale=office.settings.locale,
        etat=EtatCompte.ACTIF,
        qualite=Qualite.EXPLOITANT if exploitant else Qualite.UTILISATEUR,
    )
    made = office.ledger.accounts.create(new, office.now, office.actor)
    if made is None:
        _say(THERE_ALREADY.with_({"courriel": printable(courriel)}))
        raise typer.Exit(1)
    if not office.settings.portail.passwords:
        _say(MADE_FOR_PROVIDER.with_({"courriel": printable(made.courriel), "link": office.address}))
        return
    sent = registration.forgotten(office.ledger, made.courriel, office.address, office.now)
    _say(MADE.with_({"courriel": printable(made.courriel), "link": sent.letter.link if sent else ""}))


@app.command("attach", cls=TranslatedCommand)
@documented(
    """
    Rattache un compte à une structure (SIRET, SIREN, ou `schéma:identifiant` d'un fournisseur sans SIRET) et lui ouvre
    des espaces ; `--retirer` met fin au rattachement.

    Deux fois la même commande : rien de plus. Tout est noté au journal du portail.

    Code de sortie 0 : fait, ou déjà fait.

    Exemple : `navette compte attach c.martin@exemple.fr 22060001900016 --espace factures-recues --droit modification`
    """,
    """
    Attaches an account to a structure (SIRET, SIREN, or `scheme:identifier` of a supplier without SIRET) and opens
    espaces to it; `--retirer` ends the attachment.

    The same command twice changes nothing more. All is noted in the journal of the portal.

    Exit code 0: done, or done already.

    Example: `navette compte attach c.martin@exemple.fr 22060001900016 --espace factures-recues --droit modification`
    """,
)
def attach(
    courriel: Courriel,
    structure: Annotated[str, typer.Argument(), STRUCTURE, Text("La structure.", "The structure.")],
    role: Annotated[Role, typer.Option("--role"), Text("À quel titre.", "As what.")] = Role.UTILISATEUR,
    espaces: Annotated[
        list[Espace] | None,
        typer.Option("--espace"),
        Text("Un espace à ouvrir ; peut être répété.", "An espace to open; may be repeated."),
    ] = None,
    service: Annotated[
        str | None,
        typer.Option("--service"),
        Text("Pour ce code service seulement.", "For this service code only."),
    ] = None,
    droit: Annotated[Droit, typer.Option("--droit"), Text("Le droit dans ces espaces.", "The right in them.")] = (
        Droit.CONSULTATION
    ),
    retirer: Annotated[
        bool, typer.Option("--retirer"), Text("Met fin au rattachement.", "Ends the attachment.")
    ] = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Attaches an account to a structure."""
    from ledger.accounts.rights import Doer

    office = _office(config)
    compte = office.compte(courriel)
    bare, doer = "".join(structure.split()), Doer(name=office.actor)
    etat = Etat.RETIRE if retirer else Etat.ACTIF
    office.ledger.rights.attach(compte.id, bare, role, etat, office.now, doer)
    for espace in espaces or ():
        if espace in GRANTED:
            right = Habilitation(structure=bare, service=service, espace=espace, droit=droit)
            office.ledger.rights.grant(compte.id, right, None if retirer else droit, office.now, doer)
    _show(office, compte)


@app.command("reset", cls=TranslatedCommand)
@documented(
    """
    Donne le lien où le titulaire d'un compte choisit un autre mot de passe, valable une heure.

    Code de sortie 0 : donné.

    Exemple : `navette compte reset c.martin@exemple.fr`
    """,
    """
    Gives the link where the owner of an account chooses another password, which works for an hour.

    Exit code 0: given.

    Example: `navette compte reset c.martin@exemple.fr`
    """,
)
def reset(courriel: Courriel, config: Config = DEFAULT_CONFIG) -> None:
    """Gives a link to choose another password."""
    from hub.comptes import registration, secrets

    office = _office(config)
    compte = office.compte(courriel)
    if not office.settings.portail.passwords:
        raise SettingsError(NO_PASSWORDS, BY_PROVIDER)
    link = secrets.new()
    until = office.now + registration.RESET_WITHIN
    office.ledger.accounts.send_link(compte.id, LinkPurpose.REINITIALISATION, link.digest, until)
    _say(LINK.with_({"link": f"{office.address}/mot-de-passe/nouveau?lien={link.value}"}))


@app.command("close", cls=TranslatedCommand)
@documented(
    """
    Ferme un compte : ses sessions se terminent aussitôt, plus personne ne se connecte avec ; `--rouvrir` le rouvre.

    Code de sortie 0 : fait, ou déjà fait.

    Exemple : `navette compte close c.martin@exemple.fr`
    """,
    """
    Closes an account: its sessions end at once, nobody signs in with it any more; `--rouvrir` opens it again.

    Exit code 0: done, or done already.

    Example: `navette compte close c.martin@exemple.fr`
    """,
)
def close(
    courriel: Courriel,
    rouvrir: Annotated[bool, typer.Option("--rouvrir"), Text("Le rouvre.", "Opens it again.")] = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Closes an account, or opens it again."""
    office = _office(config)
    compte = office.compte(courriel)
    wanted = EtatCompte.ACTIF if rouvrir else EtatCompte.FERME
    office.ledger.accounts.set_state(compte.id, wanted, office.now, office.actor)
    _show(office, office.compte(courriel))


@app.command("list", cls=TranslatedCommand)
@documented(
    """
    Liste les comptes, leurs rattachements et leurs espaces.

    Code de sortie 0.

    Exemple : `navette compte list --json`
    """,
    """
    Lists the accounts, their attachments and espaces.

    Exit code 0.

    Example: `navette compte list --json`
    """,
)
def list_(as_json: AsJson = False, config: Config = DEFAULT_CONFIG) -> None:
    """Lists the accounts."""
    office = _office(config)
    comptes = office.ledger.accounts.every()
    if as_json:
        sys.stdout.write(json.dumps([_body(office, each) for each in comptes], ensure_ascii=False) + "\n")
        return
    if not comptes:
        _say(NONE)
    for each in comptes:
        _show(office, each)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Office:
    """What the commands need."""

    settings: "Settings"
    ledger: "Ledger"
    now: datetime
    actor: str

    @property
    def address(self) -> str:
        """That of the portal."""
        table = self.settings.portail
        return self.settings.organisme.portail.rstrip("/") or f"http://{table.host}:{table.port}"

    def compte(self, courriel: str) -> Compte:
        """Raises :class:`domain.errors.LedgerError` when nobody has this address."""
        found = self.ledger.accounts.find(courriel)
        if found is None:
            raise LedgerError(NOBODY.with_({"courriel": printable(courriel)}), LIST_THEM)
        return found.compte


def _office(config: "Config") -> _Office:
    from hub import settings
    from hub.runtime.station import ledger_url
    from ledger import Ledger

    chosen = settings.load(config)
    actor = getpass.getuser()
    return _Office(settings=chosen, ledger=Ledger.open(ledger_url(chosen)), now=datetime.now(UTC), actor=actor)


def _show(office: _Office, compte: Compte) -> None:
    locale, writer = language.current(), LineWriter()
    state = ETAT_COMPTE_LABELS[compte.etat].in_(locale)
    writer.write(f"{printable(compte.courriel)} – {printable(compte.name)} – {state}")
    acces = office.ledger.rights.acces(compte.id)
    for each in acces.rattachements:
        words = f"{ROLE_LABELS[each.role].in_(locale)}, {ETAT_LABELS[each.etat].in_(locale)}"
        writer.write(f"  {printable(each.structure)} : {words}", hanging=4)
        for right in acces.habilitations:
            if right.structure == each.structure:
                writer.write(f"    {_right(right, locale)}", hanging=6)


def _right(right: Habilitation, locale: Locale) -> str:
    service = f" ({printable(right.service)})" if right.service else ""
    return f"{ESPACE_LABELS[right.espace].in_(locale)}{service} : {DROIT_LABELS[right.droit].in_(locale)}"


def _body(office: _Office, compte: Compte) -> dict[str, object]:
    acces = office.ledger.rights.acces(compte.id)
    return {
        "email": compte.courriel,
        "name": compte.name,
        "state": compte.etat.value,
        "kind": compte.qualite.value,
        "attachments": [
            {"structure": each.structure, "role": each.role.value, "state": each.etat.value}
            for each in acces.rattachements
        ],
        "rights": [
            {
                "structure": each.structure,
                "service": each.service,
                "space": each.espace.value,
                "right": each.droit.value,
            }
            for each in acces.habilitations
        ],
    }


def _say(text: Text) -> None:
    LineWriter().write(text.in_(language.current()))


NO_ADDRESS = Text("ce n'est pas une adresse électronique.", "this is no e-mail address.")
THERE_ALREADY = Text("{courriel} a déjà un compte.", "{courriel} has an account already.")
MADE = Text(
    "Compte créé : {courriel}. Son titulaire choisit son mot de passe ici, dans l'heure : {link}",
    "Account made: {courriel}. Its owner chooses a password here, within the hour: {link}",
)
MADE_FOR_PROVIDER = Text(
    "Compte créé : {courriel}. Son titulaire se connecte par le fournisseur d'identité : {link}",
    "Account made: {courriel}. Its owner signs in by the identity provider: {link}",
)
NO_PASSWORDS = Text(
    "Personne ne se connecte par un mot de passe : passwords = false dans [portail.oidc].",
    "Nobody signs in by a password: passwords = false in [portail.oidc].",
)
BY_PROVIDER = Text(
    "Le titulaire se connecte par le fournisseur d'identité, avec l'adresse du compte.",
    "The owner signs in by the identity provider, with the address of the account.",
)
LINK = Text(
    "Un autre mot de passe se choisit ici, dans l'heure : {link}",
    "Another password is chosen here, within the hour: {link}",
)
NOBODY = Text("Aucun compte n'a l'adresse {courriel}.", "No account has the address {courriel}.")
LIST_THEM = Text("Voyez-les : navette compte list.", "See them: navette compte list.")
NONE = Text("Aucun compte.", "No account.")
