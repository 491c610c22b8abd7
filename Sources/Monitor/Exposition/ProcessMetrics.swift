import Checks
import Foundation

/// The standard metrics of the own process, as every Prometheus client library exports them.
enum ProcessMetrics {
    static let cpuSeconds = MetricDescriptor(
        "process_cpu_seconds_total", .counter, unit: "seconds", help: "Total user and system CPU time spent in seconds."
    )
    static let residentMemory = MetricDescriptor(
        "process_resident_memory_bytes", unit: "bytes", help: "Resident memory size in bytes.")
    static let virtualMemory = MetricDescriptor(
        "process_virtual_memory_bytes", unit: "bytes", help: "Virtual memory size in bytes.")
    static let virtualMemoryLimit = MetricDescriptor(
        "process_virtual_memory_max_bytes", unit: "bytes",
        help: "Maximum amount of virtual memory available in bytes.")
    static let startTime = MetricDescriptor(
        "process_start_time_seconds", unit: "seconds",
        help: "Start time of the process since unix epoch in seconds.")
    static let openFiles = MetricDescriptor("process_open_fds", help: "Number of open file descriptors.")
    static let maximumFiles = MetricDescriptor("process_max_fds", help: "Maximum number of open file descriptors.")
    static let threads = MetricDescriptor("process_threads", help: "Number of operating system threads.")

    /// All of them, for documentation and tests.
    static let all = [
        cpuSeconds, residentMemory, virtualMemory, virtualMemoryLimit, startTime, openFiles, maximumFiles, threads,
    ]

    private static let start = Date()

    /// What the operating system tells; a value it does not tell is left out.
    static func measurements() -> [Checks.Measurement] {
        var result = [Checks.Measurement(startTime, [], start.timeIntervalSince1970)]
        func add(_ metric: MetricDescriptor, _ value: Double?) {
            if let value { result.append(Checks.Measurement(metric, [], value)) }
        }
        add(cpuSeconds, processorTime())
        let status = statusLines()
        add(residentMemory, status["VmRSS"].map { $0 * 1024 })
        add(virtualMemory, status["VmSize"].map { $0 * 1024 })
        add(threads, status["Threads"])
        add(openFiles, (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")).map { Double($0.count) })
        add(maximumFiles, limit(of: RLIMIT_NOFILE))
        // No limit is the largest number, as in Go's client library.
        add(virtualMemoryLimit, limit(of: RLIMIT_AS))
        return result
    }

    private static func limit(of resource: __rlimit_resource) -> Double? {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else { return nil }
        return Double(limit.rlim_cur)
    }

    /// Call once at the start, so that the start time is that of the process and not of the first scrape.
    static func begin() { _ = start }

    private static func processorTime() -> Double? {
        let ticks = clock()
        // POSIX fixes CLOCKS_PER_SEC at a million.
        return ticks < 0 ? nil : Double(ticks) / 1e6
    }

    /// The numeric lines of `/proc/self/status`, such as `VmRSS:  45120 kB`.
    private static func statusLines() -> [String: Double] {
        guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return [:] }
        var values: [String: Double] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let number = parts[1].split(whereSeparator: \.isWhitespace).first.flatMap { Double($0) }
            values[String(parts[0])] = number
        }
        return values
    }
}
