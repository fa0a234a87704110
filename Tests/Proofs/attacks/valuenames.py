"""Values in places of files that are shown as names: first rows, keys, paths."""

import os
import tempfile

import hostile
import values
from attacks import attack

SECRETS = (b"Sommer2024!", b"zq7kanarienvogel@example.org", b"4539719264083152")


@attack(6, "values-as-names", "no value in a first row is printed, stored, published or sent as the name of a column")
def values_as_names(scale):
    log = tempfile.TemporaryFile()
    with hostile.Stage(log=log) as stage:
        stage.settled()
        rows = b"5555 5555 5555 4444,mail@example.org,Berlin\n" * 5
        for number, head in enumerate((b"Passwort: Sommer2024!,Mail,City", b"password=Sommer2024!,x,y",
                                       b"zq7kanarienvogel@example.org,4539719264083152,Hamburg",
                                       b"card 4539719264083152,zq7kanarienvogel@example.org,q")):
            for kind, separator in (("csv", b","), ("tsv", b"\t"), ("csv", b";")):
                stage.give("mallory", f"{number}-{separator.hex()}.{kind}", (head + b"\n" + rows).replace(b",", separator))
        stage.settled()
        output = b"".join(stage.magpie(*words).stdout.encode() for words in (
            ["findings", "list", "--format", "json"], ["findings", "list"], ["status"], ["buckets", "list"],
            ["findings", "stats", "--group-by", "identifier"]))
        findings = stage.findings()
        for finding in findings:
            output += stage.magpie("findings", "show", finding["id"]).stdout.encode()
        for format in ("text", "jsonl", "matches", "sarif"):
            output += hostile.subprocess.run([os.path.join(hostile.RELEASE, "magpie"), "scan", "--format", format, stage.mallory],
                                             capture_output=True, check=False).stdout
        stage.process.terminate()
        stage.process.wait(timeout=20)
        log.seek(0)
        places = {"answers": output, "log": log.read()}
        for base, _, names in os.walk(stage.state):
            for name in names:
                if not name.endswith((".sock", ".key")):
                    with open(os.path.join(base, name), "rb") as file:
                        places[name] = file.read()
    wanted = values.forms(SECRETS)
    told = {name: values.hits(wanted, content) for name, content in places.items()}
    told = {name: sorted(hits)[:2] for name, hits in told.items() if hits}
    return bool(findings) and not told, f"{len(findings)} findings; values in {', '.join(f'{name} {hits}' for name, hits in told.items()) or 'no place'}"
