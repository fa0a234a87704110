import BuiltInIdentifiers
import Identifiers
import Testing

@testable import Detection

/// A key is called by the vendor whose name stands nearest to it.
@Suite struct VendorNameTests {
    private func vendor(_ text: String, _ names: String...) -> Int? {
        var vendors = VendorNames()
        for (index, name) in names.enumerated() { vendors.add(name, for: index) }
        let bytes = Array(text.utf8)
        guard let name = text.firstRange(of: "api_key"), let value = text.firstRange(of: "VALUE") else { return nil }
        func offset(_ index: String.Index) -> Int { text.utf8.distance(from: text.startIndex, to: index) }
        var start = offset(name.lowerBound)
        while start > 0, bytes[start - 1] == UInt8(ascii: "_") || bytes[start - 1] &- 97 < 26 { start -= 1 }
        return vendors.variant(
            near: start..<offset(name.upperBound),
            offset(value.lowerBound)..<offset(value.upperBound),
            in: Glyphs(bytes.span)
        )
    }

    @Test func countsInTheNameFirst() {
        #expect(vendor("# acme\nglobex_api_key=VALUE", "acme", "globex") == 1)
        #expect(vendor("# acme\napi_key=VALUE", "acme", "globex") == 0)
        #expect(vendor("curl -H 'api_key: VALUE' https://api.globex.test", "acme", "globex") == 1)
    }

    @Test func countsTwoLinesBeforeAndNoMore() {
        #expect(vendor("acme\n\napi_key=VALUE", "acme") == 0)
        #expect(vendor("acme\n\n\napi_key=VALUE", "acme") == nil)
    }

    @Test func isOneWordOrTwo() {
        #expect(vendor("# AcmeWorks\napi_key=VALUE", "acmeworks") == 0)
        #expect(vendor("# acme works\napi_key=VALUE", "acmeworks") == 0)
        #expect(vendor("# acmeworkshop\napi_key=VALUE", "acmeworks") == nil)
    }

    @Test func countsInNamesOnlyWhenItIsAnEverydayWord() {
        #expect(vendor("# the front\napi_key=VALUE", "front_") == nil)
        #expect(vendor("front_api_key=VALUE", "front_") == 0)
    }
}
