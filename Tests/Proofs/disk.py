"""A file system for the state of a service that loses, when it is told to, what was not flushed."""

import fcntl
import os
import subprocess
import tempfile
import time

from service import CouldNotRun

# The number of FS_IOC_SHUTDOWN (include/uapi/linux/fs.h), and the flag that drops what is not on the disk yet.
SHUTDOWN = 0x8004587D
WITHOUT_LOG = (2).to_bytes(4, "little")


class Disk:
    """256 MiB of ext4 in a file; `lacks` says why there is none."""

    def __init__(self):
        self.image, self.mounts, self.lacks = None, [], None
        if os.geteuid() != 0:
            self.lacks = "needs root to mount"
            return
        self.image = tempfile.NamedTemporaryFile(prefix="magpie-proof-", suffix=".ext4")
        self.image.truncate(256 << 20)
        if subprocess.run(["mkfs.ext4", "-q", "-F", self.image.name], check=False).returncode != 0:
            self.lacks = "needs mkfs.ext4"

    def mount(self, state):
        subprocess.run(["mount", "-o", "loop", self.image.name, state], check=True)
        self.mounts.append(state)

    def cut(self, state):
        """The power goes off."""
        descriptor = os.open(state, os.O_RDONLY)
        fcntl.ioctl(descriptor, SHUTDOWN, WITHOUT_LOG)
        os.close(descriptor)

    def remount(self, state):
        """And comes back; what the service has started ends a moment after it."""
        deadline = time.monotonic() + 10
        while subprocess.run(["umount", state], capture_output=True, check=False).returncode != 0:
            if time.monotonic() > deadline:
                raise CouldNotRun(f"{state} stays busy")
            time.sleep(0.02)
        self.mount(state)

    def remove(self):
        for state in set(self.mounts):
            subprocess.run(["umount", "-l", state], check=False)
