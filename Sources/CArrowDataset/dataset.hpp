// What the two ways of reading (column readers of Parquet, Arrow's dataset scanner) share.
#pragma once

#include <arrow/api.h>
#include <arrow/dataset/dataset.h>
#include <parquet/arrow/reader.h>
#include <parquet/metadata.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "data_files.hpp"
#include "mw_arrow_dataset.h"

namespace modelwatch {

/// Which times are asked for; see mw_arrow_dataset_skip.
struct Times {
    int64_t integer_tick;
    int64_t start;
    int64_t end;
    int64_t now;
};

/// The row groups of a Parquet file that may have rows of the times that are asked for; adds the others to `skipped`.
std::vector<int> row_groups_within(const Times &times, const std::string &column, const parquet::FileMetaData &file,
                                   mw_arrow_skipped &skipped);

/// The names of folders as columns.
struct Partitions {
    /// The folder below which they are columns; empty for no columns.
    std::string base;
    /// The folders below it that tell the types of their columns; none to take those of the files.
    std::vector<std::string> folders;
};

/// An open data set; streams are made from it by several threads.
class Dataset {
   public:
    virtual ~Dataset() = default;
    virtual std::shared_ptr<arrow::Schema> schema() = 0;
    virtual arrow::Result<std::shared_ptr<arrow::RecordBatchReader>> stream(const std::vector<std::string> &columns,
                                                                            int64_t batch_rows) = 0;
    /// Negative where the format does not record it.
    virtual int64_t row_count() { return -1; }
    /// Leaves out what has no rows of the times that are asked for, where that is known.
    virtual arrow::Status skip(const std::string &, const Times &, mw_arrow_skipped &) { return arrow::Status::OK(); }
    /// Tries to adopt a wider column type after `failure`; true if reading may start over.
    virtual bool widen(const arrow::Status &) { return false; }
};

arrow::Result<std::unique_ptr<Dataset>> open_parquet_file(const std::string &path);
arrow::Result<std::unique_ptr<Dataset>> open_ipc(const std::string &path, bool is_file);
arrow::Result<std::unique_ptr<Dataset>> open_scanned(std::shared_ptr<DataFiles> files,
                                                     const Partitions &partitions, mw_arrow_format format);

/// Types of whose values a stream can be made; nested ones are left out by the caller.
inline bool is_flat(const arrow::DataType &type) { return type.num_fields() == 0; }

}  // namespace modelwatch
