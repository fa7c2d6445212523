"""Makes the environment that the Makefile runs in, and says what it does: which Python, which packages, how far.

Usage: ``PYTHON .ci/install.py VENV LOCK...`` with the Python that the environment is to be made of. Ends with 1, in one
line, when that Python is none of those that ``pyproject.toml`` names. Written so that Python 3.6 reads it.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STEP = 20
"""Packages between two lines of progress."""
UNFIT = "navette: {python} is Python {version}; Python {wanted} is needed. {remedy}\n"
NO_VENV = "navette: {python} cannot make an environment. On Debian: apt-get install python3-venv\n"
NOT_INSTALLED = (
    "navette: the packages of {lock} could not be installed; the lines above say why. Run the command again.\n"
)


def main(venv, locks):  # type: ignore[no-untyped-def]
    """The exit code."""
    first, above = supported((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    if not first <= sys.version_info[:2] < above:
        sys.stderr.write(unfit(first, above))
        return 1
    python = venv / "bin" / "python"
    if not works(python, first, above):
        say(f"making {venv} with Python {shown(sys.version_info[:3])}")
        made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)], check=False)
        if made.returncode:
            sys.stderr.write(NO_VENV.format(python=sys.executable))
            return 1
    for lock in locks:
        if installed(python, lock):
            sys.stderr.write(NOT_INSTALLED.format(lock=lock))
            return 1
    return 0


def supported(project):  # type: ignore[no-untyped-def]
    """First Python of ``requires-python``, and the one it stops before: ``(3, 11), (3, 14)``."""
    found = re.search(r'requires-python = ">=3\.(\d+),<3\.(\d+)"', project)
    if found is None:
        raise SystemExit("navette: pyproject.toml names no Pythons")
    return (3, int(found.group(1))), (3, int(found.group(2)))


def unfit(first, above):  # type: ignore[no-untyped-def]
    """The line about a Python that cannot be used; it names one that is there and can."""
    names = [f"python3.{minor}" for minor in range(above[1] - 1, first[1] - 1, -1)]
    there = [name for name in names if shutil.which(name)]
    remedy = f"Here: make demo PYTHON={there[0]}" if there else f"Install one, then: make demo PYTHON={names[0]}"
    wanted = f"{shown(first)} to 3.{above[1] - 1}"
    return UNFIT.format(python=sys.executable, version=shown(sys.version_info[:3]), wanted=wanted, remedy=remedy)


def works(python, first, above):  # type: ignore[no-untyped-def]
    """Whether the environment is whole: one that was interrupted, moved, or made by an unfit Python is made anew."""
    if not python.exists():
        return False
    question = f"import sys, pip; sys.exit(not {first} <= sys.version_info[:2] < {above})"
    asked = subprocess.run([str(python), "-c", question], stderr=subprocess.DEVNULL, check=False)
    return asked.returncode == 0 and (python.parent / "pip").exists()


def installed(python, lock):  # type: ignore[no-untyped-def]
    """Installs what ``lock`` pins, with a line each :data:`STEP` packages; pip's exit code."""
    wanted = sum(1 for line in Path(lock).read_text(encoding="utf-8").splitlines() if "==" in line)
    say(f"installing the {wanted} packages of {lock}; a few minutes the first time")
    pip = [str(python), "-m", "pip", "install", "--require-hashes", "--progress-bar", "off", "--requirement", lock]
    process = subprocess.Popen(pip, stdout=subprocess.PIPE, universal_newlines=True)
    done = 0
    for line in process.stdout or ():
        begins = line.split()[:2]
        if begins[:1] == ["Collecting"]:
            done += 1
            if done % STEP == 0:
                say(f"  {done} of {wanted}: {begins[1].split('==')[0]}")
        elif begins == ["Installing", "collected"]:
            say("  all are here; putting them in place")
    return process.wait()


def shown(version):  # type: ignore[no-untyped-def]
    """``(3, 11)`` as ``3.11``."""
    return ".".join(str(part) for part in version)


def say(sentence):  # type: ignore[no-untyped-def]
    """One line, at once."""
    sys.stdout.write(f"navette: {sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
