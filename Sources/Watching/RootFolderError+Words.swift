import Terminal
public import POSIX

extension RootFolderError {
    /// The error in words, for people.
    public var words: String {
        switch self {
        case .system(let error): return "\(error)"
        case .link(let path, let target):
            let advice = target.map { ": write \(TerminalText.escaped($0)) into the configuration" } ?? ""
            return "\(TerminalText.escaped(path)) is a symbolic link\(advice)"
        case .changeable(let path, let mode):
            let folder = TerminalText.escaped(path)
            return "others may exchange what lies in \(folder) (mode \(String(mode, radix: 8))): "
                + "take that from group and others with 'chmod go-w \(folder)', or move the bucket"
        }
    }
}
