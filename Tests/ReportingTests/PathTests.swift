import Foundation
import JSON
import Testing

@testable import FindingDocuments

@Suite struct PathTests {
    /// Every name of two bytes: one line of valid JSON, from which the bytes come back.
    @Test func allNamesOfTwoBytesComeBack() throws {
        for first in UInt8.min...UInt8.max {
            var json = JSONWriter()
            for second in UInt8.min...UInt8.max {
                json.beginObject()
                json.path([first, second])
                json.endObject()
                json.endRecord()
            }
            #expect(json.bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 10 })
            let lines = json.bytes.split(separator: 10)
            try #require(lines.count == 256)
            for (second, line) in lines.enumerated() {
                let name = [first, UInt8(second)]
                let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
                let path = try #require(object?["path"] as? String)
                #expect(path == String(decoding: name, as: UTF8.self))
                if let encoded = object?["pathBytes"] as? String {
                    #expect(Data(base64Encoded: encoded).map(Array.init) == name)
                } else {
                    #expect(Array(path.utf8) == name)
                }
            }
        }
    }
}
