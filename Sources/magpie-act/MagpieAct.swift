import Actions
import Control
import Cryptography
import ObjectEncryption
import POSIX

/// Rewrites files in place for `magpied`, which may not, with data keys from the key process, which has no files.
@main
enum MagpieAct {
    private static let usage = """
        Usage: magpie-act <socket> [<lock>]

        Encrypts and decrypts files in place for magpied, which starts it with a channel as descriptor 3, with the
        socket of magpie-keys, and with a file by which such processes keep each other out of a folder. It is no
        command for people: see 'magpie encrypt --help' and magpied(8).

        """

    static func main() {
        Signals.ignoreBrokenPipes()
        if System.arguments.dropFirst() == [Array("--check-confinement".utf8)] { Needs.rewriter.check() }
        if System.isAskedForHelp { return OutputFile.tell(usage) }
        Confinement.hideMemory()
        _ = SecureMemory.prepare(byteCount: 1 << 16)
        // Systemd hands a connection over under the same number as magpied does.
        guard (2...3).contains(System.arguments.count),
            let channel = FrameChannel(inherited: ChildProcess.channelDescriptor)
        else {
            OutputFile.tellMistake("magpie-act is started by magpied", hint: "see 'magpie-act --help'")
            System.exit(2)
        }
        let keys = KeyConnection(path: System.arguments[1])
        let locks = FolderLocks(at: System.arguments.count == 3 ? System.arguments[2] : nil)
        let problem = Needs.rewriter.problem(saidBy: "magpie-act")
        let isClosed = ActionServer.serve(channel, unable: problem, locks: locks) {
            (operation, input) throws(DataKeyError) in
            try keys.ask(operation, input)
        }
        System.exit(isClosed ? 0 : 2)
    }
}

/// A connection to the key process, which is made when it is needed and again when it broke.
private final class KeyConnection {
    private let path: [UInt8]
    private var client: ControlClient?

    init(path: [UInt8]) { self.path = path }

    func ask(_ operation: String, _ input: [UInt8]) throws(DataKeyError) -> [UInt8] {
        let request = ControlRequest("kms:\(operation)", input: input)
        for isLast in [client == nil, true] {
            do {
                let client = try self.client ?? ControlClient(path: path)
                self.client = client
                return try client.ask(request)
            } catch let error as ControlError where error.code != nil {
                throw DataKeyError(error)
            } catch {
                client = nil
                if isLast { throw DataKeyError("KMS does not answer: \(error)", isRetryable: true) }
            }
        }
        throw DataKeyError("KMS does not answer", isRetryable: true)
    }
}

extension DataKeyError {
    /// What KMS has refused.
    ///
    /// Its state may change, and its trouble pass; what it does not allow stays so.
    fileprivate init(_ error: ControlError) {
        let passing = [
            "KMSInternalException", "DependencyTimeoutException", "KeyUnavailableException", "KMSInvalidStateException",
            "LimitExceededException", "ThrottlingException",
        ]
        self.init(code: error.code, error.message, isRetryable: passing.contains(error.code ?? ""))
    }
}
