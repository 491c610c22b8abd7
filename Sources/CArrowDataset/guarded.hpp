// How C++ ends at the border to C.
#pragma once

#include <arrow/status.h>

#include <cstring>
#include <exception>

namespace modelwatch {

/// Runs a body that returns a status; its failure, or an exception, is a message for the caller to free.
template <typename Body>
char *guarded(Body body) noexcept {
    try {
        arrow::Status status = body();
        return status.ok() ? nullptr : strdup(status.message().c_str());
    } catch (const std::exception &error) {
        return strdup(error.what());
    } catch (...) {
        return strdup("unknown C++ exception");
    }
}

}  // namespace modelwatch
