"""Reading OpenSSH's known_hosts."""

import base64
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.sftp.known_hosts import known_keys, place_of
from tests.conftest import require

BLOB = base64.b64encode(b"key").decode()


@pytest.mark.parametrize(
    ("patterns", "place", "found"),
    [
        ("sftp.example.org", "sftp.example.org", True),
        ("SFTP.example.ORG", "sftp.example.org", True),
        ("sftp.example.org,192.0.2.7", "192.0.2.7", True),
        ("[sftp.example.org]:2222", "[sftp.example.org]:2222", True),
        ("sftp.example.org", "[sftp.example.org]:2222", False),
        ("[sftp.example.org]:2222", "sftp.example.org", False),
        ("*.example.org", "sftp.example.org", True),
        ("*.example.org,!sftp.example.org", "sftp.example.org", False),
        ("s?tp.example.org", "sftp.example.org", True),
        ("[s]ftp.example.org", "sftp.example.org", False),
        ("other.example.org", "sftp.example.org", False),
    ],
)
def test_patterns_mean_what_openssh_means(patterns: str, place: str, found: bool) -> None:
    assert bool(known_keys([f"{patterns} ssh-ed25519 {BLOB} a comment"], place)) is found


def test_hashed_names_are_found(tmp_path: Path) -> None:
    keygen = require("openssh-client", "/usr/bin/ssh-keygen")
    file = tmp_path / "known_hosts"
    file.write_text(f"[sftp.example.org]:2222 ssh-ed25519 {BLOB}\n", encoding="utf-8")
    subprocess.run([keygen, "-H", "-f", file], check=True, capture_output=True)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert "example" not in lines[0]
    assert known_keys(lines, place_of("sftp.example.org", 2222))
    assert not known_keys(lines, place_of("sftp.example.org", 22))


def test_lines_that_make_no_sense_are_passed_over() -> None:
    lines = [
        "",
        "# h ssh-rsa AAAA",
        "h",
        "h ssh-rsa",
        "h ssh-rsa ???",
        "@cert-authority h ssh-rsa AAAA",
        "@revoked",
        "|1|x",
    ]
    assert known_keys(lines, "h") == ()
    (line,) = known_keys([*lines, f"@revoked h ssh-rsa {BLOB}"], "h")
    assert line.revoked
    assert line.number == len(lines) + 1


@given(st.text(max_size=60), st.text(min_size=1, max_size=20))
def test_no_line_breaks_the_reading(line: str, place: str) -> None:
    known_keys([line, f"|1|{line}", f"|1|{line}| ssh-rsa {BLOB}"], place)
