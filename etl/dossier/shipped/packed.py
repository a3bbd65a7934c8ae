"""A packed dossier: a zip whose every byte is that of a member, and nothing else."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from pathlib import Path
from typing import IO

from etl.dossier.shipped.members import (
    MOST_BYTES,
    MOST_FILES,
    ROWS,
    Copies,
    RefusedError,
    Told,
    is_known,
)

# Texts of a dossier are packed to a tenth; a bomb to a thousandth.
ROOM, MOST_RATIO = 64 * 2**20, 100
LAST_RECORD = struct.Struct("<4s4H2LH")  # the last record of a zip
LOCAL = struct.Struct("<4s5H3L2H")  # what stands before a member
DESCRIPTOR = 24  # what may stand behind one, at most
# sizes of large files, times and owners; any other extra could hold what nobody sees
EXTRAS = (0x0001, 0x000A, 0x5455, 0x5855, 0x7855, 0x7875)
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, OSError,
    OverflowError, IndexError,
)  # fmt: skip


def copy_packed(path: Path, copies_of: Path, fails: Told) -> tuple[Copies, list[str]]:
    """Copy the members of a zip; gives the copies, and the names of those that no dossier has.

    Raises RefusedError for what is no zip, and for one that cannot be unpacked safely.
    """
    size = path.stat().st_size
    copies = Copies(copies_of, min(MOST_BYTES, ROOM + MOST_RATIO * size))
    try:
        with path.open("rb") as content, zipfile.ZipFile(content) as whole:
            for fault in _hidden(content, whole, size):
                fails(fault)
            return copies, _copy_members(whole, copies, fails)
    except RefusedError:
        raise
    except BROKEN as error:
        raise RefusedError(f"it is no zip that can be unpacked ({error})") from error


def _copy_members(whole: zipfile.ZipFile, copies: Copies, fails: Told) -> list[str]:
    """Copy every member under a known name, each name once."""
    infos = whole.infolist()
    if len(infos) > 2 * MOST_FILES:
        raise RefusedError(f"it holds more than {MOST_FILES} files")
    foreign, taken = [], set()
    for info in infos:
        # Some systems take names for one that differ in case alone.
        if info.orig_filename.casefold() in taken:
            raise RefusedError(f"it holds {info.filename} twice")
        taken.add(info.orig_filename.casefold())
        if info.orig_filename == f"{ROWS}/" and not info.file_size:
            continue
        _guard(info)
        if info.comment or _foreign_extra(info.extra):
            fails(f"{info.filename} carries more than its content")
        if not is_known(info.orig_filename):
            foreign.append(info.orig_filename)
            continue
        with whole.open(info) as content:
            copies.take(info.orig_filename, content)
    return foreign


def _guard(info: zipfile.ZipInfo) -> None:
    """Raise RefusedError for a member that is no plain file, or packed as no dossier is."""
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG) and not info.is_dir():
        raise RefusedError(f"{info.filename} is a link, or no file at all")
    if info.flag_bits & 0x1:
        raise RefusedError(f"{info.filename} is encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise RefusedError(f"{info.filename} is packed in another way than deflate")


def _foreign_extra(extra: bytes) -> bool:
    """Whether the extra fields hold anything but sizes, times and owners."""
    while len(extra) >= 4:
        kind, length = struct.unpack("<2H", extra[:4])
        if kind not in EXTRAS or length > 40 or len(extra) < 4 + length:
            return True
        extra = extra[4 + length :]
    return bool(extra)


def _hidden(content: IO[bytes], whole: zipfile.ZipFile, size: int) -> list[str]:
    """Bytes of the zip that belong to no member."""
    content.seek(max(0, size - LAST_RECORD.size))
    last = LAST_RECORD.unpack(content.read(LAST_RECORD.size))
    if last[0] != b"PK\5\6" or last[7] or whole.comment:
        return ["the zip ends in more than its members"]
    count, length, start = last[4], last[5], last[6]
    if last[1:4] != (0, 0, count) or start + length + LAST_RECORD.size != size:
        return ["the zip holds more than its members"]
    place = 0
    for info in sorted(whole.infolist(), key=lambda info: info.header_offset):
        slack = DESCRIPTOR if info.flag_bits & 0x8 else 0
        if not place <= info.header_offset <= place + slack:
            return [f"the zip holds bytes before {info.filename}"]
        content.seek(info.header_offset)
        head = LOCAL.unpack(content.read(LOCAL.size))
        content.seek(head[9], 1)
        if _foreign_extra(content.read(head[10])):
            return [f"{info.filename} carries more than its content"]
        place = content.tell() + info.compress_size
    slack = DESCRIPTOR if any(info.flag_bits & 0x8 for info in whole.infolist()) else 0
    is_whole = place <= start <= place + slack and count == len(whole.infolist())
    return [] if is_whole else ["the zip holds bytes behind its last member"]
