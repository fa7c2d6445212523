"""``navette statuses``: what was answered since, now, without the night."""

from cli import prefect_home
from cli.interruption import at_once
from cli.options import DEFAULT_CONFIG, AsJson, Config
from cli.run import ready, show_counts
from cli.show.night import SUIVI
from cli.show.progress import bars


def statuses(as_json: AsJson = False, config: Config = DEFAULT_CONFIG) -> None:
    """Follows status files and complements, and tells suppliers what changed, through Prefect.

    Recipients answer in `<siret>/statuts/`, suppliers in `statuts/` and `complements/` of their account; each file
    gets a compte rendu. `navette run` does it too, before it picks invoices up.

    Exit code 0: everything done; 1: something stayed undone, and is tried again by the next run;
    3: settings, directory or ledger cannot be used; 4: Prefect does not answer.

    Example: `navette statuses`
    """
    ready(config, None)
    prefect_home.prepare()
    with prefect_home.answering(), at_once():
        from flows import tonight
        from flows.progress import watched_by

        with bars(quiet=as_json) as watcher, watched_by(watcher):
            tallies, trouble = tonight.follow(config)
    show_counts(tallies, trouble, as_json=as_json, bilan=SUIVI)
