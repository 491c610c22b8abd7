// One Parquet file, read column by column: nothing is materialised beyond a batch, and each stream has a reader of
// its own while it lasts, so several threads can pull columns side by side.
#include <arrow/io/file.h>
#include <arrow/table.h>
#include <parquet/arrow/schema.h>
#include <parquet/file_reader.h>
#include <parquet/properties.h>

#include <mutex>
#include <optional>

#include "dataset.hpp"

namespace modelwatch {
namespace {

/// Readers of one file that nobody uses at the moment. To make one costs as much as all the columns' names and types,
/// which is too much for every single column of hundreds.
class ReaderPool {
   public:
    /// A reader that is free; nothing if there is none.
    std::unique_ptr<parquet::arrow::FileReader> take() {
        std::lock_guard lock(mutex_);
        if (free_.empty()) return nullptr;
        auto reader = std::move(free_.back());
        free_.pop_back();
        return reader;
    }

    void give_back(std::unique_ptr<parquet::arrow::FileReader> reader) {
        std::lock_guard lock(mutex_);
        free_.push_back(std::move(reader));
    }

   private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<parquet::arrow::FileReader>> free_;
};

class ColumnStream : public arrow::RecordBatchReader {
   public:
    ColumnStream(std::unique_ptr<parquet::arrow::FileReader> file, ReaderPool &pool,
                 std::vector<std::unique_ptr<parquet::arrow::ColumnReader>> columns,
                 std::shared_ptr<arrow::Schema> schema, int64_t batch_rows)
        : file_(std::move(file)),
          pool_(pool),
          columns_(std::move(columns)),
          schema_(std::move(schema)),
          batch_rows_(batch_rows),
          rows_left_(file_->parquet_reader()->metadata()->num_rows()) {}

    ~ColumnStream() override {
        // They refer to the file's reader.
        columns_.clear();
        pool_.give_back(std::move(file_));
    }

    std::shared_ptr<arrow::Schema> schema() const override { return schema_; }

    arrow::Status ReadNext(std::shared_ptr<arrow::RecordBatch> *batch) override {
        while (true) {
            if (pending_) {
                ARROW_RETURN_NOT_OK(pending_->ReadNext(batch));
                if (*batch) return arrow::Status::OK();
                pending_.reset();
            }
            ARROW_ASSIGN_OR_RAISE(table_, next_table());
            if (!table_) {
                *batch = nullptr;
                return arrow::Status::OK();
            }
            pending_ = std::make_unique<arrow::TableBatchReader>(*table_);
        }
    }

   private:
    /// The next rows of all columns, or nothing at the end.
    arrow::Result<std::shared_ptr<arrow::Table>> next_table() {
        std::vector<std::shared_ptr<arrow::ChunkedArray>> chunks;
        for (auto &column : columns_) {
            std::shared_ptr<arrow::ChunkedArray> chunk;
            ARROW_RETURN_NOT_OK(column->NextBatch(batch_rows_, &chunk));
            if (!chunk || chunk->length() == 0) {
                // A file that its writer cuts off may end like one that is complete.
                if (rows_left_ > 0) return arrow::Status::IOError("it ends ", rows_left_, " rows too early");
                return nullptr;
            }
            if (!chunks.empty() && chunk->length() != chunks.front()->length())
                return arrow::Status::Invalid("columns of different length: ", chunks.front()->length(), " and ",
                                              chunk->length(), " rows");
            chunks.push_back(std::move(chunk));
        }
        if (chunks.empty()) return nullptr;
        rows_left_ -= chunks.front()->length();
        return arrow::Table::Make(schema_, std::move(chunks));
    }

    std::unique_ptr<parquet::arrow::FileReader> file_;
    ReaderPool &pool_;
    std::vector<std::unique_ptr<parquet::arrow::ColumnReader>> columns_;
    std::shared_ptr<arrow::Schema> schema_;
    int64_t batch_rows_;
    int64_t rows_left_;
    std::shared_ptr<arrow::Table> table_;
    std::unique_ptr<arrow::TableBatchReader> pending_;
};

/// Some of the row groups: what the file's own reader of batches makes of them.
class RowGroupStream : public arrow::RecordBatchReader {
   public:
    RowGroupStream(std::unique_ptr<parquet::arrow::FileReader> file, ReaderPool &pool,
                   std::unique_ptr<arrow::RecordBatchReader> reader, int64_t rows)
        : file_(std::move(file)), pool_(pool), reader_(std::move(reader)), rows_left_(rows) {}

    ~RowGroupStream() override {
        // It refers to the file's reader.
        reader_.reset();
        pool_.give_back(std::move(file_));
    }

    std::shared_ptr<arrow::Schema> schema() const override { return reader_->schema(); }

    arrow::Status ReadNext(std::shared_ptr<arrow::RecordBatch> *batch) override {
        ARROW_RETURN_NOT_OK(reader_->ReadNext(batch));
        if (*batch) {
            rows_left_ -= (*batch)->num_rows();
        } else if (rows_left_ > 0) {
            return arrow::Status::IOError("it ends ", rows_left_, " rows too early");
        }
        return arrow::Status::OK();
    }

   private:
    std::unique_ptr<parquet::arrow::FileReader> file_;
    ReaderPool &pool_;
    std::unique_ptr<arrow::RecordBatchReader> reader_;
    int64_t rows_left_;
};

class ParquetFile : public Dataset {
   public:
    static arrow::Result<std::unique_ptr<Dataset>> open(const std::string &path) {
        auto file = std::unique_ptr<ParquetFile>(new ParquetFile);
        file->path_ = path;
        ARROW_ASSIGN_OR_RAISE(auto reader, file->reader());
        file->metadata_ = reader->parquet_reader()->metadata();
        ARROW_RETURN_NOT_OK(reader->GetSchema(&file->schema_));
        file->readers_.give_back(std::move(reader));
        return std::unique_ptr<Dataset>(std::move(file));
    }

    std::shared_ptr<arrow::Schema> schema() override { return schema_; }

    int64_t row_count() override {
        if (!row_groups_) return metadata_->num_rows();
        int64_t rows = 0;
        for (int group : *row_groups_) rows += metadata_->RowGroup(group)->num_rows();
        return rows;
    }

    arrow::Status skip(const std::string &column, const Times &times, mw_arrow_skipped &skipped) override {
        auto kept = row_groups_within(times, column, *metadata_, skipped);
        if (static_cast<int>(kept.size()) < metadata_->num_row_groups()) row_groups_ = std::move(kept);
        return arrow::Status::OK();
    }

    arrow::Result<std::shared_ptr<arrow::RecordBatchReader>> stream(const std::vector<std::string> &columns,
                                                                    int64_t batch_rows) override {
        auto file = readers_.take();
        if (!file) {
            ARROW_ASSIGN_OR_RAISE(file, reader());
        }
        if (row_groups_) return row_group_stream(std::move(file), columns, batch_rows);
        std::vector<std::unique_ptr<parquet::arrow::ColumnReader>> readers;
        std::vector<std::shared_ptr<arrow::Field>> fields;
        for (const auto &name : columns) {
            int index = schema_->GetFieldIndex(name);
            if (index < 0) return arrow::Status::KeyError("column \"", name, "\" is missing or there twice");
            std::unique_ptr<parquet::arrow::ColumnReader> column;
            ARROW_RETURN_NOT_OK(file->GetColumn(index, &column));
            readers.push_back(std::move(column));
            fields.push_back(schema_->field(index));
        }
        return std::make_shared<ColumnStream>(std::move(file), readers_, std::move(readers),
                                              arrow::schema(std::move(fields)), batch_rows);
    }

   private:
    arrow::Result<std::shared_ptr<arrow::RecordBatchReader>> row_group_stream(
        std::unique_ptr<parquet::arrow::FileReader> file, const std::vector<std::string> &columns, int64_t batch_rows) {
        std::vector<int> leaves;
        for (const auto &name : columns) {
            int index = schema_->GetFieldIndex(name);
            if (index < 0) return arrow::Status::KeyError("column \"", name, "\" is missing or there twice");
            leaves.push_back(file->manifest().schema_fields[index].column_index);
        }
        file->set_batch_size(batch_rows);
        ARROW_ASSIGN_OR_RAISE(auto reader, file->GetRecordBatchReader(*row_groups_, leaves));
        return std::make_shared<RowGroupStream>(std::move(file), readers_, std::move(reader), row_count());
    }

    /// A new reader that asks for dictionaries where strings are stored: three times faster than plain strings.
    arrow::Result<std::unique_ptr<parquet::arrow::FileReader>> reader() {
        // Not memory-mapped: a file truncated by its writer would kill this process with SIGBUS.
        ARROW_ASSIGN_OR_RAISE(auto input, arrow::io::ReadableFile::Open(path_));
        parquet::ReaderProperties properties;
        properties.enable_buffered_stream();
        parquet::arrow::FileReaderBuilder builder;
        // The footer is parsed once; whether the file was replaced since is for the caller to find out.
        ARROW_RETURN_NOT_OK(builder.Open(input, properties, metadata_));
        auto metadata = builder.raw_reader()->metadata();
        parquet::ArrowReaderProperties arrow_properties(/*use_threads=*/false);
        arrow_properties.set_pre_buffer(false);
        for (int i = 0; i < metadata->num_columns(); i++) {
            const auto *column = metadata->schema()->Column(i);
            bool flat = column->max_repetition_level() == 0 && column->path()->ToDotVector().size() == 1;
            auto logical = column->logical_type();
            if (flat && logical && logical->is_string()) arrow_properties.set_read_dictionary(i, true);
        }
        builder.properties(arrow_properties);
        return builder.Build();
    }

    std::string path_;
    std::shared_ptr<parquet::FileMetaData> metadata_;
    std::shared_ptr<arrow::Schema> schema_;
    /// Those that are read; nothing for all.
    std::optional<std::vector<int>> row_groups_;
    ReaderPool readers_;
};

}  // namespace

arrow::Result<std::unique_ptr<Dataset>> open_parquet_file(const std::string &path) { return ParquetFile::open(path); }

}  // namespace modelwatch
