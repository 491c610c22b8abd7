// The files of a data set as a file system of their own: names as the user knows them, bytes wherever they are, and
// what is packed unpacked on the way.
#pragma once

#include <arrow/filesystem/localfs.h>

#include <map>
#include <string>
#include <vector>

#include "mw_arrow_dataset.h"

namespace modelwatch {

/// A file system of which only reading named files is used.
class DataFiles : public arrow::fs::LocalFileSystem {
   public:
    DataFiles(const mw_arrow_file *files, int64_t count, int64_t max_bytes, mw_arrow_format format);

    /// The names, in the order of the files, without endings such as .gz: Arrow would unpack by them what is unpacked.
    const std::vector<std::string> &names() const { return names_; }

    std::string type_name() const override { return "modelwatch"; }
    arrow::Result<arrow::fs::FileInfo> GetFileInfo(const std::string &name) override;
    arrow::Result<std::shared_ptr<arrow::io::InputStream>> OpenInputStream(const std::string &name) override;
    arrow::Result<std::shared_ptr<arrow::io::RandomAccessFile>> OpenInputFile(const std::string &name) override;
    /// The bytes of a file as they are, but unpacked.
    arrow::Result<std::shared_ptr<arrow::io::RandomAccessFile>> open_unpacked(const std::string &name) const;
    using arrow::fs::LocalFileSystem::GetFileInfo;
    using arrow::fs::LocalFileSystem::OpenInputFile;
    using arrow::fs::LocalFileSystem::OpenInputStream;

   private:
    struct Place {
        std::string path;
        mw_arrow_compression compression;
    };

    arrow::Result<Place> place(const std::string &name) const;

    std::vector<std::string> names_;
    std::map<std::string, Place> places_;
    int64_t max_bytes_;
    mw_arrow_format format_;
};

}  // namespace modelwatch
