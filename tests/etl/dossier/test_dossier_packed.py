"""A zip that holds more, less or otherwise than a dossier is told, and nothing leaves its place."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.dossier.shipped import members
from etl.dossier.shipped.packed import MOST_RATIO, ROOM
from tests.etl.dossier.dossiers import checked, unpacked

Entries = list[tuple[zipfile.ZipInfo, bytes]]


def entries(content: bytes) -> Entries:
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return [(info, whole.read(info)) for info in whole.infolist()]


def repacked(held: Entries, comment: bytes = b"") -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as whole:
        for info, data in held:
            whole.writestr(info, data)
        whole.comment = comment
    return content.getvalue()


def with_entry(content: bytes, name: str, data: bytes = b"x", mode: int = 0o644) -> bytes:
    """One member more."""
    info = zipfile.ZipInfo(name)
    info.external_attr, info.compress_type = mode << 16, zipfile.ZIP_DEFLATED
    return repacked([*entries(content), (info, data)])


def with_extra(content: bytes) -> bytes:
    held = entries(content)
    held[0][0].extra = struct.pack("<2H", 0x4242, 6) + b"bribes"
    return repacked(held)


def with_member_comment(content: bytes) -> bytes:
    held = entries(content)
    held[0][0].comment = b"bribes"
    return repacked(held)


def with_gap(content: bytes) -> bytes:
    """Bytes between two members, every offset as it must be."""
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        second = sorted(info.header_offset for info in whole.infolist())[1]
        start = whole.start_dir
    made = bytearray(content[:second] + b"bribes" + content[second:])
    place = start + 6
    while made[place : place + 4] == b"PK\1\2":
        name, extra, comment = struct.unpack_from("<3H", made, place + 28)
        (offset,) = struct.unpack_from("<L", made, place + 42)
        struct.pack_into("<L", made, place + 42, offset + (6 if offset >= second else 0))
        place += 46 + name + extra + comment
    struct.pack_into("<L", made, place + 16, start + 6)
    return bytes(made)


def encrypted(content: bytes) -> bytes:
    """The mark of an encrypted member, in the list and before the member."""
    made = bytearray(content)
    made[6] |= 1
    made[content.index(b"PK\1\2") + 8] |= 1
    return bytes(made)


def doubled(content: bytes) -> bytes:
    held = entries(content)
    with pytest.warns(UserWarning, match="Duplicate"):
        return repacked([*held, held[0]])


LINK = stat.S_IFLNK | 0o777
CHANGES: dict[str, tuple[Callable[[bytes], bytes], int, str]] = {
    "bytes in front": (lambda c: b"bribes" + c, 1, "the zip holds"),
    "bytes behind": (lambda c: c + b"bribes", 1, "the zip ends in more"),
    "a comment": (lambda c: repacked(entries(c), b"bribes"), 1, "the zip ends in more"),
    "bytes between": (with_gap, 1, "the zip holds bytes before"),
    "an extra": (with_extra, 1, "carries more than its content"),
    "a member's comment": (with_member_comment, 1, "carries more than its content"),
    "a member more": (lambda c: with_entry(c, "rows/more.csv"), 1, "not in the manifest"),
    "a second manifest": (lambda c: with_entry(c, "Manifest.csv"), 2, "twice"),
    "a manifest elsewhere": (lambda c: with_entry(c, "a/manifest.csv"), 1, "not in the manifest"),
    "a member twice": (doubled, 2, "twice"),
    "a way up": (lambda c: with_entry(c, "../up.csv"), 1, "../up.csv is not in the manifest"),
    "a way from the root": (lambda c: with_entry(c, "/tmp/up.csv"), 1, "/tmp/up.csv is not"),
    "a way of another system": (lambda c: with_entry(c, "C:\\up.csv"), 1, "not in the manifest"),
    "a name like another": (lambda c: with_entry(c, "README.txt "), 1, "not in the manifest"),
    "a name with an end": (lambda c: with_entry(c, "a\nb\x1b[2J.csv"), 1, "is not in the manifest"),
    "a link": (lambda c: with_entry(c, "rows/x.y.csv", b"/etc/passwd", LINK), 2, "is a link"),
    "a folder like a file": (lambda c: with_entry(c, "README.txt/"), 1, "not in the manifest"),
    "a secret": (encrypted, 2, "is encrypted"),
    "half of it": (lambda c: c[: len(c) // 2], 2, "no zip that can be unpacked"),
    "nothing": (lambda c: b"", 2, "no zip that can be unpacked"),
    "an empty zip": (lambda c: repacked([]), 1, "report.html is missing"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_zip_that_is_more_than_a_dossier_is_told(
    packed: bytes, tmp_path: Path, name: str
) -> None:
    change, code, said = CHANGES[name]
    path = tmp_path / "in" / "x.zip"
    path.parent.mkdir()
    path.write_bytes(change(packed))
    found, words = checked(path)
    assert (found, said in words) == (code, True), words
    assert "\x1b" not in words
    assert [p.name for p in tmp_path.rglob("*")] == ["in", "x.zip"]


def test_a_bomb_is_left_packed(packed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(with_entry(packed, "rows/a.bomb.csv", b"0" * (packed_room() + 2**20)))
    code, words = checked(path)
    assert code == 2
    assert "unpacked it is larger than any dossier" in words


def packed_room() -> int:
    return ROOM + MOST_RATIO * 600_000


def test_thousands_of_files_are_refused(packed: bytes, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    many = [(zipfile.ZipInfo(f"rows/a.t{n}.csv"), b"") for n in range(2 * members.MOST_FILES)]
    path.write_bytes(repacked([*entries(packed), *many]))
    assert checked(path) == (2, f"{path} cannot be checked: it holds more than 500 files\n")
    for info, _ in many:
        (folder / info.filename).touch()
    assert checked(folder) == (2, f"{folder} cannot be checked: it holds more than 500 files\n")


def test_a_repacked_dossier_has_the_same_fingerprint(packed: bytes, tmp_path: Path) -> None:
    """Another program packs otherwise: with folders, times and another order."""
    path = tmp_path / "x.zip"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        whole.mkdir("rows")
        for info, data in reversed(entries(packed)):
            whole.writestr(info.filename, data)
    path.write_bytes(made.getvalue())
    code, said = checked(path)
    assert code == 0, said
    folder = unpacked(packed, tmp_path / "folder")
    assert checked(folder)[1].splitlines()[0] == said.splitlines()[0]


def test_what_is_no_plain_file_is_told_and_not_read(folder: Path, tmp_path: Path) -> None:
    """A link may lead to what the recipient alone can read, a pipe to nothing for ever."""
    secret = tmp_path / "README.txt"
    (folder / "README.txt").rename(secret)
    (folder / "README.txt").symlink_to(secret)
    (folder / "report.txt").mkdir()
    (folder / "rows" / "deeper").mkdir()
    pipe = folder / "rows" / "a.pipe.csv"
    os.mkfifo(pipe)
    code, said = checked(folder)
    assert code == 1
    for told in (
        "README.txt is neither a file nor a folder",
        "README.txt is missing",
        "report.txt is a folder that no dossier has",
        "deeper is a folder that no dossier has",
        "a.pipe.csv is neither a file nor a folder",
    ):
        assert told in said
