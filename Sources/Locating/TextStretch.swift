package import Bytes
package import Extraction

/// What of a text has come and waits to be looked at, and where each part of it lies.
///
/// One value and no properties of the class that has it: tables have cells by the million, and each access to such a property is
/// checked when it is made.
package struct TextStretch: ~Copyable {
    package var buffer = TextBuffer(capacity: 0)
    package var places = TextPlaces()
    /// Bytes that came since the text was last looked at.
    private var newBytes = 0
    /// The path of the value that came last, and its number among the places.
    private var lastPath: String?
    private var lastNumber: Int32 = 0

    /// Begins with no text.
    package init() {}

    /// Begins a text.
    package mutating func begin(_ places: TextPlaces) {
        self.places = places
        buffer.removeAll()
        newBytes = 0
        lastPath = nil
    }

    /// Takes bytes that lie where those before do.
    ///
    /// - Returns: How many bytes have come since the text was last looked at.
    package mutating func append(_ bytes: Span<UInt8>) -> Int {
        buffer.append(contentsOf: bytes)
        places.count += bytes.count
        newBytes += bytes.count
        return newBytes
    }

    /// Takes a cell, and what stands between it and the one before.
    package mutating func append(_ cell: Span<UInt8>, row: Int, column: Int, behind separator: Span<UInt8>) -> Int {
        add(separator, cell)
        places.add(row: row, column: column, behind: separator.count, count: cell.count)
        return newBytes
    }

    /// Takes a value of a record; `nil`, and takes nothing, unless its path is that of the value before.
    package mutating func append(
        _ value: Span<UInt8>,
        record: Int,
        _ path: String,
        behind separator: Span<UInt8>
    ) -> Int? {
        guard path == lastPath, let record = Int32(exactly: record) else { return nil }
        add(separator, value)
        places.add(record: record, path: lastNumber, behind: separator.count, count: value.count)
        return newBytes
    }

    /// Takes a value that lies at a place as it may be shown.
    package mutating func append(_ value: Span<UInt8>, at place: TextPlace, behind separator: Span<UInt8>) -> Int {
        lastPath = nil
        if let path = place.jsonPath, let record = place.record.flatMap(Int32.init(exactly:)),
            let number = places.number(of: path)
        {
            (lastPath, lastNumber) = (path, number)
            add(separator, value)
            places.add(record: record, path: number, behind: separator.count, count: value.count)
        } else {
            add(separator, value)
            places.count += separator.count
            places.add(place)
            places.count += value.count
        }
        return newBytes
    }

    private mutating func add(_ separator: Span<UInt8>, _ value: Span<UInt8>) {
        buffer.append(contentsOf: separator)
        buffer.append(contentsOf: value)
        newBytes += separator.count + value.count
    }

    /// Forgets where what was looked at lay; the buffer has what is left.
    package mutating func forgetLooked() {
        places.forget(before: places.count - buffer.count)
        newBytes = 0
    }
}
