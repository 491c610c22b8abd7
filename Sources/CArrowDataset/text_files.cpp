#include "text_files.hpp"

#include <cstring>

namespace modelwatch {
namespace {

bool is_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n'; }

}  // namespace

arrow::Status QuotedFile::pass(char *bytes, int64_t count) {
    const char *end = bytes + count;
    for (const char *next = bytes; next < end;) {
        if (place_ == Place::after_quote) {
            // Two quotes stand for one.
            bool is_doubled = *next == '"';
            place_ = is_doubled ? Place::quoted : Place::unquoted;
            next += is_doubled;
            continue;
        }
        auto *quote = static_cast<const char *>(std::memchr(next, '"', static_cast<size_t>(end - next)));
        if (!quote) break;
        int64_t position = passed_ + (quote - bytes);
        if (place_ == Place::quoted) {
            place_ = Place::after_quote;
        } else if (opens_field(position, quote == bytes ? last_ : quote[-1])) {
            place_ = Place::quoted;
            opened_ = position;
        }
        next = quote + 1;
    }
    last_ = end[-1];
    passed_ += count;
    return arrow::Status::OK();
}

/// Elsewhere a quote is a character like others. A file may begin with the three bytes of a byte order mark.
bool QuotedFile::opens_field(int64_t position, char before) const {
    return before == ',' || before == '\n' || before == '\r' || (position == 3 && before == '\xBF');
}

arrow::Status QuotedFile::finish() {
    if (place_ != Place::quoted) return arrow::Status::OK();
    return arrow::Status::Invalid("the quote at byte ", opened_ + 1,
                                  " is never closed: the file was cut off, or a text begins with a lone quote (write "
                                  "it as \"\"\" and close the text with a quote)");
}

arrow::Status ArrayFile::pass(char *bytes, int64_t count) {
    for (int64_t i = 0; i < count && place_ != Place::lines; i++) ARROW_RETURN_NOT_OK(pass(bytes[i]));
    return arrow::Status::OK();
}

arrow::Status ArrayFile::pass(char &byte) {
    if (place_ == Place::inside) {
        pass_inside(byte);
        return arrow::Status::OK();
    }
    if (is_blank(byte)) {
        if (place_ != Place::start) byte = ' ';
        return arrow::Status::OK();
    }
    switch (place_) {
        case Place::start:
            place_ = byte == '[' ? Place::first : Place::lines;
            if (place_ == Place::first) byte = ' ';
            return arrow::Status::OK();
        case Place::first:
        case Place::element:
            if (byte == ']' && place_ == Place::first) {
                byte = ' ';
                place_ = Place::end;
                return arrow::Status::OK();
            }
            element_++;
            if (byte != '{')
                return arrow::Status::Invalid("element ", element_, " of the JSON array is not an object: expected ",
                                              "[{\"column\": value, ...}, ...]");
            place_ = Place::inside;
            depth_ = 1;
            return arrow::Status::OK();
        case Place::separator:
            if (byte != ',' && byte != ']')
                return arrow::Status::Invalid("expected , or ] behind element ", element_, " of the JSON array");
            place_ = byte == ',' ? Place::element : Place::end;
            byte = byte == ',' ? '\n' : ' ';
            return arrow::Status::OK();
        case Place::end:
            return arrow::Status::Invalid("something stands behind the JSON array: expected one array, or one object "
                                          "on each line");
        case Place::lines:
        case Place::inside:
            break;
    }
    return arrow::Status::OK();
}

void ArrayFile::pass_inside(char &byte) {
    // Objects may be written over several lines; within a text no line can end.
    if (byte == '\n' || byte == '\r') byte = ' ';
    if (in_text_) {
        if (!escaped_ && byte == '"') in_text_ = false;
        escaped_ = !escaped_ && byte == '\\';
        return;
    }
    if (byte == '"') in_text_ = true;
    if (byte == '{' || byte == '[') depth_++;
    if (byte == '}' || byte == ']') depth_--;
    if (depth_ == 0) place_ = Place::separator;
}

arrow::Status ArrayFile::finish() {
    if (place_ == Place::start || place_ == Place::lines || place_ == Place::end) return arrow::Status::OK();
    return arrow::Status::Invalid("the JSON array has no end: the file was cut off");
}

std::shared_ptr<arrow::io::RandomAccessFile> looked_at(std::shared_ptr<arrow::io::RandomAccessFile> file,
                                                       mw_arrow_format format) {
    if (format == MW_ARROW_CSV) return std::make_shared<QuotedFile>(std::move(file));
    if (format == MW_ARROW_NDJSON) return std::make_shared<ArrayFile>(std::move(file));
    return file;
}

}  // namespace modelwatch
