"""Every deployment of prefect.yaml, registered on a real server and run by a real process worker."""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import anyio
import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterFlowRunId,
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateName,
)
from prefect.client.schemas.objects import FlowRun
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.schedules import CronSchedule
from prefect.server.schemas.schedules import CronSchedule as Planner

from samples.make import cases
from tests.conftest import PATIENCE
from tests.flows.conftest import ROOT, Prefect
from tests.hub.world import ALONE, World, certificates, lay_out, names, originals, proven

pytestmark = pytest.mark.integration
PARIS = ZoneInfo("Europe/Paris")
DUE = {"nightly_ingestion/nuit": (2, 0), "deadlines/echeances": (5, 0), "status_reports/etats": (6, 30)}
"""Hour and minute, every day."""
DEPLOYMENTS = {*DUE, "statuses/statuts", "bulk_upload/lot", "deliver/remises", "retention/conservation"}
PLANNED_WITHIN = 20
SAMPLES = {case.name: case.content for found in cases().values() for case in found}


@pytest.fixture(scope="module")
def deployed(prefect: Prefect) -> Prefect:
    """The server once an operator has typed what docs/operations.md says."""
    prefect.command("work-pool", "create", "navette", "--type", "process")
    prefect.command("deploy", "--all")
    return prefect


@pytest.fixture(scope="module")
def worker(deployed: Prefect) -> Iterator[Prefect]:
    """A process worker of the pool, with the shortest wait between two looks."""
    log = (deployed.home / "worker.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "prefect", "worker", "start", "--pool", "navette"],
        env={**deployed.environment, "PREFECT_WORKER_QUERY_SECONDS": "1"},
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    yield deployed
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
    log.close()


@pytest.fixture(scope="module")
def client(prefect: Prefect) -> Iterator[SyncPrefectClient]:
    with get_client(sync_client=True) as client:
        yield client


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Good and bad files, and a lot, behind a local door."""
    world = lay_out(tmp_path_factory.mktemp("monde"), run=ALONE + "\nworkers = 1")
    for name in ("ubl-facture.xml", "facturx-basic.pdf", "ttc-faux.xml", "tronquee.xml"):
        world.drop("operateur-edi", name, SAMPLES[name])
    return world


def planned(client: SyncPrefectClient, name: str) -> list[FlowRun]:
    """The runs of a deployment that wait for their hour."""
    mine = DeploymentFilter(id=DeploymentFilterId(any_=[found(client, name).id]))
    waiting = FlowRunFilter(state=FlowRunFilterState(name=FlowRunFilterStateName(any_=["Scheduled"])))
    return client.read_flow_runs(deployment_filter=mine, flow_run_filter=waiting)


def found(client: SyncPrefectClient, name: str) -> DeploymentResponse:
    return client.read_deployment_by_name(name)


def carried_out(client: SyncPrefectClient, name: str, world: World, **parameters: str) -> FlowRun:
    """The run of a deployment, once it is over."""
    given: dict[str, Any] = {"config": str(world.config), **parameters}
    run = client.create_flow_run_from_deployment(found(client, name).id, parameters=given)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        now = client.read_flow_run(run.id)
        if now.state is not None and now.state.is_final():
            return now
        time.sleep(0.2)
    raise AssertionError(f"{name} is not over after {PATIENCE} s")


def test_each_runs_from_the_project_s_folder_one_at_a_time(deployed: Prefect, client: SyncPrefectClient) -> None:
    for name in DEPLOYMENTS:
        deployment = found(client, name)
        assert deployment.pull_steps == [{"prefect.deployments.steps.set_working_directory": {"directory": str(ROOT)}}]
        assert deployment.parameters == {"config": "navette.toml"}
        assert deployment.work_pool_name == "navette"
        assert deployment.global_concurrency_limit is not None
        assert deployment.global_concurrency_limit.limit == 1
        assert deployment.concurrency_options is not None
        assert deployment.concurrency_options.collision_strategy == "ENQUEUE"


def test_the_night_and_the_reports_are_due_by_the_clock_of_paris(deployed: Prefect, client: SyncPrefectClient) -> None:
    for name, (hour, minute) in DUE.items():
        (schedule,) = found(client, name).schedules
        assert schedule.active
        assert isinstance(schedule.schedule, CronSchedule)
        assert schedule.schedule.cron == f"{minute} {hour} * * *"
        assert schedule.schedule.timezone == "Europe/Paris"


def test_the_server_does_plan_the_coming_runs(deployed: Prefect, client: SyncPrefectClient) -> None:
    """A schedule that is registered but never gives a run would be a night that silently does not begin."""
    until = time.monotonic() + PLANNED_WITHIN
    for name, (hour, minute) in DUE.items():
        while not (runs := planned(client, name)):
            assert time.monotonic() < until, f"no run was planned; the server says:\n{deployed.log()[-3000:]}"
            time.sleep(0.5)
        for moment in (run.expected_start_time for run in runs):
            assert moment is not None
            assert moment > datetime.now(UTC)
            assert (moment.astimezone(PARIS).hour, moment.astimezone(PARIS).minute) == (hour, minute)


def test_retention_comes_once_a_month(deployed: Prefect, client: SyncPrefectClient) -> None:
    (schedule,) = found(client, "retention/conservation").schedules
    assert isinstance(schedule.schedule, CronSchedule)
    assert (schedule.schedule.cron, schedule.schedule.timezone) == ("0 4 3 * *", "Europe/Paris")


def test_statuses_are_followed_every_quarter_of_an_hour_of_the_day(
    deployed: Prefect, client: SyncPrefectClient
) -> None:
    (schedule,) = found(client, "statuses/statuts").schedules
    assert schedule.active
    assert isinstance(schedule.schedule, CronSchedule)
    planner = Planner(cron=schedule.schedule.cron, timezone=schedule.schedule.timezone)
    for day in (datetime(2026, 3, 29, tzinfo=PARIS), datetime(2026, 10, 25, tzinfo=PARIS)):
        moments = [moment.astimezone(PARIS) for moment in anyio.run(planner.get_dates, 52, day)]
        assert [(moment.date(), moment.hour, moment.minute) for moment in moments] == [
            (day.date(), hour, minute) for hour in range(7, 20) for minute in (0, 15, 30, 45)
        ]


@pytest.mark.parametrize("eve", [datetime(2026, 3, 27, 12, tzinfo=PARIS), datetime(2026, 10, 23, 12, tzinfo=PARIS)])
def test_each_night_has_one_run_when_the_clocks_change_too(eve: datetime) -> None:
    """02:00 does not exist on 29 March 2026 (the run comes at 01:00), and the night of 25 October has an hour more."""
    for hour, minute in DUE.values():
        planner = Planner(cron=f"{minute} {hour} * * *", timezone="Europe/Paris")
        moments = anyio.run(planner.get_dates, 5, eve)
        assert [moment.astimezone(PARIS).date() for moment in moments] == [
            eve.date() + timedelta(days=days) for days in range(1, 6)
        ]


def test_the_worker_carries_the_night(worker: Prefect, client: SyncPrefectClient, world: World) -> None:
    run = carried_out(client, "nightly_ingestion/nuit", world)
    assert run.state is not None
    assert run.state.is_completed(), (run.state.message, (worker.home / "worker.log").read_text()[-3000:])
    assert originals(world).total() == 2
    assert len(certificates(world)) == 2
    assert proven(world)
    assert names(world.account("operateur-edi", "depot")) == []
    (table,) = client.read_artifacts(
        artifact_filter=ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run.id])), limit=5
    )
    assert table.type == "table"
    assert "operateur-edi" in str(table.data)


def test_the_worker_follows_statuses_and_deadlines(worker: Prefect, client: SyncPrefectClient, world: World) -> None:
    ((number, siret),) = world.ask(
        "select numero_facture, route_siret from documents where status = 'MISE_A_DISPOSITION' order by id limit 1"
    )
    world.answer(str(siret), "paiements.csv", f"Numéro facture;Statut\n{number};Mise en paiement\n".encode("cp1252"))
    for name in ("deadlines/echeances", "statuses/statuts"):
        run = carried_out(client, name, world)
        assert run.state is not None
        assert run.state.is_completed(), run.state.message
    assert ("MISE_EN_PAIEMENT", number) in world.ask("select status, numero_facture from documents")
    assert list(world.account("operateur-edi", "retours").glob("changements_*.csv"))


def test_the_worker_carries_a_bulk_upload(worker: Prefect, client: SyncPrefectClient, world: World) -> None:
    source = world.home / "lot-travaux.zip"
    source.write_bytes(SAMPLES["lot-travaux.zip"])
    before = originals(world).total()
    run = carried_out(client, "bulk_upload/lot", world, source=str(source), drop="operateur-edi")
    assert run.state is not None
    assert run.state.is_completed(), run.state.message
    assert originals(world).total() == before + 12


def test_the_worker_writes_the_reports(worker: Prefect, client: SyncPrefectClient, world: World) -> None:
    run = carried_out(client, "status_reports/etats", world)
    assert run.state is not None
    assert run.state.is_completed(), run.state.message
    assert len(list(world.root.glob("fournisseurs/*/retours/statuts_*.csv"))) == 3
    assert list(world.recipients.glob("*/rapports/statuts_*.csv"))


def test_the_worker_brings_what_a_closed_door_left(worker: Prefect, client: SyncPrefectClient, tmp_path: Path) -> None:
    doors = (
        '[doors.monde]\nconnector = "local"\nroot = "monde"\n[doors.ailleurs]\nconnector = "local"\nroot = "ailleurs"\n'
    )
    world = lay_out(tmp_path, doors=doors, recipients="ailleurs", run=ALONE + "\nworkers = 1")
    world.drop("operateur-edi", "ubl-facture.xml", SAMPLES["ubl-facture.xml"])
    run = carried_out(client, "nightly_ingestion/nuit", world)
    assert run.state is not None
    assert run.state.is_failed()
    assert "ailleurs" in str(run.state.message)
    (tmp_path / "ailleurs").mkdir()
    run = carried_out(client, "deliver/remises", world)
    assert run.state is not None
    assert run.state.is_completed(), run.state.message
    assert len(list((tmp_path / "ailleurs").rglob("*.facture.json"))) == 1
