import Foundation
import JSON
import ObjectStore
import POSIX
import ServiceModel
import Testing

/// A bucket with files and what serves it; removed with the value.
final class Shelf {
    let home: URL
    let root: Directory
    let table: OperationTable

    init() throws {
        home = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        let root = try Directory(path: Array(home.path.utf8))
        self.root = root
        table = ObjectStore { [StoredBucket("shelf") { root }, StoredBucket("away") { nil }] }.makeOperations()
    }

    deinit { try? FileManager.default.removeItem(at: home) }

    /// Makes a file, and the folders that it lies in; the name may be any bytes.
    @discardableResult
    func put(_ key: [UInt8], _ content: String = "content") throws -> [UInt8] {
        var path = Array(home.path.utf8)
        let names = key.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        for name in names.dropLast() {
            path += [UInt8(ascii: "/")] + name
            _ = try? Directory.make(path)
        }
        guard let name = names.last, !name.isEmpty else { return key }
        path += [UInt8(ascii: "/")] + name
        try OutputFile(path: path).write(Array(content.utf8))
        return key
    }

    @discardableResult
    func put(_ key: String, _ content: String = "content") throws -> [UInt8] { try put(Array(key.utf8), content) }

    func url(_ name: String) -> URL { home.appending(path: name) }

    func request(_ name: String, _ input: [String: JSONValue]) throws -> ServiceRequest {
        let model = try #require(S3Model.operation(name))
        let input = ["Bucket": JSONValue.string("shelf")].merging(input) { $1 }
        return ServiceRequest(model, .object(name == "ListBuckets" ? [:] : input), by: .user(1), at: 0)
    }

    /// Asks for something that is answered without a body.
    func ask(_ name: String, _ input: [String: JSONValue] = [:]) throws -> JSONValue {
        try table.perform(try request(name, input))
    }

    /// Asks for an object: its head, and its bytes, as whoever hands them on reads them.
    func get(_ key: String, _ input: [String: JSONValue] = [:]) throws -> (head: JSONValue, body: String) {
        let request = try request("GetObject", input.merging(["Key": .string(key)]) { $1 })
        try table.check(request)
        switch try table.prepare(request).perform() {
        case .content(let head, let content):
            let bytes = try content.file.file.bytes(at: try #require(content.offset), upTo: content.count)
            #expect(bytes.count == content.count)
            return (head, String(decoding: bytes, as: UTF8.self))
        case let answer: return (try answer.value(), "")
        }
    }

    /// The code of the error that a request is refused with.
    func refusal(_ name: String, _ input: [String: JSONValue] = [:]) -> String {
        do {
            _ = try ask(name, input)
            return "none"
        } catch {
            return (error as? ServiceError)?.code ?? "\(error)"
        }
    }

    /// Lists objects to the end, page by page: keys and groups, each group in brackets, as they come.
    func list(_ input: [String: JSONValue] = [:], by limit: Int = 1000) throws -> [String] {
        var names: [String] = []
        var input = input
        input["MaxKeys"] = .number(limit)
        for _ in 0..<10_000 {
            let page = try ask("ListObjectsV2", input)
            let keys = (page["Contents"]?.array ?? []).compactMap { $0["Key"]?.string }
            let groups = (page["CommonPrefixes"]?.array ?? []).compactMap { $0["Prefix"]?.string }
            #expect(page["KeyCount"]?.integer == keys.count + groups.count)
            #expect(keys.count + groups.count <= limit)
            names += (keys.map { ($0, $0) } + groups.map { ($0, "[\($0)]") }).sorted { left, right in
                left.0.utf8.lexicographicallyPrecedes(right.0.utf8)
            }.map(\.1)
            #expect(page["IsTruncated"] == .boolean(page["NextContinuationToken"] != nil))
            guard let token = page["NextContinuationToken"] else { return names }
            input["ContinuationToken"] = token
        }
        Issue.record("the list does not end")
        return names
    }
}
