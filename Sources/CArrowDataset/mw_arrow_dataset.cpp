// The C functions of mw_arrow_dataset.h: arguments in, exceptions and statuses turned into messages.
#include "mw_arrow_dataset.h"

#include <arrow/c/bridge.h>
#include <arrow/compute/api_vector.h>
#include <arrow/util/bit_util.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "dataset.hpp"
#include "guarded.hpp"

struct mw_arrow_dataset {
    std::unique_ptr<modelwatch::Dataset> implementation;
};

using modelwatch::guarded;

namespace {

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

/// Copies the fixed part of views, of which Arrow can take none; the texts stay where they are.
arrow::Result<std::shared_ptr<arrow::Array>> take_views(const arrow::Array &column, const arrow::Int32Array &places) {
    using View = arrow::BinaryViewType::c_type;
    int64_t count = places.length();
    ARROW_ASSIGN_OR_RAISE(std::shared_ptr<arrow::Buffer> views, arrow::AllocateBuffer(count * sizeof(View)));
    ARROW_ASSIGN_OR_RAISE(std::shared_ptr<arrow::Buffer> bitmap, arrow::AllocateEmptyBitmap(count));
    const auto *from = column.data()->GetValues<View>(1);
    auto *to = views->mutable_data_as<View>();
    for (int64_t row = 0; row < count; row++) {
        to[row] = from[places.Value(row)];
        if (column.IsValid(places.Value(row))) arrow::bit_util::SetBit(bitmap->mutable_data(), row);
    }
    auto data = column.data()->Copy();
    data->buffers[0] = std::move(bitmap);
    data->buffers[1] = std::move(views);
    data->length = count;
    data->offset = 0;
    data->null_count = arrow::kUnknownNullCount;
    return arrow::MakeArray(std::move(data));
}

arrow::Result<std::shared_ptr<arrow::Array>> take(const arrow::Array &column, const arrow::Int32Array &places) {
    auto id = column.type_id();
    if (id == arrow::Type::STRING_VIEW || id == arrow::Type::BINARY_VIEW) return take_views(column, places);
    ARROW_ASSIGN_OR_RAISE(auto taken, arrow::compute::Take(column.data(), places.data(),
                                                           arrow::compute::TakeOptions::NoBoundsCheck()));
    return taken.make_array();
}

}  // namespace

extern "C" {

char *mw_arrow_dataset_open(const mw_arrow_file *files, int64_t file_count, const char *partition_base,
                            const char *const *folders, int64_t folder_count, mw_arrow_format format,
                            int64_t max_bytes, mw_arrow_dataset **out) {
    return guarded([&]() -> arrow::Status {
        modelwatch::Partitions partitions;
        if (partition_base) partitions.base = partition_base;
        if (folder_count > 0) partitions.folders.assign(folders, folders + folder_count);
        bool single = file_count == 1 && partitions.base.empty();
        auto open = [&]() -> arrow::Result<std::unique_ptr<modelwatch::Dataset>> {
            if (single && format == MW_ARROW_PARQUET) return modelwatch::open_parquet_file(files[0].path);
            if (single && (format == MW_ARROW_IPC_FILE || format == MW_ARROW_IPC_STREAM))
                return modelwatch::open_ipc(files[0].path, format == MW_ARROW_IPC_FILE);
            auto all = std::make_shared<modelwatch::DataFiles>(files, file_count, max_bytes, format);
            return modelwatch::open_scanned(std::move(all), partitions, format);
        };
        auto opened = open();
        ARROW_RETURN_NOT_OK(opened.status());
        *out = new mw_arrow_dataset{std::move(opened).ValueUnsafe()};
        return arrow::Status::OK();
    });
}

char *mw_arrow_head(const mw_arrow_file *file, uint8_t *buffer, int64_t capacity, int64_t *count) {
    return guarded([&]() -> arrow::Status {
        // Of what format it is, these bytes shall tell.
        modelwatch::DataFiles files(file, 1, capacity, MW_ARROW_PARQUET);
        ARROW_ASSIGN_OR_RAISE(auto input, files.open_unpacked(files.names()[0]));
        *count = 0;
        while (*count < capacity) {
            ARROW_ASSIGN_OR_RAISE(int64_t bytes, input->Read(capacity - *count, buffer + *count));
            if (bytes == 0) break;
            *count += bytes;
        }
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
        std::vector<std::shared_ptr<arrow::Array>> columns;
        for (const auto &column : rows->columns()) {
            ARROW_ASSIGN_OR_RAISE(auto taken, take(*column, indices));
            columns.push_back(std::move(taken));
        }
        ARROW_RETURN_NOT_OK(arrow::ExportRecordBatch(*rows, batch));
        return arrow::ExportRecordBatch(*arrow::RecordBatch::Make(rows->schema(), count, std::move(columns)), out);
    });
}

void mw_arrow_free_message(char *message) { free(message); }
}
