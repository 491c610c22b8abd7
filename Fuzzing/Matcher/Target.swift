import FuzzDriver

@testable import Monitor

/// A line each as matcher, template, duration and time; the rest is the value of a label that they are applied to.
@main
enum Target {
    static func main() {
        unsafe FuzzDriver.run(fuzz)
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let lines = text.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    let labels = ["model": lines.last ?? ""]
    if let matcher = try? LabelMatcher(lines[0]) {
        precondition(matcher.comparison == .matches || matcher.comparison == .matchesNot || reads(matcher))
        _ = matcher.matches(labels)
    }
    if let template = try? LabelTemplate(lines[0]) { _ = template.rendered(labels) }
    _ = Timestamp.parse(lines[0])
    return 0
}

/// Whether a matcher that is written reads back as itself.
private func reads(_ matcher: LabelMatcher) -> Bool {
    matcher.value.contains { "\\\"\n".contains($0) } || (try? LabelMatcher(matcher.description)) == matcher
}
