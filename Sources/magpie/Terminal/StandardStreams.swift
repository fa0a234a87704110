import Diagnostics
import Terminal
import POSIX

/// Where everything goes that is no result.
enum StandardError {
    static func print(_ line: String) {
        // When standard error is closed there is nobody to tell.
        try? OutputFile(standardError: ()).write(Array((line + "\n").utf8))
    }

    static func print(_ diagnostic: Diagnostic, _ style: Style = Style(isColored: false)) {
        // Where standard error is closed, there is nobody to tell; the exit status says it.
        try? OutputFile(standardError: ()).write(Array(diagnostic.lines(style).utf8))
    }
}

/// Where results go.
enum StandardOutput {
    /// Writes `bytes` and empties them; ends the process with a message when that fails, quietly for a closed pipe.
    static func write(_ bytes: inout [UInt8]) {
        do throws(SystemError) {
            try OutputFile(standardOutput: ()).write(bytes)
        } catch  where error.isBrokenPipe {
            System.exit(ExitStatus.done.rawValue)
        } catch {
            StandardError.print(Diagnostic("writing to standard output failed: \(error)"))
            System.exit(ExitStatus.failure.rawValue)
        }
        bytes.removeAll(keepingCapacity: true)
    }
}

/// When to use colours.
enum ColorChoice: String, CaseIterable, Sendable {
    case auto
    case always
    case never

    /// Decides for a stream.
    ///
    /// `NO_COLOR`: see https://no-color.org.
    func isColored(isTerminal: Bool, _ environment: Environment) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto: isTerminal && environment.allowsColor
        }
    }
}
