/// Names and values in URLs and forms.
package enum Query {
    /// `a=b&c=d`, in the order of names.
    package static func text(_ values: [String: String]) -> String {
        values.sorted { $0.key < $1.key }.map { "\(escaped($0.key))=\(escaped($0.value))" }.joined(separator: "&")
    }

    /// A URL with more in its query.
    package static func url(_ url: String, adding values: [String: String]) -> String {
        values.isEmpty ? url : url + (url.contains("?") ? "&" : "?") + text(values)
    }

    /// By RFC 3986, section 2.1.
    package static func escaped(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default: result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }
}
