#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/fanotify.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
#include <unistd.h>

static const uint64_t interest = FAN_CREATE | FAN_MODIFY | FAN_CLOSE_WRITE | FAN_ATTRIB | FAN_DELETE | FAN_MOVED_FROM |
                                 FAN_MOVED_TO | FAN_ONDIR;

/// Opens `folder` and waits for the event that this must cause.
static int is_heard(int queue, int folder) {
    int probe = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (probe < 0) return 0;
    close(probe);
    struct pollfd wait = {.fd = queue, .events = POLLIN};
    return poll(&wait, 1, 1000) == 1;
}

int linux_watch_file_system(int folder) {
    int queue = fanotify_init(
        FAN_CLASS_NOTIF | FAN_NONBLOCK | FAN_CLOEXEC | FAN_REPORT_FID | FAN_REPORT_DFID_NAME | FAN_UNLIMITED_QUEUE,
        O_RDONLY | O_CLOEXEC);
    if (queue < 0) return -1;
    uint64_t probed = FAN_OPEN | FAN_ONDIR;
    int result = fanotify_mark(queue, FAN_MARK_ADD | FAN_MARK_FILESYSTEM, interest | probed, folder, NULL);
    if (result == 0 && !is_heard(queue, folder)) {
        errno = EOPNOTSUPP;
        result = -1;
    }
    if (result == 0) result = fanotify_mark(queue, FAN_MARK_REMOVE | FAN_MARK_FILESYSTEM, FAN_OPEN, folder, NULL);
    if (result == 0) return queue;
    int failure = errno;
    close(queue);
    errno = failure;
    return -1;
}

int linux_open_handle(int folder, const void *handle, size_t length) {
    union {
        struct file_handle handle;
        char space[sizeof(struct file_handle) + MAX_HANDLE_SZ];
    } copy;
    if (length > sizeof copy) length = sizeof copy;
    memcpy(&copy, handle, length);
    if (copy.handle.handle_bytes > MAX_HANDLE_SZ) {
        errno = EINVAL;
        return -1;
    }
    return open_by_handle_at(folder, &copy.handle, O_PATH | O_CLOEXEC);
}

int linux_handle(int folder, void *handle) {
    int mount;
    return name_to_handle_at(folder, "", handle, &mount, AT_EMPTY_PATH);
}

ssize_t linux_attribute(int descriptor, const char *name, void *bytes, size_t count) {
    ssize_t length = fgetxattr(descriptor, name, bytes, count);
    if (length >= 0 || errno != EBADF) return length;
    // A descriptor that only stands for a place is asked by way of its name in /proc, or of the folder that it is.
    char path[40];
    snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    length = getxattr(path, name, bytes, count);
    if (length >= 0 || errno == ENODATA || errno == EOPNOTSUPP) return length;
    int folder = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return -1;
    length = fgetxattr(folder, name, bytes, count);
    int failure = errno;
    close(folder);
    errno = failure;
    return length;
}

int linux_place(int folder, const char *name, struct linux_placement *placement) {
    struct statx status;
    int flags = AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_STATX_DONT_SYNC;
    // Nothing is asked for: what is wanted comes anyway, even of file systems that answer their own user only.
    if (statx(folder, name, flags, 0, &status) != 0) return -1;
    placement->device = makedev(status.stx_dev_major, status.stx_dev_minor);
    placement->mount = status.stx_mask & STATX_MNT_ID ? status.stx_mnt_id : 0;
    placement->is_automount = (status.stx_attributes & STATX_ATTR_AUTOMOUNT) != 0;
    return 0;
}

int linux_birth(int descriptor, int64_t *seconds, uint32_t *nanoseconds) {
    struct statx status;
    if (statx(descriptor, "", AT_EMPTY_PATH | AT_STATX_DONT_SYNC, STATX_BTIME | STATX_MTIME, &status) != 0) return -1;
    struct statx_timestamp time = status.stx_mask & STATX_BTIME ? status.stx_btime : status.stx_mtime;
    *seconds = time.tv_sec;
    *nanoseconds = time.tv_nsec;
    return 0;
}

uint64_t linux_file_system_kind(int descriptor) {
    struct statfs status;
    return fstatfs(descriptor, &status) == 0 ? (uint64_t)status.f_type : 0;
}
