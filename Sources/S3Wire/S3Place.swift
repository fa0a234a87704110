import Bytes

/// What the path of a request names, and its host, where that begins with the name of a bucket.
struct S3Place: Equatable {
    var bucket: [UInt8]?
    var key: [UInt8]?

    var level: S3Binding.Level { key != nil ? .object : bucket != nil ? .bucket : .service }

    /// Reads a request.
    ///
    /// A bucket may come first in the path, or first in the name of the host: `shelf.s3.localhost`, `shelf.localhost`.
    init(_ request: S3Request) {
        var path = Array(request.path.utf8)[...]
        if path.first == UInt8(ascii: "/") { path = path.dropFirst() }
        if let bucket = S3Place.bucket(ofHost: request.header("host") ?? "") {
            self.bucket = Array(bucket.utf8)
        } else if !path.isEmpty {
            let name = path.prefix { $0 != UInt8(ascii: "/") }
            bucket = PercentEncoding.bytes(name)
            path = path.dropFirst(name.count + 1)
        }
        if bucket != nil, !path.isEmpty { key = PercentEncoding.bytes(path) }
    }

    /// The bucket that a host names in front of its own name; `nil` for none.
    static func bucket(ofHost authority: String) -> String? {
        var name = authority.lowercased()[...]
        if let colon = name.lastIndex(of: ":") { name = name[..<colon] }
        guard name.hasSuffix(".localhost") else { return nil }
        name = name.dropLast(".localhost".count)
        if name == "s3" { return nil }
        if name.hasSuffix(".s3") { name = name.dropLast(3) }
        return name.isEmpty ? nil : String(name)
    }
}
