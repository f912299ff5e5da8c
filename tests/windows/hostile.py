#!/usr/bin/env python3
"""Makes a folder of damaged returns: tests/windows/hostile.py RETURN... FOLDER

Of each RETURN: cut short, with bytes changed, with a part too large, and under endings that are not its own. The same every time.
tests/hostile tries far more of them; these are to be read by two programs, whose answers are to be the same.
"""

import random
import sys
import zipfile
from io import BytesIO
from pathlib import Path

ENDINGS = [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"]


def damaged(whole, ending, chance):
    """Damaged copies of a file, each with a name for what was done to it."""
    for part in range(8):
        yield f"cut-{part}{ending}", whole[: len(whole) * part // 8]
    for number in range(24):
        bytes_ = bytearray(whole)
        for _ in range(1 + number // 4):
            bytes_[chance.randrange(len(bytes_))] = chance.randrange(256)
        yield f"changed-{number}{ending}", bytes(bytes_)
    for other in ENDINGS:
        yield f"under-another-ending{other}", whole
    yield f"twice{ending}", whole + whole


def too_large(whole):
    """A workbook whose first sheet is hundreds of megabytes once inflated."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b"</worksheet>", b" " * (300 << 20) + b"</worksheet>")
            new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def main():
    *returns, folder = map(Path, sys.argv[1:])
    chance = random.Random(20251201)
    for path in returns:
        whole = path.read_bytes()
        within = folder / f"{path.stem}-{path.suffix[1:]}"
        within.mkdir(parents=True)
        for name, content in damaged(whole, path.suffix, chance):
            (within / name).write_bytes(content)
        if path.suffix == ".xlsx":
            (within / "too-large.xlsx").write_bytes(too_large(whole))


if __name__ == "__main__":
    main()
