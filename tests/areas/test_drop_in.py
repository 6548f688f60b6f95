"""An area is folders, and nothing else: a newcomer adds one and touches no file that is there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conventions.sources import ROOT, name, tracked
from tests.fixtures.cluster import PLACE

SAMPLE = Path(__file__).parent / "notices"
GUIDE = ROOT / "docs" / "adding-an-area.md"
SHOWN = re.compile(r"^`([\w/.]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WATCHED = ("tests/notices", "tests/conventions", "tests/security/test_access.py")


def brought():
    """What the sample brings: its place in the tree, and its file."""
    inside = [path for path in tracked() if path.is_relative_to(SAMPLE)]
    return {path.relative_to(SAMPLE).as_posix(): path for path in inside}


@pytest.fixture
def copy(tmp_path):
    """This very tree in a folder of its own."""
    for path in tracked():
        if not path.is_relative_to(SAMPLE.parent):
            target = tmp_path / name(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    return tmp_path


def test_an_area_that_is_dropped_in_is_found_everywhere(copy):
    for place, path in brought().items():
        target = copy / place
        assert not target.exists(), f"{place} is there already"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    ours = {key: value for key, value in os.environ.items() if key != PLACE and not key.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *WATCHED]
    run = subprocess.run(command, cwd=copy, env=ours, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-4000:]


def test_the_guide_shows_the_files_of_the_sample_as_they_are():
    shown = dict(SHOWN.findall(GUIDE.read_text()))
    assert len(shown) >= 6
    for place, text in shown.items():
        assert text == brought()[place].read_text(), place
