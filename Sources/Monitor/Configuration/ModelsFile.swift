/// One of the files of `models_files`: a list of models by itself.
struct ModelsFile: Sendable {
    let path: String
    /// The models in force: of the file as it is, or as it last was good.
    let models: [Placed<ModelConfiguration>]
    /// What tells the text in force from another; empty if there is none.
    let digest: String
    /// What tells the text that was read, in force or not, from another; empty if none could be read.
    let readDigest: String
    let prerequisites: [Prerequisite]
    /// Why the file as it is now is not in force; nil if it is.
    let problem: InvalidConfiguration?

    /// Reads a file; one with a mistake has no models.
    ///
    /// - Parameters:
    ///   - overrides: What goes before the settings of its models.
    ///   - names: Of these models; none for all.
    init(path: String, overrides: ConfigurationOverrides, models names: [String]) {
        self.path = path
        let text = Result { () throws(InvalidConfiguration) in try ConfigurationDocument.text(of: path) }
        readDigest = (try? text.get()).map { StableHash.of($0) } ?? ""
        do throws(InvalidConfiguration) {
            let document = try ConfigurationDocument(text: text.get(), file: path)
            (models, prerequisites) = try document.overridden(by: overrides, models: names).read { mapping in
                (mapping.placedModels(), mapping.problems.takePrerequisites())
            }
            digest = readDigest
            problem = nil
        } catch {
            (models, prerequisites, digest) = ([], [], "")
            problem = error
        }
    }

    private init(_ last: ModelsFile?, insteadOf file: ModelsFile, problem: InvalidConfiguration) {
        path = file.path
        readDigest = file.readDigest
        self.problem = problem
        models = last?.models ?? []
        digest = last?.digest ?? ""
        prerequisites = last?.prerequisites ?? []
    }

    /// The file as it last was in force, or nothing of it, because of a mistake in what it is now.
    func refused(for problem: InvalidConfiguration, keeping last: ModelsFile?) -> ModelsFile {
        ModelsFile(last, insteadOf: self, problem: problem)
    }
}
