#!/usr/bin/env python3
"""What a release is made of, asked of cargo for the very build: not what Cargo.lock has for other systems or for tests.

    release/components.py licences TARGET   the licence of each component, with its text
    release/components.py sbom TARGET       the same list as CycloneDX 1.6, in JSON
    release/components.py check FILE.json   holds such a list against the schema of CycloneDX (needs cyclonedx-python-lib)

TARGET is a target of Rust, such as x86_64-unknown-linux-musl. `--also NAME VERSION LICENCE FILE`, as often as is needed,
names what the compilers put in beside crates; FILE has the text of its licence, or is "-". `--program FILE` lists the
SHA-256 of the program too.
"""

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import textwrap
import tomllib
import uuid
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = "wasm32-unknown-unknown"
# Files that a crate's licence or a notice may stand in.
TEXT = {"", ".txt", ".md", ".0", ".apache", ".mit"}
NOT_BUILT = {"tests", "benches", "examples", "fuzz", "resources"}
LICENCE_FILE = re.compile(r"(licen[sc]e|copying|notice|unlicense|copyright)", re.IGNORECASE)


def cargo(*words):
    program = os.environ.get("CARGO", "cargo")
    return subprocess.run([program, *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def texts_of(folder):
    """The files of a component that a licence stands in: its own, and those of what it has within it, such as C."""
    found = []
    for file in folder.rglob("*"):
        within = file.relative_to(folder)
        named = LICENCE_FILE.match(file.name) or any(LICENCE_FILE.match(part) for part in within.parts[:-1])
        if named and file.is_file() and file.suffix in TEXT and within.parts[0] not in NOT_BUILT:
            found.append(file)
    return sorted(found)


def crates(package, target, edges, *more):
    """Names and versions of what goes into a package for a target, itself included."""
    tree = cargo("tree", "--locked", "-p", package, "--target", target, "-e", edges, "--prefix", "none", "-f", "{p}", *more)
    return {(line.split()[0], line.split()[1].removeprefix("v")) for line in tree.splitlines() if line.strip()}


class Component:
    """Something that is in the program or the page, or that only helped to compile them."""

    def __init__(self, kind, name, version, licence):
        self.kind, self.name, self.version = kind, name, version
        # Crates of before SPDX wrote a slash.
        self.licence = licence.replace("/", " OR ")
        self.where, self.files, self.hash, self.source = set(), [], None, None
        # Of this repository; where it lies.
        self.ours, self.folder = False, None

    @property
    def ref(self):
        return f"pkg:{self.kind}/{self.name}@{self.version}"

    @property
    def helped(self):
        return not self.where & {"program", "page"}


def components(target, also):
    """Every component, by name, and what each crate depends on."""
    found = {}
    parts = [
        ("program", "planroll", target, ["--features", "page"]),
        ("page", "planroll-page", PAGE, []),
    ]
    packages = json.loads(cargo("metadata", "--locked", "--format-version", "1"))
    about = {(package["name"], package["version"]): package for package in packages["packages"]}
    locked = tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]
    sums = {(package["name"], package["version"]): package.get("checksum") for package in locked}
    for part, package, built_for, more in parts:
        inside = crates(package, built_for, "normal,no-proc-macro", *more)
        for key in crates(package, built_for, "normal,build", *more):
            if key not in found:
                one = about[key]
                if not one["license"]:
                    sys.exit(f"{key[0]} {key[1]} names no licence")
                found[key] = component = Component("cargo", *key, one["license"])
                component.hash, component.source = sums.get(key), one["repository"]
                component.ours = one["source"] is None
                if not component.ours:
                    component.folder = Path(one["manifest_path"]).parent
                    component.files = texts_of(component.folder)
            found[key].where.add(part if key in inside else "compiler's")
    # Some crates of a project leave it to the first of them to carry the licence.
    for component in found.values():
        if not component.files and not component.ours:
            relations = [one for one in found.values() if one.source == component.source and one.files]
            component.files = relations[0].files if relations else []
    names = {package["id"]: (package["name"], package["version"]) for package in packages["packages"]}
    needs = {
        names[node["id"]]: {names[one["pkg"]] for one in node["deps"] if any(kind["kind"] != "dev" for kind in one["dep_kinds"])}
        for node in packages["resolve"]["nodes"]
    }
    front = json.loads((ROOT / "page/package-lock.json").read_text())["packages"]
    for name in front[""]["dependencies"]:
        one = front[f"node_modules/{name}"]
        component = found[name, one["version"]] = Component("npm", name, one["version"], one["license"])
        component.where.add("page")
        # Where a package has no such file, its project's is kept here.
        component.files = [file for file in [ROOT / f"release/licences/{name}.txt"] if file.exists()]
        needs.setdefault(next(key for key in found if key[0] == "planroll-page"), set()).add((name, one["version"]))
    for name, version, licence, file in also:
        component = found[name, version] = Component("generic", name, version, licence)
        component.where.add("program")
        component.files = [] if file == "-" else [Path(file)]
        needs.setdefault(next(key for key in found if key[0] == "planroll"), set()).add((name, version))
    return [found[key] for key in sorted(found)], needs


# ---- licences ----


def chosen(component):
    """The files to pass on: where MIT may be chosen and has a file of its own, not those of the other choices."""
    choices = component.licence.split(" OR ")
    if len(choices) == 1 or "MIT" not in choices or not any("mit" in file.name.lower() for file in component.files):
        return component.files

    def kept(file):
        at_top = file.parent == component.folder or LICENCE_FILE.match(file.parent.name)
        return "mit" in file.name.lower() or re.match(r"notice|copyright", file.name, re.IGNORECASE) or not at_top

    return [file for file in component.files if kept(file)]


def licences(target, also):
    inside = [one for one in components(target, also)[0] if not one.helped and not one.ours]
    without = [f"{one.name} {one.version}" for one in inside if not one.files and one.kind != "generic"]
    if without:
        sys.exit("No text of a licence was found for: " + ", ".join(without))
    yield "What planroll and planroll.html are made of, beside their own sources, and under which licences.\n"
    yield "Where a component lets one choose between MIT and others, MIT was chosen.\n\n"
    width = max(len(f"{one.name} {one.version}") for one in inside)
    for one in inside:
        yield f"{one.name} {one.version}".ljust(width) + f"  {one.licence}\n"
    texts = {}
    for one in inside:
        for file in chosen(one):
            text = file.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").strip("\n")
            # The same words broken otherwise into lines are the same text.
            texts.setdefault(" ".join(text.split()), (text, []))[1].append(f"{one.name} {one.version}")
    for text, names in sorted(texts.values(), key=lambda pair: pair[1]):
        names = "; ".join(dict.fromkeys(names))
        yield f"\n\n{'=' * 100}\n{textwrap.fill(names, 100, break_long_words=False, break_on_hyphens=False)}\n{'=' * 100}\n\n{text}\n"


# ---- CycloneDX ----


def sbom(target, also, program_file=None):
    every, needs = components(target, also)
    about = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]
    program = next(one for one in every if one.name == "planroll")
    refs = {(one.name, one.version): one.ref for one in every}
    # The day of the commit: the same sources give the same file.
    when = int(os.environ.get("SOURCE_DATE_EPOCH") or 0)
    listed = [described(one) for one in every if one is not program]
    graph = [
        {"ref": refs[key], "dependsOn": sorted({refs[need] for need in needs.get(key, ()) if need in refs and need != key})}
        for key in sorted(refs)
    ]
    whole = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(when, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "lifecycles": [{"phase": "build"}],
            "component": {
                "type": "application",
                "bom-ref": program.ref,
                "name": program.name,
                "version": program.version,
                "description": about["description"],
                "licenses": [{"expression": program.licence}],
                "purl": program.ref,
            },
            "properties": [{"name": "planroll:target", "value": target}],
        },
        "components": listed,
        "dependencies": graph,
    }
    if program_file:
        digest = hashlib.sha256(Path(program_file).read_bytes()).hexdigest()
        whole["metadata"]["component"]["hashes"] = [{"alg": "SHA-256", "content": digest}]
    # A name that follows from the contents.
    digest = hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()
    whole["serialNumber"] = uuid.uuid5(uuid.NAMESPACE_OID, digest).urn
    return json.dumps(whole, indent=1, sort_keys=True) + "\n"


def described(one):
    known = {
        "type": "library",
        "bom-ref": one.ref,
        "name": one.name,
        "version": one.version,
        # What only helped to compile is in neither the program nor the page.
        "scope": "excluded" if one.helped else "required",
        "licenses": [{"expression": one.licence}],
        "purl": one.ref,
        "properties": [{"name": "planroll:part", "value": part} for part in sorted(one.where)],
    }
    if one.hash:
        known["hashes"] = [{"alg": "SHA-256", "content": one.hash}]
    if one.source:
        known["externalReferences"] = [{"type": "vcs", "url": one.source}]
    return known


def check(file):
    try:
        from cyclonedx.schema import SchemaVersion
        from cyclonedx.validation.json import JsonStrictValidator
    except ImportError:
        sys.exit("To check it: pip install 'cyclonedx-python-lib[json-validation]'")
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(Path(file).read_text())
    if fault:
        # The first line says it; the rest is the whole schema.
        sys.exit(f"{file} is not as CycloneDX 1.6 has it: {str(fault).splitlines()[0]}")
    listed = json.loads(Path(file).read_text())
    print(f"{file}: {len(listed['components'])} components, as CycloneDX 1.6 has it")


def main():
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("job", choices=["licences", "sbom", "check"])
    given.add_argument("of", metavar="TARGET|FILE")
    given.add_argument("--also", nargs=4, action="append", default=[], metavar=("NAME", "VERSION", "LICENCE", "FILE"))
    given.add_argument("--program", metavar="FILE")
    given = given.parse_args()
    if given.job == "check":
        check(given.of)
    elif given.job == "sbom":
        sys.stdout.write(sbom(given.of, given.also, given.program))
    else:
        sys.stdout.writelines(licences(given.of, given.also))


if __name__ == "__main__":
    main()
