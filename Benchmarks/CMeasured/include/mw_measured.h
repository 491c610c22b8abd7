// One function whose name is the same in every build, so that callgrind can be told to collect inside it alone.
#pragma once

#pragma clang assume_nonnull begin

/// Calls `body` with `context`.
void mw_measured(void (*body)(void *), void *context);

#pragma clang assume_nonnull end
