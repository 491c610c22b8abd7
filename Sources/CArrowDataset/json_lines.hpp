// What stands on the lines of NDJSON files: names and types of all of them.
#pragma once

#include <arrow/api.h>
#include <arrow/dataset/file_json.h>
#include <arrow/dataset/scanner.h>
#include <arrow/json/options.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "data_files.hpp"

namespace modelwatch {

/// The outcome of reading every line once. Arrow takes names and types from the first megabyte, and fails where a later
/// line has a fraction for a whole number; a field that comes later it never sees.
class JsonLines {
   public:
    static arrow::Result<JsonLines> survey(DataFiles &files);

    /// A field that is a number here and a text there has a type that no check reads, so that it is left out.
    std::shared_ptr<arrow::Schema> schema() const;

    /// With blocks that hold the longest line.
    arrow::json::ReadOptions read_options() const;

   private:
    arrow::Status survey(arrow::io::InputStream &input);
    arrow::Status add_block(const std::shared_ptr<arrow::Buffer> &block);
    arrow::Status add_lines(std::string_view lines);
    void add(const arrow::Schema &schema);

    std::vector<std::shared_ptr<arrow::Field>> fields_;
    std::unordered_map<std::string, size_t> places_;
    int64_t longest_line_ = 0;
    int64_t line_count_ = 0;
};

/// Scans lines with the names and types of the survey, where Arrow's own format goes by the first block of each file.
class JsonLinesFormat : public arrow::dataset::JsonFileFormat {
   public:
    explicit JsonLinesFormat(const JsonLines &lines) : schema_(lines.schema()), options_(lines.read_options()) {}

    arrow::Result<std::shared_ptr<arrow::Schema>> Inspect(const arrow::dataset::FileSource &) const override {
        return schema_;
    }

    arrow::Result<arrow::dataset::RecordBatchGenerator> ScanBatchesAsync(
        const std::shared_ptr<arrow::dataset::ScanOptions> &options,
        const std::shared_ptr<arrow::dataset::FileFragment> &file) const override;

   private:
    std::shared_ptr<arrow::Schema> schema_;
    arrow::json::ReadOptions options_;
};

}  // namespace modelwatch
