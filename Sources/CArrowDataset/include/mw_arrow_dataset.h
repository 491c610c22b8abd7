// Opens Parquet, Arrow IPC and CSV files through Arrow C++ and hands their columns out as C streams.
//
// Conventions: every function returns NULL on success or a message (UTF-8, malloc'd) that the caller passes to
// mw_arrow_free_message. No C++ exception crosses. Sizes are int64_t. Handles are opaque.
#pragma once

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
} mw_arrow_format;

/// The error code of a stream whose CSV column turned out to have a wider type than its first rows showed. The
/// dataset has then adopted the wider type: read the schema again and start over.
#define MW_ARROW_SCHEMA_WIDENED 116

/// Opens `path_count` files as one data set. With `partition_base`, the folder names `key=value` between it and a
/// file become columns. Streams may open the files again: compare their identity before and after to know that
/// nobody replaced them meanwhile.
char *_Nullable mw_arrow_dataset_open(const char *_Nonnull const *_Nonnull paths, int64_t path_count,
                                      const char *_Nullable partition_base, mw_arrow_format format,
                                      mw_arrow_dataset *_Nullable *_Nonnull out);

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

void mw_arrow_free_message(char *_Nullable message);

#pragma clang assume_nonnull end

#ifdef __cplusplus
}
#endif
