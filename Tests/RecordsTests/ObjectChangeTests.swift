import Testing

@testable import Records

@Suite struct ObjectChangeTests {
    private static let stamp = ObjectStamp(device: 1, inode: 2, size: 3, modified: 4, changed: 5, ruleSet: 6)

    @Test func whatWasNotKnownIsNew() { #expect(ObjectHappening.Kind(from: nil, to: Self.stamp) == .created) }

    /// Rights and rules are not content.
    @Test func anotherContentIsAChange() {
        func expect(_ expected: ObjectHappening.Kind?, _ change: (inout ObjectStamp) -> Void) {
            var now = Self.stamp
            change(&now)
            #expect(ObjectHappening.Kind(from: Self.stamp, to: now) == expected, "\(now)")
        }
        expect(nil) { _ in }
        expect(.changed) { $0.device += 1 }
        expect(.changed) { $0.inode += 1 }
        expect(.changed) { $0.size += 1 }
        expect(.changed) { $0.modified += 1 }
        expect(nil) { $0.changed += 1 }
        expect(nil) { $0.ruleSet += 1 }
    }
}
