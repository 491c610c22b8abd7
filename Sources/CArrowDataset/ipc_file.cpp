// One file in the Arrow IPC file format (Feather version 2) or stream format.
#include <arrow/io/file.h>
#include <arrow/io/interfaces.h>
#include <arrow/ipc/reader.h>

#include "dataset.hpp"

namespace modelwatch {
namespace {

/// Passes batches on after checking them: the bytes of an IPC file are used as they are, so offsets, dictionary
/// indices and lengths must be looked at before anybody follows them.
class CheckedStream : public arrow::RecordBatchReader {
   public:
    using Source = std::function<arrow::Result<std::shared_ptr<arrow::RecordBatch>>()>;

    CheckedStream(std::shared_ptr<arrow::Schema> schema, std::vector<int> columns, Source source)
        : columns_(std::move(columns)), source_(std::move(source)) {
        std::vector<std::shared_ptr<arrow::Field>> fields;
        for (int column : columns_) fields.push_back(schema->field(column));
        schema_ = arrow::schema(std::move(fields));
    }

    std::shared_ptr<arrow::Schema> schema() const override { return schema_; }

    arrow::Status ReadNext(std::shared_ptr<arrow::RecordBatch> *batch) override {
        ARROW_ASSIGN_OR_RAISE(*batch, source_());
        if (!*batch) return arrow::Status::OK();
        ARROW_ASSIGN_OR_RAISE(*batch, (*batch)->SelectColumns(columns_));
        return (*batch)->ValidateFull();
    }

   private:
    std::shared_ptr<arrow::Schema> schema_;
    std::vector<int> columns_;
    Source source_;
};

class IpcFile : public Dataset {
   public:
    static arrow::Result<std::unique_ptr<Dataset>> open(const std::string &path, bool is_file) {
        auto file = std::unique_ptr<IpcFile>(new IpcFile);
        file->path_ = path;
        file->is_file_ = is_file;
        ARROW_ASSIGN_OR_RAISE(auto reader, file->reader(arrow::ipc::IpcReadOptions::Defaults()));
        file->schema_ = reader.schema;
        return std::unique_ptr<Dataset>(std::move(file));
    }

    std::shared_ptr<arrow::Schema> schema() override { return schema_; }

    arrow::Result<std::shared_ptr<arrow::RecordBatchReader>> stream(const std::vector<std::string> &columns,
                                                                    int64_t) override {
        auto options = arrow::ipc::IpcReadOptions::Defaults();
        options.use_threads = false;
        for (const auto &name : columns) {
            int index = schema_->GetFieldIndex(name);
            if (index < 0) return arrow::Status::KeyError("column \"", name, "\" is missing or there twice");
            options.included_fields.push_back(index);
        }
        ARROW_ASSIGN_OR_RAISE(auto reader, this->reader(options));
        std::vector<int> order;
        for (const auto &name : columns) order.push_back(reader.schema->GetFieldIndex(name));
        return std::make_shared<CheckedStream>(reader.schema, std::move(order), std::move(reader.next));
    }

   private:
    struct Reader {
        std::shared_ptr<arrow::Schema> schema;
        CheckedStream::Source next;
    };

    arrow::Result<Reader> reader(const arrow::ipc::IpcReadOptions &options) {
        // Not memory-mapped: a file truncated by its writer would kill this process with SIGBUS.
        ARROW_ASSIGN_OR_RAISE(auto input, arrow::io::ReadableFile::Open(path_));
        if (is_file_) {
            ARROW_ASSIGN_OR_RAISE(auto file, arrow::ipc::RecordBatchFileReader::Open(input, options));
            auto next = [file, index = 0]() mutable -> arrow::Result<std::shared_ptr<arrow::RecordBatch>> {
                if (index == file->num_record_batches()) return nullptr;
                return file->ReadRecordBatch(index++);
            };
            return Reader{file->schema(), std::move(next)};
        }
        // A stream that ends where the file does: a damaged length must not make it reserve, and touch, all memory.
        ARROW_ASSIGN_OR_RAISE(int64_t size, input->GetSize());
        ARROW_ASSIGN_OR_RAISE(auto bounded, arrow::io::RandomAccessFile::GetStream(input, 0, size));
        ARROW_ASSIGN_OR_RAISE(auto stream, arrow::ipc::RecordBatchStreamReader::Open(bounded, options));
        return Reader{stream->schema(), [stream] { return stream->Next(); }};
    }

    std::string path_;
    bool is_file_ = true;
    std::shared_ptr<arrow::Schema> schema_;
};

}  // namespace

arrow::Result<std::unique_ptr<Dataset>> open_ipc(const std::string &path, bool is_file) {
    return IpcFile::open(path, is_file);
}

}  // namespace modelwatch
