#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { most_groups = 256 };

typedef struct {
    uid_t user;
    gid_t group;
    gid_t groups[most_groups];
    int group_count;
} identity;

/// Looks a user up, before there is a child: in it, nothing that takes a lock may be called.
static int look_up(const char *name, identity *identity) {
    char buffer[16384];
    struct passwd entry, *found = NULL;
    int error = getpwnam_r(name, &entry, buffer, sizeof buffer, &found);
    if (found == NULL) {
        errno = error ? error : ENOENT;
        return -1;
    }
    identity->user = entry.pw_uid;
    identity->group = entry.pw_gid;
    identity->group_count = most_groups;
    if (getgrouplist(name, entry.pw_gid, identity->groups, &identity->group_count) < 0)
        identity->group_count = most_groups;
    return 0;
}

/// Becomes the program; only returns on failure.
static void become(const char *path, char *const *arguments, char *const *environment, const identity *identity,
                   int input, int output) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    setsid();
    int null = open("/dev/null", O_RDWR);
    if (dup2(input, 0) < 0 || null < 0 || dup2(output < 0 ? null : output, 1) < 0 || dup2(null, 2) < 0) return;
    if (identity != NULL && identity->user != geteuid()) {
        if (setgroups(identity->group_count, identity->groups) != 0) return;
        if (setresgid(identity->group, identity->group, identity->group) != 0) return;
        if (setresuid(identity->user, identity->user, identity->user) != 0) return;
    }
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return;
    if (chdir("/") != 0) return;
    execve(path, arguments, environment);
}

static int milliseconds_left(const struct timespec *end) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long left = (end->tv_sec - now.tv_sec) * 1000 + (end->tv_nsec - now.tv_nsec) / 1000000;
    return left > 0 ? (int)left : 0;
}

/// What a program writes; what is over the capacity is counted, not kept.
typedef struct {
    int descriptor;
    char *bytes;
    size_t capacity;
    size_t count;
} collected;

/// Takes what there is to read. Returns whether there may be more later.
static int collect(collected *output) {
    char rest[4096];
    for (;;) {
        size_t room = output->count < output->capacity ? output->capacity - output->count : 0;
        ssize_t got = room > 0 ? read(output->descriptor, output->bytes + output->count, room)
                               : read(output->descriptor, rest, sizeof rest);
        if (got > 0) output->count += got;
        else return got < 0 && (errno == EAGAIN || errno == EINTR);
    }
}

/// Feeds the program, takes what it writes, and waits for its end. Returns whether that came in time.
static int attend(int process, int input, const char *bytes, size_t count, collected *output,
                  const struct timespec *end) {
    size_t offset = 0;
    for (;;) {
        if (input >= 0 && offset == count) {
            close(input);
            input = -1;
        }
        struct pollfd polls[3] = {{process, POLLIN, 0}, {input, POLLOUT, 0}, {output->descriptor, POLLIN, 0}};
        int ready = poll(polls, 3, milliseconds_left(end));
        if (ready < 0 && errno != EINTR) break;
        if (ready > 0 && polls[2].revents != 0 && !collect(output)) {
            close(output->descriptor);
            output->descriptor = -1;
        }
        if (ready > 0 && polls[0].revents != 0) {
            if (input >= 0) close(input);
            if (output->descriptor >= 0) collect(output);
            return 1;
        }
        if (ready > 0 && polls[1].revents != 0) {
            ssize_t written = write(input, bytes + offset, count - offset);
            if (written > 0) offset += written;
            // A program need not read what it is given.
            else if (errno != EAGAIN && errno != EINTR) offset = count;
        }
        if (milliseconds_left(end) == 0) break;
    }
    if (input >= 0) close(input);
    return 0;
}

int linux_run(const char *path, char *const *arguments, char *const *environment, const char *user, const void *input,
              size_t count, void *output, size_t capacity, size_t *length, int milliseconds, int *status) {
    identity identity;
    if (user != NULL && look_up(user, &identity) != 0) return -1;
    int in[2], out[2] = {-1, -1}, failure[2];
    if (pipe2(in, O_CLOEXEC) != 0) return -1;
    if ((output != NULL && pipe2(out, O_CLOEXEC) != 0) || pipe2(failure, O_CLOEXEC) != 0) {
        int error = errno;
        close(in[0]);
        close(in[1]);
        if (out[0] >= 0) close(out[0]);
        if (out[1] >= 0) close(out[1]);
        errno = error;
        return -1;
    }
    pid_t child = fork();
    if (child == 0) {
        become(path, arguments, environment, user == NULL ? NULL : &identity, in[0], out[1]);
        int error = errno;
        (void)!write(failure[1], &error, sizeof error);
        _exit(127);
    }
    int saved = errno;
    close(in[0]);
    if (out[1] >= 0) close(out[1]);
    close(failure[1]);
    int error = 0;
    if (child > 0 && read(failure[0], &error, sizeof error) == sizeof error) {
        // It has not become the program.
        waitpid(child, status, 0);
        child = -1;
        saved = error;
    }
    close(failure[0]);
    if (child < 0) {
        close(in[1]);
        if (out[0] >= 0) close(out[0]);
        errno = saved;
        return -1;
    }
    fcntl(in[1], F_SETFL, O_NONBLOCK);
    if (out[0] >= 0) fcntl(out[0], F_SETFL, O_NONBLOCK);
    collected written = {out[0], output, capacity, 0};
    int process = (int)syscall(SYS_pidfd_open, child, 0);
    struct timespec end;
    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_sec += milliseconds / 1000;
    end.tv_nsec += (long)(milliseconds % 1000) * 1000000;
    if (end.tv_nsec >= 1000000000) {
        end.tv_sec += 1;
        end.tv_nsec -= 1000000000;
    }
    int was_in_time = process >= 0 && attend(process, in[1], input, count, &written, &end);
    // What it has left behind in its session goes with it.
    kill(-child, SIGKILL);
    if (!was_in_time) kill(child, SIGKILL);
    waitpid(child, status, 0);
    if (process >= 0) close(process);
    if (written.descriptor >= 0) close(written.descriptor);
    *length = written.count;
    return was_in_time ? 0 : 1;
}
