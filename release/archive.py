#!/usr/bin/env python3
"""Packs a folder so that the same files give the same bytes, whoever packs them, where and when.

    release/archive.py FOLDER OUT.tar.gz|OUT.zip

Names are sorted; times are SOURCE_DATE_EPOCH; owners are nobody; a file may be run by all or by none.
"""

import gzip
import os
import sys
import tarfile
import time
import zipfile
from pathlib import Path


def files(folder):
    return sorted((file for file in folder.rglob("*") if file.is_file()), key=lambda file: file.as_posix())


def mode(file):
    return 0o755 if os.access(file, os.X_OK) else 0o644


def tar_gz(folder, out, when):
    # Neither a name nor a time in the head of the packed file.
    with out.open("wb") as raw, gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=9, mtime=0) as packed:
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
            for file in files(folder):
                about = tarfile.TarInfo(file.relative_to(folder.parent).as_posix())
                about.size, about.mtime, about.mode = file.stat().st_size, when, mode(file)
                with file.open("rb") as content:
                    archive.addfile(about, content)


def zip_file(folder, out, when):
    # The times of a .zip begin in 1980 and are even.
    at = time.gmtime(max(when, 315532800))[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in files(folder):
            about = zipfile.ZipInfo(file.relative_to(folder.parent).as_posix(), at)
            about.compress_type = zipfile.ZIP_DEFLATED
            # As if packed on Unix, wherever it is.
            about.create_system, about.external_attr = 3, (0o100000 | mode(file)) << 16
            archive.writestr(about, file.read_bytes(), compresslevel=9)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder, out = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    when = int(os.environ.get("SOURCE_DATE_EPOCH") or 0)
    pack = zip_file if out.suffix == ".zip" else tar_gz
    if not files(folder):
        sys.exit(f"There is nothing in {folder}.")
    pack(folder, out, when)


if __name__ == "__main__":
    main()
