"""Ends a process at a system call of one of its threads, which strace cannot count apart from those of others."""

import ctypes
import os
import signal
import threading
import time

# include/uapi/linux/ptrace.h
SEIZE, CONTINUE, STEP, MESSAGE, INFORMATION = 0x4206, 7, 24, 0x4201, 0x420E
OPTIONS = 1 | 8  # Stops at system calls say so; new threads are traced.
EVENT_CLONE, EVENT_STOP = 3, 128
WAIT_FOR_ALL = 0x40000000

# Calls that leave nothing behind (x86-64): memory, waiting for other threads, clocks, signal masks, random numbers.
QUIET = {9, 10, 11, 12, 13, 14, 24, 25, 28, 39, 131, 186, 202, 203, 204, 218, 228, 230, 273, 318, 334}

# clone, vfork, clone3
STARTS = {56, 58, 435}

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
libc.ptrace.restype = ctypes.c_long


class Call(ctypes.Structure):
    """struct ptrace_syscall_info, as far as it is needed."""

    _fields_ = [("kind", ctypes.c_uint8), ("padding", ctypes.c_uint8 * 3), ("architecture", ctypes.c_uint32),
                ("instruction", ctypes.c_uint64), ("stack", ctypes.c_uint64), ("number", ctypes.c_uint64),
                ("arguments", ctypes.c_uint64 * 6), ("rest", ctypes.c_uint64 * 2)]


class ThreadKill(threading.Thread):
    """Follows the threads that a process starts from now on, or the first that one of its threads starts.

    Only calls that leave something behind are counted. With a limit, the process is killed before that call of the one
    thread. Ends with the process, with that thread, or when it is told to.
    """

    def __init__(self, process, starter=None, limit=None):
        super().__init__(daemon=True)
        self.process, self.starter, self.limit = process, starter, limit
        self.isReady = threading.Event()
        self.isOver = threading.Event()
        self.hasKilled = False
        self.calls = {}
        self.starters = {}

    def run(self):
        for name in os.listdir(f"/proc/{self.process}/task"):
            libc.ptrace(SEIZE, int(name), None, OPTIONS)
        self.isReady.set()
        # All tracees are let go when this thread ends.
        while not self.hasKilled and not self.isOver.is_set():
            thread, status = os.waitpid(-1, WAIT_FOR_ALL | os.WNOHANG)
            if not thread:
                time.sleep(0.0001)
            elif os.WIFSTOPPED(status):
                self.stopped(thread, os.WSTOPSIG(status), status >> 16)
            elif thread == self.process or self.starter and thread in self.calls:
                return

    def stopped(self, thread, number, event):
        if event == EVENT_CLONE:
            message = ctypes.c_ulong()
            libc.ptrace(MESSAGE, thread, None, ctypes.addressof(message))
            if not self.starter or thread == self.starter and not self.calls:
                self.calls[message.value] = []
                self.starters[message.value] = thread
        isCall = number == signal.SIGTRAP | 0x80
        if isCall and thread in self.calls:
            self.note(thread)
        delivered = 0 if isCall or event else number
        # A new thread may stop before its starter has told of it: it is followed, as it might be the one.
        isFollowed = thread in self.calls or event == EVENT_STOP
        libc.ptrace(STEP if isFollowed else CONTINUE, thread, None, delivered)

    def note(self, thread):
        call = Call()
        libc.ptrace(INFORMATION, thread, ctypes.sizeof(call), ctypes.addressof(call))
        if call.kind != 1 or call.number in QUIET:
            return
        self.calls[thread].append(call.number)
        if self.starter and len(self.calls[thread]) == self.limit:
            os.kill(self.process, signal.SIGKILL)
            self.hasKilled = True

    def starter_of_programs(self):
        """The thread that has started the one which starts most programs, and what that one has called."""
        thread = max(self.calls, key=lambda thread: sum(call in STARTS for call in self.calls[thread]), default=None)
        return self.starters.get(thread), self.calls.get(thread, [])


# Calls that leave something on a disk, or tell somebody (x86-64): write, pwrite64, writev, pwritev, pwritev2, sendto, sendmsg,
# fsync, fdatasync, sync_file_range, msync, ftruncate, fallocate, rename, renameat, renameat2, link, linkat, unlink, unlinkat.
LASTING = {1, 18, 20, 296, 328, 44, 46, 74, 75, 277, 26, 77, 285, 82, 264, 316, 86, 265, 87, 263}

INTERRUPT = 0x4207


class ProcessKill(threading.Thread):
    """Ends a process before one of the calls of all its threads that leave something behind: the `limit`th from now on."""

    def __init__(self, process, limit):
        super().__init__(daemon=True)
        self.process, self.limit = process, limit
        self.isReady = threading.Event()
        self.isOver = threading.Event()
        self.hasKilled = False
        self.calls = []

    def run(self):
        try:
            self.follow()
        finally:
            # Also when the process has ended before anything was asked of it.
            self.isReady.set()

    def follow(self):
        waited = set()
        for name in os.listdir(f"/proc/{self.process}/task"):
            if libc.ptrace(SEIZE, int(name), None, OPTIONS) == 0 and libc.ptrace(INTERRUPT, int(name), None, None) == 0:
                waited.add(int(name))
        while not self.hasKilled and not self.isOver.is_set():
            thread, status = os.waitpid(-1, WAIT_FOR_ALL | os.WNOHANG)
            if not thread:
                time.sleep(0.00005)
                continue
            waited.discard(thread)
            if not waited:
                # All stop at each of their calls now.
                self.isReady.set()
            if os.WIFSTOPPED(status):
                self.stopped(thread, os.WSTOPSIG(status), status >> 16)
            elif thread == self.process:
                return

    def stopped(self, thread, number, event):
        isCall = number == signal.SIGTRAP | 0x80
        if isCall:
            call = Call()
            libc.ptrace(INFORMATION, thread, ctypes.sizeof(call), ctypes.addressof(call))
            if call.kind == 1 and call.number in LASTING:
                self.calls.append(call.number)
                if len(self.calls) == self.limit:
                    os.kill(self.process, signal.SIGKILL)
                    self.hasKilled = True
        delivered = 0 if isCall or event else number
        libc.ptrace(STEP, thread, None, delivered)
