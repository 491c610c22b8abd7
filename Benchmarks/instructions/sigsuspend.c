// Lets valgrind 3.19 run programs that wait in dispatch_main: it clears bits of the mask in place, and libdispatch's mask
// is a constant that cannot be written. Loaded before the other libraries, this hands over a copy.
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

int sigsuspend(const sigset_t *mask) {
    sigset_t copy = *mask;
    return (int)syscall(SYS_rt_sigsuspend, &copy, _NSIG / 8);
}
