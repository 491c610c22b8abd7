// Opens Parquet, Arrow IPC, CSV and NDJSON files through Arrow C++ and hands their columns out as C streams.
//
// Conventions: every function returns NULL on success or a message (UTF-8, malloc'd) that the caller passes to
// mw_arrow_free_message. No C++ exception crosses. Sizes are int64_t. Handles are opaque.
#pragma once

#include <stdbool.h>

// By its path: given as a module, CArrow cannot be included from C++20.
#include "../../CArrow/include/arrow_c_data.h"

#ifdef __cplusplus
extern "C" {
#endif

#pragma clang assume_nonnull begin

typedef struct mw_arrow_dataset mw_arrow_dataset;

typedef enum {
    MW_ARROW_PARQUET = 0,
    /// The Arrow IPC file format, also called Feather version 2.
    MW_ARROW_IPC_FILE = 1,
    MW_ARROW_IPC_STREAM = 2,
    MW_ARROW_CSV = 3,
    /// One JSON object on each line, or an array of them.
    MW_ARROW_NDJSON = 4,
} mw_arrow_format;

typedef enum {
    MW_ARROW_UNCOMPRESSED = 0,
    MW_ARROW_GZIP = 1,
    MW_ARROW_ZSTD = 2,
    MW_ARROW_BZIP2 = 3,
    MW_ARROW_LZ4 = 4,
} mw_arrow_compression;

typedef struct {
    /// What the file is called; folders `key=value` in it may be columns.
    const char *name;
    /// Where its bytes are.
    const char *path;
    /// How CSV or NDJSON is packed.
    mw_arrow_compression compression;
} mw_arrow_file;

/// The error code of a stream whose CSV column turned out to have a wider type than its first rows showed. The
/// dataset has then adopted the wider type: read the schema again and start over.
#define MW_ARROW_SCHEMA_WIDENED 116

/// Opens `file_count` files as one data set. With `partition_base`, the folder names `key=value` between it and a
/// file's name become columns; their types are those of the values in `folders`, names below it without a file's name,
/// or without any in the names of the files. A JSON array of objects is read like lines of them. A packed file that holds more than `max_bytes` is an error once so many were read.
/// Streams may open the files again: compare their identity before and after to know that nobody replaced them
/// meanwhile.
char *_Nullable mw_arrow_dataset_open(const mw_arrow_file *files, int64_t file_count,
                                      const char *_Nullable partition_base,
                                      const char *_Nonnull const *_Nullable folders, int64_t folder_count,
                                      mw_arrow_format format, int64_t max_bytes, mw_arrow_dataset *_Nullable *_Nonnull out);

/// Reads the first bytes of what a file holds, unpacked, at most `capacity`; `count` tells how many.
char *_Nullable mw_arrow_head(const mw_arrow_file *file, uint8_t *buffer, int64_t capacity, int64_t *count);

void mw_arrow_dataset_close(mw_arrow_dataset *dataset);

/// Exports the schema. String columns of Parquet appear as they are stored; streams return them as dictionaries.
char *_Nullable mw_arrow_dataset_schema(mw_arrow_dataset *dataset, struct ArrowSchema *out);

/// Opens a stream over the named columns, in this order, in batches of at most `batch_rows` rows. The stream is
/// independent of other streams and may be read by another thread; the dataset must outlive it.
char *_Nullable mw_arrow_dataset_stream(mw_arrow_dataset *dataset, const char *_Nonnull const *_Nullable columns,
                                        int64_t column_count, int64_t batch_rows, struct ArrowArrayStream *out);

/// Counts rows without decoding them where the format records the number; -1 where it does not.
char *_Nullable mw_arrow_dataset_row_count(mw_arrow_dataset *dataset, int64_t *out);

/// What is known of rows that are not read, since their times do not matter.
typedef struct {
    int64_t rows;
    /// Rows without a time.
    int64_t missing;
    /// The first and the last time, in nanoseconds since 1970-01-01 UTC; meaningless if there are no rows.
    int64_t oldest;
    int64_t newest;
} mw_arrow_skipped;

/// Leaves the row groups of Parquet files out of all later streams of which the statistics tell that no row has a time
/// from `start` on and before `end`, nor one of `now` or later; all are nanoseconds since 1970-01-01 UTC. Times without a
/// zone are taken for UTC. Integers without a type of their own have ticks of `integer_tick` nanoseconds. Other formats,
/// types and row groups without statistics are left as they are. No stream may be open.
char *_Nullable mw_arrow_dataset_skip(mw_arrow_dataset *dataset, const char *column, int64_t integer_tick,
                                      int64_t start, int64_t end, int64_t now, mw_arrow_skipped *out);

/// Copies some rows of a batch of the stream, in the order of their places. The batch moves to where it is, or is released
/// on failure.
char *_Nullable mw_arrow_stream_take(struct ArrowArrayStream *stream, struct ArrowArray *batch, const int32_t *places,
                                     int64_t count, struct ArrowArray *out);

typedef enum {
    MW_ARROW_QUERY_COMPLETE = 0,
    MW_ARROW_QUERY_CANCELLED = 1,
    MW_ARROW_QUERY_TOO_LARGE = 2,
} mw_arrow_query_outcome;

/// Says whether a query is no longer wanted; called by another thread.
typedef bool (*mw_arrow_cancelled)(void *_Nullable context);

/// Runs a query through an ADBC driver and writes its rows to an empty file in the Arrow IPC file format; PostgreSQL's
/// `numeric`, which arrives as text, becomes a double. `options` are names and values of the database in turn, such as
/// `uri`. Ends soon after `cancelled` says so, or `max_bytes` are written.
char *_Nullable mw_arrow_copy_query(const char *driver_path, const char *_Nonnull const *_Nullable options,
                                    int64_t option_count, const char *query, int descriptor, int64_t max_bytes,
                                    mw_arrow_cancelled cancelled, void *_Nullable context,
                                    mw_arrow_query_outcome *outcome);

void mw_arrow_free_message(char *_Nullable message);

#pragma clang assume_nonnull end

#ifdef __cplusplus
}
#endif
