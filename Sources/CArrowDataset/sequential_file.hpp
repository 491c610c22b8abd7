// A file that is only read from its start to its end, with a look at what passes.
#pragma once

#include <arrow/io/interfaces.h>
#include <arrow/result.h>

#include <memory>

namespace modelwatch {

/// The readers of lines ask for a file but never go back, so that what has no size, or is checked on the way, is one.
class SequentialFile : public arrow::io::RandomAccessFile {
   public:
    explicit SequentialFile(std::shared_ptr<arrow::io::InputStream> content) : content_(std::move(content)) {}

    arrow::Result<int64_t> Read(int64_t count, void *out) override;
    arrow::Result<std::shared_ptr<arrow::Buffer>> Read(int64_t count) override;
    arrow::Result<int64_t> Tell() const override { return content_->Tell(); }
    arrow::Status Close() override { return content_->Close(); }
    bool closed() const override { return content_->closed(); }
    arrow::Result<int64_t> GetSize() override { return arrow::Status::NotImplemented("the size of what is read once"); }
    arrow::Status Seek(int64_t) override { return arrow::Status::NotImplemented("going back in what is read once"); }

   protected:
    /// Looks at the next bytes, and may change them.
    virtual arrow::Status pass(char *bytes, int64_t count) = 0;
    /// Is called at the end, perhaps more than once.
    virtual arrow::Status finish() { return arrow::Status::OK(); }

   private:
    std::shared_ptr<arrow::io::InputStream> content_;
};

}  // namespace modelwatch
