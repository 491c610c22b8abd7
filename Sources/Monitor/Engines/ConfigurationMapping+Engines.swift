import Transfers

extension ConfigurationMapping {
    /// Which parameters of the alert an engine is sent that takes no others than it declares.
    ///
    /// `trigger` is always among them, for by it a run is found again whose start was not answered.
    func alertParameters() -> Set<String> {
        let names: [String] = value("alert_parameters", default: ["model", "trigger"])
        for name in names where !RetrainingRequest.parameterNames.contains(name) {
            let known = RetrainingRequest.parameterNames.sorted().joined(separator: ", ")
            reject("alert_parameters", "holds \"\(name)\", which is none of \(known)")
        }
        if !names.contains("trigger") {
            reject("alert_parameters", "must hold trigger, by which a run is found again")
        }
        return Set(names)
    }

    /// Parameters that are added to those of the alert.
    func parameterTemplates() -> [String: ParameterTemplate] {
        let templates: [String: ParameterTemplate] = namedValues("parameters")
        for template in templates.values { template.check(in: self) }
        return templates
    }

    /// How we identify ourselves to an engine that lets nobody else in.
    func requiredAuthorization() -> HTTPAuthorization? {
        let authorization = HTTPAuthorization(self)
        if authorization == nil { problems.add(.missingKey("authorization"), at: mark) }
        return authorization
    }
}
