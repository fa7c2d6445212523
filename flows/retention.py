"""The monthly retention run: what is old enough and closed leaves the content store, by the rules of the settings."""

from pathlib import Path

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE

from domain.retention import RetentionAction
from domain.text import Locale, Text
from flows import steps
from flows.nightly import fail_if_troubled
from flows.runner import config_path
from hub.retention.counts import Retained
from hub.retention.run import retain
from hub.runtime.late_night import with_late_nights
from hub.runtime.unfinished import Unfinished

_TITLE = Text("Ce que les règles de conservation font partir", "What the retention rules remove")
_HEADS = (
    Text("règle", "rule"),
    Text("sort", "fate"),
    Text("contenus", "contents"),
    Text("documents", "documents"),
    Text("octets", "bytes"),
)
_FATES = {
    RetentionAction.KEEP: Text("gardés", "kept"),
    RetentionAction.ARCHIVE: Text("archivés", "archived"),
    RetentionAction.PURGE: Text("effacés", "purged"),
}


@flow(name="retention")
def retention(config: str = "navette.toml", dry: bool = False) -> Retained:
    """Applies the retention rules, or only counts (``dry``); without rules, nothing ever leaves.

    Safe while a nightly run is in progress, and safe to repeat. Raises :class:`Unfinished` at the end when something
    could not be done, or a night did not begin or end.
    """
    path = config_path(config)
    station = steps.here(path)
    done = apply_rules(path, dry)
    _publish(done, station.settings.locale)
    if done.troubles:
        raise Unfinished(
            Text(
                f"La conservation n'est pas entière ({len(done.troubles)}).",
                f"Retention is not whole ({len(done.troubles)}).",
            ),
            Text("Rien n'a été perdu ; le prochain passage recommence.", "Nothing was lost; the next run tries again."),
            troubles=tuple(dict.fromkeys(done.troubles)),
        )
    fail_if_troubled(with_late_nights(station, ()))
    return done


@task(name="conserver", cache_policy=NO_CACHE)
def apply_rules(config: Path, dry: bool) -> Retained:
    """Goes through the whole content store."""
    return retain(steps.here(config), dry=dry)


def _publish(done: Retained, locale: Locale) -> None:
    """Publishes the table of what left as a Prefect artifact."""
    heads = [head.in_(locale) for head in _HEADS]
    rows = [
        dict(zip(heads, (name, _FATES[fate].in_(locale), sort.contents, sort.documents, sort.bytes), strict=True))
        for name, fate, sort in done.by_rule
    ]
    create_table_artifact(key="conservation", table=rows, description=_TITLE.in_(locale))
