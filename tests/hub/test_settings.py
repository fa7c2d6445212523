"""What an operator may write, and what he is told when it cannot be used."""

import re
from pathlib import Path

import pytest

from domain.errors import SettingsError
from domain.finding import Pack, Severity
from hub import settings
from hub.runtime.connections import recipient_door, secret

EXAMPLE = Path(__file__).resolve().parents[2] / "navette.example.toml"


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


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('[doors.a]\nconnector = "sftp"\nhost = "h"\nusername = "u"\npassword = "x"\n', "password_env"),
        ('[[drops]]\nname = "a"\ndoor = "nulle-part"\ndeposants = ["*"]\n', "nulle-part"),
        ('[[drops]]\nname = "a"\ndoor = "b"\ndeposants = ["123"]\n', "deposants"),
        ('[[drops]]\nname = "99900011000018"\ndoor = "b"\ndeposants = ["*"]\n', "SIRET"),
        ('[[drops]]\nname = "a"\ndoor = "b"\ndeposants = ["*"]\nstatuts = ["fax"]\n', "statuts"),
        ("[deadlines]\nwarn_days = -1\n", "warn_days"),
        ("[dors]\n", "dors"),
        ('[structures.22220001600327]\nengagement = "("\n', "regular expression"),
        ("[run\n", "TOML"),
        ('[rules]\npacks = ["tout"]\n', "packs"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(SettingsError, match=word):
        settings.load(written(tmp_path, text))


def test_a_secret_in_the_file_is_refused_without_being_repeated(tmp_path: Path) -> None:
    text = '[doors.a]\nconnector = "sftp"\nhost = "h"\nusername = "u"\npassword = "s3cret!"\n'
    with pytest.raises(SettingsError) as caught:
        settings.load(written(tmp_path, text))
    assert "s3cret!" not in str(caught.value)


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="navette init"):
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
    with pytest.raises(SettingsError, match="ABSENT"):
        secret("ABSENT", None)
    with pytest.raises(SettingsError, match="rights"):
        secret(None, tmp_path / "absent")
