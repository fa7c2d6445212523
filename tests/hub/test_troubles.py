"""A folder without rights is one line of the run's end, however many invoices it stops."""

import errno
import inspect
import os
import pickle
from collections.abc import Callable

import pytest

from connectors import faults
from connectors.local.faults import fault as local_fault
from connectors.sftp.faults import fault as sftp_fault
from connectors.sftp.wire import Code, Status
from domain.errors import NavetteError, Unavailable
from domain.text import Locale, Text
from hub.decide import unreadable_files
from hub.runtime.loss import Loss
from hub.runtime.run_counts import of_fault, troubles_of
from hub.runtime.troubles import Trouble, told_once
from hub.runtime.unexpected import as_fault
from hub.runtime.unfinished import Unfinished

SIRETS = ("22060001900016", "22220001600327")
NAMES = ("facture d'été.pdf", 'un "autre".xml', "c.xml", "{name!r}.xml", "e : e.xml", "f.xml")
type_maker = Callable[[str], NavetteError]


def local(number: int) -> type_maker:
    return lambda name: local_fault(OSError(number, os.strerror(number)), name)


def there(code: int, said: str = "{name} refused") -> type_maker:
    return lambda name: sftp_fault(Status(code, said), name)


def common(maker: Callable[..., NavetteError]) -> type_maker:
    others = ["ailleurs"] * (len(inspect.signature(maker).parameters) - 1)
    return lambda name: maker(name, *others)


refused, refused_there = local(errno.EACCES), there(Code.PERMISSION_DENIED)
ABOUT_A_NAME: dict[str, type_maker] = {
    **{
        name: common(maker)
        for name, maker in inspect.getmembers(faults, inspect.isfunction)
        if maker.__module__ == faults.__name__ and name != "name_too_long"  # which tells the length of the name
    },
    **{f"local {errno.errorcode[one]}": local(one) for one in (errno.EACCES, errno.ELOOP, errno.ENOSPC, errno.EXDEV)},
    **{f"sftp {code}": there(code) for code in (Code.PERMISSION_DENIED, Code.FAILURE, Code.QUOTA_EXCEEDED)},
    **{loss.value: lambda name, loss=loss: unreadable_files.undecided(name, loss) for loss in Loss},  # type: ignore[misc]
    "unexpected": lambda name: as_fault(KeyError(name), name),
    "unexpected in a document": lambda name: unreadable_files.undecided_for(name, KeyError(name)),
}


@pytest.mark.parametrize("maker", ABOUT_A_NAME.values(), ids=ABOUT_A_NAME)
def test_whatever_its_name_a_fault_has_one_cause(maker: type_maker) -> None:
    made = [pickle.loads(pickle.dumps(maker(name))) for name in NAMES]  # noqa: S301 - as it comes from a worker
    assert len({one.cause.words for one in made}) == 1
    assert [one.cause.text for one in made] == [one.text for one in made]
    assert {one.cause.name for one in made} in ({""}, set(NAMES))


@pytest.mark.parametrize("fault", [refused, refused_there])
@pytest.mark.parametrize("locale", Locale)
def test_one_cause_is_one_line_whatever_the_number_of_invoices(fault: type_maker, locale: Locale) -> None:
    troubles = troubles_of(
        of_fault(account, fault(name), recipient=siret)
        for account in ("papeterie", "edi")
        for siret in SIRETS
        for name in NAMES
    )
    assert len(troubles) == 24
    (line,) = told_once(troubles)
    assert line.in_(locale).startswith(troubles[0].in_(locale))
    assert repr(NAMES[1]) in line.in_(locale)
    assert line.in_(locale).endswith("et 3 de plus)" if locale is Locale.FR else "and 3 more)")
    assert len(Unfinished(Text("fini", "over"), troubles=troubles).in_(locale).splitlines()) == 2


def test_one_cause_for_several_accounts_or_recipients_names_them() -> None:
    closed = Unavailable(Text("La porte est close.", "The door is closed."))
    (line,) = told_once(troubles_of(of_fault(name, closed) for name in ("papeterie", "edi")))
    assert line.in_(Locale.FR) == "papeterie : La porte est close. (de même pour edi)"
    (line,) = told_once(troubles_of(of_fault("edi", closed, recipient=siret) for siret in SIRETS))
    assert line.in_(Locale.EN) == f"edi: {SIRETS[0]}: The door is closed. (the same for {SIRETS[1]})"


def test_two_causes_are_two_lines_and_a_sentence_that_looks_alike_is_no_cause() -> None:
    full = local(errno.ENOSPC)
    other = Trouble(subject="avis", text=Text("'a' : l'avis attend", "'a': the notice waits"))
    same = Trouble(subject="avis", text=Text("'b' : l'avis attend", "'b': the notice waits"))
    troubles = troubles_of(of_fault("a", one) for one in (refused("a.xml"), full("a.xml"), refused("b.xml")))
    assert len(told_once([*troubles, other, same])) == 4
    assert told_once([other]) == (other,)
    assert told_once(troubles[:2]) == troubles[:2]


@pytest.mark.parametrize("name", ["f.xml\n- compte : tout est fait", "f\udce9.xml", "f\x1b[31m.xml", "f\u2028g.xml"])
def test_a_name_makes_no_line_of_its_own_and_stops_nobody(name: str) -> None:
    """A file called so in a drop was a second trouble of the run's end, or ended the run that told it in JSON."""
    faults = [unreadable_files.undecided(name, Loss.TIME), as_fault(KeyError(name), name), refused(name)]
    troubles = [Trouble.of(fault, about) for fault in faults for about in ("", name)]
    for locale in Locale:
        error = Unfinished(Text("Fini.", "Over."), troubles=[*troubles, *troubles_of([of_fault("d", faults[0], name)])])
        said = error.in_(locale)
        said.encode("utf-8")
        assert said.replace("\n", "").isprintable()
        assert all(
            line.startswith(("Fini.", "Over.", "- ")) and "- compte" not in line[2:9] for line in said.splitlines()
        )
