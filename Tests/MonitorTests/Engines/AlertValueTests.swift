import Testing

@testable import Monitor

struct AlertValueTests {
    @Test(
        arguments: [
            (["value": "0.31", "description": "is 5"], "0.31"),
            (["description": "Current accuracy is 0.7421"], "0.7421"),
            (["description": "Current F1-score is 0.5."], "0.5"),
            (["description": "PSI of mfcc_1 is 1.2e-05 (> 0.2)"], "1.2e-05"),
            (["description": "accuracy=0.81 below 0.85"], "0.81"),
            (["description": "-3% since 14:00"], "-3"),
            (["description": "nothing to see, inf or nan"], ""),
            ([:], ""),
        ] as [([String: String], String)])
    func `the measured value is found`(annotations: [String: String], value: String) {
        #expect(AlertValue.text(annotations) == value)
    }
}
