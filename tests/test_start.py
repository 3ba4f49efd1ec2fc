"""A start that cannot work ends with a sentence; one that works can be ended in order."""

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config import ROOT
from tests.services.ports import free_port
from tests.services.server import settings


@pytest.fixture
def instance(prepared, tmp_path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "instance"))


def test_a_wrong_setting_is_named(instance):
    assert "PORT: Bitte eine Zahl" in refused(instance, PORT="many")


def test_a_port_in_use_is_named(instance):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"Port {port} ist belegt" in refused(instance, PORT=str(port))


def test_an_address_of_another_machine_is_named(instance):
    assert "192.0.2.7" in refused(instance, HOST="192.0.2.7")


def test_a_missing_front_end_names_the_command(instance, tmp_path):
    # The sources without what is built from them.
    bare = tmp_path / "bare"
    shutil.copytree(ROOT / "workshop", bare / "workshop")
    for one in ("wsgi.py", "config.py"):
        shutil.copy(ROOT / one, bare)
    for one in ("translations", "templates"):
        (bare / one).symlink_to(ROOT / one)
    assert "make dist" in refused(instance, folder=bare)


def test_a_database_never_prepared_names_the_command(tmp_path):
    assert "workshop prepare" in refused(tmp_path / "new")


def test_a_damaged_database_names_the_file_and_the_backup(instance):
    file = instance / "workshop.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    said = refused(instance)
    assert str(file) in said
    assert "Sicherung" in said


def test_a_database_out_of_reach_hides_the_password(instance):
    said = refused(instance, DATABASE_URL=f"postgresql://coburg:geheim@127.0.0.1:{free_port()}/x")
    assert "nicht erreichbar" in said
    assert "geheim" not in said


def test_preparing_a_database_out_of_reach_ends_with_the_same_sentence(tmp_path):
    command = [str(Path(sys.executable).with_name("workshop")), "prepare"]
    env = settings(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/nowhere/workshop.db")
    run = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=30)
    assert run.returncode == 2
    assert "nicht erreichbar" in run.stderr
    assert "Traceback" not in run.stderr


def test_the_start_prints_address_code_and_log_ins(server):
    until = time.monotonic() + 5
    while "first-log-ins.txt" not in server.log and time.monotonic() < until:
        time.sleep(0.05)
    assert server.url in server.log
    assert "first-log-ins.txt" in server.log


def test_the_start_warns_of_legal_texts_that_are_empty_until_they_are_there(server):
    warning = "Noch leer / still empty: ORGANISER, IMPRINT, PRIVACY, ACCESSIBILITY (docs/settings.md)"
    assert server.log.count(warning) == 1
    server.stop()
    server.environ |= dict.fromkeys(("ORGANISER", "IMPRINT", "PRIVACY", "ACCESSIBILITY"), "Landkreis Coburg")
    server.start()
    assert server.log.count("Workshop: ") == 2
    assert server.log.count("still empty") == 1


def test_the_server_leaves_in_order_when_asked(server):
    server.process.terminate()
    assert server.process.wait(5) == 0
    assert "Traceback" not in server.log


def test_the_server_comes_back_on_the_same_port(server):
    server.kill()
    assert not server.is_up()
    assert server.start().is_up()


def refused(instance: Path, folder: Path = ROOT, **environ: str) -> str:
    """Start where no start can work; return what was said after checking how it ended."""
    environ = {"PORT": str(free_port()), **environ}
    command = [sys.executable, str(folder / "wsgi.py")]
    env = settings(instance, PYTHONPATH=str(folder), **environ)
    run = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=30)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert " / " in run.stderr  # German and English
    return run.stderr
