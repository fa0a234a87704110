"""A Debian 12 with a running systemd, in a container of systemd-nspawn, for proofs of what is installed."""

import glob
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time

CACHE = os.environ.get("MAGPIE_PROOF_CACHE", "/var/cache/magpie-proofs")
MIRROR = os.environ.get("MAGPIE_PROOF_MIRROR", "http://deb.debian.org/debian")
# Beyond what a minimal Debian has: what the packages depend on, so that they install without a network, and what the proof uses.
PACKAGES = ("systemd systemd-sysv dbus udev libnss-systemd postgresql ca-certificates procps adduser man-db apparmor logrotate "
            "libarchive13 libcurl4 libdeflate0 libp11-kit0 libpcre2-8-0 libpq5 libqpdf29 libsqlite3-0 libssl3 libyaml-0-2 zlib1g rsyslog python3-minimal")


class CannotBoot(Exception):
    """There is no such machine here."""


def base():
    """The tree that machines begin with, which is made once for each list of packages and kept."""
    tree = os.path.join(CACHE, "debian-12-" + hashlib.sha256(PACKAGES.encode()).hexdigest()[:8])
    if not os.path.exists(os.path.join(tree, "usr", "lib", "systemd", "systemd")):
        draft = tree + ".draft"
        shutil.rmtree(draft, ignore_errors=True)
        os.makedirs(CACHE, exist_ok=True)
        subprocess.run(["debootstrap", "--variant=minbase", "--include=" + ",".join(PACKAGES.split()), "bookworm", draft,
                        MIRROR], check=True, stdout=subprocess.DEVNULL)
        for package in glob.glob(draft + "/var/cache/apt/archives/*.deb"):
            os.remove(package)
        os.rename(draft, tree)
    return tree


class Outcome:
    """What a command has said, and its status."""

    def __init__(self, run):
        self.status, self.out, self.errors = run.returncode, run.stdout, run.stderr

    @property
    def all(self):
        return self.out + self.errors


class Machine:
    """A booted machine without a network; its files are gone with it."""

    def __init__(self, name):
        self.name = name
        self.home = tempfile.mkdtemp(prefix=f"magpie-{name}-", dir="/var/tmp")
        # Buckets lie on a file system of the host: what is merged of two has no events that tell of all of it.
        for part in ("upper", "work", "root", "srv"):
            os.mkdir(os.path.join(self.home, part))
        os.chmod(self.home, 0o755)
        self.root = os.path.join(self.home, "root")
        self.srv = os.path.join(self.home, "srv")
        self.process = None
        subprocess.run(["mount", "-t", "overlay", "overlay", "-o",
                        f"lowerdir={base()},upperdir={self.home}/upper,workdir={self.home}/work", self.root], check=True)

    def boot(self, seconds=60):
        self.log = open(os.path.join(self.home, "console"), "wb")
        self.process = subprocess.Popen(
            ["systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "-D", self.root, "-M", self.name,
             f"--bind={self.srv}:/srv", "--private-network", "--boot",
             # What a machine of its own allows: the service's units take away what they do not want.
             "--capability=CAP_IPC_LOCK,CAP_SYS_RESOURCE,CAP_SYS_NICE", "--system-call-filter=@known",
             "--rlimit=MEMLOCK=infinity", "--rlimit=NOFILE=1024:524288"],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise CannotBoot(open(self.log.name, encoding="utf-8", errors="replace").read()[-500:])
            if self.leader() and self.run("systemctl is-system-running").out.strip() in ("running", "degraded"):
                return self
            time.sleep(0.5)
        raise CannotBoot(f"not within {seconds} s")

    def leader(self):
        """The number of the machine's first process here."""
        try:
            with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children", encoding="ascii") as file:
                return next(iter(file.read().split()), None)
        except OSError:
            return None

    def run(self, command, user=None, timeout=120, stdin=""):
        """Runs a command of the shell, as root or another user."""
        arguments = ["bash", "-c", command] if user is None else ["runuser", "-u", user, "--", "bash", "-c", command]
        return Outcome(subprocess.run(
            ["nsenter", "-t", self.leader(), "-m", "-u", "-i", "-n", "-p", "-C", "-r", "-w", "env", "-i",
             "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LANG=C.UTF-8", "TERM=dumb",
             "DEBIAN_FRONTEND=noninteractive", *arguments],
            capture_output=True, text=True, errors="replace", timeout=timeout, check=False, input=stdin))

    def ok(self, command, user=None, timeout=120, stdin=""):
        """What a command writes that must succeed."""
        outcome = self.run(command, user, timeout, stdin)
        assert outcome.status == 0, f"{command}: status {outcome.status}: {outcome.all.strip()[-600:]}"
        return outcome.out

    def wait(self, command, holds, seconds=30, user=None):
        """Runs a command until what it writes is as it should be, and returns that."""
        deadline = time.monotonic() + seconds
        while True:
            outcome = self.run(command, user)
            if holds(outcome.out):
                return outcome.out
            assert time.monotonic() < deadline, f"{command}: after {seconds} s still: {outcome.all.strip()[-600:]}"
            time.sleep(0.5)

    def write(self, path, text, mode=0o644):
        """Writes a file of root's."""
        self.ok(f"cat > {path} && chmod {mode:o} {path}", stdin=text)

    def path(self, path):
        """Where a file of the machine is here."""
        return self.srv + path.removeprefix("/srv") if path.startswith("/srv/") else self.root + path

    def copy(self, source, target):
        shutil.copy2(source, self.path(target))

    def stop(self):
        """Turns it off and removes it."""
        if self.process and self.process.poll() is None:
            leader = self.leader()
            if leader:
                # SIGRTMIN+4 asks systemd to power off.
                os.kill(int(leader), signal.SIGRTMIN + 4)
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        subprocess.run(["umount", "--lazy", self.root], check=False)
        shutil.rmtree(self.home, ignore_errors=True)
