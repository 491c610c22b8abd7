import Benchmark
import Kernels

/// Every kernel as a benchmark, over ten times the rows that instructions are counted over.
let benchmarks: @Sendable () -> Void = {
    for type in KernelCatalog.all {
        // The system counts processor time in ticks of 10 ms, which are longer than a kernel.
        let configuration = Benchmark.Configuration(metrics: [.wallClock, .throughput], maxDuration: .seconds(2))
        Benchmark(type.name, configuration: configuration) { benchmark in
            var kernel: any Kernel = try type.init(rows: type.rows * 10)
            try kernel.run()
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { try kernel.run() }
            benchmark.stopMeasurement()
        }
    }
}
