"""Pages of one structure, for who answers for it: settings, keys, identifiers of any shape, names asked for once."""

import re
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from domain.espace import Droit, Espace, EtatRattachement, RoleRattachement
from hub.inspect.structure_settings import deposit_accounts
from hub.settings import DropTable, Settings, SftpDoor, StructureTable
from portail.managed import InPath, address
from tests.portail.monde import Browser, Site
from tests.portail.test_pages import OTHER, RECIPIENT, SUPPLIER

HOST_KEY = "SHA256:" + "a" * 43
SLASHED = "0227:AB/12~3.%2F"


@pytest.fixture
def manager(site: Site) -> Browser:
    chief = site.account("chef@essai.example")
    site.attach(chief, RECIPIENT, RoleRattachement.GESTIONNAIRE_PRINCIPAL)
    return site.connected("chef@essai.example")


def set_up(site: Site, **tables: object) -> None:
    """Other settings than those of the file."""
    settings = site.portail.settings.model_copy(update=tables)
    site.portail = replace(site.portail, station=replace(site.portail.station, settings=settings))


@given(st.text(max_size=30))
def test_any_identifier_is_one_part_of_a_path_and_is_read_back(identifier: str) -> None:
    written = InPath().to_string(identifier)
    assert InPath().convert(written) == identifier
    assert re.fullmatch(r"[\w:~-]*", written, re.ASCII)


def test_a_structure_whose_identifier_has_a_slash_is_opened(site: Site) -> None:
    chief, camille = site.account("chef@essai.example"), site.account()
    site.attach(chief, SLASHED, RoleRattachement.GESTIONNAIRE_PRINCIPAL)
    site.portail.ledger.rights.attach(
        camille.id, SLASHED, RoleRattachement.UTILISATEUR, EtatRattachement.ACTIF, site.moment[0], doer(site)
    )
    manager = site.connected("chef@essai.example")
    (href,) = re.findall(r'<li><a href="(/activites-du-gestionnaire/[^"]+)"', manager.get(BASE).text)
    assert href == address(SLASHED)
    page = manager.get(href)
    assert "camille@essai.example" in page.text
    assert manager.get(f"{href}/{camille.id}").status_code == 200
    manager.post(f"{href}/{camille.id}/droits", **{"droit|factures-emises|": "consultation"})
    manager.post(f"{href}/{camille.id}/rattachement", reponse="retirer")
    assert site.portail.ledger.rights.acces(camille.id).structures() == ()
    for end in ("/reglages", "/cles"):
        assert manager.get(href + end).status_code == 200


def doer(site: Site):  # type: ignore[no-untyped-def]
    from tests.portail.monde import OPERATOR

    return OPERATOR


BASE = "/activites-du-gestionnaire"


@contextmanager
def statements(site: Site) -> Iterator[list[str]]:
    """What is asked of the ledger's database meanwhile."""
    engine, asked = site.portail.ledger._database._engine, []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def test_a_page_asks_for_the_names_of_its_structures_once(site: Site, manager: Browser) -> None:
    def asked() -> int:
        with statements(site) as found:
            assert manager.get(BASE).status_code == 200
        return len(found)

    chief = site.portail.ledger.accounts.find("chef@essai.example")
    assert chief is not None
    counts = []
    for ranks in (range(1), range(1, 12)):
        for rank in ranks:
            site.attach(chief.compte, f"0227:STRUCTURE{rank}", RoleRattachement.GESTIONNAIRE_PRINCIPAL)
        counts.append(asked())
    assert counts[0] == counts[1]


def test_what_is_asked_of_invoices_is_shown_and_no_secret(site: Site, tmp_path: Path) -> None:
    door = SftpDoor(
        connector="sftp", host="sftp.exemple.fr", port=2222, username="compte-de-navette", root="/srv/racine",
        host_key=HOST_KEY, key_file=tmp_path / "cle-privee", passphrase_env="PHRASE_SECRETE",
    )  # fmt: skip
    drops = (
        DropTable(name="papeterie", door="sas", folder="fournisseurs/papeterie", deposants=(SUPPLIER,), locale="en"),
        DropTable(name="operateur", door="sas", folder="fournisseurs/operateur", deposants=(SUPPLIER, "*")),
    )
    structures = {RECIPIENT: StructureTable(engagement_required=True, engagement="[0-9]{5}", delai_paiement=50)}
    set_up(site, doors={"sas": door}, drops=drops, structures=structures)
    chief = site.account("chef@essai.example")
    for structure in (RECIPIENT, SUPPLIER):
        site.attach(chief, structure, RoleRattachement.GESTIONNAIRE_PRINCIPAL)
    manager = site.connected("chef@essai.example")
    rules = manager.get(f"{BASE}/{RECIPIENT}/reglages").text
    assert "50 jours" in rules.replace("\u00a0", " ")
    assert "Obligatoire" in rules
    assert "[0-9]{5}" in rules
    own = manager.get(f"{BASE}/{SUPPLIER}/reglages").text
    assert "sftp.exemple.fr:2222" in own
    assert HOST_KEY in own
    assert "Anglais" in own
    assert "<bdi>papeterie</bdi>" in own
    for hidden in ("operateur", "compte-de-navette", "/srv/racine", "fournisseurs", "PHRASE_SECRETE", "cle-privee"):
        assert hidden not in own, hidden
    assert manager.get(f"{BASE}/{OTHER}/reglages").status_code == 404


def test_the_keys_of_a_server_are_those_on_record(tmp_path: Path) -> None:
    known = tmp_path / "known_hosts"
    blob = b64encode(b"cle du serveur").decode()
    door = SftpDoor(connector="sftp", host="sftp.exemple.fr", username="n", known_hosts=known, agent=True)
    drop = DropTable(name="papeterie", door="sas", deposants=("999000110", SUPPLIER))
    settings = Settings(doors={"sas": door}, drops=(drop,))
    (account,) = deposit_accounts(settings, "999000110")
    assert (account.server, account.host_keys, account.folder) == ("sftp.exemple.fr", (), "")
    known.write_text(
        f"@revoked sftp.exemple.fr ssh-rsa YWFh\nautre.fr ssh-rsa YmJi\nsftp.exemple.fr ssh-ed25519 {blob}\n"
    )
    (account,) = deposit_accounts(settings, "999000110")
    digest = b64encode(sha256(b"cle du serveur").digest()).decode().rstrip("=")
    assert account.host_keys == (f"SHA256:{digest}",)
    assert deposit_accounts(settings, SUPPLIER) == (), "it deposits for the other establishments too"


def test_a_gestionnaire_ends_a_key_of_its_users(site: Site, manager: Browser) -> None:
    camille, stranger = site.account(), site.account("autre@essai.example")
    site.attach(camille, RECIPIENT)
    site.attach(stranger, OTHER)
    for person, structure in ((camille, RECIPIENT), (stranger, OTHER)):
        site.grant(person, Espace.RACCORDEMENTS, structure, droit=Droit.MODIFICATION)
        browser = site.connected(person.courriel)
        browser.post("/raccordements", nom=f"clé de {person.prenom}", droit="consultation", jours="30")
    page = manager.get(f"{BASE}/{RECIPIENT}/cles").text
    assert "clé de Camille" in page
    assert "clé de Autre" not in page
    (path,) = re.findall(r'action="([^"]+/revoquer)"', page)
    ledger = site.portail.ledger
    (theirs,) = ledger.api_keys.of_account(stranger.id)
    manager.post(f"{BASE}/{RECIPIENT}/cles/{theirs.id}/revoquer")
    manager.post(f"{BASE}/{OTHER}/cles/{theirs.id}/revoquer")
    assert ledger.api_keys.of_account(stranger.id)[0].ended_at is None
    assert "est révoquée" in manager.post(path).text
    assert "déjà" in manager.post(path).text
    assert ledger.api_keys.of_account(camille.id)[0].ended_at is not None
    assert "Chef Essai" in manager.get(f"{BASE}/{RECIPIENT}").text.partition("Journal")[2]
