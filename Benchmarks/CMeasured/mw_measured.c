#include "mw_measured.h"

__attribute__((noinline)) void mw_measured(void (*body)(void *), void *context) {
    body(context);
    // Nothing may follow in the caller's place: a tail call would leave this function before `body` begins.
    __asm__ volatile("");
}
