// As much of ADBC's binary interface, version 1.1.0, as a query needs. The interface is stable: new versions append.
// Written here rather than included, so that neither a build nor a user needs the driver manager.
#pragma once

#include <climits>
#include <cstdint>

#include "../CArrow/include/arrow_c_data.h"

namespace modelwatch::adbc {

constexpr int version_1_0 = 1'000'000;
constexpr int version_1_1 = 1'001'000;

struct Driver;

struct Error {
    char *message = nullptr;
    int32_t vendor_code = INT32_MIN;
    char sqlstate[5] = {};
    void (*release)(Error *) = nullptr;
    void *private_data = nullptr;
    Driver *private_driver = nullptr;
};

struct Database {
    void *private_data = nullptr;
    Driver *private_driver = nullptr;
};

struct Connection {
    void *private_data = nullptr;
    Driver *private_driver = nullptr;
};

struct Statement {
    void *private_data = nullptr;
    Driver *private_driver = nullptr;
};

/// A function that is not called.
using Unused = void (*)();

/// The functions of a driver, in the order of the interface. Those from the first gap on exist from 1.1.0.
struct Driver {
    void *private_data = nullptr;
    void *private_manager = nullptr;
    uint8_t (*release)(Driver *, Error *) = nullptr;
    uint8_t (*database_init)(Database *, Error *) = nullptr;
    uint8_t (*database_new)(Database *, Error *) = nullptr;
    uint8_t (*database_set_option)(Database *, const char *, const char *, Error *) = nullptr;
    uint8_t (*database_release)(Database *, Error *) = nullptr;
    /// ConnectionCommit, -GetInfo, -GetObjects, -GetTableSchema, -GetTableTypes.
    Unused connection_catalogue[5] = {};
    uint8_t (*connection_init)(Connection *, Database *, Error *) = nullptr;
    uint8_t (*connection_new)(Connection *, Error *) = nullptr;
    /// ConnectionSetOption, -ReadPartition.
    Unused connection_options[2] = {};
    uint8_t (*connection_release)(Connection *, Error *) = nullptr;
    Unused connection_rollback = nullptr;
    /// StatementBind, -BindStream.
    Unused statement_bind[2] = {};
    uint8_t (*statement_execute_query)(Statement *, ArrowArrayStream *, int64_t *, Error *) = nullptr;
    /// StatementExecutePartitions, -GetParameterSchema.
    Unused statement_schemas[2] = {};
    uint8_t (*statement_new)(Connection *, Statement *, Error *) = nullptr;
    Unused statement_prepare = nullptr;
    uint8_t (*statement_release)(Statement *, Error *) = nullptr;
    Unused statement_set_option = nullptr;
    uint8_t (*statement_set_sql_query)(Statement *, const char *, Error *) = nullptr;
    Unused statement_set_substrait_plan = nullptr;

    /// ErrorGetDetailCount, ErrorGetDetail, ErrorFromArrayStream.
    Unused error_details[3] = {};
    /// DatabaseGetOption and DatabaseSetOption of other types.
    Unused database_typed_options[7] = {};
    uint8_t (*connection_cancel)(Connection *, Error *) = nullptr;
    /// ConnectionGetOption, -GetStatistics, -SetOption of other types.
    Unused connection_typed_options[9] = {};
    uint8_t (*statement_cancel)(Statement *, Error *) = nullptr;
    /// StatementExecuteSchema, -GetOption, -SetOption of other types.
    Unused statement_typed_options[8] = {};
};

using InitFunction = uint8_t (*)(int version, void *driver, Error *);

}  // namespace modelwatch::adbc
