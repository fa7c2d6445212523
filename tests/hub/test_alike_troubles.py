"""A folder without rights is one line of the run's end, however many invoices it stops."""

import errno
import os

import pytest

from connectors.local.faults import fault as local_fault
from connectors.sftp.faults import fault as sftp_fault
from connectors.sftp.wire import Code, Status
from domain.errors import NavetteError
from domain.text import Locale, Text
from hub.runtime.alike_troubles import told_once
from hub.runtime.run_counts import Trouble
from hub.runtime.unfinished import Unfinished

SIRETS = ("22060001900016", "22220001600327")
NAMES = ("facture d'été.pdf", 'un "autre".xml', "c.xml", "d\x1b.xml", "e : e.xml", "f.xml")


def refused(name: str) -> NavetteError:
    return local_fault(OSError(errno.EACCES, os.strerror(errno.EACCES)), name)


def refused_there(name: str) -> NavetteError:
    return sftp_fault(Status(Code.PERMISSION_DENIED, "Permission denied"), name)


@pytest.mark.parametrize("fault", [refused, refused_there])
@pytest.mark.parametrize("locale", Locale)
def test_one_cause_is_one_line_whatever_the_number_of_invoices(fault: object, locale: Locale) -> None:
    troubles = [
        Trouble(subject=account, text=fault(name).text.about(siret))  # type: ignore[operator]
        for account in ("papeterie", "edi")
        for siret in SIRETS
        for name in NAMES
    ]
    (line,) = told_once(troubles)
    assert line.in_(locale).startswith(troubles[0].in_(locale))
    assert repr(NAMES[1]) in line.in_(locale)
    assert line.in_(locale).endswith("et 3 autres)" if locale is Locale.FR else "and 3 more)")
    assert len(Unfinished(Text("fini", "over"), troubles=troubles).in_(locale).splitlines()) == 2


def test_two_causes_are_two_lines_and_nothing_else_is_gathered() -> None:
    full = local_fault(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "a.xml")
    other = Trouble(subject="avis", text=Text("l'avis 'a' attend", "the notice 'a' waits"))
    troubles = [Trouble(subject="a", text=one.text) for one in (refused("a.xml"), full, refused("b.xml"))]
    assert len(told_once([*troubles, other])) == 3
    assert told_once([other]) == (other,)
    assert told_once(troubles[:2]) == tuple(troubles[:2])
