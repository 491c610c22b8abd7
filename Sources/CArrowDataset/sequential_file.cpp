#include "sequential_file.hpp"

#include <arrow/buffer.h>

namespace modelwatch {

arrow::Result<int64_t> SequentialFile::Read(int64_t count, void *out) {
    ARROW_ASSIGN_OR_RAISE(int64_t bytes, content_->Read(count, out));
    if (bytes > 0) {
        ARROW_RETURN_NOT_OK(pass(static_cast<char *>(out), bytes));
    } else if (count > 0) {
        ARROW_RETURN_NOT_OK(finish());
    }
    return bytes;
}

arrow::Result<std::shared_ptr<arrow::Buffer>> SequentialFile::Read(int64_t count) {
    ARROW_ASSIGN_OR_RAISE(auto buffer, arrow::AllocateResizableBuffer(count));
    ARROW_ASSIGN_OR_RAISE(int64_t bytes, Read(count, buffer->mutable_data()));
    ARROW_RETURN_NOT_OK(buffer->Resize(bytes));
    return std::shared_ptr<arrow::Buffer>(std::move(buffer));
}

}  // namespace modelwatch
