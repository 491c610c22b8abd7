// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableExperimentalFeature("Lifetimes"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let strictCXX: [CXXSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
    name: "modelwatch",
    products: [
        .executable(name: "modelwatch", targets: ["modelwatch"]),
        // For Benchmarks and Fuzzing, packages of their own.
        .library(name: "Checks", targets: ["Checks"]),
        .library(name: "Dataset", targets: ["Dataset"]),
        .library(name: "Monitor", targets: ["Monitor"]),
        .library(name: "Statistics", targets: ["Statistics"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // The Arrow C data and stream interface: structs only, nothing to link.
        .target(name: "CArrow"),
        .target(name: "CAllocator"),
        // Which commit this is, where scripts/revision.sh said so.
        .target(name: "CRevision"),
        .systemLibrary(
            name: "HighwayLibrary", pkgConfig: "libhwy-contrib",
            providers: [.apt(["libhwy-dev"]), .brew(["highway"])]),
        .target(name: "CSort", dependencies: ["HighwayLibrary"], cxxSettings: strictCXX),
        .systemLibrary(
            name: "ArrowLibrary", pkgConfig: "arrow-dataset",
            providers: [.apt(["libarrow-dataset-dev", "libparquet-dev"]), .brew(["apache-arrow"])]),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "CCrypt", pkgConfig: "libcrypt",
            providers: [.apt(["libcrypt-dev"])]),
        .target(name: "CArrowDataset", dependencies: ["ArrowLibrary"], cxxSettings: strictCXX),
        .target(name: "CDistributions", cxxSettings: strictCXX),
        .target(
            name: "Statistics",
            dependencies: [
                "CAllocator", "CArrow", "CDistributions", "CSort",
                .product(name: "RealModule", package: "swift-numerics"),
            ],
            swiftSettings: strict),
        .target(name: "Checks", dependencies: ["Statistics"], swiftSettings: strict),
        // Outgoing HTTP, and the files and secrets it needs.
        .target(name: "Transfers", dependencies: ["CCurl"], swiftSettings: strict),
        .target(
            name: "Dataset",
            dependencies: ["CArrow", "CArrowDataset", "Statistics", "Transfers"],
            swiftSettings: strict),
        .target(
            name: "Monitor",
            dependencies: [
                "CAllocator", "CCrypt", "CRevision", "CZlib", "Checks", "Dataset", "Statistics", "Transfers",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdHTTP2", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOExtras", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "modelwatch",
            dependencies: [
                "Checks", "Monitor", "Statistics", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        // What the test targets share.
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(
            name: "StatisticsTests", dependencies: ["Statistics", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "DatasetTests", dependencies: ["Dataset", "Statistics", "TestSupport", "Transfers"],
            swiftSettings: strict),
        .testTarget(
            name: "ChecksTests", dependencies: ["Checks", "Statistics"], swiftSettings: strict),
        .testTarget(
            name: "GoldenTests", dependencies: ["Checks", "Dataset", "Monitor", "Statistics"], swiftSettings: strict),
        .testTarget(
            name: "MonitorTests",
            dependencies: [
                "Checks", "Dataset", "Monitor", "Statistics", "TestSupport", "Transfers",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                "modelwatch",
            ],
            swiftSettings: strict),
    ],
    cxxLanguageStandard: .cxx20
)
