import Bytes
import Extraction
import Findings
import Testing

@testable import Locating

/// Where the values and cells of a text lie, however they were handed over.
@Suite struct TextStretchTests {
    private struct Value {
        var text: String
        var place: TextPlace
    }

    private static let values: [Value] =
        (0..<60).map { number in
            let path = number < 30 ? "$.name" : ["$.name", "$.city", "$['a b']"][number % 3]
            return Value(text: "value \(number)", place: TextPlace(record: number / 3, path))
        } + [Value(text: "far", place: TextPlace(record: 1 << 40, "$.name"))]

    private func location(at offset: Int, _ places: TextPlaces) -> Location {
        var location = Location(line: 1, column: 1, endLine: 1, endColumn: 1, range: offset..<offset + 1)
        places.complete(&location)
        return location
    }

    @Test func valuesOfRecordsLieWhereTheyWouldOneByOne() {
        var stretch = TextStretch()
        var places = TextPlaces()
        stretch.begin(TextPlaces())
        let separator: [UInt8] = [10, 9]
        for value in Self.values {
            let bytes = Array(value.text.utf8)
            let (record, path) = (value.place.record ?? 0, value.place.jsonPath ?? "")
            if stretch.append(bytes.span, record: record, path, behind: separator.span) == nil {
                _ = stretch.append(bytes.span, at: value.place, behind: separator.span)
            }
            places.count += separator.count
            places.add(value.place)
            places.count += bytes.count
        }
        #expect(stretch.buffer.count == places.count)
        for offset in 0..<places.count { #expect(location(at: offset, stretch.places) == location(at: offset, places)) }
        #expect(location(at: 2, stretch.places).jsonPath == "$.name")
        #expect(location(at: places.count - 1, stretch.places).record == 1 << 40)
    }

    @Test func placesOfWhatIsLeftStay() {
        var stretch = TextStretch()
        stretch.begin(TextPlaces())
        let tab: [UInt8] = [9]
        for value in Self.values { _ = stretch.append(Array(value.text.utf8).span, at: value.place, behind: tab.span) }
        let whole = stretch.places
        stretch.buffer.removeFirst(100)
        stretch.forgetLooked()
        for offset in 100..<whole.count { #expect(location(at: offset, stretch.places) == location(at: offset, whole)) }
    }
}
