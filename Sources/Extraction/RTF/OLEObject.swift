/// An object as OLE 1.0 embeds it in a document.
///
/// Source: Microsoft, [MS-OLEDS], sections 2.2.4 to 2.2.6 and 2.3.6.
struct OLEObject {
    /// What it is called: its file's name, or its class.
    private(set) var name: [UInt8] = []
    /// The path of the file that it is linked to; empty for one that is embedded.
    private(set) var link: [UInt8] = []
    /// The object itself; all bytes where they are none, and nothing of one that is linked.
    private(set) var bytes: ArraySlice<UInt8>

    /// Reads the object that `data` is.
    init(_ data: [UInt8]) {
        bytes = data[...]
        var index = 8
        let format = OLEObject.number(data, 4)
        guard format == 1 || format == 2, let kind = OLEObject.string(data, &index),
            let topic = OLEObject.string(data, &index), let item = OLEObject.string(data, &index)
        else { return }
        name = kind.filter { $0 > 32 }
        if format == 1 {
            link = topic + (item.isEmpty ? [] : [32] + item)
            bytes = []
        }
        guard format == 2, let count = OLEObject.number(data, index), index + 4 < data.count else { return }
        let start = index + 4
        let end = min(data.count, start + count)
        bytes = data[start..<end]
        if kind.elementsEqual("Package".utf8) { readPackage(data, start, end) }
    }

    /// Reads what a file of any kind is wrapped in.
    private mutating func readPackage(_ data: [UInt8], _ start: Int, _ end: Int) {
        // The file's name stands behind two bytes, in the code page of Windows.
        let label = data[min(end, start + 2)..<end].prefix { $0 != 0 }
        let padded = [0, 0, 0, 0] + data[start..<end]
        let first = PrintableRuns.nativeStart(padded)
        guard first > 4 else { return }
        let size = OLEObject.number(padded, first - 4) ?? 0
        bytes = data[(start + first - 4)..<min(end, start + first - 4 + size)]
        if !label.isEmpty { name = Charset.utf8(Array(label), "windows-1252") }
    }

    private static func number(_ data: [UInt8], _ offset: Int) -> Int? {
        data.number(at: offset, 4, .little).map { Int($0) }
    }

    /// A text with its length in front, which counts the zero at its end.
    private static func string(_ data: [UInt8], _ index: inout Int) -> [UInt8]? {
        guard let count = number(data, index), index + 4 + count <= data.count else { return nil }
        let text = data[(index + 4)..<(index + 4 + count)].prefix { $0 != 0 }
        index += 4 + count
        return Array(text)
    }
}
