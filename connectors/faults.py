"""The faults every door knows, each with its remedy. Names are shown escaped: they come from outside."""

from domain.errors import AccessRefused, NavetteError, SettingsError, Unavailable, Vanished


def growing(name: str) -> Unavailable:
    """The file moved while it was fetched."""
    return Unavailable(
        f"{name!r} is still being written: its size or time moved while it was fetched.",
        "Nothing to do: it stays in place and the next run takes it.",
    )


def vanished(name: str) -> Vanished:
    """The file was listed and is gone."""
    return Vanished(f"{name!r} is no longer there.", "Nothing to do, unless nobody is supposed to remove files there.")


def replaced(name: str) -> Vanished:
    """Another file bears the name now."""
    return Vanished(
        f"{name!r} is no longer the file that was listed: another one has taken its name.",
        "Nothing to do: the other one stays in place and the next run takes it.",
    )


def strayed(name: str, place: str) -> NavetteError:
    """Another file was moved by mistake and cannot be brought back."""
    return NavetteError(
        f"{name!r} was replaced while it was moved: the newer file is now {place!r} and was not picked up.",
        "Move it back to the drop by hand.",
    )


def crowded(name: str, folder: str) -> Unavailable:
    """Every spare name is taken."""
    return Unavailable(f"Every name tried for {name!r} in {folder!r} is taken.", "Archive or empty that folder.")


def outside(folder: str, real: str) -> AccessRefused:
    """The folder is a link, or lies behind one."""
    return AccessRefused(
        f"The folder {folder!r} is really {real!r}: links are not followed.",
        "Replace the link by a folder, or name the real folder in the settings.",
    )


def no_root(root: str) -> SettingsError:
    """The root is missing."""
    return SettingsError(
        f"The root {root!r} is no folder that exists.", "Create it (or mount it), or correct the root."
    )


def no_folder(folder: str) -> Unavailable:
    """Something that is no folder bears the folder's name, or it went away again."""
    return Unavailable(f"{folder!r} is not a folder.", "Remove or rename what bears that name, then run again.")
