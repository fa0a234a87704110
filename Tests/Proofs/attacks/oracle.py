"""What the lowest role learns about a value that is masked."""

import base64
import hashlib
import json
import re

import hostile
from attacks import attack


@attack(8, "digest-oracle", "no answer and no event has an unkeyed digest of content, and role read may not ask where a value is")
def digest_oracle(scale):
    if why := hostile.needed():
        return None, why
    content = b"SSN: 536-22-8145\n"
    with hostile.Stage() as stage:
        stage.give("alice", "ssn.txt", content)
        stage.settled()
        seen = ""
        for finding in stage.findings():
            seen += stage.magpie("findings", "show", finding["id"], user=hostile.MALLORY).stdout
        seen += json.dumps(stage.events())
        for words in (["findings", "list", "--format", "json"], ["buckets", "show", "alice"], ["status", "--format", "json"]):
            seen += stage.magpie(*words, user=hostile.MALLORY).stdout
        # The event feed as the role has it by socket.
        where = stage.magpie("findings", "where", "--value", "536-22-8145", user=hostile.MALLORY)
    texts = {digest for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "sha3_256")
             for data in (content, content.strip(), b"536-22-8145", b"536228145")
             for raw in (hashlib.new(name, data).digest(),)
             for digest in (raw.hex(), base64.b64encode(raw).decode().rstrip("="))}
    found = sorted(digest[:12] for digest in texts if digest.lower() in seen.lower())
    isRefused = where.returncode == 2 and not where.stdout and "role" in where.stderr
    hasFinding = bool(re.search(r"SensitiveData", seen))
    return not found and isRefused and hasFinding, (
        f"{len(found)} digests of the content seen{'' if hasFinding else '; NO FINDING'}; findings where: {'refused' if isRefused else 'ANSWERED'}")
