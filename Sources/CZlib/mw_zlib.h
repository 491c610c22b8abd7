// zlib for Swift: raw deflate in whole blocks, and the checksum of gzip. deflateInit2 and inflateInit2 are macros, which
// Swift cannot call; a stream is kept here on the heap, since zlib holds on to its address.
#pragma once

#include <stdint.h>
#include <stdlib.h>
#include <zlib.h>

#pragma clang assume_nonnull begin

/// A stream that writes deflate without a header. Null without memory.
static inline z_stream *_Nullable mw_deflate_open(void) {
    z_stream *stream = (z_stream *)calloc(1, sizeof(z_stream));
    if (!stream) return NULL;
    if (deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) == Z_OK) return stream;
    free(stream);
    return NULL;
}

/// The most bytes that mw_deflate writes for so many.
static inline size_t mw_deflate_bound(z_stream *stream, size_t count) {
    // What a flush adds is not in zlib's bound.
    return deflateBound(stream, count) + 16;
}

/// Compresses bytes that can be read without those before, up to a byte boundary but without an end, so that such blocks
/// can be put one after the other. Returns how many bytes were written; 0 if there is no room for them.
static inline size_t mw_deflate(
    z_stream *stream, const uint8_t *_Nullable input, size_t count, uint8_t *output, size_t capacity) {
    deflateReset(stream);
    stream->next_in = (Bytef *)input;
    stream->avail_in = (uInt)count;
    stream->next_out = output;
    stream->avail_out = (uInt)capacity;
    if (deflate(stream, Z_SYNC_FLUSH) != Z_OK || stream->avail_in || !stream->avail_out) return 0;
    return capacity - stream->avail_out;
}

static inline void mw_deflate_close(z_stream *stream) {
    deflateEnd(stream);
    free(stream);
}

/// A stream that reads deflate without a header. Null without memory.
static inline z_stream *_Nullable mw_inflate_open(void) {
    z_stream *stream = (z_stream *)calloc(1, sizeof(z_stream));
    if (!stream) return NULL;
    if (inflateInit2(stream, -15) == Z_OK) return stream;
    free(stream);
    return NULL;
}

/// Gives the stream its next input, which must stay in place until mw_inflate has read it.
static inline void mw_inflate_feed(z_stream *stream, const uint8_t *_Nullable input, size_t count) {
    stream->next_in = (Bytef *)input;
    stream->avail_in = (uInt)count;
}

/// Reads what fits; returns how many bytes were written, fewer than the capacity only if the input is used up.
static inline size_t mw_inflate(z_stream *stream, uint8_t *output, size_t capacity) {
    stream->next_out = output;
    stream->avail_out = (uInt)capacity;
    inflate(stream, Z_SYNC_FLUSH);
    return capacity - stream->avail_out;
}

static inline void mw_inflate_close(z_stream *stream) {
    inflateEnd(stream);
    free(stream);
}

/// The CRC-32 of some bytes.
static inline uint32_t mw_checksum(const uint8_t *_Nullable input, size_t count) {
    return (uint32_t)crc32_z(0, input, count);
}

/// What mw_checksum_append needs to know of the length of the bytes behind.
static inline uint64_t mw_checksum_operator(size_t count) {
#if ZLIB_VERNUM >= 0x12c0
    return crc32_combine_gen((z_off_t)count);
#else
    return count;
#endif
}

/// The CRC-32 of two pieces one after the other.
static inline uint32_t mw_checksum_append(uint32_t first, uint32_t second, uint64_t operator_) {
#if ZLIB_VERNUM >= 0x12c0
    return (uint32_t)crc32_combine_op(first, second, (uLong)operator_);
#else
    return (uint32_t)crc32_combine(first, second, (z_off_t)operator_);
#endif
}

#pragma clang assume_nonnull end
