"""The faults common to every connector, each with its remedy. Names are escaped: they are untrusted."""

from domain.errors import AccessRefused, NameTooLong, NavetteError, PutBack, SettingsError, Unavailable, Vanished
from domain.text import Text


def name_too_long(name: str, said: str) -> NameTooLong:
    """``said``: the refusal in the server's words."""
    length = len(name.encode("utf-8", "surrogateescape"))
    return NameTooLong.about(
        name,
        Text(
            f"{{name!r}} : ce nom de {length} octets est trop long pour le serveur ({said!r}).",
            f"{{name!r}}: this name of {length} bytes is too long for the server ({said!r}).",
        ),
        Text(
            "Demandez à qui dépose de donner à ses fichiers des noms plus courts, ou à l'exploitant du serveur un "
            "dossier qui accepte des noms de 255 octets : un dossier chiffré n'en accepte que 143.",
            "Ask whoever deposits to give files shorter names, or the server's operator for a folder that takes "
            "names of 255 bytes: an encrypted one takes 143 only.",
        ),
    )


def growing(name: str) -> Unavailable:
    """The file changed while it was fetched."""
    return Unavailable.about(
        name,
        Text(
            "{name!r} est encore en cours d'écriture : sa taille ou son heure a changé pendant sa relève.",
            "{name!r} is still being written: its size or time moved while it was fetched.",
        ),
        Text(
            "Rien à faire : il reste en place et le prochain passage le prendra.",
            "Nothing to do: it stays in place and the next run takes it.",
        ),
    )


def vanished(name: str) -> Vanished:
    """The file was listed and no longer exists."""
    return Vanished.about(
        name,
        Text("{name!r} n'est plus là.", "{name!r} is no longer there."),
        Text(
            "Rien à faire, sauf si personne n'est censé retirer de fichiers à cet endroit.",
            "Nothing to do, unless nobody is supposed to remove files there.",
        ),
    )


def replaced(name: str) -> Vanished:
    """Another file has the name now."""
    return Vanished.about(
        name,
        Text(
            "{name!r} n'est plus le fichier qui a été listé : un autre a pris son nom.",
            "{name!r} is no longer the file that was listed: another one has taken its name.",
        ),
        Text(
            "Rien à faire : l'autre reste en place et le prochain passage le prendra.",
            "Nothing to do: the other one stays in place and the next run takes it.",
        ),
    )


def put_back(name: str) -> PutBack:
    """Another file was moved in the place of this one, and moved back."""
    return PutBack.about(
        name,
        Text(
            "{name!r} a été remplacé pendant son déplacement : le fichier plus récent a été remis en place et n'a pas "
            "été relevé.",
            "{name!r} was replaced while it was moved: the newer file was put back in its place and was not picked up.",
        ),
        Text(
            "Le prochain passage le prendra. Si cela dure, demandez à l'exploitant du serveur ce qui change les "
            "fichiers.",
            "The next run takes it. If this lasts, ask the server's operator what changes the files.",
        ),
    )


def not_a_file(name: str) -> Vanished:
    """The name is now that of a link, a folder, a pipe or a device; or its folder was replaced by a link."""
    return Vanished.about(
        name,
        Text(
            "{name!r} n'est plus le fichier ordinaire qui a été listé : les liens et les tuyaux ne sont pas lus.",
            "{name!r} is no longer the regular file that was listed: links and pipes are not read.",
        ),
        Text(
            "Demandez à qui dépose à cet endroit de n'y mettre que des fichiers.",
            "Ask whoever deposits there to leave only files.",
        ),
    )


def strayed(name: str, place: str) -> NavetteError:
    """Another file was moved by mistake and cannot be brought back."""
    return NavetteError.about(
        name,
        Text(
            f"{{name!r}} a été remplacé pendant son déplacement : le fichier plus récent est maintenant {place!r} "
            "et n'a pas été relevé.",
            f"{{name!r}} was replaced while it was moved: the newer file is now {place!r} and was not picked up.",
        ),
        Text("Remettez-le à la main dans le dossier de dépôt.", "Move it back to the drop by hand."),
    )


def crowded(name: str, folder: str) -> Unavailable:
    """Every alternative name is taken."""
    return Unavailable.about(
        name,
        Text(
            f"Tous les noms essayés pour {{name!r}} dans {folder!r} sont pris.",
            f"Every name tried for {{name!r}} in {folder!r} is taken.",
        ),
        Text("Archivez ou videz ce dossier.", "Archive or empty that folder."),
    )


def outside(folder: str, real: str) -> AccessRefused:
    """The folder is a link, or is reached through one."""
    return AccessRefused.about(
        folder,
        Text(
            f"Le dossier {{name!r}} est en fait {real!r} : les liens ne sont pas suivis.",
            f"The folder {{name!r}} is really {real!r}: links are not followed.",
        ),
        Text(
            "Remplacez le lien par un dossier, ou nommez le vrai dossier dans les réglages.",
            "Replace the link by a folder, or name the real folder in the settings.",
        ),
    )


def no_root(root: str) -> SettingsError:
    """The root is missing."""
    return SettingsError.about(
        root,
        Text("La racine {name!r} n'est pas un dossier qui existe.", "The root {name!r} is no folder that exists."),
        Text("Créez-le (ou montez-le), ou corrigez la racine (root).", "Create it (or mount it), or correct the root."),
    )


def not_mounted(root: str) -> Unavailable:
    """The folder is there, and what should be mounted on it is not: what is written would be hidden afterwards."""
    return Unavailable.about(
        root,
        Text(
            "Rien n'est monté sur {name!r} : ce qui y serait écrit disparaîtrait sous le montage.",
            "Nothing is mounted on {name!r}: what would be written there would be hidden by the mount.",
        ),
        Text(
            "Montez le disque ou le partage, puis relancez ; sans montage attendu, retirez mounted de cette porte.",
            "Mount the disk or the share, then run again; if none is expected, remove mounted from this door.",
        ),
    )


def no_drop(folder: str) -> SettingsError:
    """The folder in which invoices are deposited is missing: nothing can be said of what it holds."""
    return SettingsError.about(
        folder,
        Text(
            "Le dossier de dépôt {name!r} n'existe pas : rien n'a pu y être relevé.",
            "The deposit folder {name!r} does not exist: nothing could be picked up there.",
        ),
        Text(
            "Montez son disque, créez-le, ou corrigez le dossier (folder) du compte.",
            "Mount its disk, create it, or correct the account's folder.",
        ),
    )


def no_folder(folder: str) -> Unavailable:
    """The folder's name is that of something else, or the folder was removed again."""
    return Unavailable.about(
        folder,
        Text("{name!r} n'est pas un dossier.", "{name!r} is not a folder."),
        Text(
            "Retirez ou renommez ce qui porte ce nom, puis relancez.",
            "Remove or rename what bears that name, then run again.",
        ),
    )
