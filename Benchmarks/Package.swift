// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "benchmarks",
    products: [.executable(name: "kernels", targets: ["KernelRunner"])],
    dependencies: [
        // Without traits: allocations are counted by callgrind, see instructions.sh.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
        .package(name: "modelwatch", path: ".."),
    ],
    targets: [
        .target(name: "CMeasured", path: "CMeasured"),
        .target(
            name: "Kernels", dependencies: [.product(name: "Statistics", package: "modelwatch")], path: "Kernels",
            swiftSettings: strict),
        .executableTarget(
            name: "KernelRunner", dependencies: ["CMeasured", "Kernels"], path: "KernelRunner", swiftSettings: strict),
        .executableTarget(
            name: "KernelBenchmarks",
            dependencies: [.product(name: "Benchmark", package: "benchmark"), "Kernels"],
            path: "KernelBenchmarks",
            swiftSettings: strict,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    ]
)
