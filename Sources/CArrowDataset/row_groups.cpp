// Which row groups of a Parquet file can have rows of some time, by the statistics in its footer.
#include <parquet/statistics.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "dataset.hpp"

namespace modelwatch {
namespace {

/// The nanoseconds of one tick of a column; 0 if its numbers are no times.
int64_t tick_of(const parquet::ColumnDescriptor &column, int64_t integer_tick) {
    auto type = column.logical_type();
    if (type && type->is_date()) return 86'400'000'000'000;
    if (type && type->is_timestamp()) {
        switch (static_cast<const parquet::TimestampLogicalType &>(*type).time_unit()) {
            case parquet::LogicalType::TimeUnit::MILLIS:
                return 1'000'000;
            case parquet::LogicalType::TimeUnit::MICROS:
                return 1000;
            case parquet::LogicalType::TimeUnit::NANOS:
                return 1;
            default:
                return 0;
        }
    }
    bool is_plain = !type || type->is_none() || (type->is_int() && column.sort_order() == parquet::SortOrder::SIGNED);
    return is_plain && column.physical_type() == parquet::Type::INT64 ? integer_tick : 0;
}

struct Extremes {
    int64_t oldest;
    int64_t newest;
};

template <typename Type>
Extremes extremes(const parquet::Statistics &statistics) {
    const auto &typed = static_cast<const parquet::TypedStatistics<Type> &>(statistics);
    return {typed.min(), typed.max()};
}

int64_t nanoseconds(int64_t ticks, int64_t tick) {
    constexpr auto limits = std::numeric_limits<int64_t>();
    if (ticks > limits.max() / tick) return limits.max();
    if (ticks < limits.min() / tick) return limits.min() + 1;
    return ticks * tick;
}

/// The first and the last time of a column chunk; nothing if its statistics do not tell.
std::optional<Extremes> times_of(const parquet::Statistics &statistics, int64_t tick) {
    if (!statistics.HasMinMax() || !statistics.HasNullCount()) return std::nullopt;
    Extremes ticks;
    switch (statistics.physical_type()) {
        case parquet::Type::INT32:
            ticks = extremes<parquet::Int32Type>(statistics);
            break;
        case parquet::Type::INT64:
            ticks = extremes<parquet::Int64Type>(statistics);
            break;
        default:
            return std::nullopt;
    }
    return Extremes{nanoseconds(ticks.oldest, tick), nanoseconds(ticks.newest, tick)};
}

}  // namespace

std::vector<int> row_groups_within(const Times &times, const std::string &column, const parquet::FileMetaData &file,
                                   mw_arrow_skipped &skipped) {
    std::vector<int> kept;
    int leaf = file.schema()->ColumnIndex(column);
    int64_t tick = leaf < 0 ? 0 : tick_of(*file.schema()->Column(leaf), times.integer_tick);
    for (int group = 0; group < file.num_row_groups(); group++) {
        auto metadata = file.RowGroup(group);
        auto statistics = tick == 0 ? nullptr : metadata->ColumnChunk(leaf)->statistics();
        auto found = statistics ? times_of(*statistics, tick) : std::nullopt;
        bool is_outside =
            found && (found->newest < times.start || (found->oldest >= times.end && found->newest < times.now));
        if (!is_outside) {
            kept.push_back(group);
            continue;
        }
        bool is_first = skipped.rows == 0;
        skipped.oldest = is_first ? found->oldest : std::min(skipped.oldest, found->oldest);
        skipped.newest = is_first ? found->newest : std::max(skipped.newest, found->newest);
        skipped.rows += metadata->num_rows();
        skipped.missing += statistics->null_count();
    }
    return kept;
}

}  // namespace modelwatch
