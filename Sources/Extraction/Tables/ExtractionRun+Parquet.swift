import Findings

// Parquet files: each column of a group of rows is a table of one column, whose values say which record they belong to.
extension ExtractionRun {
    /// The longest footer, in bytes.
    private static let longestFooter = 64 << 20
    private static let parquet = "application/vnd.apache.parquet"

    /// Reads a file.
    func readParquet(_ store: any ByteStore) throws(ExtractionFailure) {
        let tail = try store.read(at: max(0, store.count - 8), upTo: 8)
        guard tail.count == 8 else { throw .malformed }
        if tail.suffix(4) == Array("PARE".utf8)[...] { throw ExtractionFailure(.encrypted) }
        let length = LittleNumber.fixed(tail, 0, 4)
        guard tail.suffix(4) == Array("PAR1".utf8)[...], length <= store.count - 12 else { throw .malformed }
        guard length <= min(ExtractionRun.longestFooter, budget.freeMemory) else {
            throw ExtractionFailure(.memoryLimit)
        }
        var reader = ThriftReader(try store.read(at: store.count - 8 - length, upTo: length))
        guard let footer = reader.record(), let columns = ParquetColumn.columns(footer[2]?.list ?? []) else {
            throw .malformed
        }
        budget.hold(length)
        defer { budget.release(length) }
        var about = Array(columns.map(\.title).joined(separator: [9])) + [10]
        for pair in footer[5]?.list ?? [] {
            // The same schema once more, for another library.
            guard let key = pair[1]?.bytes, let value = pair[2]?.bytes, key != Array("ARROW:schema".utf8)[...] else {
                continue
            }
            about += key + Array(": ".utf8) + value + [10]
        }
        text(about, .metadata)
        var reasons = Set<Gap.Reason>()
        var record = 0
        for group in footer[4]?.list ?? [] {
            let chunks = group[1]?.list ?? []
            if chunks.count != columns.count { reasons.insert(.malformed) }
            for (column, chunk) in zip(columns, chunks) {
                do throws(ExtractionFailure) {
                    try readChunk(chunk, column, store, record)
                } catch {
                    if error.isFinal { throw error }
                    if reasons.insert(error.reason).inserted { note(error.reason) }
                }
            }
            let (sum, isTooMuch) = record.addingReportingOverflow(max(0, group[3]?.integer ?? 0))
            guard !isTooMuch else { throw .malformed }
            record = sum
        }
    }

    private func readChunk(
        _ chunk: ThriftValue,
        _ column: ParquetColumn,
        _ store: any ByteStore,
        _ record: Int
    ) throws(ExtractionFailure) {
        if chunk[8] != nil { throw ExtractionFailure(.encrypted) }
        // A chunk in another file is read with that file.
        if chunk[1] != nil { throw ExtractionFailure(.unsupportedFormat(ExtractionRun.parquet)) }
        guard let meta = chunk[3], let count = meta[5]?.integer, let size = meta[7]?.integer,
            let data = meta[9]?.integer, count >= 0, size >= 0
        else { throw .malformed }
        var start = data
        if let dictionary = meta[11]?.integer, dictionary > 0, dictionary < data { start = dictionary }
        guard start >= 4, start <= store.count, size <= store.count - start else { throw .malformed }
        let packing: BlockPacking =
            switch meta[4]?.integer {
            case 0: .none
            case 1: .snappy
            case 2: .gzip
            case 5: .hadoopLZ4
            case 6: .library(.zstd)
            case 7: .lz4
            case 3: .other(ExtractionRun.parquet + "; compression=lzo")
            case 4: .other(ExtractionRun.parquet + "; compression=brotli")
            default: .other(ExtractionRun.parquet + "; compression=unknown")
            }
        var reader = ParquetChunk(self, store, column, packing, record: record)
        try reader.read(from: start, end: start + size, count: count)
    }
}
