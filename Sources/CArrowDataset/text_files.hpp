// What is looked at while files of text are read.
#pragma once

#include <memory>

#include "mw_arrow_dataset.h"
#include "sequential_file.hpp"

namespace modelwatch {

/// CSV in which a quote that opens a field must be closed: else the rest of the file would be one long text.
class QuotedFile : public SequentialFile {
   public:
    using SequentialFile::SequentialFile;

   protected:
    arrow::Status pass(char *bytes, int64_t count) override;
    arrow::Status finish() override;

   private:
    enum class Place { unquoted, quoted, after_quote };

    bool opens_field(int64_t position, char before) const;

    Place place_ = Place::unquoted;
    /// The last byte of what passed; a file begins like a line.
    char last_ = '\n';
    int64_t passed_ = 0;
    int64_t opened_ = 0;
};

/// A JSON array of objects as lines with an object each, byte for byte; what does not begin like an array stays as it is.
class ArrayFile : public SequentialFile {
   public:
    using SequentialFile::SequentialFile;

   protected:
    arrow::Status pass(char *bytes, int64_t count) override;
    arrow::Status finish() override;

   private:
    enum class Place { start, lines, first, element, inside, separator, end };

    arrow::Status pass(char &byte);
    void pass_inside(char &byte);

    Place place_ = Place::start;
    int64_t element_ = 0;
    int64_t depth_ = 0;
    bool in_text_ = false;
    bool escaped_ = false;
};

/// The file with the look that its format needs.
std::shared_ptr<arrow::io::RandomAccessFile> looked_at(std::shared_ptr<arrow::io::RandomAccessFile> file,
                                                       mw_arrow_format format);

}  // namespace modelwatch
