// Makes opening a file wait as long as FILE.hangs exists, as the file of a network drive that is gone does. A test
// loads it into a process with LD_PRELOAD.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void wait_for(const char *path) {
    char mark[4096];
    if (strstr(path, ".parquet") == NULL || strlen(path) > 4000) return;
    snprintf(mark, sizeof mark, "%s.hangs", path);
    while (access(mark, F_OK) == 0) usleep(20000);
}

#define WRAP(name)                                                                                   \
    int name(const char *path, int flags, ...) {                                                     \
        static int (*real)(const char *, int, ...);                                                  \
        va_list arguments;                                                                           \
        va_start(arguments, flags);                                                                  \
        mode_t mode = (flags & O_CREAT) ? va_arg(arguments, mode_t) : 0;                             \
        va_end(arguments);                                                                           \
        if (real == NULL) real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #name);           \
        wait_for(path);                                                                              \
        return real(path, flags, mode);                                                              \
    }

WRAP(open)
WRAP(open64)
