"""Writes label-encrypted.xlsx and label-encrypted.xls: what Excel saves where a sensitivity label encrypts, without the key.

    python3 tests/files/label_encrypted.py tests/files

The containers are compound files (MS-CFB); which storages and streams they have is MS-OFFCRYPTO 2.2.
"""

import pathlib
import struct
import sys

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, MINI, CUTOFF = 512, 64, 4096


def padded(data, size):
    return data + b"\0" * (-len(data) % size)


def text(words):
    """A text with its length before it, to a multiple of four (UNICODE-LP-P4)."""
    data = words.encode("utf-16-le")
    return struct.pack("<I", len(data)) + padded(data, 4)


def compound(tree):
    """A compound file of nested dicts (storages) and bytes (streams)."""
    entries, mini, sectors, chains = [], b"", [], []

    def chain(data):
        first = len(sectors)
        pieces = [padded(data, SECTOR)[at:at + SECTOR] for at in range(0, len(data), SECTOR)]
        for number, piece in enumerate(pieces):
            sectors.append(piece)
            chains.append(first + number + 1 if number + 1 < len(pieces) else END)
        return first if pieces else END

    def add(name, kind):
        entries.append({"name": name, "kind": kind, "next": FREE, "child": FREE, "start": 0 if kind == 1 else END, "size": 0})
        return len(entries) - 1

    def fill(storage, children):
        nonlocal mini
        before = None
        # Children are sorted by length and then by letters; each hangs on the right of the one before.
        for name in sorted(children, key=lambda name: (len(name), name.upper())):
            at = add(name, 1 if isinstance(children[name], dict) else 2)
            if before is None:
                entries[storage]["child"] = at
            else:
                entries[before]["next"] = at
            before = at
            if isinstance(children[name], dict):
                fill(at, children[name])
            else:
                data = children[name]
                entries[at]["size"] = len(data)
                if len(data) >= CUTOFF:
                    entries[at]["start"] = chain(data)
                else:
                    entries[at]["start"] = len(mini) // MINI
                    small.append((len(mini) // MINI, -(-len(data) // MINI)))
                    mini += padded(data, MINI)

    small = []
    root = add("Root Entry", 5)
    fill(root, tree)
    entries[root]["start"], entries[root]["size"] = chain(mini), len(mini)
    of_mini = [FREE] * (len(mini) // MINI)
    for first, count in small:
        of_mini[first:first + count] = [*range(first + 1, first + count), END]
    mini_fat = chain(b"".join(struct.pack("<I", entry) for entry in of_mini + [FREE] * (-len(of_mini) % 128)))
    directory = b""
    for entry in entries:
        name = entry["name"].encode("utf-16-le")
        directory += padded(name, 64) + struct.pack("<HBB", len(name) + 2, entry["kind"], 1)
        directory += struct.pack("<III", FREE, entry["next"], entry["child"]) + b"\0" * 36
        directory += struct.pack("<IQ", entry["start"], entry["size"])
    unused = b"\0" * 68 + struct.pack("<III", FREE, FREE, FREE) + b"\0" * 48
    directory = directory + unused * (-len(entries) % 4)
    first_of_directory = chain(directory)
    assert len(sectors) < 127
    chains.append(FAT)
    sectors.append(b"".join(struct.pack("<I", entry) for entry in chains + [FREE] * (128 - len(chains))))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIIII", 0, 1, first_of_directory, 0, CUTOFF, mini_fat, -(-len(of_mini) // 128), END, 0, len(sectors) - 1)
    return head + struct.pack("<I", FREE) * 108 + b"".join(sectors)


def rights(content, space, transform):
    """The data spaces of a document whose stream `content` only the holder of rights can read."""
    version = text("Microsoft.Container.DataSpaces") + struct.pack("<HHHHHH", 1, 0, 1, 0, 1, 0)
    entry = struct.pack("<II", 1, 0) + text(content) + text(space)
    space_map = struct.pack("<II", 8, 1) + struct.pack("<I", len(entry) + 4) + entry
    definition = struct.pack("<II", 8, 1) + text(transform)
    identifier = text("{C73DFACD-061F-43B0-8B64-0C620D2A8B50}")
    primary = struct.pack("<II", 8 + len(identifier), 1) + identifier + text("Microsoft.Metadata.DRMTransform")
    primary += struct.pack("<HHHHHH", 1, 0, 1, 0, 1, 0) + struct.pack("<I", 4) + struct.pack("<I", 0)
    return {"\x06DataSpaces": {
        "Version": version,
        "DataSpaceMap": space_map,
        "DataSpaceInfo": {space: definition},
        "TransformInfo": {transform: {"\x06Primary": primary}},
    }}


def main(folder):
    # What is encrypted can be read by nobody here, so that it is any bytes.
    sealed = struct.pack("<Q", 8000) + bytes(number * 89 % 251 for number in range(8000))
    package = rights("EncryptedPackage", "DRMEncryptedDataSpace", "DRMEncryptedTransform") | {"EncryptedPackage": sealed}
    (folder / "label-encrypted.xlsx").write_bytes(compound(package))
    # In the older format a page that says so stands where the workbook was.
    older = rights("\tDRMContent", "\tDRMDataSpace", "\tDRMTransform") | {"\tDRMContent": sealed, "Workbook": b"\t\x08\x10\0" + b"\0" * 5000}
    (folder / "label-encrypted.xls").write_bytes(compound(older))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
