"""``navette check`` on a lot: its own line agrees with those of its documents."""

import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from domain.decision import Verdict
from domain.text import Locale
from hub.inspect import check
from tests.hub.test_checking import checked

LITTER = {"Thumbs.db": b"x"}
UNSAFE = {"../facture.xml": b"<a/>"}


def lot(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("names", "more", "verdict"),
    [
        (["bonne"], LITTER, Verdict.ACCEPTED),
        (["bonne", "autre"], LITTER, Verdict.ACCEPTED),
        (["refusee"], LITTER, Verdict.REJECTED),
        (["bonne", "refusee"], LITTER, Verdict.REJECTED),
        (["bonne", "illisible"], LITTER, Verdict.REJECTED),
        (["illisible"], LITTER, Verdict.IRRECEVABLE),
        (["a-completer"], LITTER, Verdict.TO_COMPLETE),
        (["bonne", "a-completer"], LITTER, Verdict.TO_COMPLETE),
    ],
)
def test_the_line_of_a_lot_agrees_with_its_documents(
    samples: Path, tmp_path: Path, names: list[str], more: dict[str, bytes], verdict: Verdict
) -> None:
    contents = {
        "bonne": (samples / "factures/ubl-facture.xml").read_bytes(),
        "autre": (samples / "factures/cii-avoir.xml").read_bytes(),
        "refusee": (samples / "refusees/ttc-faux.xml").read_bytes(),
        "illisible": b"<a>",
        "a-completer": next(iter(sorted((samples / "a_completer").glob("*.pdf")))).read_bytes(),
    }
    suffix = {"a-completer": ".pdf"}
    path = lot(tmp_path / "lot.zip", {f"{name}{suffix.get(name, '.xml')}": contents[name] for name in names} | more)
    own, *documents = checked([path], samples)
    assert own.decision.member is None
    assert own.decision.verdict is verdict
    counts = Counter(one.decision.verdict.value for one in documents)
    line = json.loads(check.as_line(own, Locale.FR))
    assert line["decision"] == verdict.value
    assert line["members"] == dict(counts)
    assert line["findings"][0]["code"] == "ARC-30"
    assert all("members" not in json.loads(check.as_line(one, Locale.FR)) for one in documents)


def test_a_member_that_cannot_be_read_makes_its_lot_no_accepted_one(samples: Path, tmp_path: Path) -> None:
    good = (samples / "factures/ubl-facture.xml").read_bytes()
    own, *documents = checked([lot(tmp_path / "lot.zip", {"f.xml": good, **LITTER, **UNSAFE})], samples)
    assert own.decision.verdict is Verdict.REJECTED
    assert sorted(one.decision.verdict.value for one in documents) == ["accepted", "rejected"]


def test_a_scan_of_a_lot_counts_as_it_is_read_in_the_end(samples: Path, tmp_path: Path) -> None:
    scan = next(iter(sorted((samples / "numerisations").glob("*.pdf"))), None)
    if scan is None:
        pytest.skip("no scan among the samples")
    own, document = checked([lot(tmp_path / "lot.zip", {"scan.pdf": scan.read_bytes(), **LITTER})], samples)
    assert own.members == {document.decision.verdict: 1}
    assert own.decision.verdict is document.decision.verdict


def test_two_lots_in_a_row_are_told_apart(samples: Path, tmp_path: Path) -> None:
    good = (samples / "factures/ubl-facture.xml").read_bytes()
    bad = (samples / "refusees/ttc-faux.xml").read_bytes()
    paths = [lot(tmp_path / f"{name}.zip", {"f.xml": content, **LITTER}) for name, content in (("a", good), ("b", bad))]
    verdicts = [one.decision.verdict for one in checked([*paths, paths[0]], samples)]
    accepted, rejected = [Verdict.ACCEPTED] * 2, [Verdict.REJECTED] * 2
    assert verdicts == [*accepted, *rejected, *accepted]
