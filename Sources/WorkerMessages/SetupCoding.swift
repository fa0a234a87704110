import Diagnostics
import Extraction
import Findings
import Fingerprints
package import HelperProcesses
import IdentifierChoice
import Identifiers
package import ScanSetups

/// What a worker is told before its first object.
package enum SetupCoding {
    package static func bytes(_ setup: ScanSetup) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(setup.identifiers.rules) { write($1, &$0) }
        writer.write(setup.identifiers.rulesAreWhole)
        write(setup.identifiers.custom, &writer)
        write(setup.allowLists, &writer)
        write(setup.identifiers.classifiers, &writer)
        writer.write(setup.identifiers.selection.included)
        writer.write(setup.identifiers.selection.excluded) { $0.write($1) }
        writer.write(setup.minimumConfidence.rawValue)
        writer.write(setup.maximumFileSize) { $0.write($1) }
        writer.write(setup.scansBinary)
        writer.write(setup.locatedOccurrences)
        writer.write(setup.details.revealsValues)
        writer.write(setup.details.hashesContent)
        writer.write(setup.details.fingerprintKey) { $0.write($1.exposed()) }
        writer.write(setup.recognisesManagedSecrets)
        writer.write(setup.classification) { $0.write($1.rawValue) }
        writer.write(Int((setup.leastClassProbability * 1_000_000).rounded()))
        let limits = setup.extractionLimits
        for limit in [
            limits.expandedBytes, limits.expansionFactor, limits.ratio, limits.unratedBytes, limits.depth,
            limits.members,
            limits.memoryBytes,
        ] {
            writer.write(limit)
        }
        return writer.bytes
    }

    package static func setup(_ bytes: [UInt8]) throws(ByteReader.Malformed) -> ScanSetup {
        var reader = ByteReader(bytes)
        var setup = ScanSetup()
        setup.identifiers.rules = try reader.optional { reader throws(ByteReader.Malformed) in try texts(&reader) }
        setup.identifiers.rulesAreWhole = try reader.bool()
        setup.identifiers.custom = try texts(&reader)
        setup.allowLists = try texts(&reader)
        setup.identifiers.classifiers = try texts(&reader)
        setup.identifiers.selection.included = try reader.string()
        setup.identifiers.selection.excluded = try reader.list { reader throws(ByteReader.Malformed) in
            try reader.string()
        }
        guard let confidence = Confidence(rawValue: try reader.int()) else { throw ByteReader.Malformed() }
        setup.minimumConfidence = confidence
        setup.maximumFileSize = try reader.optional { reader throws(ByteReader.Malformed) in try reader.int() }
        setup.scansBinary = try reader.bool()
        setup.locatedOccurrences = try reader.int(in: 0...1_000_000)
        setup.details.revealsValues = try reader.bool()
        setup.details.hashesContent = try reader.bool()
        setup.details.fingerprintKey = try reader.optional { reader throws(ByteReader.Malformed) in
            FingerprintKey(try reader.bytes())
        }
        setup.recognisesManagedSecrets = try reader.bool()
        setup.classification = try reader.optional { reader throws(ByteReader.Malformed) in
            guard let scope = ClassificationScope(rawValue: try reader.int()) else { throw ByteReader.Malformed() }
            return scope
        }
        setup.leastClassProbability = Double(try reader.int(in: 0...1_000_000)) / 1_000_000
        for limit in [
            \ExtractionLimits.expandedBytes, \.expansionFactor, \.ratio, \.unratedBytes, \.depth, \.members,
            \.memoryBytes,
        ] {
            setup.extractionLimits[keyPath: limit] = try reader.int(in: 0...Int.max)
        }
        try reader.finish()
        return setup
    }

    private static func write(_ texts: [SourceText], _ writer: inout ByteWriter) {
        writer.write(texts) { writer, text in
            writer.write(text.name)
            writer.write(text.bytes)
        }
    }

    private static func texts(_ reader: inout ByteReader) throws(ByteReader.Malformed) -> [SourceText] {
        try reader.list { reader throws(ByteReader.Malformed) in
            let name = try reader.string()
            return SourceText(name: name, bytes: try reader.bytes())
        }
    }
}
