// A query of a database through an ADBC driver.
#pragma once

#include <arrow/api.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "adbc.hpp"

namespace modelwatch {

/// Loads a driver, connects and executes; everything ends with this value. Used by one thread, except for `cancel`.
class Query {
   public:
    using Options = std::vector<std::pair<std::string, std::string>>;

    Query() = default;
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;
    ~Query();

    /// Connects with options of the database, such as its `uri`.
    arrow::Status connect(const std::string &driver_path, const Options &options);

    /// The rows, in batches of whatever size the driver likes.
    arrow::Result<std::shared_ptr<arrow::RecordBatchReader>> execute(const std::string &text);

    /// Makes calls that are under way return soon, if the driver knows how to.
    void cancel();

   private:
    /// The driver's words for a failure.
    arrow::Status status(uint8_t code, adbc::Error &error) const;

    /// Never unloaded: a driver may leave threads behind.
    adbc::Driver driver_;
    adbc::Database database_;
    adbc::Connection connection_;
    adbc::Statement statement_;
};

}  // namespace modelwatch
