// What the C library's Swift module leaves out of Linux: descriptors in messages, confinement, fanotify, attributes.
//
// Every function returns -1 and sets errno on failure unless it says otherwise.

#ifndef CLINUX_H
#define CLINUX_H

#include <stddef.h>
#include <stdint.h>

// MARK: Arguments: execve(2)

/// The `index`th argument of the process, the first of which is its name; NULL when there are no more.
const char *linux_argument(int index);

// MARK: Descriptors in messages: unix(7), SCM_RIGHTS

/// Sends bytes, and a descriptor with the first of them unless it is negative.
///
/// Unless `waits`, it fails with EAGAIN where there is no room.
ptrdiff_t linux_send(int socket, const void *bytes, size_t count, int descriptor, int waits);

/// Receives up to `count` bytes; `descriptor` becomes what came with them, close-on-exec, or -1.
///
/// More descriptors than one are closed: nobody sends them.
ptrdiff_t linux_receive(int socket, void *bytes, size_t count, int *descriptor);

// MARK: Confinement of the calling process: landlock(7), seccomp(2), setrlimit(2)

/// Limits the memory of the process, and forbids it to start others, to let files grow and to leave a core.
int linux_limit(uint64_t memory, uint64_t descriptors);

/// Closes all descriptors from `first` on.
int linux_close_from(unsigned first);

/// Makes the process one that may not gain privileges, be traced or read by others of its user, and that prints nothing when
/// it crashes.
int linux_renounce(void);

/// Takes all access to the file system and the network away, beyond what is open.
///
/// Returns the version of the kernel's interface, which says how much that is; 0 where the kernel has none.
int linux_landlock(void);

/// Takes all system calls away but those that reading, computing and answering need; others fail with EPERM.
int linux_seccomp(void);

/// Tries the `index`th thing that a confined process must not manage.
///
/// Returns what it was, or NULL when there are no more. Only for processes that are confined: what succeeds has been done.
const char *linux_probe(size_t index, int *is_refused);

// MARK: What a filter of system calls leaves: seccomp(2)

/// Makes a system call with arguments that make no sense, and so does nothing.
///
/// Returns ENOSYS or EPERM when that is the answer, as filters give it; 0 for any other; -1 for a call that is not known here.
int linux_call_refusal(const char *name);

/// Makes a socket of a family, and closes it. Returns 0, or the error.
int linux_socket_refusal(int family);

/// Whether the process has a capability now, by its number in capabilities(7).
int linux_has_capability(int capability);

/// Starts a process that ends at once. Returns 0, or the error.
int linux_child_refusal(void);

// MARK: Memory that holds keys: mlockall(2), mallopt(3), prctl(2)

/// Keeps the memory of the process out of swap, cores and other processes of its user; freed memory is overwritten.
///
/// Returns 1 when a limit does not allow to lock all of it; the rest is done then, too.
int linux_protect_memory(void);

/// Has the heap of the first thread take much from the system at once, and in large pages, as far as there are any: for programs
/// that fill megabytes as they begin, and would spend a fifth of that time waiting for one small page after the other.
void linux_expect_large_heap(void);

// MARK: Programs: fork(2), pidfd_open(2)

/// Runs a program as `user`, or as the caller if that is NULL, with `count` bytes on its standard input.
///
/// What it writes on its standard output goes to `output`, as far as there is room, and its length to `length`; where
/// `output` is NULL it is dropped.
///
/// Returns 0 with what wait(2) says in `status`, or 1 when the time was over and its whole session was killed.
int linux_run(const char *path, char *const *arguments, char *const *environment, const char *user, const void *input,
              size_t count, void *output, size_t capacity, size_t *length, int milliseconds, int *status);

// MARK: Changes in a file system: fanotify(7)

/// A queue of what changes in the file system that `folder` lies on, with names and folders; not blocking.
///
/// Returns its descriptor. Needs CAP_SYS_ADMIN. Whether events come was tried with an opening of `folder`.
int linux_watch_file_system(int folder);

/// Opens the folder that a file handle stands for, for its path only; needs CAP_DAC_READ_SEARCH.
///
/// `handle` points to a `struct file_handle`, `length` is that of all that may be read there.
int linux_open_handle(int folder, const void *handle, size_t length);

/// Writes the handle of an open folder to `handle`, a `struct file_handle` whose first member says how much room it has.
int linux_handle(int folder, void *handle);

/// The bits of fanotify's events, which are those of inotify but for these.
enum { LINUX_FAN_QUEUE_OVERFLOW = 0x4000, LINUX_FAN_FOLDER = 0x40000000 };

// MARK: Attributes: xattr(7)

/// Reads an extended attribute of an open file or folder, also of one that only stands for a place; returns its length.
ptrdiff_t linux_attribute(int descriptor, const char *name, void *bytes, size_t count);

/// Reads the names of all extended attributes, each with a NUL behind it; returns their length.
ptrdiff_t linux_attribute_names(int descriptor, char *names, size_t count);

/// Makes or replaces an extended attribute.
int linux_set_attribute(int descriptor, const char *name, const void *bytes, size_t count);

/// Removes an extended attribute.
int linux_remove_attribute(int descriptor, const char *name);

// MARK: Files that are rewritten in place: openat2(2), rename(2), fcntl(2), ioctl_iflags(2)

/// For `linux_open_beneath`: the time of last access stays as it is.
extern const int linux_no_access_time;

/// For `openat`: a descriptor that only stands for a place, and needs no permission to read.
extern const int linux_path_only;

/// Opens `path` below an open folder; a link, another file system or a way out of the folder is an error.
int linux_open_beneath(int folder, const char *path, int flags);

/// Exchanges what two names in a folder stand for, in one step.
int linux_exchange(int folder, const char *first, const char *second);

/// Makes a file without a name in an open folder, for its owner only: it is gone with its last descriptor unless it gets one.
int linux_open_unnamed(int folder);

/// Gives an open file, which may have no name yet, a name that there is not; needs `/proc`.
int linux_name_file(int descriptor, int folder, const char *name);

/// Takes a read lease, which nobody gets who has a file open for writing, or whom others must ask to open it so.
///
/// That somebody asks is told by SIGURG, which by default does nothing; SIGIO would end the process.
int linux_take_lease(int descriptor);

/// Whether the lease is still held and nobody has asked for its end.
int linux_has_lease(int descriptor);

/// Takes a lock of one byte of a file that is open for writing, or fails with EAGAIN where somebody holds it; see fcntl(2).
int linux_lock_byte(int descriptor, int64_t offset);

/// Ends the lease.
int linux_end_lease(int descriptor);

/// Whether somebody else holds a lock on a part of the file by fcntl(2), or on all of it by flock(2): 1 or 0.
int linux_is_locked(int descriptor);

/// Reserves room for a file of `count` bytes, and gives it that length.
int linux_allocate(int descriptor, int64_t count);

/// Has a part of the file be written to the disk, without waiting for that.
int linux_start_writing(int descriptor, int64_t offset, int64_t count);

/// Has all of a file be written to the disk, and waits for that; its metadata are not written.
int linux_write_back(int descriptor);

/// The flags that chattr(1) shows.
int linux_inode_flags(int descriptor, unsigned *flags);

/// Sets the flags that chattr(1) shows.
int linux_set_inode_flags(int descriptor, unsigned flags);

/// The number of the project that a file's blocks are counted for.
int linux_project(int descriptor, uint32_t *project);

/// Counts a file's blocks for another project.
int linux_set_project(int descriptor, uint32_t project);

// MARK: Kinds of file systems: statfs(2)

/// The number that says of what kind the file system of an open file is; 0 when it cannot be told.
uint64_t linux_file_system_kind(int descriptor);

/// Where something lies.
struct linux_placement {
    /// The file system, as stat(2) says.
    uint64_t device;
    /// By which mount it is reached; 0 where the kernel does not tell.
    uint64_t mount;
    /// Whether a file system is mounted there as soon as somebody enters it.
    int is_automount;
};

/// Finds out where `name` in `folder` lies, or `folder` itself if it is empty: statx(2). Follows no link, mounts nothing, and
/// asks no server.
int linux_place(int folder, const char *name, struct linux_placement *placement);

/// When an open file or folder was made, or where that is not kept, when its content was changed last.
int linux_birth(int descriptor, int64_t *seconds, uint32_t *nanoseconds);

/// Where the next data of a file begin, at `position` or behind it, as lseek(2) with SEEK_DATA tells; -errno when there are
/// none (ENXIO) or it cannot be told. Moves the place for reading.
int64_t linux_next_data(int descriptor, int64_t position);

/// Makes a pipe that holds up to `room` bytes: `ends[0]` to read from, `ends[1]` to write to, which never waits.
int linux_pipe(int *ends, int room);

/// Whether the other end of a stream is still open; nothing is taken out of it.
int linux_has_peer(int socket);

/// A file without a name in memory; -1 on failure.
int linux_memory_file(void);

/// Removes a folder and all that lies in it; follows no link, and leaves other file systems alone.
void linux_remove_tree(const char *path);

/// Makes that nobody can change a file in memory any more.
int linux_seal(int descriptor);

#endif
