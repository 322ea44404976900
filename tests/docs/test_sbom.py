"""The list of packages that `make sbom` writes."""

import re

from docs.sbom import Package, licence, licences, packages, sbom
from tests.servers import PROJECT

REQUIREMENTS = """\
# made by a program
alpha==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via -r requirements.in
Beta_Parser==2.1 ; sys_platform == 'win32' \\
    --hash=sha256:cc
    # via
    #   -r requirements.in
    #   alpha
"""


def test_what_is_pinned_is_listed_with_who_asks_for_it():
    assert packages(REQUIREMENTS) == [
        Package("alpha", "1.0", "", ["-r requirements.in"]),
        Package("beta-parser", "2.1", "sys_platform == 'win32'", ["-r requirements.in", "alpha"]),
    ]


def test_it_says_who_depends_on_whom():
    listed = sbom(packages(REQUIREMENTS), "0.1.0")

    alpha, beta = "pkg:pypi/alpha@1.0", "pkg:pypi/beta-parser@2.1"
    assert [one["bom-ref"] for one in listed["components"]] == [alpha, beta]
    assert listed["dependencies"] == [
        {"ref": "kaiji", "dependsOn": [alpha, beta]},
        {"ref": alpha, "dependsOn": [beta]},
        {"ref": beta, "dependsOn": []},
    ]


def test_nothing_that_production_installs_is_left_out():
    requirements = (PROJECT / "requirements.txt").read_text(encoding="utf-8")
    found = packages(requirements)

    assert len(found) == len(re.findall(r"(?m)^[^\s#]", requirements))
    assert all(package.via for package in found)
    unknown = {by for package in found for by in package.via} - {package.name for package in found}
    assert unknown == {"-r requirements.in"}


def test_the_licence_is_that_of_the_pinned_version_or_none():
    pinned = packages((PROJECT / "requirements.txt").read_text(encoding="utf-8"))
    [django] = (package for package in pinned if package.name == "django")

    assert licence(django) == ("BSD-3-Clause", True)
    assert licence(Package("django", "0.1")) == ("", False)
    assert list(licences([Package("no-such-package", "1.0", "sys_platform == 'win32'")])) == [
        "no-such-package 1.0: not installed here (only where sys_platform == 'win32')"
    ]
