#include "data_files.hpp"

#include <arrow/io/compressed.h>
#include <arrow/io/file.h>
#include <arrow/util/compression.h>

#include <array>
#include <string_view>

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

/// The content of a packed file, from its start to its end. The readers of lines ask for a file but never go back.
class UnpackedFile : public arrow::io::RandomAccessFile {
   public:
    static arrow::Result<std::shared_ptr<arrow::io::RandomAccessFile>> open(const std::string &path,
                                                                            arrow::Compression::type type,
                                                                            int64_t max_bytes) {
        auto file = std::make_shared<UnpackedFile>();
        file->max_bytes_ = max_bytes;
        ARROW_ASSIGN_OR_RAISE(file->codec_, arrow::util::Codec::Create(type));
        ARROW_ASSIGN_OR_RAISE(auto packed, arrow::io::ReadableFile::Open(path));
        ARROW_ASSIGN_OR_RAISE(file->content_, arrow::io::CompressedInputStream::Make(file->codec_.get(), packed));
        return file;
    }

    arrow::Result<int64_t> Read(int64_t count, void *out) override {
        ARROW_ASSIGN_OR_RAISE(int64_t bytes, content_->Read(count, out));
        ARROW_RETURN_NOT_OK(check());
        return bytes;
    }

    arrow::Result<std::shared_ptr<arrow::Buffer>> Read(int64_t count) override {
        ARROW_ASSIGN_OR_RAISE(auto bytes, content_->Read(count));
        ARROW_RETURN_NOT_OK(check());
        return bytes;
    }

    arrow::Result<int64_t> Tell() const override { return content_->Tell(); }
    arrow::Status Close() override { return content_->Close(); }
    bool closed() const override { return content_->closed(); }
    arrow::Result<int64_t> GetSize() override { return arrow::Status::NotImplemented("the size of a packed file"); }
    arrow::Status Seek(int64_t) override { return arrow::Status::NotImplemented("going back in a packed file"); }

   private:
    /// Some kilobytes can unpack to more than any disk holds.
    arrow::Status check() const {
        ARROW_ASSIGN_OR_RAISE(int64_t position, content_->Tell());
        if (position <= max_bytes_) return arrow::Status::OK();
        return arrow::Status::Invalid("it unpacks to more than ", max_bytes_,
                                      " bytes: set max_bytes to more if that is what it should hold");
    }

    std::unique_ptr<arrow::util::Codec> codec_;
    std::shared_ptr<arrow::io::InputStream> content_;
    int64_t max_bytes_ = 0;
};

/// The name without the ending of a compression.
std::string unpacked_name(const std::string &name) {
    constexpr std::array<std::string_view, 5> endings = {".gz", ".zst", ".zstd", ".bz2", ".lz4"};
    for (auto ending : endings)
        if (name.size() > ending.size() && name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
    return name;
}

}  // namespace

DataFiles::DataFiles(const mw_arrow_file *files, int64_t count, int64_t max_bytes) : max_bytes_(max_bytes) {
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
    ARROW_ASSIGN_OR_RAISE(auto place, this->place(name));
    // Not memory-mapped: a file truncated by its writer would kill this process with SIGBUS.
    if (place.compression == MW_ARROW_UNCOMPRESSED) return arrow::io::ReadableFile::Open(place.path);
    return UnpackedFile::open(place.path, codec_type(place.compression), max_bytes_);
}

}  // namespace modelwatch
