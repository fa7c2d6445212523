"""What every door must do, tried on each of them."""

import hashlib
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import connectors
from connectors import Entry, Failed, Fetched, LocalSettings, Move, Put, SftpSettings
from connectors.connector import SPOOL_ABOVE
from connectors.names import part_name
from domain.errors import AccessRefused, NavetteError, SettingsError, Unavailable, Vanished
from tests.conftest import PATIENCE
from tests.connectors.conftest import Door
from tests.english import english


def fetched(door: Door, *names: str, folder: str = "depot") -> dict[str, Fetched | Failed]:
    entries = [entry for entry in door.connector.list(folder) if not names or entry.name in names]
    return {answer.entry.name: answer for answer in door.connector.fetch(folder, entries, door.staging)}


def put(door: Door, *items: Put) -> dict[str, NavetteError | None]:
    return {item.name: error for item, error in door.connector.put(items)}


def move(door: Door, entry: Entry, to_name: str = "") -> NavetteError | None:
    order = Move(folder="depot", entry=entry, to_folder="traites", to_name=to_name or entry.name)
    ((_, error),) = door.connector.move([order])
    return error


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


# --- list ---------------------------------------------------------------------------------------------------------


def test_a_listing_shows_regular_files_only_by_name(door: Door) -> None:
    door.drop("b.xml", b"bb", age=7)
    door.drop("a.xml", b"a")
    (door.root / "depot" / "dossier").mkdir()
    (door.root / "depot" / "lien.xml").symlink_to("a.xml")
    os.mkfifo(door.root / "depot" / "tuyau.xml")
    assert door.connector.list("depot") == (
        Entry(name="a.xml", size=1, modified=1_795_000_000 - 100),
        Entry(name="b.xml", size=2, modified=1_795_000_000 - 7),
    )


def test_a_missing_folder_is_empty(door: Door) -> None:
    assert door.connector.list("depot") == ()
    assert door.connector.list("nulle/part") == ()


def test_many_folders_are_listed_at_once_each_with_its_own_answer(door: Door) -> None:
    for number in range(150):
        door.drop("a.xml", b"a", folder=f"{number}")
    (door.root / "lien").symlink_to(door.root / "1")
    (door.root / "vide").mkdir()
    asked = [*(f"{number}" for number in range(200)), "vide", "lien", "../dehors"]
    answers = dict(door.connector.listings(asked))
    assert set(answers) == set(asked)
    assert answers.pop("vide") == ()
    for number in range(150):
        found = answers[f"{number}"]
        assert isinstance(found, tuple)
        assert [entry.name for entry in found] == ["a.xml"]
    assert all(isinstance(answers[f"{number}"], Vanished) for number in range(150, 200))
    assert all(isinstance(answers[odd], AccessRefused) for odd in ("lien", "../dehors"))


def test_ten_thousand_files_are_all_listed(door: Door) -> None:
    home = door.root / "depot"
    home.mkdir()
    for number in range(10_000):
        os.link(door.drop("f.xml", folder="un"), home / f"{number:05}.xml") if not number else os.link(
            home / "00000.xml", home / f"{number:05}.xml"
        )
    assert [entry.name for entry in door.connector.list("depot")] == [f"{number:05}.xml" for number in range(10_000)]


def test_a_missing_root_is_reported_at_once(door: Door) -> None:
    door.root.rmdir()
    with pytest.raises(SettingsError, check=english("root")), door.another():
        pass


# --- names --------------------------------------------------------------------------------------------------------

ODD = [
    b"facture n\xb0 12 \xe9t\xe9.xml",
    "été.xml".encode(),
    b"-rf.xml",
    b"deux\nlignes.xml",
    b"a b;c$(id)'\".xml",
    b"\xff",
]


@pytest.mark.parametrize("raw", ODD)
def test_odd_names_survive_every_operation(door: Door, raw: bytes) -> None:
    name = os.fsdecode(raw)
    door.drop(raw, b"contenu")
    answer = fetched(door)[name]
    assert isinstance(answer, Fetched)
    assert answer.content == b"contenu"
    assert move(door, answer.entry) is None
    assert put(door, Put(folder="retours", name=name, content=b"certificat")) == {name: None}
    assert [os.fsencode(path.name) for path in (door.root / "traites").iterdir()] == [raw]
    assert [os.fsencode(path.name) for path in (door.root / "retours").iterdir()] == [raw]
    assert files(door.root / "depot") == []


# --- fetch --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 1, 32_767, 32_768, 32_769, 2 * 2**20, 2 * 2**20 + 1, SPOOL_ABOVE])
def test_a_file_comes_whole_whatever_its_size(door: Door, size: int) -> None:
    content = os.urandom(size)
    door.drop("f.zip", content)
    answer = fetched(door)["f.zip"]
    assert isinstance(answer, Fetched)
    assert answer.content == content
    assert answer.sha256 == hashlib.sha256(content).hexdigest()
    assert files(door.staging) == []


def test_a_large_file_goes_to_a_private_staging_file(door: Door) -> None:
    content = os.urandom(SPOOL_ABOVE + 12_345)
    door.drop("lot.zip", content)
    answer = fetched(door)["lot.zip"]
    assert isinstance(answer, Fetched)
    assert answer.content is None
    assert answer.spooled is not None
    assert answer.spooled.parent == door.staging
    assert stat.S_IMODE(answer.spooled.stat().st_mode) == 0o600
    assert answer.spooled.read_bytes() == content
    assert answer.sha256 == hashlib.sha256(content).hexdigest()


def test_many_files_at_once_are_not_mixed_up(door: Door) -> None:
    contents = {f"{number:04}.xml": os.urandom(number * 37 % 70_000) for number in range(400)}
    for name, content in contents.items():
        door.drop(name, content)
    answers = fetched(door)
    assert {name: answer.content for name, answer in answers.items() if isinstance(answer, Fetched)} == contents


def test_one_bad_file_does_not_stop_the_others(door: Door) -> None:
    paths = {
        name: door.drop(name, b"x" * 100)
        for name in ("bon.xml", "grandit.xml", "retrecit.xml", "parti.xml", "touche.xml")
    }
    entries = door.connector.list("depot")
    paths["grandit.xml"].write_bytes(b"x" * 40_000)
    paths["retrecit.xml"].write_bytes(b"x")
    paths["parti.xml"].unlink()
    os.utime(paths["touche.xml"], (1_795_000_050, 1_795_000_050))
    answers = {answer.entry.name: answer for answer in door.connector.fetch("depot", entries, door.staging)}
    assert isinstance(answers.pop("bon.xml"), Fetched)
    faults = {name: type(answer.error) for name, answer in answers.items() if isinstance(answer, Failed)}
    assert faults == {
        "grandit.xml": Unavailable,
        "retrecit.xml": Unavailable,
        "parti.xml": Vanished,
        "touche.xml": Unavailable,
    }


def test_a_large_file_that_shrinks_leaves_nothing_in_staging(door: Door) -> None:
    path = door.drop("lot.zip", b"x" * (SPOOL_ABOVE + 1))
    entries = door.connector.list("depot")
    path.write_bytes(b"x" * 3_000_000)
    (answer,) = door.connector.fetch("depot", entries, door.staging)
    assert isinstance(answer, Failed)
    assert isinstance(answer.error, Unavailable)
    assert files(door.staging) == []


def test_a_full_staging_disk_is_reported_and_the_file_stays(door: Door, small_files_only: Callable[[], None]) -> None:
    door.drop("lot.zip", b"x" * (SPOOL_ABOVE + 1))
    door.drop("petit.xml")
    small_files_only()
    answers = fetched(door)
    failed = answers["lot.zip"]
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, Unavailable)
    assert isinstance(answers["petit.xml"], Fetched)
    assert files(door.staging) == []
    assert files(door.root / "depot") == ["lot.zip", "petit.xml"]


def test_a_file_put_in_place_of_a_link_to_elsewhere_is_not_read(door: Door, tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(b"secret!!!!")
    path = door.drop("f.xml", b"0123456789")
    entries = door.connector.list("depot")
    path.unlink()
    path.symlink_to(secret)
    (answer,) = door.connector.fetch("depot", entries, door.staging)
    assert isinstance(answer, Failed)


def test_a_fetch_left_half_way_leaves_a_usable_door(door: Door) -> None:
    for number in range(200):
        door.drop(f"{number}.xml", b"x" * 50_000)
    answers = door.connector.fetch("depot", door.connector.list("depot"), door.staging)
    next(iter(answers))
    del answers
    assert len(fetched(door)) == 200


def test_files_may_be_left_and_moved_while_others_are_fetched(door: Door) -> None:
    for number in range(150):
        door.drop(f"{number}.xml", b"%d" % number)
    for answer in door.connector.fetch("depot", door.connector.list("depot"), door.staging):
        assert isinstance(answer, Fetched)
        assert put(door, Put(folder="copies", name=answer.entry.name, content=answer.content or b"")) == {
            answer.entry.name: None
        }
        assert move(door, answer.entry) is None
    assert len(files(door.root / "traites")) == len(files(door.root / "copies")) == 150
    assert files(door.root / "depot") == []


# --- put ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 1, 32_768, 32_769, 2 * 2**20, 5 * 2**20 + 7])
def test_a_file_is_left_whole_its_folders_made(door: Door, size: int, tmp_path: Path) -> None:
    content = os.urandom(size)
    ours = tmp_path / "ours.bin"
    ours.write_bytes(content)
    items = [
        Put(folder="21060001600019/_structure/lot", name="a.bin", content=content),
        Put(folder="21060001600019/_structure/lot", name="b.bin", content=ours),
    ]
    assert put(door, *items) == {"a.bin": None, "b.bin": None}
    home = door.root / "21060001600019/_structure/lot"
    assert files(home) == ["a.bin", "b.bin"]
    assert (home / "a.bin").read_bytes() == (home / "b.bin").read_bytes() == content


def test_leaving_twice_leaves_one_file_and_the_last_content(door: Door) -> None:
    for content in (b"premier, plus long", b"second", b"second"):
        assert put(door, Put(folder="retours", name="certificat.json", content=content)) == {"certificat.json": None}
    assert files(door.root / "retours") == ["certificat.json"]
    assert (door.root / "retours" / "certificat.json").read_bytes() == b"second"


def test_what_a_crash_left_behind_is_taken_up(door: Door) -> None:
    item = Put(folder="retours", name="certificat.json", content=b"contenu")
    door.drop(part_name(item.name, item.content), b"con", folder="retours")
    assert put(door, item) == {"certificat.json": None}
    assert files(door.root / "retours") == ["certificat.json"]
    assert (door.root / "retours" / "certificat.json").read_bytes() == b"contenu"


def test_a_long_name_is_left_all_the_same(door: Door) -> None:
    name = "é" * 125 + ".xml"
    assert put(door, Put(folder="retours", name=name, content=b"x")) == {name: None}
    assert files(door.root / "retours") == [name]


@pytest.mark.parametrize(
    ("folder", "name"),
    [("retours", "../x.xml"), ("retours", ".."), ("retours", ""), ("../dehors", "x"), ("a//b", "x"), ("/etc", "x")],
)
def test_nothing_is_left_outside_the_root(door: Door, folder: str, name: str) -> None:
    answers = list(
        door.connector.put([Put(folder=folder, name=name, content=b"x"), Put(folder="bon", name="bon", content=b"y")])
    )
    assert {item.name: type(error) for item, error in answers} == {name: AccessRefused, "bon": type(None)}
    assert files(door.root) == ["bon"]
    assert files(door.root.parent) == ["root", "staging"]


def test_a_full_disk_fails_that_file_and_leaves_no_half(door: Door, small_files_only: Callable[[], None]) -> None:
    if door.kind == "proftpd":
        pytest.skip("ProFTPD ends its session at a file that is too large, whatever the signal's setting")
    big = Put(folder="retours", name="gros.zip", content=b"x" * 100_000)
    if door.server is None:
        small_files_only()
    else:  # the server writes, in a process of its own for this session
        limit_sessions(door.server)
    answers = put(door, big, Put(folder="retours", name="petit.xml", content=b"y"))
    assert answers["petit.xml"] is None
    assert isinstance(answers["gros.zip"], Unavailable)
    assert files(door.root / "retours") == ["petit.xml"]


def test_a_missing_copy_of_ours_is_reported_and_the_others_go_on(door: Door, tmp_path: Path) -> None:
    answers = put(
        door,
        Put(folder="retours", name="a.xml", content=tmp_path / "absent"),
        Put(folder="retours", name="b.xml", content=b"y"),
    )
    assert isinstance(answers["a.xml"], Unavailable)
    assert answers["b.xml"] is None


def test_a_folder_that_is_a_file_is_reported(door: Door) -> None:
    (door.root / "retours").write_bytes(b"")
    assert isinstance(put(door, Put(folder="retours", name="a", content=b"x"))["a"], (Unavailable, AccessRefused))


def test_two_runs_that_leave_the_same_files_leave_them_whole(door: Door) -> None:
    items = [
        Put(folder=f"{number % 7}/s", name=f"{number}.xml", content=b"%d" % number * 9000) for number in range(120)
    ]
    faults: list[NavetteError] = []

    def leave() -> None:
        with door.another() as connector:
            faults.extend(error for _, error in connector.put(items) if error)

    together(leave, leave, leave)
    assert faults == []
    for item in items:
        assert (door.root / item.folder / item.name).read_bytes() == item.content
    assert sum(len(files(door.root / f"{number}/s")) for number in range(7)) == 120


# --- move ---------------------------------------------------------------------------------------------------------


def test_a_file_taken_out_keeps_its_bytes_and_twice_is_fine(door: Door) -> None:
    door.drop("f.xml", b"contenu")
    entry = door.entry("f.xml")
    assert move(door, entry, "f-0001.xml") is None
    assert move(door, entry, "f-0001.xml") is None
    assert files(door.root / "depot") == []
    assert (door.root / "traites" / "f-0001.xml").read_bytes() == b"contenu"


def test_a_file_gone_elsewhere_has_vanished(door: Door) -> None:
    path = door.drop("f.xml")
    entry = door.entry("f.xml")
    path.unlink()
    assert isinstance(move(door, entry), Vanished)


def test_a_new_file_under_the_old_name_stays(door: Door) -> None:
    door.drop("f.xml", b"premier")
    entry = door.entry("f.xml")
    door.drop("f.xml", b"second, jamais lu")
    assert isinstance(move(door, entry), Vanished)
    assert (door.root / "depot" / "f.xml").read_bytes() == b"second, jamais lu"
    assert files(door.root / "traites") == []


def test_a_name_already_taken_gets_the_moment_of_the_file(door: Door) -> None:
    door.drop("lot.tar.gz", b"celui d'hier", folder="traites")
    door.drop("lot.tar.gz", b"celui du jour", age=0)
    entry = door.entry("lot.tar.gz")
    assert move(door, entry) is None
    assert move(door, entry) is None
    assert files(door.root / "traites") == ["lot.2026-11-18T110640Z.tar.gz", "lot.tar.gz"]
    assert (door.root / "traites" / "lot.tar.gz").read_bytes() == b"celui d'hier"


def test_files_of_one_name_and_moment_are_all_kept(door: Door) -> None:
    for number in range(4):
        door.drop("f.xml", b"%d" % number)
        assert move(door, door.entry("f.xml")) is None
    assert sorted(path.read_bytes() for path in (door.root / "traites").iterdir()) == [b"0", b"1", b"2", b"3"]


def test_movers_at_once_take_every_file_once(door: Door) -> None:
    for number in range(150):
        door.drop(f"{number}.xml", b"%d" % number)
    orders = [
        Move(folder="depot", entry=entry, to_folder="traites", to_name=entry.name)
        for entry in door.connector.list("depot")
    ]
    faults: list[NavetteError] = []

    def take() -> None:
        with door.another() as connector:
            faults.extend(error for _, error in connector.move(orders) if error)

    together(take, take)
    assert faults == []
    assert files(door.root / "depot") == []
    assert files(door.root / "traites") == sorted(f"{number}.xml" for number in range(150))


def test_moves_out_of_the_root_are_refused(door: Door) -> None:
    door.drop("f.xml")
    entry = door.entry("f.xml")
    for to_folder, to_name in (("../dehors", "f.xml"), ("traites", "../f.xml")):
        order = Move(folder="depot", entry=entry, to_folder=to_folder, to_name=to_name)
        ((_, error),) = door.connector.move([order])
        assert isinstance(error, AccessRefused)
    assert files(door.root / "depot") == ["f.xml"]


# --- folders ------------------------------------------------------------------------------------------------------


def test_runs_that_make_the_same_deep_folders_at_once_all_succeed(door: Door) -> None:
    folders = [f"a/b/c/{number % 5}/d" for number in range(20)]

    def make() -> None:
        with door.another() as connector:
            connector.make_folders(folders)
            connector.make_folders(folders)

    together(make, make, make)
    assert files(door.root / "a/b/c") == ["0", "1", "2", "3", "4"]


def test_links_do_not_lead_out_of_the_root(door: Door, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "f.xml").write_bytes(b"d'un autre")
    (door.root / "depot").symlink_to(elsewhere)
    with pytest.raises(AccessRefused):
        door.connector.list("depot")
    entry = Entry(name="f.xml", size=10, modified=(elsewhere / "f.xml").stat().st_mtime)
    (answer,) = door.connector.fetch("depot", [entry], door.staging)
    assert isinstance(answer, Failed)
    assert isinstance(answer.error, AccessRefused)
    assert isinstance(put(door, Put(folder="depot/x", name="g.xml", content=b"x"))["g.xml"], AccessRefused)
    assert isinstance(move(door, entry), AccessRefused)
    assert files(elsewhere) in (["f.xml"], ["f.xml", "x"])


# --- helpers ------------------------------------------------------------------------------------------------------


@pytest.fixture
def small_files_only() -> object:
    """Call it and this process can write no file beyond 64 KB, as if the disk were full; until the test ends."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, hard))
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def limit_sessions(server: int) -> None:
    """The processes of the running sessions of ``server`` can write no file beyond 64 KB."""
    import resource

    for below in _below(server):
        _, hard = resource.prlimit(below, resource.RLIMIT_FSIZE)
        resource.prlimit(below, resource.RLIMIT_FSIZE, (65_536, hard))


def _below(process: int) -> list[int]:
    children = [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return children + [other for one in children for other in _below(one)]


def together(*actions: Callable[[], None]) -> None:
    start = threading.Barrier(len(actions))
    faults: list[Exception] = []

    def run(action: Callable[[], None]) -> None:
        start.wait()
        try:
            action()
        except Exception as error:  # noqa: BLE001 -- raised again below, in the test's own thread
            faults.append(error)

    threads = [threading.Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    if faults:
        raise faults[0]


def test_settings_keep_their_secrets_to_themselves() -> None:
    settings = SftpSettings(host="h", username="u", password="s3cret", passphrase="s3cret")
    assert "s3cret" not in repr(settings)
    assert not hasattr(connectors.open(settings), "password")
    assert connectors.open(LocalSettings(root=Path())) is not None


# --- remove -------------------------------------------------------------------------------------------------------


def test_a_file_of_ours_is_removed(door: Door) -> None:
    put(door, Put(folder="retours", name="essai.part", content=b"essai"))
    door.connector.remove("retours", door.entry("essai.part", "retours"))
    assert files(door.root / "retours") == []


def test_what_is_no_file_of_ours_is_not_removed(door: Door) -> None:
    kept = door.drop("a.xml", b"autre")
    (door.root / "depot" / "lien.xml").symlink_to("a.xml")
    ours = Entry(name="a.xml", size=3, modified=0.0)
    with pytest.raises(Vanished):
        door.connector.remove("depot", ours)
    with pytest.raises(NavetteError):
        door.connector.remove("depot", Entry(name="lien.xml", size=5, modified=0.0))
    with pytest.raises(Vanished):
        door.connector.remove("depot", Entry(name="absent.xml", size=3, modified=0.0))
    assert kept.exists()
    assert (door.root / "depot" / "lien.xml").is_symlink()
