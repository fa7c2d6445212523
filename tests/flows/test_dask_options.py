"""A scheduler that other machines reach talks to those alone that show a certificate of the cluster's authority."""

import asyncio
import re
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat

from domain.errors import SettingsError, Unavailable
from flows import dask_options
from flows.dask_cluster import run_scheduler
from hub.settings.tables import DaskTable
from tests.hub.world import lay_out

distributed = pytest.importorskip("distributed", reason="no Dask: pip install 'navette[dask]'")


def certificates(home: Path) -> dict[str, Path]:
    """An authority, and what a machine shows of itself."""
    home.mkdir()
    keys = {name: ec.generate_private_key(ec.SECP256R1()) for name in ("authority", "machine")}
    issuer = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "authority")])
    now = datetime.now(UTC)
    for name, key in keys.items():
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=name == "authority", path_length=None), critical=True)
            .sign(keys["authority"], hashes.SHA256())
        )
        (home / f"{name}.pem").write_bytes(made.public_bytes(Encoding.PEM))
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (home / f"{name}.key").write_bytes(secret)
    return {"tls_ca": home / "authority.pem", "tls_cert": home / "machine.pem", "tls_key": home / "machine.key"}


async def answers(address: str, security: object) -> bool:
    """Whether the scheduler lets somebody in who shows this."""
    try:
        async with distributed.Client(address, security=security, asynchronous=True, timeout=5):
            return True
    except (OSError, ValueError, RuntimeError, TypeError):
        return False


async def who_is_let_in(mine: DaskTable, stranger: DaskTable) -> tuple[bool, bool, bool]:
    own, other = dask_options.security(mine), dask_options.security(stranger)
    options = {"dashboard": False, "dashboard_address": "127.0.0.1:0"}
    async with distributed.Scheduler(host="127.0.0.1", port=0, protocol="tls", security=own, **options) as scheduler:
        plain = scheduler.address.replace("tls://", "tcp://")
        return (
            await answers(scheduler.address, own),
            await answers(scheduler.address, other),
            await answers(plain, None),
        )


def test_only_machines_of_the_authority_are_let_in(tmp_path: Path) -> None:
    mine, stranger = (
        DaskTable(scheduler="tls://127.0.0.1:8786", **certificates(tmp_path / name)) for name in ("mine", "stranger")
    )
    dask_options.prepare(mine)
    assert asyncio.run(who_is_let_in(mine, stranger)) == (True, False, False)


def test_on_one_machine_there_are_no_certificates() -> None:
    assert dask_options.security(DaskTable()) is None


@pytest.mark.parametrize("wrong", ["missing", "no certificate", "with a password", "of another"])
def test_files_of_certificates_that_cannot_be_used_are_named(tmp_path: Path, wrong: str) -> None:
    files = certificates(tmp_path / "mine")
    named = "tls_ca" if wrong == "no certificate" else "tls_key"
    if wrong == "missing":
        files[named].unlink()
    elif wrong == "no certificate":
        files[named].write_text("nothing")
    elif wrong == "of another":
        files[named] = certificates(tmp_path / "other")[named]
    else:
        secret = ec.generate_private_key(ec.SECP256R1())
        closed = secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret"))
        files[named].write_bytes(closed)
    with pytest.raises(SettingsError, match=rf"{named} ne peut pas servir : {re.escape(str(files[named]))}"):
        dask_options.security(DaskTable(scheduler="tls://127.0.0.1:8786", **files))


def test_an_address_that_is_taken_is_told_as_such(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        world = lay_out(tmp_path, run=f'[run.dask]\nscheduler = "tcp://127.0.0.1:{port}"\n')
        with pytest.raises(Unavailable, match=rf"ne peut pas écouter à tcp://127.0.0.1:{port} \(adresse déjà utilisée"):
            run_scheduler(world.config, lambda: None)
