/* Counts what the program writes below one folder, and at a chosen point kills it or fails it.
 *
 * Preloaded before libc. Armed from Python with crash_arm(); until then everything passes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <sys/sendfile.h>
#include <sys/types.h>

enum { COUNT = 0, KILL = 1, FULL = 2, BROKEN = 3, BROKEN_ONCE = 4 };

static volatile long seen, at;
static volatile int mode, armed;
static char folder[4096];

void crash_arm(const char *below, long point, int what) {
    strncpy(folder, below, sizeof folder - 1);
    seen = 0; at = point; mode = what; armed = 1;
}

long crash_seen(void) { armed = 0; return seen; }

static int below(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n < 0) return 0;
    path[n] = 0;
    return strncmp(path, folder, strlen(folder)) == 0;
}

/* Whether this call must fail; grows: whether it needs room on the disk. */
static int fails(int inside, int grows) {
    if (!armed || !inside) return 0;
    long n = __sync_add_and_fetch(&seen, 1);
    if (mode == KILL && n == at) kill(getpid(), SIGKILL);
    if (mode == FULL && n >= at && grows) { errno = ENOSPC; return 1; }
    if ((mode == BROKEN && n >= at) || (mode == BROKEN_ONCE && n == at)) { errno = EIO; return 1; }
    return 0;
}

#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *b, size_t n) {
    REAL(write);
    return armed && fails(below(fd), 1) ? -1 : real(fd, b, n);
}
ssize_t pwrite(int fd, const void *b, size_t n, off_t o) {
    REAL(pwrite);
    return armed && fails(below(fd), 1) ? -1 : real(fd, b, n, o);
}
ssize_t pwrite64(int fd, const void *b, size_t n, off64_t o) {
    REAL(pwrite64);
    return armed && fails(below(fd), 1) ? -1 : real(fd, b, n, o);
}
ssize_t sendfile(int to, int from, off_t *at, size_t n) {
    REAL(sendfile);
    return armed && fails(below(to), 1) ? -1 : real(to, from, at, n);
}
ssize_t sendfile64(int to, int from, off64_t *at, size_t n) {
    REAL(sendfile64);
    return armed && fails(below(to), 1) ? -1 : real(to, from, at, n);
}
ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t n, unsigned flags) {
    REAL(copy_file_range);
    return armed && fails(below(to), 1) ? -1 : real(from, a, to, b, n, flags);
}
int fsync(int fd) { REAL(fsync); return armed && fails(below(fd), 0) ? -1 : real(fd); }
int fdatasync(int fd) { REAL(fdatasync); return armed && fails(below(fd), 0) ? -1 : real(fd); }
int syncfs(int fd) { REAL(syncfs); return armed && fails(below(fd), 0) ? -1 : real(fd); }
int ftruncate(int fd, off_t n) {
    REAL(ftruncate);
    return armed && fails(below(fd), 0) ? -1 : real(fd, n);
}
int ftruncate64(int fd, off64_t n) {
    REAL(ftruncate64);
    return armed && fails(below(fd), 0) ? -1 : real(fd, n);
}
int rename(const char *a, const char *b) {
    REAL(rename);
    return armed && fails(strncmp(b, folder, strlen(folder)) == 0, 0) ? -1 : real(a, b);
}
int unlink(const char *a) {
    REAL(unlink);
    if (armed && mode == KILL) fails(strncmp(a, folder, strlen(folder)) == 0, 0);
    return real(a);
}
