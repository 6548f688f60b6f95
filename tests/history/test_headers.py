"""The header of a file: what is wrong with it is told with its line, and nothing is read."""

import json

import pytest

from app.errors import Invalid
from tests.platform import processes

SOUND = {"type": "history", "version": 1, "brands": ["norrsken"]}
HEADER = json.dumps(SOUND)


def but(**changes):
    return json.dumps(SOUND | changes).encode()


JSON = "no JSON object"
VERSION = "version is not the number 1"
BRANDS = "no list of codes"
HEADERS = [
    (b"", JSON),
    (b"[]", JSON),
    (b"null", JSON),
    (b"{", JSON),
    (b"[" * 4_000, JSON),
    (b'{"brands":' + b"[" * 2_000 + b"]" * 2_000 + b"}", JSON),
    (HEADER.encode("utf-16"), JSON),
    (HEADER.encode("utf-8-sig"), JSON),
    (HEADER.encode().replace(b"norrsken", b"\xff"), JSON),
    (HEADER.encode().replace(b"norrsken", b"\0"), JSON),
    (HEADER.encode().replace(b"1,", b'1, "version": 1,'), JSON),
    (HEADER.encode().replace(b"1,", b"NaN,"), JSON),
    (HEADER.encode() + b" " * 4_100, "longer than 4096 bytes"),
    (b'{"type":"player"}', "no header"),
    (but(type=None), "no header"),
    (but(version=True), VERSION),
    (but(version=1.0), VERSION),
    (but(version="1"), VERSION),
    (but(version=2), VERSION),
    (b'{"type":"history","brands":["norrsken"]}', VERSION),
    (but(brands=None), BRANDS),
    (but(brands=[]), BRANDS),
    (but(brands="norrsken"), BRANDS),
    (but(brands={"norrsken": 1}), BRANDS),
    (but(brands=["norrsken", 1]), BRANDS),
    (but(brands=["norrsken", ""]), BRANDS),
    (but(brands=["n" * 256]), BRANDS),
    (but(brands=["norr\0sken"]), BRANDS),
    (but(brands=["norr\ud800sken"]), BRANDS),
    (but(brands=["\udfff"]), BRANDS),
]


@pytest.mark.parametrize(("first", "reason"), HEADERS)
def test_a_header_that_is_none_is_told_with_its_line(bring_in, tmp_path, owner, first, reason):
    path = tmp_path / "no.ndjson"
    path.write_bytes(first + b"\n")
    with pytest.raises(Invalid, match=rf"^no\.ndjson, line 1: .*{reason}"):
        bring_in(path)
    assert owner.execute("select count(*) from history.import").fetchone() == (0,)


def test_a_file_may_have_a_name_that_is_no_utf_8(bring_in, write, owner):
    bring_in(write([], name=b"month-\xff.ndjson".decode("utf-8", "surrogateescape")))
    assert owner.execute("select name from history.import").fetchone() == ("month-\N{REPLACEMENT CHARACTER}.ndjson",)


@pytest.mark.parametrize("name", ["nothing.ndjson", "."])
def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path, name):
    process = processes.countroom("import", "history", tmp_path / name, COUNTROOM_INSTANCE=str(tmp_path))
    assert process.communicate() == ("", f"countroom: There is no file {tmp_path / name}.\n")
    assert process.returncode == 1
