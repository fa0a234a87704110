import Foundation
import JSON

/// What must hold of any bytes that somebody calls JSON; the fuzzer looks for those of which it does not.
///
/// `make fuzz TARGET=JSON SECONDS=600` runs it. A trap is a failure, and so is every broken `precondition` below.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    passesAnything(bytes)
    let value = try? JSONValue(parsing: bytes)
    agreesWithFoundation(bytes, isTaken: value != nil)
    guard let value else { return 0 }

    // What is written is read again as it was, and then written the same.
    let written = value.bytes
    guard let again = try? JSONValue(parsing: written) else { fatalError("what was written is no JSON") }
    precondition(again == value && again.bytes == written, "a value has changed")
    precondition(!written.contains(10), "a value is more than a line")
    var display = JSONWriter(escapes: .display)
    display.value(value)
    precondition((try? JSONValue(parsing: display.bytes)) == value, "what is displayed is something else")
    precondition(display.bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "a control character is displayed")

    // Space between the parts means nothing.
    let compact = JSONText.compact(bytes)
    precondition((try? JSONValue(parsing: compact)) == value, "space means something")
    precondition(JSONText.value(at: [], in: compact).map(Array.init) == compact, "a text is not found whole")

    // What passes over text finds what reading finds, unless there are two of one name.
    var strict = JSONLimits()
    strict.duplicates = .refused
    guard (try? JSONValue(parsing: bytes, limits: strict)) != nil else { return 0 }
    find(value, [], bytes)
    precondition((try? JSONValue(parsing: bytes, onlyMembers: names(value))) == value, "some members are not all")
    return 0
}

/// Functions that are meant for JSON end, and do not trap, whatever they are given.
private func passesAnything(_ bytes: [UInt8]) {
    _ = JSONText.compact(bytes)
    _ = JSONText.value(at: [], in: bytes)
    _ = JSONText.value(at: [.member("a"), .element(1), .member("")], in: bytes)
    _ = JSONText.memberNames(at: [.element(0)], in: bytes)
    _ = try? JSONValue(parsing: bytes, onlyMembers: ["a"])
    _ = try? JSONText.checkedObject(bytes)
    _ = JSONDecimal(bytes)
    var display = JSONWriter(escapes: .display)
    display.string(lossy: bytes)
    precondition((try? JSONValue(parsing: display.bytes)) == .string(String(decoding: bytes, as: UTF8.self)))
}

private func find(_ value: JSONValue, _ path: [JSONText.Step], _ bytes: [UInt8]) {
    guard path.count < 4, let text = JSONText.value(at: path, in: bytes) else {
        precondition(path.count == 4, "a value is not found")
        return
    }
    precondition((try? JSONValue(parsing: Array(text))) == value, "another value is found")
    if case .array(let elements) = value {
        for (index, element) in elements.prefix(8).enumerated() { find(element, path + [.element(index)], bytes) }
    }
    guard case .object(let members) = value else { return }
    precondition(Set(JSONText.memberNames(at: path, in: bytes)) == Set(members.keys), "other names are found")
    for (name, member) in members.prefix(8) { find(member, path + [.member(name)], bytes) }
}

private func names(_ value: JSONValue) -> Set<String> {
    switch value {
    case .array(let elements): elements.reduce(into: []) { $0.formUnion(names($1)) }
    case .object(let members): members.reduce(into: Set(members.keys)) { $0.formUnion(names($1.value)) }
    default: []
    }
}

/// Foundation's parser takes what this one takes, and of plain ASCII nothing else but commas before an end.
private func agreesWithFoundation(_ bytes: [UInt8], isTaken: Bool) {
    // Foundation refuses numbers that no Double holds.
    guard bytes.count < 500, !hasExponent(bytes) else { return }
    let isKnown = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
    if isTaken { precondition(isKnown, "Foundation refuses this") }
    let dense = bytes.filter { $0 > 32 }
    let hasLastComma = zip(dense, dense.dropFirst()).contains {
        $0 == UInt8(ascii: ",") && $1 | 0x20 == UInt8(ascii: "}")
    }
    let isPlain = !hasLastComma && bytes.allSatisfy { $0 < 0x80 && $0 != 0 && $0 != UInt8(ascii: "\\") }
    if isPlain, isKnown { precondition(isTaken, "Foundation takes this") }
}

private func hasExponent(_ bytes: [UInt8]) -> Bool {
    zip(bytes, bytes.dropFirst()).contains { $0 &- 48 < 10 && $1 | 0x20 == UInt8(ascii: "e") }
}
