"""``navette init``: settings and a ledger for this user alone, and nothing overwritten."""

import subprocess
from pathlib import Path
from stat import S_IMODE

from hub import settings
from tests.cli.conftest import Navette

EXAMPLE = Path(settings.__file__).with_name("navette.example.toml")


def test_settings_and_ledger_are_private(navette: Navette, tmp_path: Path) -> None:
    assert navette("init").code == 0
    assert (tmp_path / "navette.toml").read_bytes() == EXAMPLE.read_bytes()
    modes = {path.relative_to(tmp_path).as_posix(): S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert {name: mode for name, mode in modes.items() if mode & 0o077} == {}


def test_secrets_have_a_folder_that_git_ignores(navette: Navette, tmp_path: Path) -> None:
    said = navette("init")
    assert "secrets" in said.out
    assert S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700
    (tmp_path / "secrets" / "id_ed25519").write_text("key")
    git(tmp_path, "init", "-q")
    assert "secrets" not in git(tmp_path, "status", "--porcelain", "--untracked-files=all")


def test_secrets_that_are_there_are_left_as_they_are(navette: Navette, tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / ".gitignore").write_text("mine\n")
    assert navette("init").code == 0
    assert (tmp_path / "secrets" / ".gitignore").read_text() == "mine\n"


def test_a_settings_file_is_never_overwritten(navette: Navette, tmp_path: Path) -> None:
    (tmp_path / "navette.toml").write_text("# mine")
    said = navette("init")
    assert said.code == 3
    assert "--upgrade" in said.err
    assert (tmp_path / "navette.toml").read_text() == "# mine"


def test_upgrade_keeps_settings_and_may_be_repeated(navette: Navette, tmp_path: Path) -> None:
    navette("init")
    settings = (tmp_path / "navette.toml").read_bytes()
    assert navette("init", "--upgrade").code == navette("init", "--upgrade").code == 0
    assert (tmp_path / "navette.toml").read_bytes() == settings


def test_a_wrong_key_is_named(navette: Navette, tmp_path: Path) -> None:
    (tmp_path / "navette.toml").write_text("[run]\nchunks = 5\n")
    said = navette("init", "--upgrade")
    assert said.code == 3
    assert "run.chunks" in said.err
    assert "Traceback" not in said.err


def test_a_folder_that_is_not_there_is_reported_in_one_sentence(navette: Navette) -> None:
    said = navette("init", "-c", "nowhere/navette.toml")
    assert said.code == 3
    assert said.err.count("\n") == 1
    assert "nowhere/navette.toml" in said.err


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, text=True).stdout
