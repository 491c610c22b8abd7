#include "json_lines.hpp"

#include <arrow/json/reader.h>

#include <algorithm>
#include <string_view>

namespace modelwatch {
namespace {

constexpr int64_t block_bytes = 1 << 20;
/// A file without line ends would be a single line; it must not take all memory.
constexpr int64_t most_line_bytes = 64 << 20;

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

std::shared_ptr<arrow::DataType> mixed_type() {
    return arrow::sparse_union({arrow::field("number", arrow::float64()), arrow::field("text", arrow::utf8())});
}

/// The type that holds the values of both.
std::shared_ptr<arrow::DataType> common(const std::shared_ptr<arrow::DataType> &a,
                                        const std::shared_ptr<arrow::DataType> &b) {
    auto either_is = [&](arrow::Type::type type) { return a->id() == type || b->id() == type; };
    auto both_are = [&](auto first, auto second) {
        return (a->id() == first && b->id() == second) || (a->id() == second && b->id() == first);
    };
    if (a->Equals(b)) return a;
    if (a->id() == arrow::Type::NA) return b;
    if (b->id() == arrow::Type::NA) return a;
    if (both_are(arrow::Type::INT64, arrow::Type::DOUBLE)) return arrow::float64();
    // Points in time are texts that look like one.
    bool texts = either_is(arrow::Type::TIMESTAMP) && (either_is(arrow::Type::STRING) || a->id() == b->id());
    if (texts) return arrow::utf8();
    bool nested = a->id() == b->id() && a->num_fields() > 0;
    return nested ? a : mixed_type();
}

arrow::Result<std::shared_ptr<arrow::Schema>> schema_of(std::shared_ptr<arrow::Buffer> block) {
    ARROW_ASSIGN_OR_RAISE(auto batch,
                          arrow::json::ParseOne(arrow::json::ParseOptions::Defaults(), std::move(block)));
    return batch->schema();
}

}  // namespace

arrow::Result<JsonLines> JsonLines::survey(DataFiles &files) {
    JsonLines lines;
    for (const auto &name : files.names()) {
        ARROW_ASSIGN_OR_RAISE(auto input, files.OpenInputStream(name));
        lines.line_count_ = 0;
        auto status = lines.survey(*input);
        if (!status.ok() && files.names().size() > 1) return status.WithMessage(name, ": ", status.message());
        ARROW_RETURN_NOT_OK(status);
    }
    return lines;
}

arrow::Status JsonLines::survey(arrow::io::InputStream &input) {
    std::string pending;
    while (true) {
        ARROW_ASSIGN_OR_RAISE(auto bytes, input.Read(block_bytes));
        bool is_last = bytes->size() == 0;
        pending.append(reinterpret_cast<const char *>(bytes->data()), bytes->size());
        auto end = is_last ? pending.size() : pending.rfind('\n') + 1;
        if (end > 0) {
            ARROW_RETURN_NOT_OK(add_block(arrow::Buffer::FromString(pending.substr(0, end))));
            pending.erase(0, end);
        }
        if (is_last) return arrow::Status::OK();
        if (static_cast<int64_t>(pending.size()) > most_line_bytes)
            return arrow::Status::Invalid("line ", line_count_ + 1, " is longer than ", most_line_bytes >> 20,
                                          " MiB: expected one JSON object on each line");
    }
}

arrow::Status JsonLines::add_block(const std::shared_ptr<arrow::Buffer> &block) {
    auto text = static_cast<std::string_view>(*block);
    for (size_t start = 0; start < text.size();) {
        auto end = std::min(text.find('\n', start), text.size() - 1) + 1;
        longest_line_ = std::max(longest_line_, static_cast<int64_t>(end - start));
        start = end;
    }
    if (is_blank(text)) return arrow::Status::OK();
    auto schema = schema_of(block);
    // Something is wrong with a line, or lines disagree about a field.
    if (!schema.ok()) return add_lines(text);
    add(**schema);
    line_count_ += std::count(text.begin(), text.end(), '\n');
    return arrow::Status::OK();
}

arrow::Status JsonLines::add_lines(std::string_view lines) {
    while (!lines.empty()) {
        auto line = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(std::min(line.size() + 1, lines.size()));
        line_count_++;
        if (is_blank(line)) continue;
        auto schema = schema_of(arrow::Buffer::FromString(std::string(line)));
        if (!schema.ok())
            return arrow::Status::Invalid("line ", line_count_, ": ", schema.status().message(),
                                          " (expected one JSON object on each line)");
        add(**schema);
    }
    return arrow::Status::OK();
}

void JsonLines::add(const arrow::Schema &schema) {
    for (const auto &field : schema.fields()) {
        auto [place, is_new] = places_.emplace(field->name(), fields_.size());
        if (is_new) {
            fields_.push_back(field);
            continue;
        }
        auto &known = fields_[place->second];
        known = field->WithType(common(known->type(), field->type()));
    }
}

std::shared_ptr<arrow::Schema> JsonLines::schema() const { return arrow::schema(fields_); }

arrow::json::ReadOptions JsonLines::read_options() const {
    auto options = arrow::json::ReadOptions::Defaults();
    options.use_threads = false;
    options.block_size = static_cast<int32_t>(std::max(block_bytes, longest_line_ + 1));
    return options;
}

arrow::Result<arrow::dataset::RecordBatchGenerator> JsonLinesFormat::ScanBatchesAsync(
    const std::shared_ptr<arrow::dataset::ScanOptions> &options,
    const std::shared_ptr<arrow::dataset::FileFragment> &file) const {
    std::vector<std::shared_ptr<arrow::Field>> fields;
    for (const auto &reference : options->MaterializedFields()) {
        // Columns of folders are materialised, too, but stand on no line.
        auto field = reference.name() ? schema_->GetFieldByName(*reference.name()) : nullptr;
        if (field) fields.push_back(std::move(field));
    }
    auto parsing = arrow::json::ParseOptions::Defaults();
    parsing.explicit_schema = arrow::schema(std::move(fields));
    parsing.unexpected_field_behavior = arrow::json::UnexpectedFieldBehavior::Ignore;
    ARROW_ASSIGN_OR_RAISE(auto input, file->source().Open());
    ARROW_ASSIGN_OR_RAISE(auto reader, arrow::json::StreamingReader::Make(std::move(input), options_, parsing));
    return [reader] { return reader->ReadNextAsync(); };
}

}  // namespace modelwatch
