public import Prefiltering

/// Whoever scans with the tables of managed secrets that ``LeakWatch`` makes.
///
/// All is called on the one thread of the watch.
public protocol LeakRecognizer: AnyObject, Sendable {
    /// How common parts of texts are in the keywords that it scans with: tables are made to cost little beside these.
    ///
    /// - Throws: When its rules cannot be read; then it is asked again.
    func commonness() throws -> GramCommonness

    /// Recognises what is in a table, in whatever is scanned from now on.
    ///
    /// - Parameter table: What `LeakTableBuilder.build()` made; it holds no value.
    /// - Throws: When the table cannot be handed over; then the one before holds.
    func recognise(_ table: [UInt8]) throws

    /// Hears that all managed secrets are recognised by now, or that those that are not are not to be waited for.
    func endLearning()

    /// Looks again at the objects in which these versions of secrets were found: something else is to be said of them.
    ///
    /// - Throws: When it cannot be told which objects those are; then it is asked again.
    func lookAgain(atVersions versions: Set<String>) throws
}

/// What ``LeakWatch`` has to say, for the log: never a value.
public enum LeakNotice: Sendable {
    /// All values are recognised: how many, and after how many seconds.
    case known(values: Int, seconds: Int)
    /// So many versions cannot be decrypted, and are not recognised.
    case missing(versions: Int)
}
