import HelperProcesses
public import POSIX

/// A part of what an encrypted file holds, which a process that may have data keys is to read: the file goes with the request.
public struct ReadRequest: Sendable, Equatable {
    /// Which bytes of what it holds.
    public var range: Range<Int>
    /// What the message's context must hold.
    public var required: [String: String]
    /// Who gets it: nobody has more than a part of what is read at a time.
    public var reader: String

    /// Describes a request.
    public init(_ range: Range<Int>, required: [String: String], by reader: String) {
        self.range = range
        self.required = required
        self.reader = reader
    }

    /// What tells it from requests to rewrite a file, which begin with a number of theirs.
    private static let word = "read"

    /// The message.
    public var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.write(ReadRequest.word)
        writer.write(range.lowerBound)
        writer.write(range.upperBound)
        writer.write(required)
        writer.write(self.reader)
        return writer.bytes
    }

    /// Reads a message; `nil` when it is none.
    public init?(_ bytes: [UInt8]) {
        do throws(ByteReader.Malformed) {
            var reader = ByteReader(bytes)
            guard try reader.string() == ReadRequest.word else { return nil }
            let start = try reader.int(in: 0...Int.max)
            range = start..<(try reader.int(in: start...Int.max))
            required = try reader.texts()
            self.reader = try reader.string()
            try reader.finish()
        } catch {
            return nil
        }
    }
}

/// Why nothing of an encrypted file can be read.
public struct ReadRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// A stable word: one of KMS, `damaged` for a file that was changed, or `busy`.
    public var code: String
    /// What is wrong: one clause, lower case, no full stop.
    public var message: String

    /// Describes a refusal.
    public init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }

    /// The file was changed, or is not whole.
    public static let damagedCode = "damaged"
    /// Too much is being read: it may do later.
    public static let busyCode = "busy"

    /// The message that says so; what is read instead goes with an empty one.
    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.write(code)
        writer.write(message)
        return writer.bytes
    }

    /// Reads a message; `nil` when it is none.
    init?(_ bytes: [UInt8]) {
        do throws(ByteReader.Malformed) {
            var reader = ByteReader(bytes)
            self.init(try reader.string(), try reader.string())
            try reader.finish()
        } catch {
            return nil
        }
    }
}

extension ActionProcess {
    /// Has a part of what an encrypted file holds read.
    ///
    /// - Parameters:
    ///   - request: Which part.
    ///   - file: Is open for reading.
    /// - Returns: A pipe from which it comes; one that ends before all has come has failed.
    /// - Throws: ``ReadRefusal``, or `SystemError` when no process is to be had.
    public func read(_ request: ReadRequest, of file: HeldFile) throws -> HeldFile {
        let channel = try connection.send(request.bytes, with: file, within: ActionProcess.readSeconds)
        do {
            // Not `try?`: what broke is told apart from what was refused.
            guard var frame = try channel.receive(upTo: ActionRequest.longest) else { throw SystemError.brokenOff }
            if let pipe = frame.file.take() { return HeldFile(pipe) }
            throw ReadRefusal(frame.bytes) ?? ReadRefusal("malformed", "the process that reads files has said nothing")
        } catch let error as SystemError {
            connection.closeDead("it has not answered a request to read: \(error)")
            throw error
        }
    }

    /// How long a data key may take, in seconds.
    private static let readSeconds = 60
}
