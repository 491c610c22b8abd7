#include "data_files.hpp"

#include <arrow/io/compressed.h>
#include <arrow/io/file.h>
#include <arrow/util/compression.h>

#include <array>
#include <string_view>

#include "text_files.hpp"

namespace modelwatch {
namespace {

arrow::Compression::type codec_type(mw_arrow_compression compression) {
    switch (compression) {
        case MW_ARROW_UNCOMPRESSED:
            return arrow::Compression::UNCOMPRESSED;
        case MW_ARROW_GZIP:
            return arrow::Compression::GZIP;
        case MW_ARROW_ZSTD:
            return arrow::Compression::ZSTD;
        case MW_ARROW_BZIP2:
            return arrow::Compression::BZ2;
        case MW_ARROW_LZ4:
            return arrow::Compression::LZ4_FRAME;
    }
    return arrow::Compression::UNCOMPRESSED;
}

/// The content of a packed file.
class UnpackedFile : public SequentialFile {
   public:
    static arrow::Result<std::shared_ptr<arrow::io::RandomAccessFile>> open(const std::string &path,
                                                                            arrow::Compression::type type,
                                                                            int64_t max_bytes) {
        ARROW_ASSIGN_OR_RAISE(auto codec, arrow::util::Codec::Create(type));
        ARROW_ASSIGN_OR_RAISE(auto packed, arrow::io::ReadableFile::Open(path));
        ARROW_ASSIGN_OR_RAISE(auto content, arrow::io::CompressedInputStream::Make(codec.get(), packed));
        return std::make_shared<UnpackedFile>(std::move(content), max_bytes);
    }

    UnpackedFile(std::shared_ptr<arrow::io::InputStream> content, int64_t max_bytes)
        : SequentialFile(std::move(content)), max_bytes_(max_bytes) {}

   protected:
    /// Some kilobytes can unpack to more than any disk holds.
    arrow::Status pass(char *, int64_t count) override {
        bytes_ += count;
        if (bytes_ <= max_bytes_) return arrow::Status::OK();
        return arrow::Status::Invalid("it unpacks to more than ", max_bytes_,
                                      " bytes: set max_bytes to more if that is what it should hold");
    }

   private:
    int64_t max_bytes_;
    int64_t bytes_ = 0;
};

/// The name without the ending of a compression.
std::string unpacked_name(const std::string &name) {
    constexpr std::array<std::string_view, 5> endings = {".gz", ".zst", ".zstd", ".bz2", ".lz4"};
    for (auto ending : endings)
        if (name.size() > ending.size() && name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
    return name;
}

}  // namespace

DataFiles::DataFiles(const mw_arrow_file *files, int64_t count, int64_t max_bytes, mw_arrow_format format)
    : max_bytes_(max_bytes), format_(format) {
    for (int64_t i = 0; i < count; i++) {
        auto name = unpacked_name(files[i].name);
        // x.csv may lie beside x.csv.gz; what only Arrow sees may be called anything.
        while (places_.contains(name)) name = "+" + name;
        names_.push_back(name);
        places_.emplace(name, Place{files[i].path, files[i].compression});
    }
}

arrow::Result<DataFiles::Place> DataFiles::place(const std::string &name) const {
    auto found = places_.find(name);
    if (found == places_.end()) return arrow::Status::KeyError("no file ", name);
    return found->second;
}

arrow::Result<arrow::fs::FileInfo> DataFiles::GetFileInfo(const std::string &name) {
    ARROW_ASSIGN_OR_RAISE(auto place, this->place(name));
    ARROW_ASSIGN_OR_RAISE(auto info, LocalFileSystem::GetFileInfo(place.path));
    info.set_path(name);
    return info;
}

arrow::Result<std::shared_ptr<arrow::io::InputStream>> DataFiles::OpenInputStream(const std::string &name) {
    return OpenInputFile(name);
}

arrow::Result<std::shared_ptr<arrow::io::RandomAccessFile>> DataFiles::OpenInputFile(const std::string &name) {
    ARROW_ASSIGN_OR_RAISE(auto file, open_unpacked(name));
    return looked_at(std::move(file), format_);
}

arrow::Result<std::shared_ptr<arrow::io::RandomAccessFile>> DataFiles::open_unpacked(const std::string &name) const {
    ARROW_ASSIGN_OR_RAISE(auto place, this->place(name));
    // Not memory-mapped: a file truncated by its writer would kill this process with SIGBUS.
    if (place.compression == MW_ARROW_UNCOMPRESSED) return arrow::io::ReadableFile::Open(place.path);
    return UnpackedFile::open(place.path, codec_type(place.compression), max_bytes_);
}

}  // namespace modelwatch
