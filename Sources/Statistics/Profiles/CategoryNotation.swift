/// How categories are written so that those of two columns compare, whatever types the columns have: a file format
/// without types must not make 1 differ from "1", nor a library true from 1.
enum CategoryNotation {
    /// As they are.
    case own
    /// Booleans as 0 and 1.
    case number
    /// Everything by its label.
    case text

    /// The notation that all the categories have in common.
    init(of categories: some Sequence<Category>) {
        self = .own
        for category in categories {
            switch category {
            case .text:
                self = .text
                return
            case .integer, .real: self = .number
            case .boolean: continue
            }
        }
    }

    /// The category in this notation.
    func callAsFunction(_ category: Category) -> Category {
        switch (self, category) {
        case (.own, _), (.text, .text), (.number, .integer), (.number, .real), (.number, .text): category
        case (.number, .boolean(let value)): .integer(value ? 1 : 0)
        case (.text, _): Category(category.label)
        }
    }
}
