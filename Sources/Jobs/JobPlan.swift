import JSON
import POSIX
import Records
import PathPatterns
import ServiceModel

/// What a job's definition says: which objects, when, and how fast.
struct JobPlan: Sendable {
    private var buckets: [String]
    private var includes: [Glob]
    private var excludes: [Glob]
    private var owners: Set<UInt32>?
    private var including: [Term]
    private var excluding: [Term]
    private var sampling: Int
    let recurrence: Recurrence?
    let runsAtOnce: Bool
    /// When to rest, in minutes of the day, UTC.
    private var quiet: (from: Int, to: Int)?
    /// Bytes a second.
    let speed: Int?

    /// When a scheduled job runs.
    enum Recurrence: Sendable, Equatable {
        case daily
        /// From 1, Sunday, on.
        case weekly(Int)
        case monthly(Int)
    }

    /// A condition of Macie's.
    fileprivate struct Term: Sendable {
        var comparator: String
        var key: String
        var values: [String]
    }

    /// Reads a definition that the model has accepted.
    ///
    /// - Throws: `ServiceError` with what is wrong.
    init(_ definition: JSONValue) throws(ServiceError) {
        buckets = definition.texts("Buckets")
        includes = try JobPlan.globs(definition.texts("Include"))
        excludes = try JobPlan.globs(definition.texts("Exclude"))
        owners = nil
        if definition["Owner"] != nil {
            var ids: Set<UInt32> = []
            for name in definition.texts("Owner") {
                guard let id = UInt32(name) ?? System.userID(of: name) else {
                    throw .validation("There is no user \(name).")
                }
                ids.insert(id)
            }
            owners = ids
        }
        including = try JobPlan.terms(definition["Scoping"]?["includes"])
        excluding = try JobPlan.terms(definition["Scoping"]?["excludes"])
        sampling = definition.integer("SamplingPercentage") ?? 100
        speed = definition.integer("MegabytesPerSecond").map { $0 * 1_000_000 }
        runsAtOnce = definition["InitialRun"] == .boolean(true)
        var recurrences: [Recurrence] = definition["Daily"] == .boolean(true) ? [.daily] : []
        if let day = definition.text("Weekly"), let number = JobPlan.weekdays.firstIndex(of: day) {
            recurrences.append(.weekly(number + 1))
        }
        if let day = definition.integer("Monthly") { recurrences.append(.monthly(day)) }
        guard recurrences.count <= 1 else { throw .validation("Only one of Daily, Weekly and Monthly can be given.") }
        recurrence = recurrences.first
        guard recurrence != nil || !runsAtOnce else { throw .validation("InitialRun is for jobs with a schedule.") }
        if let text = definition.text("QuietHours") { quiet = try JobPlan.hours(text) }
    }

    private static let weekdays = ["SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"]

    private static func globs(_ texts: [String]) throws(ServiceError) -> [Glob] {
        var globs: [Glob] = []
        for text in texts {
            guard let glob = try? Glob(text) else { throw .validation("'\(text)' is no pattern: a '[' is not closed.") }
            globs.append(glob)
        }
        return globs
    }

    private static func terms(_ value: JSONValue?) throws(ServiceError) -> [Term] {
        var terms: [Term] = []
        for term in value?.values(at: ["and", "simpleScopeTerm"]) ?? [] {
            let term = Term(
                comparator: term.text("comparator") ?? "",
                key: term.text("key") ?? "",
                values: term.texts("values")
            )
            switch term.key {
            case "OBJECT_EXTENSION":
                guard ["EQ", "NE"].contains(term.comparator) else { throw term.wrong("EQ and NE") }
            case "OBJECT_KEY":
                guard ["EQ", "NE", "CONTAINS", "STARTS_WITH"].contains(term.comparator) else {
                    throw term.wrong("EQ, NE, CONTAINS and STARTS_WITH")
                }
            default:
                guard ["EQ", "NE", "GT", "GTE", "LT", "LTE"].contains(term.comparator) else {
                    throw term.wrong("EQ, NE, GT, GTE, LT and LTE")
                }
                for value in term.values where term.number(value) == nil {
                    let form = term.key == "OBJECT_SIZE" ? "a number of bytes" : "a time such as 2026-11-24T00:00:00Z"
                    throw .validation("'\(value)' is no value for \(term.key): it takes \(form).")
                }
            }
            terms.append(term)
        }
        return terms
    }

    private static func hours(_ text: String) throws(ServiceError) -> (from: Int, to: Int) {
        let numbers = text.split { $0 == ":" || $0 == "-" }.compactMap { Int($0) }
        guard text.utf8.count == 11, numbers.count == 4, numbers[0] < 24, numbers[1] < 60, numbers[2] < 24,
            numbers[3] < 60,
            Array(text)[5] == "-"
        else { throw .validation("QuietHours '\(text)' are none: write them like 08:00-18:00.") }
        let hours = (from: numbers[0] * 60 + numbers[1], to: numbers[2] * 60 + numbers[3])
        guard hours.from != hours.to else { throw .validation("QuietHours '\(text)' begin when they end.") }
        return hours
    }

    // MARK: Which

    /// Whether the job looks at an object.
    ///
    /// - Parameters:
    ///   - object: The object.
    ///   - bucket: Its bucket's name.
    ///   - since: Only objects that have changed since then, in seconds since 1970.
    /// - Returns: Whether it does.
    func wants(_ object: JobCandidate, in bucket: String, since: Double) -> Bool {
        guard buckets.isEmpty || buckets.contains(bucket), object.changedAt >= since else { return false }
        if let owners, !owners.contains(object.userID) { return false }
        if !includes.isEmpty, !includes.contains(where: { $0.matchesFile(object.key) }) { return false }
        if excludes.contains(where: { $0.matchesFile(object.key) }) { return false }
        guard including.allSatisfy({ $0.holds(object) }) else { return false }
        if !excluding.isEmpty, excluding.allSatisfy({ $0.holds(object) }) { return false }
        return sampling == 100 || JobPlan.place(of: object.key, in: bucket) < sampling
    }

    /// A number below 100 that an object always has.
    private static func place(of key: [UInt8], in bucket: String) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in Array(bucket.utf8) + [0] + key { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        // The last bits of such a hash are the least mixed.
        hash ^= hash >> 32
        hash = hash &* 0x9E37_79B9_7F4A_7C15
        return Int((hash >> 33) % 100)
    }

    // MARK: When

    /// The first time after `time` at which the job runs, in seconds since 1970; `nil` when it runs once.
    func next(after time: Double) -> Double? {
        guard let recurrence else { return nil }
        var day = Int(time) / 86_400 + 1
        while !JobPlan.isDay(CivilDate(daysSince1970: day), recurrence) { day += 1 }
        return Double(day * 86_400)
    }

    private static func isDay(_ date: CivilDate, _ recurrence: Recurrence) -> Bool {
        switch recurrence {
        case .daily: true
        case .weekly(let day): date.weekday == day
        case .monthly(let day): date.day == min(day, date.daysInMonth)
        }
    }

    /// Whether the job rests at a time, in seconds since 1970.
    func rests(at time: Double) -> Bool {
        guard let quiet else { return false }
        let minute = Int(time) % 86_400 / 60
        return quiet.from <= quiet.to
            ? (quiet.from..<quiet.to).contains(minute) : minute >= quiet.from || minute < quiet.to
    }

    /// When the rest ends that includes a time; that time itself when the job does not rest then.
    func end(ofRestAt time: Double) -> Double { rests(at: time) ? next(quiet?.to ?? 0, after: time) : time }

    /// How long it takes from a time on to work for so many seconds, with the rests in between.
    func duration(of work: Double, from start: Double) -> Double {
        guard let quiet else { return work }
        let rest = Double((quiet.to - quiet.from + 1440) % 1440) * 60
        let first = end(ofRestAt: start)
        // From the end of a rest to the next.
        let stretch = next(quiet.from, after: first) - first
        guard work > stretch else { return first - start + work }
        let whole = ((work - stretch) / (86_400 - rest)).rounded(.up)
        return first - start + work + max(1, whole) * rest
    }

    /// The first time after another at which the day has so many minutes.
    private func next(_ minute: Int, after time: Double) -> Double {
        let midnight = (time / 86_400).rounded(.down) * 86_400
        let then = midnight + Double(minute) * 60
        return then > time ? then : then + 86_400
    }
}

extension JobPlan.Term {
    fileprivate func wrong(_ comparators: String) -> ServiceError {
        .validation("\(key) cannot be compared by \(comparator): there are \(comparators).")
    }

    fileprivate func number(_ text: String) -> Double? {
        key == "OBJECT_SIZE" ? Double(text) : UTCTime.seconds(text)
    }

    fileprivate func holds(_ object: JobCandidate) -> Bool {
        switch key {
        case "OBJECT_EXTENSION":
            let name = String(decoding: object.key, as: UTF8.self)
            let last = name.split(separator: "/").last ?? ""
            let suffix = last.lastIndex(of: ".").map { last[last.index(after: $0)...].lowercased() } ?? ""
            let isAmong = values.contains { ($0.hasPrefix(".") ? String($0.dropFirst()) : $0).lowercased() == suffix }
            return isAmong == (comparator == "EQ")
        case "OBJECT_KEY":
            let name = String(decoding: object.key, as: UTF8.self)
            return switch comparator {
            case "EQ": values.contains(name)
            case "NE": !values.contains(name)
            case "STARTS_WITH": values.contains { name.hasPrefix($0) }
            default: values.contains { name.contains($0) }
            }
        default:
            let own = key == "OBJECT_SIZE" ? Double(object.size) : object.modifiedAt.rounded(.down)
            let numbers = values.compactMap(number)
            return switch comparator {
            case "EQ": numbers.contains(own)
            case "NE": !numbers.contains(own)
            case "GT": numbers.allSatisfy { own > $0 }
            case "GTE": numbers.allSatisfy { own >= $0 }
            case "LT": numbers.allSatisfy { own < $0 }
            default: numbers.allSatisfy { own <= $0 }
            }
        }
    }
}

extension JSONValue {
    func text(_ name: String) -> String? { if case .string(let text) = self[name] { text } else { nil } }

    func integer(_ name: String) -> Int? { self[name]?.integer }

    func texts(_ name: String) -> [String] {
        guard case .array(let elements) = self[name] else { return [] }
        return elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
}
