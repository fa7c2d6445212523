"""What fails around us becomes one sentence, its remedy and an exit code; what fails in us keeps its trace."""

from collections.abc import Callable

import httpx
import pytest
import typer
from typer.testing import CliRunner

from cli import prefect_home
from cli.app import Commands
from domain.errors import AccessRefused, LedgerError, NavetteError, Unavailable
from domain.text import Text
from tests.cli.conftest import Navette
from tests.english import english
from tests.hub.world import World


def command(fault: Callable[[], BaseException]) -> typer.Typer:
    app = typer.Typer(cls=Commands)

    @app.callback(invoke_without_command=True)
    def fails() -> None:
        raise fault()

    return app


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (
            LedgerError(
                Text("Le registre est trop ancien.", "The ledger is too old."),
                Text("Lancez.", "Run `navette init --upgrade`."),
            ),
            3,
        ),
        (AccessRefused(Text("La clé a été refusée.", "The key was refused."), Text("Vérifiez-la.", "Check it.")), 3),
        (Unavailable(Text("Pas de réponse.", "No answer."), Text("Réessayez.", "Try again.")), 4),
        (PermissionError(13, "Permission denied", "x\x1b.csv"), 3),
        (KeyboardInterrupt(), 130),
    ],
    ids=lambda value: type(value).__name__,
)
def test_expected_faults_are_one_sentence(fault: BaseException, code: int) -> None:
    said = CliRunner().invoke(command(lambda: fault), [], catch_exceptions=False)
    assert said.exit_code == code
    assert said.stderr.count("\n") == 1
    if isinstance(fault, NavetteError):
        assert fault.remedy.fr in said.stderr


def test_a_fault_of_ours_keeps_its_trace() -> None:
    with pytest.raises(ZeroDivisionError):
        CliRunner().invoke(command(ZeroDivisionError), [], catch_exceptions=False)


@pytest.mark.parametrize(
    "fault",
    [
        RuntimeError("Failed to reach API at http://127.0.0.1:9/api/"),
        RuntimeError("Timed out while attempting to connect to ephemeral Prefect API server."),
        httpx.ConnectError("All connection attempts failed"),
    ],
    ids=str,
)
def test_a_silent_prefect_may_be_tried_again(fault: Exception) -> None:
    with pytest.raises(Unavailable, check=english("Prefect")), prefect_home.answering():
        raise fault


def test_other_faults_of_a_run_are_not_put_on_prefect() -> None:
    with pytest.raises(RuntimeError, match="ours"), prefect_home.answering():
        raise RuntimeError("ours")


@pytest.mark.parametrize(
    ("words", "told"),
    [(("--drop", "papetrie"), "papeterie"), (("--bulk", "."), "--drop")],
    ids=["unknown account", "bulk for nobody"],
)
def test_a_run_that_cannot_start_is_reported_before_prefect_starts(
    navette: Navette, night: World, words: tuple[str, ...], told: str
) -> None:
    said = navette("run", *words, "-c", night.config)
    assert said.code in {2, 3}
    assert told in said.err


def test_a_ledger_that_is_not_there_is_reported_with_its_remedy(
    navette: Navette, night: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAVETTE_LEDGER__URL", "sqlite:///nowhere.db")
    for words in (("run",), ("status", "X"), ("outbox", "list")):
        said = navette(*words, "-c", night.config)
        assert said.code == 3
        assert "navette init" in said.err
