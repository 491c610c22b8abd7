import Dataset
import Foundation
import TestSupport
import Testing

@testable import Monitor

/// A configuration that is spread over several files.
struct ModelsFilesTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "conf.d"), withIntermediateDirectories: true)
        try folder.write("models_files: ['conf.d/*.yml']\n\(Self.models("main"))", to: "modelwatch.yml")
    }

    private static func models(_ names: String...) -> String {
        "models:\n"
            + names.map { "  - {name: \($0), reference: {path: r.csv}, current: {path: /data/\($0).csv}}\n" }.joined()
    }

    private func write(_ file: String, _ names: String...) throws {
        try folder.write(
            "models:\n"
                + names.map { "  - {name: \($0), reference: {path: r.csv}, current: {path: /data/c.csv}}\n" }.joined(),
            to: "conf.d/\(file).yml")
    }

    private func read(keeping last: Configuration? = nil) throws -> Configuration {
        try ConfigurationReader(file: folder.path("modelwatch.yml")).read(keeping: last)
    }

    private func names(_ configuration: Configuration) -> [String] { configuration.models.map(\.name) }

    /// What is wrong, with the names of files instead of their paths.
    private func problems(_ configuration: Configuration) -> [String] {
        configuration.modelsFiles.compactMap(\.problem).map {
            $0.description.replacing(folder.url.path() + "/", with: "")
        }
    }

    @Test func `models come from the file and then from the others in the order of their names`() throws {
        try write("b", "b1", "b2")
        try write("a", "a1")
        let configuration = try read()
        #expect(names(configuration) == ["main", "a1", "b1", "b2"])
        #expect(problems(configuration) == [])
    }

    @Test func `paths start at the folder of the file in which they stand`() throws {
        try write("a", "a1")
        let configuration = try read()
        #expect(configuration.models.map(\.reference.path) == [folder.path("r.csv"), folder.path("conf.d/r.csv")])
    }

    @Test func `a pattern may fit nothing, a file that is named must be there`() throws {
        #expect(names(try read()) == ["main"])
        try folder.write("models_files: [conf.d/here.yml]\n", to: "modelwatch.yml")
        let configuration = try read()
        #expect(problems(configuration) == ["conf.d/here.yml: the configuration file does not exist"])
        try write("here", "a")
        #expect(names(try read()) == ["a"])
    }

    @Test(arguments: [
        "models: [", "models: 7", "modls: []", "models: [{name: x}]", "- 1", "models: [{name: a2, owner: 1}]",
        "global: {storage_path: x}",
    ])
    func `a mistake stays in its file, and its models are what they were`(text: String) throws {
        try write("a", "a1")
        try write("b", "b1")
        let good = try read()
        try folder.write(text, to: "conf.d/a.yml")
        try write("b", "b1", "b2")
        #expect(names(try read(keeping: good)) == ["main", "a1", "b1", "b2"])
        #expect(problems(try read(keeping: good)).count == 1)
        #expect(names(try read()) == ["main", "b1", "b2"])
        // What is kept is kept from reload to reload.
        #expect(names(try read(keeping: read(keeping: good))) == ["main", "a1", "b1", "b2"])
        try write("a", "a3")
        let mended = try read(keeping: good)
        #expect(names(mended) == ["main", "a3", "b1", "b2"])
        #expect(problems(mended) == [])
    }

    @Test func `a file that is gone takes its models along, be it good or not`() throws {
        try write("a", "a1")
        let good = try read()
        try folder.write("models: [", to: "conf.d/a.yml")
        let kept = try read(keeping: good)
        #expect(names(kept) == ["main", "a1"])
        try FileManager.default.removeItem(atPath: folder.path("conf.d/a.yml"))
        #expect(names(try read(keeping: kept)) == ["main"])
        #expect(problems(try read(keeping: kept)) == [])
    }

    @Test func `of two files with one name both places are told, and the later file is left out`() throws {
        try write("a", "x", "y")
        try write("b", "z", "x")
        let configuration = try read()
        #expect(names(configuration) == ["main", "x", "y"])
        #expect(
            problems(configuration)
                == [#"conf.d/b.yml:3:5: "name" is given twice: "x", which is also at conf.d/a.yml:2"#])
    }

    @Test func `a name of the main file is its own`() throws {
        try write("a", "main", "a1")
        let configuration = try read()
        #expect(names(configuration) == ["main"])
        #expect(
            problems(configuration)
                == [#"conf.d/a.yml:2:5: "name" is given twice: "main", which is also at modelwatch.yml:3"#])
    }

    @Test func `a name stays with the file that had it`() throws {
        try write("b", "x")
        let good = try read()
        try write("a", "x", "a1")
        let disputed = try read(keeping: good)
        #expect(names(disputed) == ["main", "x"])
        #expect(
            problems(disputed)
                == [#"conf.d/a.yml:2:5: "name" is given twice: "x", which is also at conf.d/b.yml:2"#])
        #expect(names(try read()) == ["main", "x", "a1"])
    }

    @Test func `a main file that claims another's name is refused as a whole`() throws {
        try write("b", "x")
        let good = try read()
        try folder.write("models_files: ['conf.d/*.yml']\n\(Self.models("main", "x"))", to: "modelwatch.yml")
        let error = #expect(throws: InvalidConfiguration.self) { try read(keeping: good) }
        #expect(error?.description.contains("modelwatch.yml:4:5: \"name\" is given twice: \"x\"") ?? false)
        #expect(error?.description.contains("conf.d/b.yml:2") ?? false)
    }

    @Test func `a name may move, and two may change places`() throws {
        try write("a", "x")
        try write("b", "y")
        let good = try read()
        try write("a", "y")
        try write("b", "x")
        let changed = try read(keeping: good)
        #expect(names(changed) == ["main", "y", "x"])
        #expect(problems(changed) == [])
    }

    @Test func `who takes the name of a model that has to stay is refused in turn`() throws {
        try write("a", "x")
        try write("b", "y")
        try write("c", "z")
        let good = try read()
        // b would leave y to a, and a would leave x to c, but b is broken.
        try folder.write("models: [", to: "conf.d/b.yml")
        try write("a", "y")
        try write("c", "x")
        let settled = try read(keeping: good)
        #expect(names(settled) == ["main", "x", "y", "z"])
        #expect(problems(settled).count == 3)
    }

    @Test func `read strictly, every file must be in order`() throws {
        try write("a", "x")
        try folder.write("models: [", to: "conf.d/b.yml")
        try write("c", "x")
        let error = #expect(throws: InvalidConfiguration.self) {
            try Configuration(file: folder.path("modelwatch.yml"))
        }
        #expect(error?.errors.count == 2)
        try write("b", "b")
        try write("c", "c")
        #expect(names(try Configuration(file: folder.path("modelwatch.yml"))) == ["main", "x", "b", "c"])
    }

    @Test func `the hash is of what is in force`() throws {
        try write("a", "x")
        let good = try read()
        #expect(good.hash == (try read()).hash)
        #expect(good.hash > 0 && good.hash < 1 << 48)
        try folder.write("models: [", to: "conf.d/a.yml")
        #expect((try read(keeping: good)).hash == good.hash)
        #expect((try read()).hash != good.hash)
        try write("a", "y")
        #expect((try read(keeping: good)).hash != good.hash)
    }

    @Test func `a secret that cannot be read is a mistake for those who need it`() throws {
        let file = try folder.write("bridge: {authorization: [{credentials_file: token}]}", to: "modelwatch.yml")
        _ = try ConfigurationReader(file: file, secretsOf: [.models]).read()
        let error = #expect(throws: InvalidConfiguration.self) {
            try ConfigurationReader(file: file, secretsOf: [.bridge]).read()
        }
        let place = "\(file):1:45: \"credentials_file\" names a file that cannot be read: "
        #expect(error?.description == place + folder.path("token"))
        try folder.write("s3cret\n", to: "token")
        _ = try ConfigurationReader(file: file, secretsOf: [.bridge]).read()
    }

    @Test func `the fingerprint changes with each file that counts`() throws {
        try write("a", "x")
        let reader = ConfigurationReader(file: folder.path("modelwatch.yml"))
        let configuration = try reader.read()
        let first = try #require(reader.fingerprint(ifStill: configuration))
        #expect(reader.fingerprint(of: configuration) == first)
        try folder.write("models: [{}]", to: "other.yml")
        #expect(reader.fingerprint(of: configuration) == first)
        try write("a", "y")
        #expect(reader.fingerprint(of: configuration) != first)
        #expect(reader.fingerprint(ifStill: configuration) == nil)
        try write("a", "x")
        #expect(reader.fingerprint(of: configuration) == first)
        try write("b", "b")
        #expect(reader.fingerprint(of: configuration) != first)
    }
}
