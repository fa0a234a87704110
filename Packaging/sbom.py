#!/usr/bin/env python3
"""Writes a software bill of materials in SPDX 2.3 for built programs: what is linked into them, and what they load.

    sbom.py VERSION COMMIT SECONDS PROGRAM...

SECONDS is the time of the commit. The same programs, on the same system, give the same text.
"""

import datetime
import hashlib
import json
import os
import re
import subprocess
import sys

SOURCE = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
LICENSES = {"swift-argument-parser": "Apache-2.0", "grdb.swift": "MIT"}


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def package(name, version, license_id, location="NOASSERTION", purl=None):
    """A package of the document, known by its name."""
    result = {
        "SPDXID": "SPDXRef-Package-" + re.sub("[^A-Za-z0-9.-]", "-", name), "name": name, "versionInfo": version,
        "downloadLocation": location, "filesAnalyzed": False, "licenseConcluded": license_id,
        "licenseDeclared": license_id, "copyrightText": "NOASSERTION",
    }
    if purl:
        result["externalRefs"] = [
            {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": purl}]
    return result


def linked():
    """The Swift packages that are linked into the programs, as they were resolved."""
    with open(os.path.join(SOURCE, "Package.resolved"), encoding="utf-8") as file:
        pins = json.load(file)["pins"]
    for pin in sorted(pins, key=lambda pin: pin["identity"]):
        state, location = pin["state"], pin["location"]
        path = location.removeprefix("https://").removesuffix(".git")
        yield package(pin["identity"], state["version"], LICENSES[pin["identity"]],
                      f"git+{location}@{state['revision']}", f"pkg:swift/{path}@{state['version']}")
    version = re.search(r"Swift version (\S+)", output("swift", "--version"))[1]
    yield package("swift", version, "Apache-2.0 WITH Swift-exception", "https://github.com/swiftlang/swift")


def loaded(program):
    """The system's packages whose libraries a program names itself."""
    names = re.findall(r"NEEDED.*\[(.*)\]", output("readelf", "-d", program))
    paths = dict(re.findall(r"(\S+) => (/\S+)", output("ldd", program)))
    for name in sorted(names):
        path = os.path.realpath(paths.get(name, name))
        if not os.path.exists(path):
            continue
        # Where /lib is a link to /usr/lib, the package may still call it by its old name.
        runs = [subprocess.run(["dpkg", "-S", candidate], capture_output=True, text=True, check=False)
                for candidate in (path, path.removeprefix("/usr"))]
        owner = next(run.stdout.split(": ")[0] for run in runs if run.returncode == 0)
        version = output("dpkg-query", "-W", "-f", "${Version}", owner)
        name = owner.split(":")[0]
        yield package(name, version, "NOASSERTION", purl=f"pkg:deb/debian/{name}@{version}")


def main():
    version, commit, seconds, *programs = sys.argv[1:]
    created = datetime.datetime.fromtimestamp(int(seconds), datetime.timezone.utc)
    main_package = package("magpie", version, "Apache-2.0")
    files, relations, libraries = [], [], {}
    for program in programs:
        name = os.path.basename(program)
        with open(program, "rb") as file:
            content = file.read()
        files.append({
            "SPDXID": f"SPDXRef-File-{name}", "fileName": f"./{name}", "fileTypes": ["BINARY"],
            "checksums": [{"algorithm": "SHA1", "checksumValue": hashlib.sha1(content).hexdigest()},
                          {"algorithm": "SHA256", "checksumValue": hashlib.sha256(content).hexdigest()}],
            "licenseConcluded": "Apache-2.0", "licenseInfoInFiles": ["NOASSERTION"], "copyrightText": "NOASSERTION",
        })
        relations.append((main_package["SPDXID"], "CONTAINS", f"SPDXRef-File-{name}"))
        for library in loaded(program):
            libraries[library["SPDXID"]] = library
            relations.append((f"SPDXRef-File-{name}", "DYNAMIC_LINK", library["SPDXID"]))
    static = list(linked())
    relations += [(main_package["SPDXID"], "STATIC_LINK", part["SPDXID"]) for part in static]
    document = {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": f"magpie-{version}",
        "documentNamespace": f"https://spdx.org/spdxdocs/magpie-{version}-{commit}",
        "creationInfo": {"created": created.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": ["Tool: magpie-sbom"]},
        "packages": [main_package, *static, *(libraries[key] for key in sorted(libraries))],
        "files": files,
        "relationships": [
            {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
             "relatedSpdxElement": main_package["SPDXID"]},
            *({"spdxElementId": left, "relationshipType": kind, "relatedSpdxElement": right}
              for left, kind, right in relations)],
    }
    json.dump(document, sys.stdout, indent=1, sort_keys=True)
    print()


main()
