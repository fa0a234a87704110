"""Lines of others in a file that events are appended to."""

import os
import re
import sys
import time
from collections import Counter

import eventproofs
import hostile
from attacks import attack

# Another program, whose lines come in two halves, as those of a buffer that is full do.
WRITER = """
import os, sys, time
descriptor = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
end, count = time.monotonic() + float(sys.argv[2]), 0
while time.monotonic() < end:
    os.write(descriptor, b'{"first":"<%d>",' % count)
    time.sleep(0.004)
    os.write(descriptor, b'"second":"(%d)"}\\n' % count)
    time.sleep(0.001)
    count += 1
print(count)
"""


@attack(5, "lost-lines", "of lines that two targets and another program append to one file, not a byte is missing")
def lost_lines(scale):
    with hostile.Stage() as stage:
        stage.settled()
        path = os.path.join(stage.home, "lines.jsonl")
        putter = eventproofs.Putter(hostile_socket(stage))
        eventproofs.rule(putter, "one", [{"Id": "one", "Arn": f"jsonl:{path}"}])
        eventproofs.rule(putter, "two", [{"Id": "two0", "Arn": f"jsonl:{path}"}])
        count, seconds = max(300, 3000 // scale), max(5, 30 // scale)
        writer = hostile.subprocess.Popen([sys.executable, "-c", WRITER, path, str(seconds)], stdout=-1, text=True)
        start = time.monotonic()
        for number in range(0, count, 10):
            if number % 20 == 0:
                # A target that is new opens the file.
                eventproofs.rule(putter, "two", [{"Id": f"two{number}", "Arn": f"jsonl:{path}"}])
                if number:
                    putter.perform("RemoveTargets", {"Rule": "two", "Ids": [f"two{number - 20}"]})
            putter.send(eventproofs.request(number, 50))
            assert putter.answer()["FailedEntryCount"] == 0
            time.sleep(max(0, start + seconds * number / count - time.monotonic()))
        written = int(writer.communicate()[0])
        stage.settled(60)
        text = b""
        for file in [path] + [f"{path}.{number}" for number in range(1, 30)]:
            if os.path.exists(file):
                with open(file, "rb") as lines:
                    text += lines.read()
        firsts, seconds_ = set(re.findall(rb'"<(\d+)>"', text)), set(re.findall(rb'"\((\d+)\)"', text))
        lost = 2 * written - len(firsts) - len(seconds_)
        seen = Counter(map(int, re.findall(rb'"n":\s*(\d+)', text)))
        # What waits for a target that is removed is not sent any more.
        missing = sum(seen[number] < 1 for number in range(count))
        metrics = putter.perform("ListRuleMetrics", {})
        matched = {rule["Name"]: rule.get("Matched", rule.get("MatchedEvents")) for rule in metrics["Rules"]
                   if rule["Name"] in ("one", "two")}
        wrong = [name for name, number in matched.items() if number is not None and number < count]
        return not lost and not missing and not wrong, (
            f"{lost} of {2 * written:,} pieces of another program lost, {missing} of {count:,} events missing; "
            f"counted as matched: {matched}")


def hostile_socket(stage):
    """Where eventproofs looks for the socket."""
    class Reached:
        state = stage.run
    return Reached
