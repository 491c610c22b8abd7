// Several files as one data set, partitioned folders, CSV and NDJSON: through Arrow's dataset scanner, told to read ahead
// as little as it can so that memory stays at a batch or two.
#if __has_include(<arrow/compute/initialize.h>)
#include <arrow/compute/initialize.h>
#endif
#include <arrow/dataset/discovery.h>
#include <arrow/dataset/file_csv.h>
#include <arrow/dataset/file_ipc.h>
#include <arrow/dataset/file_parquet.h>
#include <arrow/dataset/partition.h>
#include <arrow/dataset/scanner.h>

#include <charconv>
#include <set>

#include "dataset.hpp"
#include "json_lines.hpp"

namespace modelwatch {
namespace {

namespace ds = arrow::dataset;

/// The spellings that pandas reads as missing, so that a CSV means the same to both.
const std::vector<std::string> missing_spellings = {
    "",     "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
    "<NA>", "N/A",  "NA",       "NULL", "NaN",    "None",     "n/a",  "nan",  "null"};

std::shared_ptr<ds::CsvFragmentScanOptions> csv_options() {
    auto options = std::make_shared<ds::CsvFragmentScanOptions>();
    options->convert_options.null_values = missing_spellings;
    options->convert_options.strings_can_be_null = true;
    options->read_options.use_threads = false;
    return options;
}

std::shared_ptr<ds::ParquetFragmentScanOptions> parquet_options() {
    auto options = std::make_shared<ds::ParquetFragmentScanOptions>();
    options->reader_properties->enable_buffered_stream();
    options->arrow_reader_properties->set_pre_buffer(false);
    return options;
}

std::shared_ptr<ds::FileFormat> file_format(mw_arrow_format format) {
    switch (format) {
        case MW_ARROW_PARQUET: {
            auto parquet = std::make_shared<ds::ParquetFileFormat>();
            parquet->default_fragment_scan_options = parquet_options();
            return parquet;
        }
        case MW_ARROW_CSV: {
            auto csv = std::make_shared<ds::CsvFileFormat>();
            csv->default_fragment_scan_options = csv_options();
            return csv;
        }
        case MW_ARROW_NDJSON:
        case MW_ARROW_IPC_FILE:
        case MW_ARROW_IPC_STREAM:
            break;
    }
    return std::make_shared<ds::IpcFileFormat>();
}

/// The next wider type of a CSV column: what the first rows showed was too narrow.
std::shared_ptr<arrow::DataType> wider(const arrow::DataType &type) {
    switch (type.id()) {
        case arrow::Type::NA:
            return arrow::int64();
        case arrow::Type::INT64:
            return arrow::float64();
        default:
            return type.id() == arrow::Type::STRING ? nullptr : arrow::utf8();
    }
}

/// Why a file cannot be opened, out of Arrow's account of how it came to open it.
arrow::Status cause(const arrow::Status &failure) {
    auto start = failure.message().find("Could not open ");
    if (start == std::string::npos) return failure;
    return arrow::Status(failure.code(), failure.message().substr(start));
}

/// The columns that stand in the names of folders, typed by those of all of them, also of such as are not read.
arrow::Result<ds::PartitioningOrFactory> partitioning(const std::vector<std::string> &folders) {
    ds::HivePartitioningFactoryOptions hive;
    hive.infer_dictionary = true;
    auto factory = ds::HivePartitioning::MakeFactory(hive);
    if (folders.empty()) return ds::PartitioningOrFactory(factory);
    ARROW_ASSIGN_OR_RAISE(auto schema, factory->Inspect(folders));
    ARROW_ASSIGN_OR_RAISE(auto columns, factory->Finish(schema));
    return ds::PartitioningOrFactory(std::move(columns));
}

class ValidatingStream : public arrow::RecordBatchReader {
   public:
    ValidatingStream(std::shared_ptr<ds::Scanner> scanner, std::shared_ptr<arrow::RecordBatchReader> reader)
        : scanner_(std::move(scanner)), reader_(std::move(reader)) {}
    std::shared_ptr<arrow::Schema> schema() const override { return reader_->schema(); }
    arrow::Status ReadNext(std::shared_ptr<arrow::RecordBatch> *batch) override {
        ARROW_RETURN_NOT_OK(reader_->ReadNext(batch));
        return *batch ? (*batch)->ValidateFull() : arrow::Status::OK();
    }

   private:
    std::shared_ptr<ds::Scanner> scanner_;
    std::shared_ptr<arrow::RecordBatchReader> reader_;
};

class ScannedFiles : public Dataset {
   public:
    static arrow::Result<std::unique_ptr<Dataset>> open(std::shared_ptr<DataFiles> sources,
                                                        const Partitions &partitions, mw_arrow_format format) {
#if __has_include(<arrow/compute/initialize.h>)
        ARROW_RETURN_NOT_OK(arrow::compute::Initialize());
#endif
        ds::FileSystemFactoryOptions options;
        if (!partitions.base.empty()) {
            ARROW_ASSIGN_OR_RAISE(options.partitioning, partitioning(partitions.folders));
            options.partition_base_dir = partitions.base;
        }
        auto files = std::unique_ptr<ScannedFiles>(new ScannedFiles);
        files->format_ = format;
        std::shared_ptr<ds::FileFormat> scanned_format;
        ds::FinishOptions finish;
        finish.inspect_options.fragments = ds::InspectOptions::kInspectAllFragments;
        finish.inspect_options.field_merge_options = arrow::Field::MergeOptions::Permissive();
        if (format == MW_ARROW_NDJSON) {
            ARROW_ASSIGN_OR_RAISE(auto lines, JsonLines::survey(*sources));
            finish.schema = lines.schema();
            scanned_format = std::make_shared<JsonLinesFormat>(lines);
        } else {
            scanned_format = file_format(format);
        }
        ARROW_ASSIGN_OR_RAISE(files->factory_, ds::FileSystemDatasetFactory::Make(
                                                   sources, sources->names(), std::move(scanned_format), options));
        if (finish.schema) {
            ARROW_ASSIGN_OR_RAISE(finish.schema, files->with_partitions(finish.schema, options));
        }
        auto dataset = files->factory_->Finish(finish);
        if (!dataset.ok()) return cause(dataset.status());
        files->dataset_ = *dataset;
        return std::unique_ptr<Dataset>(std::move(files));
    }

    std::shared_ptr<arrow::Schema> schema() override { return current()->schema(); }

    arrow::Result<std::shared_ptr<arrow::RecordBatchReader>> stream(const std::vector<std::string> &columns,
                                                                    int64_t batch_rows) override {
        ds::ScannerBuilder builder(current());
        ARROW_RETURN_NOT_OK(builder.Project(columns));
        ARROW_RETURN_NOT_OK(builder.UseThreads(false));
        ARROW_RETURN_NOT_OK(builder.BatchSize(batch_rows));
        ARROW_RETURN_NOT_OK(builder.BatchReadahead(1));
        ARROW_RETURN_NOT_OK(builder.FragmentReadahead(1));
        ARROW_ASSIGN_OR_RAISE(auto scanner, builder.Finish());
        ARROW_ASSIGN_OR_RAISE(auto reader, scanner->ToRecordBatchReader());
        return std::make_shared<ValidatingStream>(std::move(scanner), std::move(reader));
    }

    arrow::Status skip(const std::string &column, const Times &times, mw_arrow_skipped &skipped) override {
        if (format_ != MW_ARROW_PARQUET) return arrow::Status::OK();
        std::vector<std::shared_ptr<ds::FileFragment>> kept;
        ARROW_ASSIGN_OR_RAISE(auto fragments, dataset_->GetFragments());
        for (auto found : fragments) {
            ARROW_ASSIGN_OR_RAISE(auto fragment, found);
            auto &file = static_cast<ds::ParquetFileFragment &>(*fragment);
            ARROW_RETURN_NOT_OK(file.EnsureCompleteMetadata());
            auto groups = row_groups_within(times, column, *file.metadata(), skipped);
            if (groups.empty() && file.metadata()->num_row_groups() > 0) continue;
            ARROW_ASSIGN_OR_RAISE(auto subset, file.Subset(std::move(groups)));
            kept.push_back(std::static_pointer_cast<ds::FileFragment>(subset));
        }
        const auto &files = static_cast<const ds::FileSystemDataset &>(*dataset_);
        ARROW_ASSIGN_OR_RAISE(dataset_, ds::FileSystemDataset::Make(dataset_->schema(), dataset_->partition_expression(),
                                                                    files.format(), files.filesystem(), std::move(kept)));
        return arrow::Status::OK();
    }

    bool widen(const arrow::Status &failure) override {
        if (format_ != MW_ARROW_CSV) return false;
        std::lock_guard lock(mutex_);
        auto schema = dataset_->schema();
        bool widened = false;
        for (const auto &name : failing_columns(failure.message())) {
            int index = schema->GetFieldIndex(name);
            auto type = index < 0 ? nullptr : wider(*schema->field(index)->type());
            if (!type) continue;
            auto changed = schema->SetField(index, schema->field(index)->WithType(type));
            if (!changed.ok()) return false;
            schema = *changed;
            widened = true;
        }
        if (!widened) return false;
        // A data set cannot replace its schema by one with other types; the factory makes a new one.
        ds::FinishOptions finish;
        finish.schema = schema;
        auto dataset = factory_->Finish(finish);
        if (!dataset.ok()) return false;
        dataset_ = *dataset;
        return true;
    }

   private:
    /// A schema with the columns that stand in the names of folders.
    arrow::Result<std::shared_ptr<arrow::Schema>> with_partitions(const std::shared_ptr<arrow::Schema> &schema,
                                                                  const ds::FileSystemFactoryOptions &options) {
        if (options.partition_base_dir.empty()) return schema;
        ds::InspectOptions none;
        none.fragments = 0;
        ARROW_ASSIGN_OR_RAISE(auto schemas, factory_->InspectSchemas(none));
        schemas.insert(schemas.begin(), schema);
        return arrow::UnifySchemas(schemas, arrow::Field::MergeOptions::Permissive());
    }

    std::shared_ptr<ds::Dataset> current() {
        std::lock_guard lock(mutex_);
        return dataset_;
    }

    /// Which columns "In CSV column #3: CSV conversion error to int64: …" may speak of. Arrow has no other way to tell,
    /// and does not say in which file: where files differ in their order, every one of that number counts. A message
    /// that says nothing of the kind leaves the error as it is.
    std::set<std::string> failing_columns(const std::string &message) {
        const std::string prefix = "In CSV column #";
        std::set<std::string> names;
        auto start = message.find(prefix);
        if (start == std::string::npos || message.find("CSV conversion error", start) == std::string::npos) return names;
        int index = -1;
        const char *digits = message.data() + start + prefix.size();
        auto parsed = std::from_chars(digits, message.data() + message.size(), index);
        auto fragments = dataset_->GetFragments();
        if (parsed.ec != std::errc() || index < 0 || !fragments.ok()) return names;
        for (const auto &fragment : *fragments) {
            auto schema = fragment.ok() ? (*fragment)->ReadPhysicalSchema() : fragment.status();
            if (schema.ok() && index < (*schema)->num_fields()) names.insert((*schema)->field(index)->name());
        }
        return names;
    }

    std::mutex mutex_;
    std::shared_ptr<ds::DatasetFactory> factory_;
    std::shared_ptr<ds::Dataset> dataset_;
    mw_arrow_format format_ = MW_ARROW_PARQUET;
};

}  // namespace

arrow::Result<std::unique_ptr<Dataset>> open_scanned(std::shared_ptr<DataFiles> files,
                                                     const Partitions &partitions, mw_arrow_format format) {
    return ScannedFiles::open(std::move(files), partitions, format);
}

}  // namespace modelwatch
