#!/usr/bin/env python3
"""Writes a software bill of materials in SPDX 2.3 for built programs: what is linked into them, and what they load.

    sbom.py [--build .build/release] VERSION COMMIT SECONDS PROGRAM...

SECONDS is the time of the commit, and the folder of the build has the lists of what was linked. The same programs, on the same
system, give the same text.
"""

import argparse
import datetime
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent
# What tells licenses apart, in the files that packages have of them.
LICENSES = (("Runtime Library Exception", "Apache-2.0 WITH Swift-exception"), ("Apache License", "Apache-2.0"),
            ("Permission is hereby granted, free of charge", "MIT"))


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


def license_of(checkout):
    """The license that a package says it has."""
    for path in sorted(checkout.glob("LICENSE*")):
        text = path.read_text(encoding="utf-8")
        for mark, license_id in LICENSES:
            if mark in text:
                return license_id
    sys.exit(f"sbom.py: no license is known of {checkout.name}: name what tells it in LICENSES")


def resolved():
    """The Swift packages that the sources ask for, and the folders of their checkouts, as they were resolved."""
    pins = json.loads((SOURCE / "Package.resolved").read_text(encoding="utf-8"))["pins"]
    for pin in sorted(pins, key=lambda pin: pin["identity"]):
        state, location = pin["state"], pin["location"]
        path = location.removeprefix("https://").removesuffix(".git")
        checkout = SOURCE / ".build" / "checkouts" / path.split("/")[-1]
        yield checkout, package(pin["identity"], state["version"], license_of(checkout),
                                f"git+{location}@{state['revision']}", f"pkg:swift/{path}@{state['version']}")


def modules(build, program):
    """The modules of others that were linked into a program."""
    lines = (build / f"{program}.product" / "Objects.LinkFileList").read_text(encoding="utf-8").splitlines()
    names = {match[1] for line in lines if (match := re.search(r"/([^/]+)\.build/", line))}
    return {name for name in names if not (SOURCE / "Sources" / name.replace("_", "-")).exists()
            and not (SOURCE / "Sources" / name).exists()}


def linked(build, programs):
    """The Swift packages that are linked into each of the programs, and the compiler's own."""
    packages = list(resolved())
    swift = package("swift", re.search(r"Swift version (\S+)", output("swift", "--version"))[1],
                    "Apache-2.0 WITH Swift-exception", "https://github.com/swiftlang/swift")
    for program in programs:
        parts = {"swift": swift}
        for module in sorted(modules(build, program)):
            owner = next((part for checkout, part in packages
                          if (checkout / "Sources" / module).exists() or (checkout / module).exists()), None)
            if owner is None:
                sys.exit(f"sbom.py: nobody knows which package the module {module} of {program} is from")
            parts[owner["name"]] = owner
        yield program, parts


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
        owner = next((run.stdout.split(": ")[0] for run in runs if run.returncode == 0), None)
        if owner is None and "/swift/" in path:
            continue  # The compiler's own, which programs for tests load and others are linked with.
        if owner is None:
            sys.exit(f"sbom.py: no package of the system has {path}, which {os.path.basename(program)} loads")
        version = output("dpkg-query", "-W", "-f", "${Version}", owner)
        name = owner.split(":")[0]
        yield package(name, version, "NOASSERTION", purl=f"pkg:deb/debian/{name}@{version}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=Path, default=SOURCE / ".build" / "release")
    parser.add_argument("version")
    parser.add_argument("commit")
    parser.add_argument("seconds", type=int)
    parser.add_argument("programs", nargs="+", type=Path)
    options = parser.parse_args()
    version, commit = options.version, options.commit
    created = datetime.datetime.fromtimestamp(options.seconds, datetime.timezone.utc)
    main_package = package("magpie", version, "Apache-2.0")
    files, relations, libraries, static = [], [], {}, {}
    for program in options.programs:
        content = program.read_bytes()
        files.append({
            "SPDXID": f"SPDXRef-File-{program.name}", "fileName": f"./{program.name}", "fileTypes": ["BINARY"],
            "checksums": [{"algorithm": "SHA1", "checksumValue": hashlib.sha1(content).hexdigest()},
                          {"algorithm": "SHA256", "checksumValue": hashlib.sha256(content).hexdigest()}],
            "licenseConcluded": "Apache-2.0", "licenseInfoInFiles": ["NOASSERTION"], "copyrightText": "NOASSERTION",
        })
        relations.append((main_package["SPDXID"], "CONTAINS", f"SPDXRef-File-{program.name}"))
        for library in loaded(program):
            libraries[library["SPDXID"]] = library
            relations.append((f"SPDXRef-File-{program.name}", "DYNAMIC_LINK", library["SPDXID"]))
    for name, parts in linked(options.build, [program.name for program in options.programs]):
        static |= parts
        relations += [(f"SPDXRef-File-{name}", "STATIC_LINK", parts[part]["SPDXID"]) for part in sorted(parts)]
    document = {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": f"magpie-{version}",
        "documentNamespace": f"https://spdx.org/spdxdocs/magpie-{version}-{commit}",
        "creationInfo": {"created": created.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": ["Tool: magpie-sbom"]},
        "packages": [main_package, *(static[key] for key in sorted(static)), *(libraries[key] for key in sorted(libraries))],
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
