import Glibc
import Testing

@testable import POSIX

/// What programs need of the system, and what they say when a filter refuses it.
@Suite struct NeedsTests {
    private static let programs: [Needs] = [.coordinator, .worker, .watcher, .courier, .keys, .rewriter, .webServer]

    @Test(arguments: programs.indices) func nothingIsMissingHere(_ index: Int) {
        #expect(NeedsTests.programs[index].problem() == nil)
    }

    #if arch(x86_64)
        private static let renameat2: UInt32 = 316
        private static let fchown: UInt32 = 93
        private static let seccomp: UInt32 = 317
    #else
        private static let renameat2: UInt32 = 276
        private static let fchown: UInt32 = 55
        private static let seccomp: UInt32 = 277
    #endif

    @Test(arguments: [ENOSYS, EPERM]) func whatAFilterRefusesIsNamed(_ error: CInt) throws {
        let problem = try FilteredThread.run(refusing: [NeedsTests.renameat2, NeedsTests.fchown], with: error) {
            Needs.rewriter.problem()
        }
        let words = "\(SystemError(error))"
        let names = "the system call fchown (\(words)), the system call renameat2 (\(words))"
        #expect(problem == "it is confined too far, and cannot do its work: \(names)")
    }

    @Test func theReportSaysWhatIsMissing() throws {
        let report = try FilteredThread.run(refusing: [NeedsTests.renameat2], with: ENOSYS) { Needs.keys.report() }
        #expect(!report.isComplete)
        #expect(report.text.contains("REFUSED  the system call renameat2: Function not implemented\n"))
        #expect(report.text.contains("there    the system call fsync\n"))
        #expect(Needs.keys.report().isComplete)
    }

    @Test func aKernelMayLackWhatAWorkerLocksItselfInWithButNobodyMayForbidIt() throws {
        func problem(_ error: CInt) throws -> String? {
            try FilteredThread.run(refusing: [NeedsTests.seccomp], with: error) { Needs.worker.problem() }
        }
        #expect(try problem(ENOSYS) == nil)
        #expect(try problem(EPERM)?.contains("the system call seccomp") == true)
    }
}
