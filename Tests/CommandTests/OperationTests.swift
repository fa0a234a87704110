import ServiceModel
import Testing

/// What the models of all services name, the running processes do.
@Suite struct OperationTests {
    /// Asks for each operation with something that is no JSON: what is there refuses that, and does nothing.
    private static let script = """
        import json, socket, sys
        client = socket.socket(socket.AF_UNIX); client.connect(sys.argv[1]); reader = client.makefile('rb')
        for line in sys.stdin:
            client.sendall(line.strip().encode() + b' {\\n')
            answer = json.loads(reader.readline()[1:])
            if answer.get('code') != 'SerializationException': print(line.strip(), answer)
        """

    @Test func everyModelledOperationHasAHandlerInItsProcess() async throws {
        let shell = try DaemonTests().shell()
        try shell.write("ask.py", Self.script)
        let service = OperationModel.ofAllServices.map(\.qualifiedName)
        try shell.write("service", service.joined(separator: "\n"))
        let keys = (KMSModel.operations + KeyProcessModel.operations).map(\.qualifiedName)
        try shell.write("keys", keys.joined(separator: "\n"))
        let outcome = try await shell.run(
            DaemonTests.start + """
                settled
                magpie kms list-keys > /dev/null
                python3 ask.py $PWD/state/magpie.sock < service; python3 ask.py $PWD/state/keys.sock < keys
                echo kms:Nothing | python3 ask.py $PWD/state/magpie.sock | grep -c 'unknown operation'
                """
        )
        #expect(outcome.lines == ["1"], "\(outcome.output)\n\(outcome.errors)")
        #expect(service.count > 100 && Set(service).count == service.count, "\(service.count)")
    }
}
