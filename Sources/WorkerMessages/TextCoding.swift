package import Findings
package import HelperProcesses

/// What a worker answers who is asked for the texts of an object: each of them, and then a report.
package enum TextCoding {
    package enum Message {
        case text(ListedText)
        /// The report, as ``ReportCoding`` has it.
        case report([UInt8])
    }

    package static func bytes(_ text: ListedText) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(true)
        ReportCoding.write(text.location, &writer)
        writer.write(text.part)
        writer.write(text.bytes)
        return writer.bytes
    }

    package static func bytes(_ report: [UInt8]) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(false)
        writer.write(report)
        return writer.bytes
    }

    package static func message(_ bytes: [UInt8]) throws(ByteReader.Malformed) -> Message {
        var reader = ByteReader(bytes)
        guard try reader.bool() else {
            let report = try reader.bytes()
            try reader.finish()
            return .report(report)
        }
        let location = try ReportCoding.location(&reader)
        let text = ListedText(location: location, part: try reader.string(), bytes: try reader.bytes())
        try reader.finish()
        return .text(text)
    }
}
