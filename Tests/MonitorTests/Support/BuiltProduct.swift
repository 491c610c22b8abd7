import Foundation

/// What the build left beside the tests.
enum BuiltProduct {
    /// The executable of this build.
    static var modelwatch: String {
        let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let beside = folder.appending(path: "modelwatch").path()
        if FileManager.default.isExecutableFile(atPath: beside) { return beside }
        return Fixtures.packageRoot.appending(path: ".build/debug/modelwatch").path()
    }
}
