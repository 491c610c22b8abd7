import Testing

@testable import Monitor

struct LabelTemplateTests {
    @Test func `labels are put in and absent ones are empty`() throws {
        let template = try LabelTemplate("{{ labels.model }}-{{labels.country}}!")
        #expect(template.rendered(["model": "fraud", "country": "DE"]) == "fraud-DE!")
        #expect(template.rendered([:]) == "-!")
    }

    @Test func `a value that looks like a template stays as it is`() throws {
        let template = try LabelTemplate("{{ labels.model }}")
        #expect(template.rendered(["model": "{{ labels.secret }}", "secret": "x"]) == "{{ labels.secret }}")
    }

    @Test(arguments: ["{{ labels.model", "{{ model }}", "{{ labels. }}", "{{ annotations.x }}", "{{ labels.a-b }}"])
    func `anything but a label is refused`(text: String) {
        #expect(throws: LabelTemplateError.self) { try LabelTemplate(text) }
    }
}
