import Diagnostics
import Terminal
import ArgumentParser
import Control
import JSON
import POSIX

/// `magpie doctor`: whether a new file is watched, scanned, found, told and acted upon.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Says which link from a new file to an action is broken.",
        discussion: """
            It puts a harmless file into each bucket, waits until the service has noticed and scanned it, has a finding and \
            an event, and rules that encrypt have rehearsed, and removes it. Its finding has 'sample: true', counts nowhere \
            and is removed; of all targets, only the feed gets it. The exit status is 2 when a link is broken. Where the \
            service may not write, as under its unit, this command makes the file: run it as root.
            """
    )

    @OptionGroup var service: ServiceOptions

    @Option(help: ArgumentHelp("Only this bucket; default: all.", valueName: "name"))
    var bucket: String?

    @Option(help: ArgumentHelp("How long each bucket may take, from 1 to 600.", valueName: "seconds"))
    var timeout = 30

    func validate() throws {
        guard 1...600 ~= timeout else { throw ValidationError("--timeout takes a number from 1 to 600") }
    }

    func run() throws {
        let planted = PlantedFile()
        Signals.whenAskedToEnd { request in
            planted.remove(forGood: true)
            System.exit(request.exitStatus)
        }
        let names = try bucket.map { [$0] } ?? bucketNames()
        var diagnoses: [Diagnosis] = []
        for name in names { diagnoses.append(try diagnose(name, planted)) }
        var output =
            try service.format == .json
            ? ControlCoding.json(diagnoses) + [UInt8(ascii: "\n")] : DoctorCommand.text(diagnoses)
        StandardOutput.write(&output)
        if !diagnoses.allSatisfy(\.isWhole) { throw ExitStatus.failure.error }
    }

    private func bucketNames() throws -> [String] {
        try service.ask(ControlRequest("magpie:GetServiceStatus"), for: ServiceStatus.self).answer.buckets.map(\.name)
    }

    private func diagnose(_ name: String, _ planted: PlantedFile) throws -> Diagnosis {
        let seconds = JSONValue.number(Double(timeout))
        let answer = try ask("magpie:ExamineBucket", ["Bucket": .string(name), "Timeout": seconds])
        guard let canary = answer.canary else { return try diagnosis(answer) }
        defer {
            planted.remove()
            _ = try? service.ask(ControlRequest("magpie:RemoveCanary", ["Canary": .string(canary.id)]))
        }
        do {
            try planted.create(canary)
        } catch {
            let problem =
                "neither the service (\(canary.reason)) nor this user (\(error)) can put a file into the bucket"
            let hint =
                "run 'magpie doctor' as root, or as a user who may write there; a read-only bucket cannot be tried"
            return Diagnosis(
                bucket: name,
                links: ["watch", "scan", "finding", "event", "action"].map { link in
                    link == "watch"
                        ? Diagnosis.Link(name: link, state: "broken", milliseconds: nil, problem: problem, hint: hint)
                        : Diagnosis.Link(name: link, state: "unknown", milliseconds: nil, problem: nil, hint: nil)
                }
            )
        }
        return try diagnosis(try ask("magpie:ExamineCanary", ["Canary": .string(canary.id), "Timeout": seconds]))
    }

    private func ask(_ operation: String, _ parameters: [String: JSONValue?]) throws -> DoctorAnswer {
        try service.ask(ControlRequest(operation, parameters), for: DoctorAnswer.self).answer
    }

    private func diagnosis(_ answer: DoctorAnswer) throws -> Diagnosis {
        guard let diagnosis = answer.diagnosis else {
            throw Diagnostic("the service answers something else", hint: "use the 'magpie' of the service's version")
        }
        return diagnosis
    }

    private static func text(_ diagnoses: [Diagnosis]) -> [UInt8] {
        var rows = [["bucket"] + (diagnoses.first?.links.map(\.name) ?? [])]
        var notes = ""
        for diagnosis in diagnoses {
            rows.append([TerminalText.escaped(diagnosis.bucket)] + diagnosis.links.map(cell))
            for link in diagnosis.links where link.state == "broken" {
                notes += "\(TerminalText.escaped(diagnosis.bucket)): \(link.name): "
                notes += "\(TerminalText.escaped(link.problem ?? ""))\n"
                if let hint = link.hint { notes += "  \(TerminalText.escaped(hint))\n" }
            }
        }
        return Columns.lines(rows) + Array(notes.utf8)
    }

    private static func cell(_ link: Diagnosis.Link) -> String {
        switch link.state {
        case "ok": link.milliseconds.map { "ok \($0) ms" } ?? "ok"
        case "broken": "BROKEN"
        case "none": "no rule"
        default: "-"
        }
    }
}

/// The file that the command has made, if it had to.
private final class PlantedFile: Sendable {
    private struct Place {
        var folder: Directory
        var name: [UInt8]
        var status: FileStatus
    }

    private struct State {
        var place: Place?
        var isOver = false
    }

    private let state = Monitor(State())

    /// Makes the file, below the folder itself and by way of no link.
    func create(_ canary: DoctorAnswer.Canary) throws {
        let name = Array(canary.name.utf8)
        // The name comes from a service, which may be another than one thinks.
        guard canary.name.hasPrefix(".magpie-doctor-"), !name.contains(UInt8(ascii: "/")), canary.content.count <= 4096
        else { throw SystemError(22) }
        let (content, folder) = (canary.content, try RootFolder(at: canary.folder).directory)
        try state.withLock { state in
            guard !state.isOver else { throw SystemError(4) }
            let file = try PlacedFile(creating: name, in: folder)
            state.place = Place(folder: folder, name: name, status: try file.status())
            try file.write(content.span, at: 0)
        }
    }

    /// Removes it, if it is still the same file.
    func remove(forGood: Bool = false) {
        state.withLock { state in
            if forGood { state.isOver = true }
            guard let place = state.place.take(), let status = try? place.folder.status(of: place.name),
                status.isSameFile(as: place.status)
            else { return }
            try? place.folder.remove(place.name)
        }
    }
}
