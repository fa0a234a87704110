"""The built service over folders of its own, for proofs."""

import json
import os
import shutil
import subprocess
import tempfile
import time

REPOSITORY = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
# Where the programs are: another place shows what an older version does.
RELEASE = os.environ.get("MAGPIE_PROGRAMS") or os.path.join(REPOSITORY, ".build", "release")
SEED = b"payment card 4242 4242 4242 4242\n"


class CouldNotRun(Exception):
    """A proof could not be made: neither a success nor a failure of what it proves."""


class Service:
    """magpied over a folder of its own."""

    def __init__(self, settle=0, watch="auto", log=subprocess.DEVNULL, prepare=lambda state: None, more="", wrap=()):
        self.home = tempfile.mkdtemp(prefix="magpie-proof-")
        self.socket = None
        self.bucket = os.path.join(self.home, "bucket")
        self.state = os.path.join(self.home, "state")
        self.log = log
        self.wrap = list(wrap)
        os.mkdir(self.state)
        prepare(self.state)
        self.feed = os.path.join(self.state, "findings.jsonl")
        os.mkdir(self.bucket)
        self.configuration = os.path.join(self.home, "magpie.yaml")
        with open(self.configuration, "w", encoding="utf-8") as file:
            file.write(f"state: {self.state}\nsettleMilliseconds: {settle}\npollSeconds: 2\n"
                       f"buckets:\n  - {{ path: {self.bucket}, watch: {watch} }}\n{more}")
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            self.wrap + [os.path.join(RELEASE, "magpied"), "--config", self.configuration], stderr=self.log)
        for _ in range(1000):
            # An answer is an answer, whether it tells of health or not.
            if subprocess.run([*self.client(), "status", "--format", "json"], capture_output=True, check=False).stdout:
                return
            if self.process.poll() is not None:
                raise CouldNotRun("magpied has ended")
            time.sleep(0.01)
        raise CouldNotRun("magpied does not answer")

    def client(self):
        return ["env", f"MAGPIE_SOCKET={self.socket or self.state + '/magpie.sock'}", os.path.join(RELEASE, "magpie")]

    def ask(self, *arguments):
        """The answer to a command, which may end with a status (as `status` does of what is not healthy), but answers."""
        run = subprocess.run([*self.client(), *arguments, "--format", "json"], capture_output=True, check=False)
        if not run.stdout:
            raise RuntimeError(f"magpie {' '.join(arguments)}: {run.stderr.decode(errors='replace').strip() or run.returncode}")
        return json.loads(run.stdout)

    def settled(self, timeout=600):
        run = subprocess.run([*self.client(), "wait-settled", "--timeout", str(timeout)], capture_output=True, check=False)
        return run.returncode == 0

    def found(self):
        """The keys of all objects with findings that hold."""
        findings = self.ask("findings", "list", "--limit", "999999")
        return sorted(finding["key"] for finding in findings if finding["type"].startswith("SensitiveData:"))

    def backend(self):
        return self.ask("status")["buckets"][0]["backend"]

    def events(self, wasFull=False):
        """The events of the feed; where the disk was full a line may have lost its end, and its event comes again, whole."""
        if not os.path.exists(self.feed):
            return []
        with open(self.feed, encoding="utf-8") as file:
            return [json.loads(line) for line in file if not wasFull or line.endswith("}\n")]

    def memory(self):
        """The most that the service and its workers had, in MB."""
        with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children", encoding="ascii") as file:
            processes = [self.process.pid, *map(int, file.read().split())]
        total = 0
        for process in processes:
            with open(f"/proc/{process}/status", encoding="ascii") as file:
                total += next((int(line.split()[1]) for line in file if line.startswith("VmHWM")), 0)
        return total // 1024

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self, keep=False):
        self.process.terminate()
        code = self.process.wait(timeout=15)
        if not keep:
            shutil.rmtree(self.home, ignore_errors=True)
        return code


def write(path, content=SEED):
    with open(path, "wb") as file:
        file.write(content)
