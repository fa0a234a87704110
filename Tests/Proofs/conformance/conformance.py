#!/usr/bin/env python3
"""Holds the AWS wire against AWS's own models: every place of every input wrong in each way that a model names, and right.

    make conformance [ONLY=kms,iam]

For each operation that is implemented the violations of required members, lengths, ranges, enums, patterns and types are sent, each
optional member alone, what newer clients may say, and lists are read to their end. Status, code, text and form of the answers are
compared with what botocore's models say, and AWS's documentation. It prints a table by service, and what differs with the reason.
"""

import argparse
import collections
import json
import os
import sys
import time

import paging
import reasons
import shapes
import speaking
from cases import Maker
from judging import Judge
from speaking import Closed
from world import REPOSITORY, World, model

SERVICES = ["kms", "secretsmanager", "events", "iam", "sts", "macie2", "sqs", "cloudtrail"]
# How many things may have been made before a service begins anew: some have quotas.
MOST_MADE = 150


class Tally:
    def __init__(self):
        self.requests, self.right = 0, 0
        self.operations, self.refused = 0, 0
        self.wrong, self.explained = [], collections.Counter()
        self.kinds = collections.Counter()

    def note(self, service, operation, kind, path, mistakes):
        self.requests += 1
        self.kinds[kind] += 1
        if not mistakes:
            self.right += 1
            return
        reason = reasons.of(service, operation, kind, path)
        if reason is not None:
            self.explained[reason] += 1
        else:
            self.wrong.append((service, operation, kind, path, mistakes))


def is_implemented(world, service, operation):
    """Whether an operation does anything: others are refused, whatever is asked, with an error of its service."""
    if operation.name in reasons.REFUSED.get(service, ()) or operation.name in reasons.ABSENT.get(service, ()):
        answer = world.speaker(service).say(operation, {})
        is_absent = operation.name in reasons.ABSENT.get(service, ())
        is_clean = answer.status in (400, 404) and answer.message and (answer.code == "InvalidAction") == is_absent
        return False, [] if is_clean else [f"no clean refusal: {answer}"]
    return True, []


def try_signatures(world, service, operation, tally):
    """The same request by strangers: in each protocol's words, before anything else is looked at."""
    protocol, tree = world.speaker(service).protocol, {}
    for kind, (code, status) in speaking.REFUSALS[protocol].items():
        answer = world.speaker(service).say(operation, tree, signing=kind)
        wrong = [] if (answer.code, answer.status) == (code, status) else [f"not {code}: {answer}"]
        tally.note(service, operation.name, kind, "", wrong + answer.faults)
    if f"{service} {operation.name}" in ("sts GetCallerIdentity", "sts GetSessionToken"):
        return
    # Somebody without a policy.
    answer = world.speaker(service, world.nobody).say(operation, shapes_of(world, service, operation))
    wrong = [] if answer.code == speaking.DENIED[protocol][0] and answer.status == speaking.DENIED[protocol][1] else [f"not denied: {answer}"]
    tally.note(service, operation.name, "denied", "", wrong)


def shapes_of(world, service, operation):
    return shapes.valid(operation.input_shape, world.hint(service, operation.name)) if operation.input_shape else {}


def try_operation(world, service, operation, tally, options):
    protocol = world.speaker(service).protocol
    judge, maker = Judge(service, operation, protocol), Maker(service, operation, protocol, lambda names: hint(names))
    hint = world.hint(service, operation.name)
    for case in maker.all():
        # Only what is right changes anything.
        world.is_fresh = case.wrong is None
        try:
            tree = case.make()
        except (ValueError, RuntimeError) as error:
            tally.note(service, operation.name, case.kind, case.path, [str(error)])
            continue
        finally:
            world.is_fresh = False
        try:
            answer = world.speaker(service).say(operation, tree, case.raw)
            mistakes = judge.mistakes(case, answer)
        except (Closed, json.JSONDecodeError, SyntaxError) as error:
            mistakes = [repr(error)]
        tally.note(service, operation.name, case.kind, case.path, mistakes)
        if options.show and mistakes:
            print(service, operation.name, case.kind, case.path, repr(tree)[:300], mistakes, file=sys.stderr)


def try_service(world, service, options):
    tally, aws = Tally(), model(service)
    names = [name for name in aws.operation_names if not options.operation or name == options.operation]
    for name in names:
        if service == "cloudtrail" and name != "LookupEvents":
            continue
        operation = aws.operation_model(name)
        is_there, wrong = is_implemented(world, service, operation)
        if not is_there:
            tally.refused += 1
            tally.note(service, name, "refusal", "", wrong)
            continue
        tally.operations += 1
        if next(world.numbers) - world.began > MOST_MADE:
            world.restart()
        try_operation(world, service, operation, tally, options)
        try_signatures(world, service, operation, tally)
        if name in ("DisableMacie", "EnableMacie"):
            # All that follows is about a service that runs.
            world.restart()
    if not options.operation:
        world.restart()
        for name, requests, wrong in paging.pages(world, service, aws):
            for _ in range(requests - 1):
                tally.note(service, name, "pages", "", [])
            tally.note(service, name, "pages", "", wrong)
    return tally


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", default=os.environ.get("MAGPIE_PROGRAMS") or os.path.join(REPOSITORY, ".build", "release"))
    parser.add_argument("--only", default=",".join(SERVICES))
    parser.add_argument("--operation")
    parser.add_argument("--show", action="store_true", help="print every request that is not answered as expected")
    parser.add_argument("--least", type=float, default=0.99, help="the share of right answers below which this fails")
    options = parser.parse_args()
    log = open(os.devnull, "w", encoding="utf-8")
    start, tallies = time.monotonic(), {}
    for service in options.only.split(","):
        world = World(options.programs, log)
        try:
            tallies[service] = try_service(world, service, options)
        except Exception as error:  # What others have found is worth telling all the same.
            tallies[service] = Tally()
            tallies[service].note(service, "-", "-", "-", [repr(error)])
        finally:
            world.stop()
        print_row(service, tallies[service])
    return finish(tallies, time.monotonic() - start, options)


def print_row(service, tally):
    share = tally.right / max(1, tally.requests)
    print(f"{service:15} {tally.operations:4} operations, {tally.refused:3} refused ones, {tally.requests:6} requests, {tally.right:6} right "
          f"({share:8.2%}), {sum(tally.explained.values()):4} explained, {len(tally.wrong):4} wrong", flush=True)


def finish(tallies, seconds, options):
    requests, right = sum(t.requests for t in tallies.values()), sum(t.right for t in tallies.values())
    print(f"{requests} requests in {seconds:.0f} s, {right} ({right / max(1, requests):.2%}) answered as model and documentation say")
    kinds = sum((tally.kinds for tally in tallies.values()), collections.Counter())
    print("by kind:", ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
    for reason, count in sum((tally.explained for tally in tallies.values()), collections.Counter()).most_common():
        print(f"explained: {count} times: {reason}")
    for tally in tallies.values():
        for service, operation, kind, path, mistakes in tally.wrong:
            print(f"wrong: {service} {operation} {path or '-'}: {kind}: {'; '.join(mistakes)[:600]}")
    is_good = right >= options.least * requests and not any(tally.wrong for tally in tallies.values())
    print("PASS" if is_good else "FAIL")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
