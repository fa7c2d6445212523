"""Files that a browser sends with a form."""

from collections.abc import Sequence

from starlette.datastructures import UploadFile

from hub.intake.portal_files import PortalFile

LONGEST_NAME = 100
"""Characters of a name that are kept, its ending included."""
_ODD = frozenset('/\\:*?"<>|')


def files_of(sent: Sequence[UploadFile | str]) -> tuple[PortalFile, ...]:
    """Those that were chosen: a field without a file is sent as one without a name."""
    chosen = [each for each in sent if isinstance(each, UploadFile) and each.filename]
    return tuple(PortalFile(name=plain_name(each.filename), content=each.file.read()) for each in chosen)


def plain_name(name: str | None) -> str:
    """The file's own name, without folders and without the signs that no file system takes."""
    own = (name or "").replace("\\", "/").rpartition("/")[2]
    kept = "".join("_" if char in _ODD or not char.isprintable() else char for char in own).strip(" .")
    stem, point, ending = kept.rpartition(".")
    if len(kept) <= LONGEST_NAME:
        return kept or "fichier"
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{point}{ending}"[:LONGEST_NAME] if stem else kept[:LONGEST_NAME]
