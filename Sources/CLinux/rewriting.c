#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/openat2.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

const int linux_no_access_time = O_NOATIME;
const int linux_path_only = O_PATH;

int linux_open_beneath(int folder, const char *path, int flags) {
    struct open_how how = {
        .flags = (unsigned)flags,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV,
    };
    return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

int linux_exchange(int folder, const char *first, const char *second) {
    return renameat2(folder, first, folder, second, RENAME_EXCHANGE);
}

int linux_open_unnamed(int folder) { return openat(folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600); }

int linux_name_file(int descriptor, int folder, const char *name) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    return linkat(AT_FDCWD, path, folder, name, AT_SYMLINK_FOLLOW);
}

int linux_take_lease(int descriptor) {
    if (fcntl(descriptor, F_SETSIG, SIGURG) != 0) return -1;
    return fcntl(descriptor, F_SETLEASE, F_RDLCK);
}

int linux_has_lease(int descriptor) { return fcntl(descriptor, F_GETLEASE) == F_RDLCK; }

int linux_end_lease(int descriptor) { return fcntl(descriptor, F_SETLEASE, F_UNLCK); }

int linux_is_locked(int descriptor) {
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK) return 1;
    if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
        flock(descriptor, LOCK_UN);
        return 0;
    }
    return errno == EWOULDBLOCK;
}

int linux_allocate(int descriptor, int64_t count) { return fallocate(descriptor, 0, 0, count); }

int linux_start_writing(int descriptor, int64_t offset, int64_t count) {
    return sync_file_range(descriptor, offset, count, SYNC_FILE_RANGE_WRITE);
}

int linux_write_back(int descriptor) {
    return sync_file_range(descriptor, 0, 0,
                           SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
}

int linux_inode_flags(int descriptor, unsigned *flags) { return ioctl(descriptor, FS_IOC_GETFLAGS, flags); }

int linux_set_inode_flags(int descriptor, unsigned flags) { return ioctl(descriptor, FS_IOC_SETFLAGS, &flags); }

int linux_project(int descriptor, uint32_t *project) {
    struct fsxattr attributes;
    if (ioctl(descriptor, FS_IOC_FSGETXATTR, &attributes) != 0) return -1;
    *project = attributes.fsx_projid;
    return 0;
}

int linux_set_project(int descriptor, uint32_t project) {
    struct fsxattr attributes;
    if (ioctl(descriptor, FS_IOC_FSGETXATTR, &attributes) != 0) return -1;
    attributes.fsx_projid = project;
    return ioctl(descriptor, FS_IOC_FSSETXATTR, &attributes);
}

ptrdiff_t linux_attribute_names(int descriptor, char *names, size_t count) { return flistxattr(descriptor, names, count); }

int linux_set_attribute(int descriptor, const char *name, const void *bytes, size_t count) {
    return fsetxattr(descriptor, name, bytes, count, 0);
}

int linux_remove_attribute(int descriptor, const char *name) { return fremovexattr(descriptor, name); }

int linux_lock_byte(int descriptor, int64_t offset) {
    // Of the open file, not of the process: threads of one keep each other out, too.
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = offset, .l_len = 1};
    return fcntl(descriptor, F_OFD_SETLK, &lock);
}
