"""What an operator may write, and the error shown when it cannot be used."""

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from connectors import SftpOptions, SftpSettings
from domain.errors import SettingsError
from domain.finding import Pack, Severity
from hub import settings
from hub.runtime.connections import recipient_door, secret, sftp_settings
from hub.settings import Settings
from hub.settings.types import AnchoredPath
from tests.english import english

EXAMPLE = Path(settings.__file__).with_name("navette.example.toml")


def written(folder: Path, text: str) -> Path:
    file = folder / "navette.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_example_file_can_be_used_as_it_is() -> None:
    chosen = settings.load(EXAMPLE)
    assert [drop.name for drop in chosen.drops] == ["papeterie", "operateur-edi"]
    assert set(chosen.rules.packs) == set(Pack)
    assert recipient_door(chosen, "22060001900016") == ("local", "destinataires")


def test_every_commented_default_of_the_example_is_a_true_key(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    run = text[text.index("[run]") :]
    uncommented = "\n".join(line.removeprefix("# ") for line in run.splitlines())
    assert settings.load(written(tmp_path, uncommented)).run == settings.defaults().run.model_copy(
        update={"workers": 2}
    )


def test_the_commented_channels_and_retention_rules_of_the_example_can_be_used(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    begin, end = text.index("# --- Notifications"), text.index("[run]")
    lines = (re.sub(r"^# (?=\[|[a-z_]+ = )", "", line) for line in text[begin:end].splitlines())
    chosen = settings.load(written(tmp_path, text[:begin] + "\n".join(lines)))
    assert set(chosen.notifications) == {"exploitation", "papeterie"}
    assert chosen.retention.folder == tmp_path / "var/archives"
    assert [rule.name for rule in chosen.retention.rules] == ["irrecevables"]


def test_the_published_patterns_of_cotes_d_armor_are_known_without_a_file() -> None:
    department = settings.defaults().structures["22220001600327"]
    assert department.code_service_required
    assert department.engagement == "[0-9]{5,6}"


def test_the_file_adds_to_published_patterns_and_wins_over_them(tmp_path: Path) -> None:
    chosen = settings.load(written(tmp_path, '[structures.22220001600327]\nengagement = "X[0-9]+"\n'))
    assert chosen.structures["22220001600327"].engagement == "X[0-9]+"
    assert chosen.structures["22220001600327"].code_service_required


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAVETTE_RUN__CHUNK", "7")
    monkeypatch.setenv("NAVETTE_LEDGER__URL", "sqlite:///autre.db")
    chosen = settings.load(written(tmp_path, "[run]\nchunk = 9\nquiet = 1\n"))
    assert (chosen.run.chunk, chosen.run.quiet) == (7, 1.0)
    assert chosen.ledger.url == f"sqlite:///{tmp_path}/autre.db"


def test_paths_are_relative_to_the_file_not_to_the_shell(tmp_path: Path) -> None:
    chosen = settings.load(written(tmp_path, '[store]\nfolder = "octets"\n'))
    assert chosen.store.folder == tmp_path / "octets"


DROP = '[doors.l]\nconnector = "local"\nroot = "."\n[[drops]]\nname = "a"\ndoor = "l"\n'
SFTP = '[doors.a]\nconnector = "sftp"\nusername = "u"\n'
CLUSTER = """\
[run]
runner = "dask"
[run.dask]
scheduler = "tls://10.0.0.1:8786"
tls_ca = "ca.pem"
tls_cert = "cert.pem"
tls_key = "key.pem"
"""
"""Of several machines."""
S3 = '[store.s3]\nbucket = "navette"\naccess_key_env = "A"\nsecret_key_env = "B"\n'
UNUSABLE = pytest.mark.parametrize(
    ("text", "word"),
    [
        ('[doors.a]\nconnector = "sftp"\nhost = "h"\nusername = "u"\npassword = "x"\n', "password_env"),
        ('[run.dask]\nscheduler = "tcp://10.0.0.1:8786"\n', "tls://"),
        ('[run.dask]\nscheduler = "tls://10.0.0.1:8786"\ntls_ca = "ca.pem"\n', "tls_cert"),
        ('[run.dask]\nscheduler = "10.0.0.1:8786"\n', "scheduler"),
        ('[run.dask]\nscheduler = "tcp://127.0.0.1:0"\n', "65535"),
        ('[run.dask]\nscheduler = "tcp://127.0.0.1:65536"\n', "65535"),
        (CLUSTER, "PostgreSQL"),
        (f'{CLUSTER}[ledger]\nurl = "postgresql://n@h/b"\n[doors.d]\nconnector = "local"\nroot = "d"\n', "mounted"),
        ('[[drops]]\nname = "a"\ndoor = "nulle-part"\ndeposants = ["*"]\n', "nulle-part"),
        ('[[drops]]\nname = "a"\ndoor = "b"\ndeposants = ["123"]\n', "deposants"),
        ('[[drops]]\nname = "99900011000018"\ndoor = "b"\ndeposants = ["*"]\n', "SIRET"),
        ('[[drops]]\nname = "a"\ndoor = "b"\ndeposants = ["*"]\nstatuts = ["fax"]\n', "statuts"),
        ("[deadlines]\nwarn_days = -1\n", "warn_days"),
        ("[dors]\n", "dors"),
        ('[recipients.by_siret.22060001900016]\nformat = "pes-pj"\n', "poste"),
        ('[recipients.by_siret.22060001900016]\npes = { poste = "12345678", collectivite = "1" }\n', "poste"),
        ('[recipients.by_siret.22060001900016]\npes = { poste = "031001", collectivite = "000" }\n', "collectivite"),
        ('[structures.22220001600327]\nengagement = "("\n', "regular expression"),
        (S3 + 'endpoint = "http://127.0.0.1:99999"\n', "endpoint"),
        (S3 + 'endpoint = "https://s3.example"\nprefix = "a/.."\n', "prefix"),
        ("[run\n", "TOML"),
        ('[rules]\npacks = ["tout"]\n', "packs"),
        ('[doors.a]\nconnector = "fax"\n', "fax"),
        ('[doors.a]\nhost = "h"\n', "connector"),
        ('[[drops]]\nname = "a"\ndoor = 3\ndeposants = []\n', "door"),
        ('[run]\nchunk = "x"\nquiet = "z"\nrunner = "y"\n', "chunk"),
        ('locale = "xx"\n', "locale"),
        ("run = 3\n", "run"),
        (f'{DROP}deposants = ["99900011000019"]\n', "deposants.0"),
        (f'{DROP}deposants = ["999000111"]\n', "SIREN"),
        (f'{DROP}deposants = ["*"]\nfolder = "../autre"\n', "folder"),
        (f'{DROP}deposants = ["*"]\n[[drops]]\nname = "b"\ndoor = "l"\ndeposants = ["*"]\n', "drops.b.folder"),
        ("[structures.22220001600328]\ndelai_paiement = 30\n", "22220001600328"),
        ('[recipients.by_siret.22060001900017]\nformat = "both"\n', "22060001900017"),
        ('[recipients.by_siret.22060001900016]\nfolder = "ici"\n', "by_siret.22060001900016.folder"),
        ('[notifications.a]\nurl_env = "A"\nfor_structures = ["22060001900017"]\n', "for_structures"),
        ('[notifications.a]\nurl_env = "https://jeton@exemple.fr"\n', "url_env"),
        ('[ledger]\nurl = "mysql://base"\n', "postgresql"),
        ('[ledger]\npassword_env = "A"\npassword_file = "b"\n', "password_env"),
        ('[store]\nfolder = ""\n', "store.folder"),
        ('[annuaire]\nfolder = "var/store"\n', "annuaire.folder"),
        ('[doors.a]\nconnector = "local"\nroot = "var/store"\n', "store.folder"),
        ("[run]\nquiet = inf\n", "quiet"),
        (f'{SFTP}host = "sftp://h"\nkey_file = "k"\n', "host"),
        (f'{SFTP}host = "h"\n', "key_file"),
        (f'{SFTP}host = "h"\nkey_file = "k"\ntimeout = inf\n', "timeout"),
        (f'{SFTP}host = "h"\npassword_env = "A"\npassword_file = "b"\n', "password_file"),
        ('[organisme]\ncontact = "a@exemple.fr"\n', "nom"),
        ('[organisme]\nnom = "Ville"\nportail = "http://exemple.fr"\n', "portail"),
        ('[organisme]\nnom = "Ville"\nportail = "https://exemple.fr/?a=b"\n', "portail"),
    ],
)


@UNUSABLE
def test_what_cannot_be_used_is_named(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(SettingsError, check=english(word)):
        settings.load(written(tmp_path, text))


@UNUSABLE
def test_what_cannot_be_used_is_named_in_french_too(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings.load(written(tmp_path, text))
    assert not re.search(r"\b(Input|Value error|should|extract|must|there is|Expected|at line)\b", str(caught.value))


def test_a_secret_in_the_file_is_refused_without_being_repeated(tmp_path: Path) -> None:
    text = '[doors.a]\nconnector = "sftp"\nhost = "h"\nusername = "u"\npassword = "s3cret!"\n'
    with pytest.raises(SettingsError) as caught:
        settings.load(written(tmp_path, text))
    assert "s3cret!" not in "".join(caught.value.text)


def test_a_missing_file_has_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, check=english("navette init")):
        settings.load(tmp_path / "navette.toml")


def test_severities_are_settings(tmp_path: Path) -> None:
    chosen = settings.load(written(tmp_path, '[rules.severities]\n"SIRET-03" = "fatal"\n'))
    assert chosen.rules.severities == {"SIRET-03": Severity.FATAL}


def test_a_secret_comes_from_a_file_or_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pw").write_text("mot de passe\n", encoding="utf-8")
    monkeypatch.setenv("LE_SECRET", "autre")
    assert secret(None, tmp_path / "pw") == "mot de passe"
    assert secret("LE_SECRET", None) == "autre"
    assert secret(None, None) is None
    with pytest.raises(SettingsError, check=english("ABSENT")):
        secret("ABSENT", None)
    with pytest.raises(SettingsError, check=english("rights")):
        secret(None, tmp_path / "absent")


def tables(model: type[BaseModel] = Settings, path: str = "") -> Iterator[tuple[str, type[BaseModel]]]:
    """Every table of the settings: the path of its header (``doors``, ``run``, empty at the top) and its model."""
    yield path, model
    for name, field in model.model_fields.items():
        for inner in _models(field.annotation):
            yield from tables(inner, f"{path}.{name}".lstrip("."))


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]


def _has_path(annotation: Any) -> bool:
    return annotation is Path or any(_has_path(inner) for inner in get_args(annotation))


def _is_anchored(annotation: Any, metadata: Sequence[Any]) -> bool:
    anchor = get_args(AnchoredPath)[1]
    return anchor in metadata or any(_is_anchored(inner, get_args(inner)) for inner in get_args(annotation))


def documented() -> dict[str, set[str]]:
    """By table, the keys of the example file, those in its comments too; ``[doors.sas]`` is a table of ``doors``, and a
    SIRET is no part of a table's name.
    """
    found: dict[str, set[str]] = defaultdict(set)
    table = ""
    known = {path for path, _ in tables()}
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        if header := re.match(r"(?:# )?\[+([a-z_.0-9A-Z]+)\]+", line):
            path = re.sub(r"\.[0-9]{14}", "", header[1])
            table = path if path in known else path.rpartition(".")[0]
            for name in (path, table):
                parent, _, key = name.rpartition(".")
                found[parent].add(key)
        found[table] |= set(re.findall(r"(?:^|^# |, | and | or |: )([a-z_]+) = ", line))
        found[table] |= set(re.findall(r"\bor ([a-z_]+)$", line))
    return found


def test_every_key_of_every_table_is_in_the_example_file() -> None:
    keys = documented()
    missing = [
        f"{path}.{name}"
        for path, model in tables()
        for name, field in model.model_fields.items()
        if name not in keys[path] and not (path == "" and _models(field.annotation))
    ]
    assert missing == []


def test_every_option_of_an_sftp_account_can_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "s3cret")
    chosen = {
        "host": "sftp.exemple.fr",
        "port": 2222,
        "username": "navette",
        "root": "/echanges",
        "known_hosts": str(tmp_path / "known_hosts"),
        "host_key": "SHA256:" + "A" * 43,
        "key_file": str(tmp_path / "id"),
        "agent": True,
        "timeout": 7.0,
        "depth": 8,
        "connexions": 2,
        "retries": 5,
        "backoff": 2.0,
    }
    assert set(chosen) == set(SftpOptions.model_fields)
    assert set(SftpSettings.model_fields) - set(chosen) == {"password", "passphrase"}
    keys = "".join(f"{name} = {json.dumps(value)}\n" for name, value in chosen.items())
    secrets = 'password_env = "SECRET"\npassphrase_env = "SECRET"\n'
    loaded = settings.load(written(tmp_path, f'[doors.a]\nconnector = "sftp"\n{keys}{secrets}'))
    given = sftp_settings(loaded.doors["a"])
    assert {name: getattr(given, name) for name in chosen} == {
        name: Path(str(value)) if name in {"known_hosts", "key_file"} else value for name, value in chosen.items()
    }
    assert (given.password, given.passphrase) == ("s3cret", "s3cret")


def test_every_path_of_every_table_is_anchored() -> None:
    paths = [
        (f"{path}.{name}", _is_anchored(field.annotation, field.metadata))
        for path, model in tables()
        for name, field in model.model_fields.items()
        if _has_path(field.annotation)
    ]
    assert len(paths) == 22
    assert [name for name, anchored in paths if not anchored] == []


PATHS = """\
[ledger]
url = "sqlite:///{0}/base"
password_file = "{0}/mot"
[store]
folder = "{0}/store"
[annuaire]
folder = "{0}/annuaire"
[reading]
hints = "{0}/indices"
[signatures]
trust = "{0}/confiance"
[retention]
folder = "{0}/archives"
[doors.local]
connector = "local"
root = "{0}/echanges"
[doors.sas]
connector = "sftp"
host = "h"
username = "u"
known_hosts = "{0}/known"
key_file = "{0}/cle"
passphrase_file = "{0}/phrase"
password_file = "{0}/passe"
[notifications.a]
url_file = "{0}/avis"
[portail]
theme = "{0}/theme"
"""


@pytest.mark.parametrize(("start", "base"), [("~", "maison"), ("var", "settings/var"), ("../var", "settings/../var")])
def test_a_path_begins_at_home_or_at_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str, base: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "maison"))
    (tmp_path / "settings").mkdir()
    chosen = settings.load(written(tmp_path / "settings", PATHS.format(start)))
    found = list(_paths_in(chosen))
    assert len(found) == 13
    assert {path.parent for path in found} == {tmp_path / base}
    assert chosen.ledger.url == f"sqlite:///{tmp_path / base}/base"


def _paths_in(value: Any) -> Iterator[Path]:
    if isinstance(value, Path):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _paths_in(getattr(value, name))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _paths_in(inner)


def test_a_home_that_is_nobody_s_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, check=english(r"store\.folder")):
        settings.load(written(tmp_path, '[store]\nfolder = "~personne-de-ce-nom/x"\n'))


@pytest.mark.parametrize(
    "text", ["locale = 'fr'", "[ledger]\nurl = 'sqlite:///var/navette.db'", EXAMPLE.read_text("utf-8")]
)
def test_a_default_path_is_beside_the_file_too(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, elsewhere = tmp_path / "etc", tmp_path / "elsewhere"
    home.mkdir()
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    (home / "navette.toml").write_text(text, encoding="utf-8")
    loaded = settings.load(home / "navette.toml")
    assert loaded.ledger.url == f"sqlite:///{home}/var/navette.db"
    assert (loaded.store.folder, loaded.annuaire.folder) == (home / "var/store", home / "var/annuaire")


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    (tmp_path / "navette.toml").write_text("locale = 'en'", encoding="utf-8-sig")
    assert settings.load(tmp_path / "navette.toml").locale == "en"


@pytest.mark.parametrize(("name", "value"), [("NAVETTE_DROPS", "[oops"), ("NAVETTE_RUN", "oops")])
def test_a_variable_that_cannot_be_read_is_named(
    name: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    (tmp_path / "navette.toml").write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, check=english(name)) as caught:
        settings.load(tmp_path / "navette.toml")
    assert name in str(caught.value)


def test_a_partial_table_of_the_environment_keeps_the_rest_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAVETTE_RUN__CHUNK", "7")
    (tmp_path / "navette.toml").write_text("[run]\nquiet = 9.0\n", encoding="utf-8")
    run = settings.load(tmp_path / "navette.toml").run
    assert (run.chunk, run.quiet) == (7, 9.0)


TEXTS = {
    "NAVETTE_ORGANISME": '{"nom": "Ville%s"}',
    "NAVETTE_LEDGER": '{"url": "sqlite:///%s.db"}',
    "NAVETTE_STORE": '{"folder": "magasin%s"}',
    "NAVETTE_RECIPIENTS": '{"door": "%s"}',
    "NAVETTE_DOORS": '{"porte%s": {"connector": "local", "root": "."}}',
    "NAVETTE_DROPS": '[{"name": "a", "nom": "Atelier%s", "door": "p", "folder": "f", "deposants": ["*"]}]',
    "NAVETTE_RULES": '{"severities": {"FLX-01%s": "fatal"}}',
    "NAVETTE_NOTIFICATIONS": '{"a": {"connector": "mail", "to": ["a%s@exemple.invalid"]}}',
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("character", ["\\ud800", "\\udce9", "\\u0000", "\\u001b", "\\uffff"])
def test_a_text_that_no_document_can_hold_is_refused(
    name: str, character: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, TEXTS[name] % character)
    (tmp_path / "navette.toml").write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, check=english("again in UTF-8")) as caught:
        settings.load(tmp_path / "navette.toml")
    assert f"U+{character[2:].upper()}" in str(caught.value)
    assert str(caught.value).isprintable()


def test_a_text_of_the_file_that_no_document_can_hold_is_refused(tmp_path: Path) -> None:
    (tmp_path / "navette.toml").write_text(
        '[organisme]\nnom = "a\\u0000b"\n[[drops]]\nnom = "\\u001b"\n', encoding="utf-8"
    )
    with pytest.raises(SettingsError) as caught:
        settings.load(tmp_path / "navette.toml")
    assert "organisme.nom : le caractère 2 (U+0000)" in str(caught.value)
    assert "drops.0.nom : le caractère 1 (U+001B)" in str(caught.value)


def test_bytes_of_a_variable_that_are_no_utf_8_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAVETTE_ORGANISME__NOM", os.fsdecode(b"Orl\xe9ans"))
    (tmp_path / "navette.toml").write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, check=english("NAVETTE_ORGANISME__NOM")):
        settings.load(tmp_path / "navette.toml")


def test_a_text_of_several_lines_and_alphabets_is_kept(tmp_path: Path) -> None:
    (tmp_path / "navette.toml").write_text('[organisme]\nnom = "Ville d\'É\\n日本 😀"\n', encoding="utf-8")
    assert settings.load(tmp_path / "navette.toml").organisme.nom == "Ville d'É\n日本 😀"
