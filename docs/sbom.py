"""`make sbom`: lists what production installs, as CycloneDX 1.6 (sbom.json) and by licence.

The packages are those that requirements.txt pins. Their licences are what the installed packages
say of themselves, so a package for another platform has none. Nothing is asked of the network, and
the same pins make the same bytes.
"""

import json
import re
import tomllib
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

PROJECT = Path(__file__).parents[1]
PIN = re.compile(r"(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?:\s*;\s*(?P<marker>[^\\]+))?")
VIA = re.compile(r"    #   (?P<one>\S.*)|    # via (?P<only>\S.*)")  # several, a line each, or one
OURS = "-r requirements.in"
UNSTATED = "not stated"
LONGEST_NAME = 60  # characters; what is longer is the text of a licence and not its name


@dataclass
class Package:
    """One pinned package; `marker` says where alone it is installed, `via` who asks for it."""

    name: str
    version: str
    marker: str = ""
    via: list[str] = field(default_factory=list)

    @property
    def purl(self):
        """Its package URL, by which it is named in the whole list."""
        return f"pkg:pypi/{self.name}@{self.version}"


def packages(requirements):
    """The packages that the text of a requirements.txt pins, as uv writes it, in its order."""
    found = []
    for line in requirements.splitlines():
        if pinned := PIN.match(line):
            marker = (pinned["marker"] or "").strip()
            found.append(Package(_normalized(pinned["name"]), pinned["version"], marker))
        elif found and (asked := VIA.fullmatch(line)):
            found[-1].via.append(asked["one"] or asked["only"])
    return found


def licence(package):
    """What the installed package says of its licence, and whether that is an SPDX expression.

    The text is empty where the package is not installed here in its pinned version.
    """
    try:
        stated = metadata(package.name)
    except PackageNotFoundError:
        return "", False
    if stated["Version"] != package.version:
        return "", False
    if expression := stated.get("License-Expression"):
        return expression, True
    classifiers = stated.get_all("Classifier", [])
    names = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License ::")]
    names = [one for one in names if one != "OSI Approved"]
    text = stated.get("License") or ""
    if not names and 0 < len(text) <= LONGEST_NAME:
        names = [text]
    return "; ".join(names) or UNSTATED, False


def sbom(found, version):
    """The list as CycloneDX: `found` are the packages, `version` is that of this project."""
    root = {
        "type": "application",
        "bom-ref": "kaiji",
        "name": "kaiji",
        "version": version,
        "licenses": [{"license": {"id": "BSD-3-Clause"}}],
    }
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": root},
        "components": [_component(package) for package in found],
        "dependencies": [
            {"ref": "kaiji", "dependsOn": _asked_by(OURS, found)},
            *({"ref": one.purl, "dependsOn": _asked_by(one.name, found)} for one in found),
        ],
    }


def _component(package):
    component = {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "purl": package.purl,
    }
    text, is_expression = licence(package)
    if is_expression:
        component["licenses"] = [{"expression": text}]
    elif text and text != UNSTATED:
        component["licenses"] = [{"license": {"name": text}}]
    if package.marker:
        component["properties"] = [{"name": "kaiji:marker", "value": package.marker}]
    return component


def _asked_by(name, found):
    return [package.purl for package in found if name in package.via]


def licences(found):
    """A line for each package: its name, its version and its licence."""
    for package in found:
        text = licence(package)[0] or "not installed here"
        where = f" (only where {package.marker})" if package.marker else ""
        yield f"{package.name} {package.version}: {text}{where}"


def _normalized(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def main():
    found = packages((PROJECT / "requirements.txt").read_text(encoding="utf-8"))
    version = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["version"]
    written = {
        "sbom.json": json.dumps(sbom(found, version), ensure_ascii=False, indent=2),
        "licences.txt": "\n".join(licences(found)),
    }
    for name, text in written.items():
        (PROJECT / name).write_text(f"{text}\n", encoding="utf-8")
        print(f"{name}: {len(found)} packages")


if __name__ == "__main__":
    main()
