import Detection
import DetectorPreparation
import Diagnostics
import IdentifierChoice
import LeakRecognition
import Prefiltering
import ScanSetups
import WorkerClients

/// Has the workers of a service recognise managed secrets.
final class ScanRecognizer: LeakRecognizer {
    private let service: MonitoringService
    private let setup: ScanSetup
    private let table: SecretTable

    /// Serves `service`, whose workers have `setup` and take their tables from `table`.
    init(_ service: MonitoringService, _ setup: ScanSetup, _ table: SecretTable) {
        self.service = service
        self.setup = setup
        self.table = table
    }

    func commonness() throws -> GramCommonness {
        var problems: [Diagnostic] = []
        return try setup.identifiers.detector(recognisingManagedSecrets: setup.recognisesManagedSecrets, &problems)
            .prefilter.commonness()
    }

    func recognise(_ table: [UInt8]) throws { try self.table.replace(with: table) }

    func endLearning() { service.endLearning() }

    func lookAgain(atVersions versions: Set<String>) throws { try service.lookAgain(atVersions: versions) }
}
