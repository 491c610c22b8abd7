// The C functions of mw_arrow_dataset.h: arguments in, exceptions and statuses turned into messages.
#include "mw_arrow_dataset.h"

#include <arrow/c/bridge.h>
#include <arrow/compute/api_vector.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "dataset.hpp"

struct mw_arrow_dataset {
    std::unique_ptr<modelwatch::Dataset> implementation;
};

namespace {

char *message_of(const arrow::Status &status) { return status.ok() ? nullptr : strdup(status.message().c_str()); }

template <typename Body>
char *guarded(Body body) noexcept {
    try {
        return message_of(body());
    } catch (const std::exception &error) {
        return strdup(error.what());
    } catch (...) {
        return strdup("unknown C++ exception");
    }
}

/// Wraps the stream that Arrow exports, to tell a schema that was widened from an error.
struct WideningStream {
    ArrowArrayStream inner{};
    modelwatch::Dataset *dataset = nullptr;
    std::shared_ptr<arrow::Schema> schema;
    bool widened = false;

    static WideningStream *of(ArrowArrayStream *stream) { return static_cast<WideningStream *>(stream->private_data); }

    static int get_schema(ArrowArrayStream *stream, ArrowSchema *out) {
        auto *self = of(stream);
        return self->inner.get_schema(&self->inner, out);
    }

    static int get_next(ArrowArrayStream *stream, ArrowArray *out) {
        auto *self = of(stream);
        int code = self->inner.get_next(&self->inner, out);
        if (code == 0) return 0;
        const char *text = self->inner.get_last_error(&self->inner);
        self->widened = self->dataset->widen(arrow::Status::Invalid(text ? text : ""));
        return self->widened ? MW_ARROW_SCHEMA_WIDENED : code;
    }

    static const char *get_last_error(ArrowArrayStream *stream) {
        auto *self = of(stream);
        return self->inner.get_last_error(&self->inner);
    }

    static void release(ArrowArrayStream *stream) {
        auto *self = of(stream);
        self->inner.release(&self->inner);
        delete self;
        stream->release = nullptr;
    }
};

}  // namespace

extern "C" {

char *mw_arrow_dataset_open(const char *const *paths, int64_t path_count, const char *partition_base,
                            mw_arrow_format format, mw_arrow_dataset **out) {
    return guarded([&]() -> arrow::Status {
        std::vector<std::string> files(paths, paths + path_count);
        std::string base = partition_base ? partition_base : "";
        bool single = files.size() == 1 && base.empty();
        arrow::Result<std::unique_ptr<modelwatch::Dataset>> opened =
            single && format == MW_ARROW_PARQUET                                      ? modelwatch::open_parquet_file(files[0])
            : single && (format == MW_ARROW_IPC_FILE || format == MW_ARROW_IPC_STREAM) ? modelwatch::open_ipc(files[0], format == MW_ARROW_IPC_FILE)
                                                                                      : modelwatch::open_scanned(files, base, format);
        ARROW_RETURN_NOT_OK(opened.status());
        *out = new mw_arrow_dataset{std::move(opened).ValueUnsafe()};
        return arrow::Status::OK();
    });
}

void mw_arrow_dataset_close(mw_arrow_dataset *dataset) { delete dataset; }

char *mw_arrow_dataset_schema(mw_arrow_dataset *dataset, ArrowSchema *out) {
    return guarded([&] { return arrow::ExportSchema(*dataset->implementation->schema(), out); });
}

char *mw_arrow_dataset_stream(mw_arrow_dataset *dataset, const char *const *columns, int64_t column_count,
                              int64_t batch_rows, ArrowArrayStream *out) {
    return guarded([&]() -> arrow::Status {
        std::vector<std::string> names(columns, columns + column_count);
        ARROW_ASSIGN_OR_RAISE(auto reader, dataset->implementation->stream(names, batch_rows));
        auto stream = std::make_unique<WideningStream>();
        stream->dataset = dataset->implementation.get();
        stream->schema = reader->schema();
        ARROW_RETURN_NOT_OK(arrow::ExportRecordBatchReader(std::move(reader), &stream->inner));
        *out = ArrowArrayStream{WideningStream::get_schema, WideningStream::get_next, WideningStream::get_last_error,
                                WideningStream::release, stream.release()};
        return arrow::Status::OK();
    });
}

char *mw_arrow_dataset_row_count(mw_arrow_dataset *dataset, int64_t *out) {
    return guarded([&] {
        *out = dataset->implementation->row_count();
        return arrow::Status::OK();
    });
}

char *mw_arrow_dataset_skip(mw_arrow_dataset *dataset, const char *column, int64_t integer_tick, int64_t start,
                            int64_t end, int64_t now, mw_arrow_skipped *out) {
    return guarded([&] {
        *out = {};
        return dataset->implementation->skip(column, {integer_tick, start, end, now}, *out);
    });
}

char *mw_arrow_stream_take(ArrowArrayStream *stream, ArrowArray *batch, const int32_t *places, int64_t count,
                           ArrowArray *out) {
    return guarded([&]() -> arrow::Status {
        ARROW_ASSIGN_OR_RAISE(auto rows, arrow::ImportRecordBatch(batch, WideningStream::of(stream)->schema));
        arrow::Int32Array indices(count, arrow::Buffer::Wrap(places, count));
        ARROW_ASSIGN_OR_RAISE(auto taken, arrow::compute::Take(arrow::Datum(rows), arrow::Datum(indices.data()),
                                                               arrow::compute::TakeOptions::NoBoundsCheck()));
        ARROW_RETURN_NOT_OK(arrow::ExportRecordBatch(*rows, batch));
        return arrow::ExportRecordBatch(*taken.record_batch(), out);
    });
}

void mw_arrow_free_message(char *message) { free(message); }
}
