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

static inline CURLSHcode mw_curl_share_connections(CURLSH *share) {
    return curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT);
}

typedef int (*mw_curl_progress_function)(void *_Nullable context, curl_off_t download_total, curl_off_t downloaded,
                                         curl_off_t upload_total, curl_off_t uploaded);

static inline CURLcode mw_curl_set_progress_function(CURL *handle, mw_curl_progress_function function) {
    return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, function);
}

typedef curl_socket_t (*mw_curl_open_socket_function)(void *_Nullable context, curlsocktype purpose,
                                                      struct curl_sockaddr *_Nonnull address);

static inline CURLcode mw_curl_set_open_socket_function(CURL *handle, mw_curl_open_socket_function function) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, function);
}

/// Fills in NULL where there is nothing to tell; the text lives as long as the handle.
static inline CURLcode mw_curl_get_string(CURL *handle, CURLINFO info, const char *_Nullable *_Nonnull value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode mw_curl_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

#pragma clang assume_nonnull end
