import CWebhook

/// Makes requests by HTTP that cannot be led astray: no redirects, no proxies, and only to public addresses.
///
/// One per thread; connections stay open from one request to the next.
@safe
public final class WebhookClient {
    /// A block of addresses.
    public struct Network: Sendable, Equatable {
        /// 4 or 16 bytes.
        public var address: [UInt8]
        /// How many bits of them count.
        public var prefix: Int

        /// Describes a block.
        public init(address: [UInt8], prefix: Int) {
            self.address = address
            self.prefix = prefix
        }
    }

    /// What became of a request.
    public enum Outcome: Sendable, Equatable {
        /// There was an answer with this status.
        case answered(Int)
        /// No address of the host may be connected to.
        case addressRefused
        case timeout
        /// In libcurl's words.
        case failed(String)
    }

    private let handle: UnsafeMutableRawPointer

    /// Prepares to make requests; `nil` when memory ran out.
    public init?() {
        guard let handle = unsafe webhook_open() else { return nil }
        unsafe self.handle = handle
    }

    deinit { unsafe webhook_close(handle) }

    /// The longest answer that is read, in bytes.
    public static var longestAnswer: Int { Int(webhook_longest_answer) }

    /// Sends a request.
    ///
    /// - Parameters:
    ///   - body: What is sent; nothing with the methods GET, HEAD, OPTIONS and DELETE if it is empty.
    ///   - url: Where to.
    ///   - method: Such as `POST`; letters only.
    ///   - headers: Lines such as `Name: value`; without a Content-Type it is JSON.
    ///   - seconds: How long it may take.
    ///   - networks: Addresses that may be connected to although they are not public.
    ///   - certificates: The file with those that the server's is checked against; `nil` for the system's.
    ///   - answer: Gets what was answered, as far as it was read.
    /// - Returns: What became of it. Every status is an answer, also one that redirects; an answer of more than
    ///   ``longestAnswer`` is not read to its end.
    public func send(
        _ body: [UInt8],
        to url: String,
        method: String = "POST",
        headers: [String],
        seconds: Int,
        networks: [Network],
        certificates: String? = nil,
        into answer: inout [UInt8]
    ) -> Outcome {
        let blocks = networks.map { network in
            var block = webhook_network()
            block.length = Int32(network.address.count)
            block.prefix = Int32(network.prefix)
            unsafe withUnsafeMutableBytes(of: &block.address) { unsafe $0.copyBytes(from: network.address.prefix(16)) }
            return block
        }
        var result = webhook_result()
        var received = [UInt8](repeating: 0, count: WebhookClient.longestAnswer)
        unsafe withLines(headers) { lines in
            unsafe webhook_send(
                handle,
                url,
                method,
                lines,
                body,
                body.count,
                seconds,
                certificates ?? "",
                blocks,
                blocks.count,
                &received,
                &result
            )
        }
        answer = Array(received.prefix(Int(result.answer_count)))
        if result.is_refused != 0, result.status == 0 { return .addressRefused }
        if result.error == webhook_timeout { return .timeout }
        if result.error != 0 {
            let message = unsafe withUnsafeBytes(of: result.message) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            return .failed(message)
        }
        return .answered(Int(result.status))
    }

    /// Whether an address of 4 or 16 bytes belongs to the public Internet.
    public static func isPublic(_ address: [UInt8]) -> Bool {
        unsafe webhook_is_public(address, Int32(address.count)) != 0
    }

    /// Calls `body` with lines as C has them, and a null pointer behind them.
    private func withLines(_ lines: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Void) {
        let bytes = lines.map { Array($0.utf8CString) }
        let all = bytes.flatMap { $0 }
        unsafe all.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else {
                var none: UnsafePointer<CChar>?
                return unsafe body(&none)
            }
            var offset = 0
            var pointers: [UnsafePointer<CChar>?] = unsafe []
            for line in bytes {
                unsafe pointers.append(start + offset)
                offset += line.count
            }
            unsafe pointers.append(nil)
            unsafe body(pointers)
        }
    }
}
