"""The monthly retention run: what is old enough and at its end leaves the content store, by the settings' rules."""

from pathlib import Path

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE

from domain.errors import NavetteError
from domain.text import Text
from flows import steps
from flows.runner import config_path
from hub.retention.counts import Retained
from hub.retention.run import retain


@flow(name="retention")
def retention(config: str = "navette.toml", dry: bool = False) -> Retained:
    """Applies the retention rules, or only counts (``dry``); without rules, nothing ever leaves.

    Safe beside a night that runs, and to run again. Raises :class:`NavetteError` at the end when something could not
    be done.
    """
    done = apply_rules(config_path(config), dry)
    _publish(done)
    if done.troubles:
        shown = " | ".join(done.troubles[:10]).removesuffix(".")
        raise NavetteError(
            Text(
                f"La conservation n'est pas entière ({len(done.troubles)}) : {shown}.",
                f"Retention is not whole ({len(done.troubles)}): {shown}.",
            ),
            Text("Rien n'a été perdu ; le prochain passage recommence.", "Nothing was lost; the next run tries again."),
        )
    return done


@task(name="conserver", cache_policy=NO_CACHE)
def apply_rules(config: Path, dry: bool) -> Retained:
    """Goes through the whole content store."""
    return retain(steps.here(config), dry=dry)


def _publish(done: Retained) -> None:
    """The table of what left, where Prefect shows it."""
    rows = [
        {
            "regle": name,
            "sort": devenir.value,
            "contenus": sort.contents,
            "documents": sort.documents,
            "octets": sort.bytes,
        }
        for name, devenir, sort in done.by_rule
    ]
    create_table_artifact(key="conservation", table=rows, description="Ce que les règles de conservation font partir")
