"""The first sentence of each command's help page. The page that lists the commands shows them without importing any."""

from collections.abc import Mapping

from domain.text import Text

SUMMARIES: Mapping[str, Text] = {
    "init": Text(
        "Écrit un `navette.toml` commenté et un registre vide ; ne touche jamais à un fichier de réglages existant.",
        "Writes a commented `navette.toml` and an empty ledger; never touches a settings file that is there.",
    ),
    "demo": Text(
        "Prépare des dossiers de dépôt de fournisseurs, joue la nuit par Prefect et montre ce que devient chaque "
        "facture ; puis le lendemain : les destinataires répondent, un fournisseur complète, un dossier de travaux"
        " change de mains.",
        "Lays out suppliers' drop folders, runs the night through Prefect, and shows what became of each invoice; "
        "then the day after: recipients answer, a supplier completes, a works dossier passes from hand to hand.",
    ),
    "run": Text(
        "Relève, décide, remet et répond, par Prefect ; ce qui avait été interrompu est d'abord terminé.",
        "Picks up, decides, delivers and answers, through Prefect; what was cut is finished first.",
    ),
    "statuses": Text(
        "Suit les fichiers de statuts et les compléments, et annonce aux fournisseurs ce qui a changé, par Prefect.",
        "Follows status files and complements, and tells suppliers what changed, through Prefect.",
    ),
    "cluster": Text(
        'Démarre un cluster Dask, qui porte les passages quand `[run] runner = "dask"` (docs/cluster.md), jusqu\'à '
        "Ctrl-C ou SIGTERM.",
        'Starts a Dask cluster, which carries the runs when `[run] runner = "dask"` (docs/cluster.md), until '
        "Ctrl-C or SIGTERM.",
    ),
    "check": Text(
        "Décide sur des factures sans effet : rien n'est conservé, déplacé ni envoyé.",
        "Decides on invoices without side effects: nothing is kept, moved or sent.",
    ),
    "rules": Text(
        "Liste les paquets de règles : version, date d'effet, nombre de règles, portée ; ou les règles de l'un d'eux.",
        "Lists the packs of rules: version, date of effect, how many rules, what they are about; or the rules of one.",
    ),
    "explain": Text(
        "Explique une règle : sa phrase, que faire, sa source, son paquet, sa portée et sa gravité.",
        "Explains one rule: its sentence, its remedy, its source, its pack, what it is about, and what it weighs.",
    ),
    "status": Text(
        "Dit où en est une facture, toutes ses étapes, ce qui lui a été fait, et tous les motifs d'un refus.",
        "Tells where an invoice stands, every step of its life, what was done to it, and every reason of a refusal.",
    ),
    "complete": Text(
        "Complète une facture dont la page a été lue avec des doutes : elle est décidée de nouveau, et suit le "
        "même chemin que les autres.",
        "Completes an invoice whose page was read doubtfully: it is decided on again, and goes on as any other.",
    ),
    "dismiss": Text(
        "Met de côté un fichier ou une facture refusés que personne ne corrigera : le tableau de bord du "
        "fournisseur ne le montre plus dans *À corriger*, mais en bas, avec qui l'a dit, quand et pourquoi. Le "
        'prochain passage refait la page du jour où il a été refusé, s\'il en a une (`comptes_rendus = "jour"`).',
        "Sets a refused file or invoice aside that nobody will correct: the supplier's dashboard shows it under "
        "*To correct* no more, but at its end, with who said so, when and why. The next run makes the page of the "
        'day it was refused anew, if it has one (`comptes_rendus = "jour"`).',
    ),
    "search": Text(
        "Trouve des factures, du dépôt le plus récent au plus ancien ; tout ce qui est donné doit convenir, et une"
        " option donnée deux fois veut dire l'un ou l'autre.",
        "Finds invoices, newest deposit first; what is given must all match, and an option given twice means either.",
    ),
    "dossier": Text(
        "Raconte toute l'histoire d'un dossier de facturation de travaux.",
        "Tells the whole story of a works dossier.",
    ),
    "export": Text(
        "Écrit un état que les services financiers ouvrent dans Excel ou dans un navigateur.",
        "Writes a report that finance departments open in Excel or in a browser.",
    ),
    "annuaire": Text(
        "L'annuaire des structures publiques et de leurs services : l'installer, y chercher, montrer une entrée.",
        "The directory of public structures and their services: bring it in, search it, show an entry.",
    ),
    "verify": Text(
        "Prouve ou réfute un certificat de dépôt par le registre, sa chaîne et les octets conservés.",
        "Proves or refutes a certificate of deposit against the ledger, its chain and the bytes kept.",
    ),
    "outbox": Text(
        "Ce qui reste à faire à l'extérieur, ce qui a été abandonné et pourquoi ; et comment le reprendre.",
        "What is still to be done outside, what was given up and why; and trying that again.",
    ),
    "health": Text(
        "Dit, pour la surveillance, si les nuits ont commencé à leur heure (`[run] night_by`), si le stockage des "
        "contenus est là et ce qui attend. Ne change rien et n'ouvre aucune porte.",
        "Says, for monitoring, whether nights began by their hour (`[run] night_by`), whether the content store is"
        " there, and what waits. Changes nothing, and opens no door.",
    ),
    "doors": Text(
        "Essaie chaque dossier de chaque porte, comme une nuit le ferait (lister, écrire, renommer, effacer), et "
        "dit ce qui manque : une cause, une ligne.",
        "Tries each folder of each door as a night would (list, write, rename, remove), and says what lacks: one "
        "cause, one line.",
    ),
    "notify": Text(
        "Envoie à chaque canal de `[notifications]` le résumé qui l'attend ; rien quand rien ne s'est passé.",
        "Sends each channel of `[notifications]` the digest that waits for it; nothing when nothing happened.",
    ),
    "portail": Text(
        "Sert le portail : pages pour les fournisseurs et les services, jusqu'à Ctrl-C ou SIGTERM.",
        "Serves the portal: pages for suppliers and services, until Ctrl-C or SIGTERM.",
    ),
    "compte": Text(
        "Les comptes du portail : les créer, les rattacher, leur ouvrir des espaces, les fermer.",
        "The accounts of the portal: make them, attach them, open espaces to them, close them.",
    ),
    "retention": Text(
        "Archive ou détruit les octets des documents assez anciens, comme le dit `[retention]` ; leur preuve reste.",
        "Archives or destroys the bytes of documents that are old enough, as `[retention]` says; their proof stays.",
    ),
    "store": Text(
        "Le stockage des contenus : le déplacer d'un dossier à un compartiment S3, et retour.",
        "The content store: move it from a folder to an S3 bucket, and back.",
    ),
    "bench": Text(
        "Mesure la lecture, les règles, la relève, une nuit, les états, les recherches et le portail, chacun à "
        "côté de la façon naïve dans la même exécution.",
        "Measures reading, rules, picking up, a night, reports, searches and the portal, each beside the naive way"
        " in the same run.",
    ),
}
"""By the name of the command, in the order of the help page."""
