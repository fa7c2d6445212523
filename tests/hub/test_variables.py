"""Which environment variable gives a value of the settings: an error names what its reader has to change."""

import os

import pytest

from hub.settings.variables import type_path, variable_of, variables_of


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in os.environ if one.upper().startswith("NAVETTE_")]:
        monkeypatch.delenv(name)


@pytest.mark.parametrize(
    ("name", "value", "path", "gives"),
    [
        ("NAVETTE_RUN__WORKERS", "3", ("run", "workers"), True),
        ("navette_run__workers", "3", ("run", "workers"), True),
        ("NAVETTE_RUN", '{"workers": 3}', ("run", "workers"), True),
        ("NAVETTE_RUN", '{"chunk": 3}', ("run", "workers"), False),
        ("NAVETTE_RUN", "no JSON", ("run", "workers"), False),
        ("NAVETTE_RUN__CHUNK", "3", ("run", "workers"), False),
        ("NAVETTE_DOORS__SAS__PORT", "22", ("doors", "sas", "sftp", "port"), True),
        ("NAVETTE_DOORS__SAS", '{"port": 22}', ("doors", "sas", "sftp", "port"), True),
        ("NAVETTE_DOORS__SAS__PORT", "22", ("doors", "sas", "port"), True),
        ("NAVETTE_DOORS__SAS", "{}", ("doors", "sas", "sftp"), False),
        ("NAVETTE_DOORS__AUTRE__PORT", "22", ("doors", "sas", "sftp", "port"), False),
        ("NAVETTE_DROPS", '[{"name": "a"}]', ("drops", 0, "name"), True),
        ("NAVETTE_DROPS", '[{"name": "a"}]', ("drops", 1, "name"), False),
        ("NAVETTE_RUN__WORKERS", "3", (), False),
        ("AUTRE_RUN__WORKERS", "3", ("run", "workers"), False),
    ],
)
def test_the_variable_that_gives_a_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, path: type_path, gives: bool
) -> None:
    monkeypatch.setenv(name, value)
    assert variable_of(path) == (name if gives else None)


def test_the_longest_name_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAVETTE_RUN", '{"workers": 3}')
    monkeypatch.setenv("NAVETTE_RUN__WORKERS", "4")
    assert variable_of(("run", "workers")) == "NAVETTE_RUN__WORKERS"
    assert set(variables_of("run")) == {"NAVETTE_RUN", "NAVETTE_RUN__WORKERS"}
    assert variables_of("runs") == ()
