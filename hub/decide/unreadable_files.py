"""Findings about a file that could not be processed: too big, unreadable; or its worker was stopped, which decides
nothing.
"""

from domain.enum_tables import Partial
from domain.errors import NavetteError, NoWorkers, PutOff, Undecided
from domain.finding import Finding, Level, Pack, Rule
from domain.text import Text
from hub.runtime import worker_starts
from hub.runtime.loss import Loss
from hub.runtime.unexpected import reason_of

NOT_A_FILE = Rule(
    code="LIG-01",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text("« {name} » n'est pas un fichier ordinaire.", "“{name}” is not a regular file."),
    remedy=Text("Déposez le fichier lui-même.", "Deposit the file itself."),
    source="Navette",
)
TOO_BIG = Rule(
    code="LIG-02",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le fichier pèse {size} octets ; la limite est de {limit} octets.",
        "The file weighs {size} bytes; the limit is {limit} bytes.",
    ),
    remedy=Text(
        "Réduisez les pièces jointes ou répartissez les factures en plusieurs dépôts.",
        "Reduce the attachments or spread the invoices over several deposits.",
    ),
    source="DSE Chorus Pro 1.0, limites EDI",
)
UNREADABLE = Rule(
    code="LIG-03",
    pack=Pack.LECTURE,
    level=Level.CONTROLE,
    message=Text("« {name} » ne peut pas être ouvert : {reason}.", "“{name}” cannot be opened: {reason}."),
    remedy=Text(
        "Vérifiez que le fichier existe et que ses droits permettent de le lire.",
        "Check that the file exists and that its permissions allow reading.",
    ),
    source="Navette",
)
_STILL_UNDECIDED = Text(
    "Rien n'est décidé : il sera repris au prochain passage. S'il reste indécis, demandez à son déposant de le "
    "produire avec un autre outil, ou un XML UBL ou CII.",
    "Nothing is decided: it is taken up again at the next run. If it stays undecided, ask its depositor to produce "
    "it with another tool, or a UBL or CII XML.",
)
OUT_OF_TIME = Rule(
    code="LIG-04",
    pack=Pack.LECTURE,
    level=Level.CONTROLE,
    message=Text(
        "La lecture de « {name} » a pris tout le temps de calcul permis et a été arrêtée.",
        "Reading “{name}” used all the processor time allowed and was stopped.",
    ),
    remedy=_STILL_UNDECIDED,
    source="Navette",
)
CRASHED = Rule(
    code="LIG-05",
    pack=Pack.LECTURE,
    level=Level.CONTROLE,
    message=Text(
        "La lecture de « {name} » s'est arrêtée brutalement.", "Reading “{name}” ended the process that read it."
    ),
    remedy=_STILL_UNDECIDED,
    source="Navette",
)
OUT_OF_MEMORY = Rule(
    code="LIG-06",
    pack=Pack.LECTURE,
    level=Level.CONTROLE,
    message=Text(
        "La lecture de « {name} » demande plus de mémoire que permis.",
        "Reading “{name}” needs more memory than allowed.",
    ),
    remedy=_STILL_UNDECIDED,
    source="Navette",
)
FOLLOWED_BEFORE = Rule(
    code="LIG-07",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "« {name} » a déjà été traité le {first} (dépôt {number}) : rien n'est appliqué une seconde fois.",
        "“{name}” was already followed on {first} (deposit {number}): nothing is applied a second time.",
    ),
    remedy=Text(
        "Il n'y a rien à faire ; pour dire autre chose, déposez un fichier qui le dit.",
        "There is nothing to do; to say something else, deposit a file that says it.",
    ),
    source="Navette",
)
TOO_LONG = Rule(
    code="LIG-08",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le fichier de statuts pèse {size} octets ; la limite est de {limit} octets.",
        "The status file weighs {size} bytes; the limit is {limit} bytes.",
    ),
    remedy=Text("Répartissez les statuts en plusieurs fichiers.", "Spread the statuses over several files."),
    source="Navette",
)

UNEXPECTED = Rule(
    code="LIG-09",
    pack=Pack.LECTURE,
    level=Level.CONTROLE,
    message=Text(
        "Une erreur imprévue a interrompu la lecture ou le contrôle de « {name} » ({reason}).",
        "An unexpected error interrupted reading or checking “{name}” ({reason}).",
    ),
    remedy=Text(
        "Rien n'est décidé : il sera repris au prochain passage. Signalez cette erreur avec le fichier.",
        "Nothing is decided: it is taken up again at the next run. Report this error with the file.",
    ),
    source="Navette",
)

PUT_OFF = Rule(
    code="LIG-10",
    pack=Pack.LECTURE,
    level=Level.CONTROLE,
    message=Text(
        "Des documents de ce compte attendent : d'autres ont épuisé le temps de calcul qu'il peut perdre par passage.",
        "Documents of this account wait: others used up the processor time it may lose in a run.",
    ),
    remedy=Text(
        "Voyez ceux dont la lecture a pris tout le temps permis, et demandez à leur déposant de les retirer ; le "
        "prochain passage reprend les autres. Le réglage est [run] lost_time.",
        "Look at those whose reading used all the time allowed, and ask their depositor to take them back; the next "
        "run goes on with the others. The setting is [run] lost_time.",
    ),
    source="Navette",
)

NO_WORKERS = Rule(
    code="LIG-11",
    pack=Pack.LECTURE,
    level=Level.CONTROLE,
    message=worker_starts.NO_WORKERS,
    remedy=worker_starts.REMEDY,
    source="Navette",
)

LOST = {
    Loss.TIME: OUT_OF_TIME,
    Loss.CRASH: CRASHED,
    Loss.MEMORY: OUT_OF_MEMORY,
    Loss.ALLOWANCE: PUT_OFF,
    Loss.NO_WORKER: NO_WORKERS,
}
"""The finding about a document whose worker was lost."""
_NAME = "{name}"
"""Where a fault names the file (:meth:`domain.errors.NavetteError.about`)."""
_KIND = Partial({Loss.ALLOWANCE: PutOff, Loss.NO_WORKER: NoWorkers})


def undecided(name: str, loss: Loss) -> Undecided:
    """Why the file ``name``, whose worker was lost, stays undecided."""
    found = LOST[loss].finding(name=_NAME)
    return _KIND.get(loss, Undecided).about(name, found.message, found.remedy)


def unexpected(name: str, error: BaseException) -> Finding:
    """The finding about the file ``name``, whose reading or check raised ``error``. Raises it again when it is not
    about the file: an interruption, or the memory of the whole process.
    """
    return UNEXPECTED.finding(name=name, reason=reason_of(error))


def undecided_for(name: str, error: BaseException) -> NavetteError:
    """Why the file ``name`` stays undecided, when ``error`` was raised; raised again as :func:`unexpected` does."""
    if isinstance(error, NavetteError):
        return error
    found = unexpected(_NAME, error)
    return Undecided.about(name, found.message, found.remedy)


RULES = (
    NOT_A_FILE,
    TOO_BIG,
    UNREADABLE,
    OUT_OF_TIME,
    CRASHED,
    OUT_OF_MEMORY,
    FOLLOWED_BEFORE,
    TOO_LONG,
    UNEXPECTED,
    PUT_OFF,
    NO_WORKERS,
)
