import Testing

@testable import Monitor

struct LogFormatTests {
    @Test func `a value cannot end the line or forge a field`() {
        let fields = [("msg", "Trigger moved"), ("subject", "x\nlevel=ERROR"), ("empty", ""), ("q", #"a"b\c"#)]
        #expect(
            LogFormat.logfmt.line(fields) == #"msg="Trigger moved" subject="x\nlevel=ERROR" empty="" q="a\"b\\c""#)
        #expect(
            LogFormat.json.line(fields)
                == #"{"msg":"Trigger moved","subject":"x\nlevel=ERROR","empty":"","q":"a\"b\\c"}"#)
    }

    @Test func `control characters are escaped`() {
        #expect(LogFormat.logfmt.line([("a", "\u{1B}[31m")]) == #"a="\u001b[31m""#)
        #expect(LogFormat.logfmt.line([("a", "\u{9B}31m\u{202E}")]) == #"a="\u009b31m\u202e""#)
        #expect(LogFormat.json.line([("a", "\u{2028}\u{F0000}")]) == #"{"a":"\u2028\udb80\udc00"}"#)
    }
}
