// Writes what a query gives to a file in the Arrow IPC file format, a part at a time.
#include <arrow/compute/api.h>
#if __has_include(<arrow/compute/initialize.h>)
#include <arrow/compute/initialize.h>
#endif
#include <arrow/extension_type.h>
#include <arrow/io/file.h>
#include <arrow/ipc/writer.h>
#include <arrow/util/key_value_metadata.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "guarded.hpp"
#include "mw_arrow_dataset.h"
#include "query.hpp"

namespace modelwatch {
namespace {

constexpr int64_t batch_rows = 32'768;

/// Asks now and then whether a query is still wanted, on a thread of its own: the driver blocks ours.
class Watch {
   public:
    Watch(Query &query, mw_arrow_cancelled cancelled, void *context)
        : thread_([this, &query, cancelled, context] {
              while (!done_) {
                  if (cancelled(context)) {
                      is_cancelled_ = true;
                      query.cancel();
                  }
                  std::this_thread::sleep_for(std::chrono::milliseconds(50));
              }
          }) {}

    ~Watch() {
        done_ = true;
        thread_.join();
    }

    bool is_cancelled() const { return is_cancelled_; }

   private:
    std::atomic<bool> done_ = false;
    std::atomic<bool> is_cancelled_ = false;
    std::thread thread_;
};

/// PostgreSQL's `numeric` arrives as text, for it may be longer than any number of Arrow.
bool is_numeric_text(const arrow::Field &field, const arrow::DataType &storage) {
    if (storage.id() != arrow::Type::STRING || !field.HasMetadata()) return false;
    auto name = field.metadata()->Get("ADBC:postgresql:typname");
    return name.ok() && *name == "numeric";
}

/// The type of the values below what a driver calls them.
std::shared_ptr<arrow::DataType> storage_type(const arrow::Field &field) {
    if (field.type()->id() != arrow::Type::EXTENSION) return field.type();
    return static_cast<const arrow::ExtensionType &>(*field.type()).storage_type();
}

std::shared_ptr<arrow::Schema> copied_schema(const arrow::Schema &schema) {
    std::vector<std::shared_ptr<arrow::Field>> fields;
    for (const auto &field : schema.fields()) {
        auto type = storage_type(*field);
        fields.push_back(arrow::field(field->name(), is_numeric_text(*field, *type) ? arrow::float64() : type));
    }
    return arrow::schema(std::move(fields));
}

arrow::Result<std::shared_ptr<arrow::RecordBatch>> copied(const arrow::RecordBatch &batch,
                                                          const std::shared_ptr<arrow::Schema> &schema) {
    ARROW_RETURN_NOT_OK(batch.Validate());
    auto columns = batch.columns();
    for (int i = 0; i < batch.num_columns(); i++) {
        if (columns[i]->type_id() == arrow::Type::EXTENSION)
            columns[i] = static_cast<const arrow::ExtensionArray &>(*columns[i]).storage();
        if (columns[i]->type_id() == schema->field(i)->type()->id()) continue;
        ARROW_ASSIGN_OR_RAISE(columns[i], arrow::compute::Cast(*columns[i], schema->field(i)->type()));
    }
    return arrow::RecordBatch::Make(schema, batch.num_rows(), std::move(columns));
}

arrow::Status copy(arrow::RecordBatchReader &rows, int descriptor, int64_t max_bytes, const Watch &watch,
                   bool &too_large) {
    auto schema = copied_schema(*rows.schema());
    ARROW_ASSIGN_OR_RAISE(auto file, arrow::io::FileOutputStream::Open(descriptor));
    ARROW_ASSIGN_OR_RAISE(auto writer, arrow::ipc::MakeFileWriter(file, schema));
    while (!watch.is_cancelled()) {
        std::shared_ptr<arrow::RecordBatch> batch;
        ARROW_RETURN_NOT_OK(rows.ReadNext(&batch));
        if (!batch) break;
        ARROW_ASSIGN_OR_RAISE(auto whole, copied(*batch, schema));
        for (int64_t start = 0; start < whole->num_rows(); start += batch_rows)
            ARROW_RETURN_NOT_OK(writer->WriteRecordBatch(*whole->Slice(start, batch_rows)));
        ARROW_ASSIGN_OR_RAISE(int64_t bytes, file->Tell());
        too_large = bytes > max_bytes;
        if (too_large) return arrow::Status::OK();
    }
    ARROW_RETURN_NOT_OK(writer->Close());
    return file->Close();
}

}  // namespace
}  // namespace modelwatch

extern "C" char *mw_arrow_copy_query(const char *driver_path, const char *const *options, int64_t option_count,
                                     const char *query, int descriptor, int64_t max_bytes,
                                     mw_arrow_cancelled cancelled, void *context, mw_arrow_query_outcome *outcome) {
    using namespace modelwatch;
    *outcome = MW_ARROW_QUERY_COMPLETE;
    return guarded([&]() -> arrow::Status {
#if __has_include(<arrow/compute/initialize.h>)
        ARROW_RETURN_NOT_OK(arrow::compute::Initialize());
#endif
        Query::Options pairs;
        for (int64_t i = 0; i < option_count; i++) pairs.emplace_back(options[2 * i], options[2 * i + 1]);
        Query source;
        ARROW_RETURN_NOT_OK(source.connect(driver_path, pairs));
        Watch watch(source, cancelled, context);
        bool too_large = false;
        auto run = [&]() -> arrow::Status {
            ARROW_ASSIGN_OR_RAISE(auto rows, source.execute(query));
            // The writer closes what it is given.
            return copy(*rows, dup(descriptor), max_bytes, watch, too_large);
        };
        auto status = run();
        if (watch.is_cancelled()) {
            *outcome = MW_ARROW_QUERY_CANCELLED;
            return arrow::Status::OK();
        }
        if (too_large) *outcome = MW_ARROW_QUERY_TOO_LARGE;
        return status;
    });
}
