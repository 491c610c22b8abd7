// libcurl for Swift. curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: one typed
// function per kind of argument stands here instead. Nothing else is added.
#pragma once

#include <curl/curl.h>

#pragma clang assume_nonnull begin

static inline CURLcode mw_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode mw_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode mw_curl_set_pointer(CURL *handle, CURLoption option, void *_Nullable value) {
    return curl_easy_setopt(handle, option, value);
}

typedef size_t (*mw_curl_write_function)(char *_Nullable data, size_t size, size_t count, void *_Nullable context);

static inline CURLcode mw_curl_set_write_function(CURL *handle, CURLoption option, mw_curl_write_function function) {
    return curl_easy_setopt(handle, option, function);
}

static inline CURLcode mw_curl_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

#pragma clang assume_nonnull end
