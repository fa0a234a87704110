import Findings

/// Files of tables, records and properties that programs keep their data in.
enum DataFormat: Equatable {
    case sqlite, sqliteLog, sqliteJournal, propertyList, dbase, parquet, avro, orc, arrow

    /// Its MIME type.
    var type: String {
        switch self {
        case .sqlite: "application/vnd.sqlite3"
        case .sqliteLog: "application/vnd.sqlite3-wal"
        case .sqliteJournal: "application/vnd.sqlite3-journal"
        case .propertyList: "application/x-apple-binary-plist"
        case .dbase: "application/x-dbf"
        case .parquet: "application/vnd.apache.parquet"
        case .avro: "application/vnd.apache.avro"
        case .orc: "application/vnd.apache.orc"
        case .arrow: "application/vnd.apache.arrow.file"
        }
    }

    /// What content is that begins like this; `nil` for anything else.
    ///
    /// - Complexity: O(1), but O(*n*) in the header for what begins like a file of dBASE.
    static func of(_ head: Span<UInt8>) -> DataFormat? {
        for signature in signatures where Sniffer.starts(head, signature.bytes) {
            // Three letters begin many a text.
            if signature.format == .orc, Sniffer.openKind(of: head) == .text(.utf8) { return nil }
            return signature.format
        }
        return DBaseHeader.begins(head) ? .dbase : nil
    }

    /// What they begin with, by each format's specification.
    private static let signatures: [(bytes: [UInt8], format: DataFormat)] = [
        (Array("SQLite format 3\0".utf8), .sqlite),
        ([0x37, 0x7F, 0x06, 0x82], .sqliteLog),
        ([0x37, 0x7F, 0x06, 0x83], .sqliteLog),
        (SQLiteJournal.mark, .sqliteJournal),
        (Array("bplist00".utf8), .propertyList),
        (Array("PAR1".utf8), .parquet),
        (Array("ARROW1\0\0".utf8), .arrow),
        ([0x4F, 0x62, 0x6A, 0x01], .avro),
        (Array("ORC".utf8), .orc),
    ]
}

extension ExtractionRun {
    /// Reads a file of data.
    func readData(_ format: DataFormat, _ store: any ByteStore) throws(ExtractionFailure) {
        switch format {
        case .sqlite: try readSQLite(store)
        case .sqliteLog, .sqliteJournal: try readSQLiteJournal(store)
        case .propertyList: try readPropertyList(store)
        case .dbase: try readDBase(store)
        case .parquet: try readParquet(store)
        case .avro: try readAvro(store)
        case .orc: try readORC(store)
        case .arrow: try readArrow(store)
        }
    }
}
