"""Each error of the operating system is the fault that its remedy mends, and only what may pass is tried again."""

import errno
import os

import pytest

from connectors.local.faults import fault
from domain.errors import AccessRefused, NameTooLong, NavetteError, SettingsError, Unavailable, Vanished

KINDS: dict[type[NavetteError], tuple[int, ...]] = {
    Vanished: (errno.ENOENT,),
    AccessRefused: (errno.ELOOP, errno.ENOTDIR, errno.EACCES, errno.EPERM, errno.EROFS),
    NameTooLong: (errno.ENAMETOOLONG,),
    SettingsError: (errno.EXDEV,),
    Unavailable: (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ESTALE, errno.EMFILE),
}
WORDS = {
    errno.ELOOP: "vrai dossier", errno.ENOTDIR: "vrai dossier", errno.EACCES: "droits", errno.EROFS: "droits",
    errno.ENOSPC: "place", errno.EDQUOT: "quota", errno.EIO: "montage", errno.EXDEV: "sur le même",
}  # fmt: skip


@pytest.mark.parametrize(("kind", "number"), [(kind, each) for kind, numbers in KINDS.items() for each in numbers])
def test_an_error_has_its_fault_and_remedy(kind: type[NavetteError], number: int) -> None:
    found = fault(OSError(number, os.strerror(number)), "f.xml")
    assert type(found) is kind
    for said in (found.text.fr, found.text.en):
        assert "f.xml" in said
    assert found.text.fr != found.text.en
    assert WORDS.get(number, "") in found.remedy.fr
    assert found.remedy.fr and found.remedy.en
