"""``navette statuses``: applies the answers that were received, without the rest of the night."""

from cli import language, prefect_home
from cli.interruption import at_once
from cli.run import ready, show_counts
from cli.show.night import FOLLOW_UP_RUN
from cli.show.progress import bars
from cli.usage.help_texts import documented
from cli.usage.options import DEFAULT_CONFIG, AsJson, Config
from cli.usage.summaries import SUMMARIES
from hub.runtime.safe_path import outside_current_folder


@documented(
    """
    Les destinataires répondent dans `<siret>/statuts/`, les fournisseurs dans `statuts/` et `complements/` de leur
    compte ; chaque fichier reçoit un compte rendu. `navette run` le fait aussi, avant de relever les factures.

    Code de sortie 0 : tout est fait ; 1 : quelque chose est resté à faire, et sera repris au prochain passage ;
    3 : réglages, annuaire ou registre inutilisables ; 4 : Prefect, le registre ou le stockage ne répond pas, et le
    passage n'a pas commencé.

    Exemple : `navette statuses`
    """,
    """
    Recipients answer in `<siret>/statuts/`, suppliers in `statuts/` and `complements/` of their account; each file
    gets a compte rendu. `navette run` does it too, before it picks invoices up.

    Exit code 0: everything done; 1: something stayed undone, and is tried again by the next run;
    3: settings, directory or ledger cannot be used; 4: Prefect, the ledger or the content store does not answer, and
    the run did not begin.

    Example: `navette statuses`
    """,
    summary=SUMMARIES["statuses"],
)
def statuses(as_json: AsJson = False, config: Config = DEFAULT_CONFIG) -> None:
    """Follows status files and complements, and writes what changed to suppliers, in this process."""
    ready(config, None)
    config = config.absolute()
    prefect_home.prepare()
    with outside_current_folder(), prefect_home.answering(), at_once():
        from flows import tonight
        from flows.progress import watched_by

        prefect_home.say_once()

        with bars(language.current(), quiet=as_json) as watcher, watched_by(watcher):
            all_counts, undone = tonight.follow(config)
    show_counts(all_counts, undone, as_json=as_json, summary=FOLLOW_UP_RUN)
