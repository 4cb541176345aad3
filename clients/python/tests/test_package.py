"""What is shipped is what the contract says, typed, and installs."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).parents[1]


def run(*command, cwd=HERE):
    done = subprocess.run([sys.executable, *command], cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_generatedCode_isFresh():
    run("generate", "--check")


def test_types_hold(tmp_path):
    run("-m", "mypy", "--cache-dir", str(tmp_path))


def test_wheel_holdsTheTypes(tmp_path):
    copy = shutil.copytree(HERE, tmp_path / "copy")
    wheel = ["wheel", "-q", "--no-deps", "--no-build-isolation", "--disable-pip-version-check", "-w", str(tmp_path), "."]
    run("-m", "pip", *wheel, cwd=copy)
    (wheel,) = tmp_path.glob("maslin-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {"maslin/py.typed", "maslin/types.py", "maslin/_verbs.py"} <= set(names)
