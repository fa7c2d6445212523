"""Whatever a bucket's server answers, nothing is lost or told to be, and no other server is asked."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import SimpleNamespace

import pytest

from domain.errors import Absent, Missing, SettingsError, Unavailable
from ledger import Bucket, ContentStore
from ledger.content_store import bucket_client, bucket_requests
from ledger.content_store.bucket import BucketObjects
from ledger.content_store.bucket_requests import BucketRequests
from tests.english import english
from tests.s3_server import Misbehaviour, S3Server, served

DAY = date(2026, 11, 21)
KEY = PurePosixPath("packs/2026-11-21/x.zip")


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    monkeypatch.setattr(bucket_requests, "WAITS", (0.01,) * 4)
    with served(tmp_path / "s3") as server:
        yield server


@pytest.fixture
def bucket(server: S3Server, tmp_path: Path) -> Bucket:
    return server.bucket(tmp_path / "here")


@pytest.fixture
def kept(bucket: Bucket) -> ContentStore:
    return ContentStore(bucket, lambda: DAY)


def item(content: bytes) -> tuple[str, bytes]:
    return sha256(content).hexdigest(), content


def spooled(kept: ContentStore, content: bytes) -> tuple[Path, str]:
    path = kept.staging() / "spool"
    path.write_bytes(content)
    return path, item(content)[0]


def test_what_is_refused_is_not_taken_for_what_is_not_there(server: S3Server, bucket: Bucket) -> None:
    """A key that expired would else have the mark of another ledger overwritten, and bytes told to be lost."""
    objects = BucketObjects(bucket)
    objects.set_mark("1234")
    server.misbehaviour = Misbehaviour(one_in=1, faults=("403",), methods=("GET", "HEAD"))
    for ask in (objects.mark, lambda: objects.remove_file(KEY, datetime.now(UTC))):
        with pytest.raises(Absent, check=english("refuses .*clock")) as caught:
            ask()
        assert not isinstance(caught.value, Missing)


def test_bytes_that_a_conflict_kept_out_are_not_told_to_be_kept(
    server: S3Server, bucket: Bucket, kept: ContentStore
) -> None:
    place = kept.put_many([item(b"one")])[item(b"one")[0]]
    (server.folder / place.partition("#")[0]).write_bytes(b"PK, no more")
    server.misbehaviour = Misbehaviour(one_in=1, faults=("409",), methods=("PUT",))
    for put in (
        lambda: kept.put_many([item(b"one")]),
        lambda: kept.put_many([item(b"two")]),
        lambda: kept.adopt(*spooled(kept, b"large")),
        lambda: BucketObjects(bucket).set_mark("1234"),
    ):
        with pytest.raises(Unavailable, check=english("409 OperationAborted")):
            put()
    server.misbehaviour = None
    assert kept.get(kept.put_many([item(b"one")])[item(b"one")[0]]) == b"one"


def test_a_server_without_conditions_keeps_packs_too(server: S3Server, kept: ContentStore) -> None:
    server.misbehaviour = Misbehaviour(one_in=1, faults=("501",))
    for _ in range(2):
        assert kept.get(kept.put_many([item(b"one")])[item(b"one")[0]]) == b"one"
    assert server.misbehaviour.met["501"] > 0


def test_a_file_that_is_taken_and_then_is_not_there_is_not_told_to_be_kept(
    server: S3Server, kept: ContentStore
) -> None:
    server.misbehaviour = Misbehaviour(one_in=1, faults=("404",), methods=("HEAD",))
    with pytest.raises(Unavailable, check=english("says that it took .*, and does not have it")):
        kept.adopt(*spooled(kept, b"large"))


def test_what_is_removed_twice_is_removed(server: S3Server, bucket: Bucket) -> None:
    """Some servers answer 404 where nothing is, for example when the first answer was lost on its way."""
    objects = BucketObjects(bucket)
    objects.set_mark("1234")
    server.misbehaviour = Misbehaviour(one_in=1, faults=("404",), methods=("DELETE",))
    objects.remove_pack(KEY)
    server.misbehaviour = Misbehaviour(one_in=1, faults=("403",), methods=("DELETE",))
    with pytest.raises(Absent):
        objects.remove_pack(KEY)


def test_a_404_after_a_server_was_lost_is_asked_again_before_it_is_believed(
    server: S3Server, kept: ContentStore
) -> None:
    place = kept.put_many([item(b"one")])[item(b"one")[0]]
    server.misbehaviour = Misbehaviour(one_in=1, faults=("503",))
    with pytest.raises(Unavailable):
        kept.get(place)
    server.misbehaviour = Misbehaviour(one_in=1, faults=("404",))
    server.asked.clear()
    with pytest.raises(Missing):
        kept.get(place)
    assert len(server.asked) == 5


def test_a_server_that_hangs_is_not_waited_for_document_by_document(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr(
        bucket_requests,
        "time",
        SimpleNamespace(monotonic=lambda: clock.now, sleep=lambda seconds: setattr(clock, "now", clock.now + seconds)),
    )
    requests, asked = BucketRequests(bucket), []

    def hangs() -> bool:
        asked.append(clock.now)
        clock.now += 60.0
        raise OSError("no answer")

    for _ in range(100):
        with pytest.raises(Unavailable, check=english("does not answer")):
            requests._tried(KEY, hangs)
    assert len(asked) == 1
    clock.now += 60.0
    assert requests._tried(KEY, lambda: True) == (True, 0), "it is asked again when as long has passed"
    with pytest.raises(Unavailable):
        requests._tried(KEY, hangs)
    assert len(asked) == 2


@pytest.mark.parametrize("fault", ["whole", "endless"])
def test_an_answer_of_other_bytes_than_were_asked_for_is_none(server: S3Server, kept: ContentStore, fault: str) -> None:
    place = kept.put_many([item(b"one"), item(b"two")])[item(b"one")[0]]
    large = kept.adopt(*spooled(kept, os.urandom(3_000)))
    server.misbehaviour = Misbehaviour(one_in=1, faults=(fault,), methods=("GET",))
    for location in (place, large):
        with pytest.raises(Unavailable):
            kept.get(location)
    server.misbehaviour = None
    assert kept.get(place) == b"one"


def test_no_variable_of_the_environment_names_another_server(
    server: S3Server, bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(tmp_path / "other") as other:
        there = f"http://127.0.0.1:{other.port}"
        (tmp_path / "token").write_text("x")
        for name, value in (
            ("ENDPOINT_URL_S3", there),
            ("ENDPOINT_URL", there),
            ("ENDPOINT_URL_STS", there),
            ("METADATA_ENDPOINT", there),
            ("CONTAINER_CREDENTIALS_FULL_URI", there),
            ("CONTAINER_AUTHORIZATION_TOKEN_FILE", str(tmp_path / "token")),
            ("WEB_IDENTITY_TOKEN_FILE", str(tmp_path / "token")),
            ("ROLE_ARN", "arn:aws:iam::1:role/x"),
            ("PROXY_URL", there),
            ("VIRTUAL_HOSTED_STYLE_REQUEST", "true"),
            ("S3_EXPRESS", "true"),
            ("COPY_IF_NOT_EXISTS", "no such way"),
            ("TIMEOUT", "0 seconds"),
        ):
            monkeypatch.setenv(f"AWS_{name}", value)
        kept = ContentStore(bucket, lambda: DAY)
        assert kept.get(kept.put_many([item(b"one")])[item(b"one")[0]]) == b"one"
        assert kept.get(kept.adopt(*spooled(kept, b"large"))) == b"large"
        assert other.asked == []


@pytest.mark.parametrize("name", ["AWS_SERVER_SIDE_ENCRYPTION", "AWS_SSE_CUSTOMER_KEY_BASE64"])
def test_a_key_of_the_environment_encrypts_nothing(bucket: Bucket, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The other machines could not read it."""
    monkeypatch.setenv(name, "sse-c")
    with pytest.raises(SettingsError, check=english(name)):
        ContentStore(bucket)


def test_certificates_that_are_none_are_told_as_settings(bucket: Bucket) -> None:
    bad = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    with pytest.raises(SettingsError, check=english("authority_file")):
        ContentStore(replace(bucket, endpoint="https://s3.example", authority=bad))


@pytest.mark.parametrize(
    ("endpoint", "virtual_host", "address"),
    [
        ("https://s3.example:9000", False, "https://s3.example:9000"),
        ("https://s3.example:9000", True, "https://navette.s3.example:9000"),
        ("https://navette.s3.example", True, "https://navette.s3.example"),
    ],
)
def test_the_bucket_is_a_part_of_the_hosts_name_when_it_shall_be(
    bucket: Bucket, endpoint: str, virtual_host: bool, address: str
) -> None:
    """Without it, the first folder of a key would be taken for a bucket."""
    assert bucket_client.address(replace(bucket, endpoint=endpoint, virtual_host=virtual_host)) == address


def test_bytes_that_come_when_the_store_was_moved_away_are_told_so(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A put that took longer than who moves the store waits: it may have arrived after all was copied."""
    BucketObjects(bucket).set_mark("m")
    kept = ContentStore(bucket, lambda: DAY, mark="m")
    for name, put in (
        ("put_pack", lambda: kept.put_many([item(b"one")])),
        ("put_file", lambda: kept.adopt(*spooled(kept, b"large"))),
    ):
        real: Callable[..., None] = getattr(BucketObjects, name)

        def late(self: BucketObjects, *given: object, real: Callable[..., None] = real) -> None:
            self.set_mark("m-moved")
            real(self, *given)

        monkeypatch.setattr(BucketObjects, name, late)
        with pytest.raises(Unavailable, check=english("is being moved")):
            put()
        BucketObjects(bucket).set_mark("m")


def test_a_large_document_is_not_held_in_memory_after_it_was_read(kept: ContentStore, bucket: Bucket) -> None:
    content = os.urandom(2 * 2**20)
    assert kept.get(kept.put_many([item(content)])[item(content)[0]]) == content
    assert getattr(kept._objects._ahead._own, "last", None) is None  # type: ignore[attr-defined]
