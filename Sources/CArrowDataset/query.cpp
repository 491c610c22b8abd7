#include "query.hpp"

#include <arrow/c/bridge.h>
#include <dlfcn.h>

namespace modelwatch {

arrow::Status Query::status(uint8_t code, adbc::Error &error) const {
    if (code == 0) return arrow::Status::OK();
    std::string message = error.message ? error.message : "the driver gives no reason";
    if (error.release) error.release(&error);
    return arrow::Status::IOError(message);
}

arrow::Status Query::connect(const std::string &driver_path, const Options &options) {
    void *library = dlopen(driver_path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!library) return arrow::Status::IOError("the driver cannot be loaded: ", dlerror());
    auto init = reinterpret_cast<adbc::InitFunction>(dlsym(library, "AdbcDriverInit"));
    if (!init) return arrow::Status::IOError(driver_path, " is no ADBC driver: it has no AdbcDriverInit");
    adbc::Error error;
    if (init(adbc::version_1_1, &driver_, &error) != 0) {
        if (error.release) error.release(&error);
        driver_ = {};
        error = {};
        ARROW_RETURN_NOT_OK(status(init(adbc::version_1_0, &driver_, &error), error));
    }
    database_.private_driver = &driver_;
    ARROW_RETURN_NOT_OK(status(driver_.database_new(&database_, &error), error));
    for (const auto &[name, value] : options)
        ARROW_RETURN_NOT_OK(
            status(driver_.database_set_option(&database_, name.c_str(), value.c_str(), &error), error));
    ARROW_RETURN_NOT_OK(status(driver_.database_init(&database_, &error), error));
    connection_.private_driver = &driver_;
    ARROW_RETURN_NOT_OK(status(driver_.connection_new(&connection_, &error), error));
    ARROW_RETURN_NOT_OK(status(driver_.connection_init(&connection_, &database_, &error), error));
    statement_.private_driver = &driver_;
    return status(driver_.statement_new(&connection_, &statement_, &error), error);
}

arrow::Result<std::shared_ptr<arrow::RecordBatchReader>> Query::execute(const std::string &text) {
    adbc::Error error;
    ARROW_RETURN_NOT_OK(status(driver_.statement_set_sql_query(&statement_, text.c_str(), &error), error));
    ArrowArrayStream stream{};
    ARROW_RETURN_NOT_OK(status(driver_.statement_execute_query(&statement_, &stream, nullptr, &error), error));
    if (!stream.release) return arrow::Status::Invalid("the query gives no rows");
    return arrow::ImportRecordBatchReader(&stream);
}

void Query::cancel() {
    adbc::Error error;
    if (driver_.statement_cancel && statement_.private_data) driver_.statement_cancel(&statement_, &error);
    if (error.release) error.release(&error);
}

Query::~Query() {
    adbc::Error error;
    auto release = [&](auto function, auto &object) {
        if (function && object.private_data) function(&object, &error);
        if (error.release) error.release(&error);
        error = {};
    };
    release(driver_.statement_release, statement_);
    release(driver_.connection_release, connection_);
    release(driver_.database_release, database_);
    if (driver_.release) driver_.release(&driver_, &error);
}

}  // namespace modelwatch
