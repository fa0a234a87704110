import Cryptography
public import JSON

extension JSONWriter {
    /// Writes the members `path` and `pathBytes`: the latter is base64 when the former cannot say it, else null.
    public mutating func path(_ path: [UInt8]) {
        member("path", path: path)
        member("pathBytes", String(validating: path, as: UTF8.self) == nil ? Base64.text(path) : nil)
    }
}
