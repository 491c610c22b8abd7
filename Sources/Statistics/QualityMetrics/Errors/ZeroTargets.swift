/// What becomes of rows whose target is nearly 0 in the percentage error, which divides by the target.
public enum ZeroTargets: String, Sendable, CaseIterable {
    /// They are divided by the smallest divisor, as scikit-learn does.
    case keep
    /// They are left out.
    case drop
    /// Their error counts as a set value.
    case replace
}
