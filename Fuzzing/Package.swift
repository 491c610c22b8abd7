// swift-tools-version: 6.2
import PackageDescription

let fuzzed: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// One executable for each reader, in the folder of its name.
func fuzzer(_ name: String, of targets: String...) -> Target {
    // Names of targets are unique over all packages.
    .executableTarget(
        name: "Fuzz\(name)",
        dependencies: ["FuzzDriver"] + targets.map { .product(name: $0, package: "modelwatch") }, path: name,
        swiftSettings: fuzzed)
}

let package = Package(
    name: "fuzzing",
    dependencies: [.package(name: "modelwatch", path: "..")],
    targets: [
        .target(name: "FuzzDriver", path: "Driver", swiftSettings: fuzzed),
        fuzzer("Configuration", of: "Monitor"),
        fuzzer("WebConfiguration", of: "Monitor"),
        fuzzer("Payload", of: "Monitor"),
        fuzzer("Matcher", of: "Monitor"),
        fuzzer("Exposition", of: "Checks", "Monitor"),
        fuzzer("DataFile", of: "Dataset", "Statistics"),
        fuzzer("Profile", of: "Statistics"),
    ]
)
