import Control
import Foundation
import HelperProcesses
import JSON
import POSIX
import ServiceModel
import Testing

@testable import Service

/// Short requests for the key process go together, and each gets its own answer.
@Suite struct KeyRelayTests {
    /// A key process that says who has asked what, and how many requests came at a time.
    private final class Echo {
        let keys: KeyProcess
        let sizes = Monitor<[Int]>([])
        private let folder: URL

        init() throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString.prefix(8))")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let path = Array(folder.appending(path: "s").path.utf8)
            let server = try ControlServer(path: path) { [sizes] requests, _, reply in
                sizes.withLock { $0.append(requests.count) }
                reply(
                    requests.map { request in
                        if request.input.contains(UInt8(ascii: "!")) {
                            return .failure(ControlError(code: "DisabledException", "no"))
                        }
                        let asked = String(decoding: request.input, as: UTF8.self)
                        return .success(Array("\"\(request.userID ?? 0) \(request.operation) \(asked)\"".utf8))
                    }
                )
            }
            Threads.detach { server.run() }
            keys = KeyProcess(Helper("keys", from: .socket(path)), socket: path)
        }

        deinit { try? FileManager.default.removeItem(at: folder) }
    }

    private func request(_ name: String, _ json: String, by user: UInt32 = 7) throws -> ServiceRequest {
        var request = ServiceRequest(try #require(KMSModel.operation(name)), .null, by: .user(user), at: 0)
        request.json = Array(json.utf8)
        return request
    }

    /// What is asked of the key process for a request of somebody whom no policy limits.
    private static func call(_ request: ServiceRequest) -> KeyCall {
        KeyCall(request.operation, request.json ?? [], by: KeyCaller(userID: request.principal.userID))
    }

    @Test func eachOfManyGetsItsOwnAnswer() throws {
        let echo = try Echo()
        let relay = KeyRelay(echo.keys, AnswerGathering())
        let count = 200
        let answers = Monitor<[Int: String]>([:])
        for thread in 0..<4 {
            let requests = try stride(from: thread, to: count, by: 4).map { number in
                (number, try request("Encrypt", number % 10 == 0 ? "{!}" : "{\(number)}", by: UInt32(number)))
            }
            Threads.detach {
                for (number, request) in requests {
                    relay.send(KeyRelayTests.call(request)) { answer in
                        let text: String
                        switch answer {
                        case .success(let bytes): text = String(decoding: bytes, as: UTF8.self)
                        case .failure(let error): text = (error as? ControlError)?.code ?? "\(error)"
                        }
                        answers.withLock { $0[number] = text }
                        answers.notifyAll()
                    }
                }
            }
        }
        let all = answers.wait { $0.count == count ? $0 : nil }
        for number in 0..<count {
            let expected = number % 10 == 0 ? "DisabledException" : "\"\(number) kms:Encrypt {\(number)}\""
            #expect(all[number] == expected)
        }
        #expect(echo.sizes.withLock { $0.reduce(0, +) } == count)
    }

    @Test func aKeyProcessThatIsNotThereIsSaidToAll() throws {
        let path = Array("/nonexistent/s".utf8)
        let keys = KeyProcess(Helper("keys", from: .socket(path)), socket: path)
        let code = Monitor<String?>(nil)
        let relay = KeyRelay(keys, AnswerGathering())
        for _ in 0..<2 {
            relay.send(KeyRelayTests.call(try request("Encrypt", "{}"))) { answer in
                if case .failure(let error) = answer { code.withLock { $0 = (error as? ControlError)?.code } }
                code.notifyAll()
            }
            #expect(code.wait { $0.take() } == "KMSInternalException")
        }
    }

    @Test func whatMayTakeLongGoesByItself() throws {
        let context = #"{"KeyId":"a","EncryptionContext":{"Algo":"nAlg","nnAlg":"n"}}"#
        for name in ["Encrypt", "Decrypt", "GenerateDataKey"] {
            #expect(KeyRelay.isShort(try request(name, context)))
        }
        for name in ["GenerateDataKeyPair", "Sign", "CreateKey", "CreateEscrow", "DeriveSharedSecret"] {
            #expect(!KeyRelay.isShort(try request(name, context)))
        }
        for json in [
            #"{"EncryptionAlgorithm":"RSAES_OAEP_SHA_256"}"#, #"{"SourceEncryptionAlgorithm":"SYMMETRIC_DEFAULT"}"#,
            #"{"Encryptio\u006eAlgorithm":"RSAES_OAEP_SHA_256"}"#, #"{"nEncryptionnAlgorithm":1}"#,
            "{" + String(repeating: " ", count: 8192) + "}",
        ] {
            #expect(!KeyRelay.isShort(try request("Decrypt", json)), "\(json.prefix(40))")
        }
    }

    @Test func everyQuickOperationIsOne() {
        for name in KeyRelay.quick { #expect(KMSModel.operation(name) != nil, "\(name)") }
    }
}
