import Accounts
import Configuring
import Gateway
import IAM
import JSON
import POSIX
import ServiceModel
import WebMessages

/// What SDKs of AWS ask a machine for, as on EC2: tokens, and credentials of the role that it has; here each user has its own.
///
/// Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
extension WireDoor {
    private static let tokenTarget = "/latest/api/token"
    private static let roles = "/latest/meta-data/iam/security-credentials"
    private static let tokenHeader = "x-aws-ec2-metadata-token"
    private static let lifeHeader = "x-aws-ec2-metadata-token-ttl-seconds"
    /// How often one user may ask, in a second; ten seconds' worth may come at once.
    private static let rate = 20

    /// Why nothing is told.
    private struct MetadataRefusal: Error {
        var status: Int
        var message: String

        init(_ status: Int, _ message: String) { (self.status, self.message) = (status, message) }
    }

    /// Whether a request is one for metadata, and these are served.
    func isForMetadata(_ request: WebRequest) -> Bool {
        // A bucket may have the same name; who asks for an object signs.
        settings.servesMetadata && request.target.hasPrefix("/latest/") && request.header("authorization") == nil
    }

    /// Answers such a request.
    func answerMetadata(_ request: WebRequest, then reply: @escaping @Sendable (WebAnswer) -> Void) {
        let refuse: @Sendable (MetadataRefusal) -> Void = { error in
            reply(WebAnswer(id: request.id, error.status, headers: WireDoor.plain, body: Array(error.message.utf8)))
        }
        do throws(MetadataRefusal) {
            try checkIsDirect(request)
        } catch {
            return refuse(error)
        }
        let service = operations.running().service.settings
        // Who is started by the service manager is in the network that the manager is in; else in that of this process.
        let folder = service.apiSocket == nil ? "/proc/self/net" : "/proc/1/net"
        guard let place = LoopbackPeer.Place(request.address, port: request.port) else {
            return refuse(WireDoor.nobody)
        }
        metadataLooks.find(place, to: Set(settings.listen.map(\.port)), in: folder) { [self] found in
            do throws(MetadataRefusal) {
                let principal = try client(found, service)
                answerMetadata(request, of: principal, then: reply)
            } catch {
                refuse(error)
            }
        }
    }

    private func answerMetadata(
        _ request: WebRequest,
        of principal: Principal,
        then reply: @escaping @Sendable (WebAnswer) -> Void
    ) {
        do throws(MetadataRefusal) {
            guard request.target != WireDoor.tokenTarget else { return reply(try token(request, principal)) }
            guard request.method == "GET" else { throw MetadataRefusal(405, "Method Not Allowed") }
            guard let token = request.header(WireDoor.tokenHeader), tokens.isGood(token, for: principal.userID) else {
                operations.noteBadSignature()
                throw MetadataRefusal(401, "Unauthorized")
            }
            let region = AccountLocation.current.region
            let path = request.target.hasSuffix("/") ? String(request.target.dropLast()) : request.target
            let name = roleName(of: principal)
            switch path {
            case WireDoor.roles: reply(WireDoor.text(name, request))
            case "\(WireDoor.roles)/\(name)": try sendCredentials(of: principal, request, reply)
            case "/latest/meta-data/placement/region": reply(WireDoor.text(region, request))
            case "/latest/meta-data/placement/availability-zone": reply(WireDoor.text("\(region)a", request))
            case "/latest/dynamic/instance-identity/document": reply(WireDoor.identity(region, request))
            default: throw MetadataRefusal(404, "Not Found")
            }
        } catch {
            reply(WebAnswer(id: request.id, error.status, headers: WireDoor.plain, body: Array(error.message.utf8)))
        }
    }

    private func token(_ request: WebRequest, _ principal: Principal) throws(MetadataRefusal) -> WebAnswer {
        guard request.method == "PUT" else { throw MetadataRefusal(405, "Method Not Allowed") }
        guard let seconds = request.header(WireDoor.lifeHeader).flatMap({ Int($0) }), 1...21_600 ~= seconds else {
            throw MetadataRefusal(400, "\(WireDoor.lifeHeader) has 1 to 21600")
        }
        // Without randomness there are no tokens.
        guard let made = try? tokens.make(for: principal.userID, seconds: seconds) else {
            throw MetadataRefusal(503, "Service Unavailable")
        }
        var answer = WireDoor.text(made, request)
        answer.headers.append(WebRequest.Header(WireDoor.lifeHeader, String(seconds)))
        return answer
    }

    /// Refuses what somebody else may have passed on: who asks would be mistaken for him.
    private func checkIsDirect(_ request: WebRequest) throws(MetadataRefusal) {
        let isPassedOn = ["x-forwarded-for", "forwarded", "via"].contains { name in
            request.headers.contains { $0.name == name }
        }
        let host = (request.header("host") ?? "").lowercased()
        let isForOthers = settings.hosts.contains { host == $0 || host.hasPrefix("\($0):") }
        guard !isPassedOn, !isForOthers else { throw MetadataRefusal(403, "Forbidden: somebody has passed this on") }
    }

    private static let nobody = MetadataRefusal(403, "Forbidden: nobody holds this connection")

    /// Who asks, by the kernel's word, if credentials may be given out that way.
    private func client(
        _ found: Result<UInt32?, MetadataLooks.Failure>,
        _ service: Settings
    ) throws(MetadataRefusal) -> Principal {
        let owner: UInt32?
        do throws(MetadataLooks.Failure) { owner = try found.get() } catch {
            switch error {
            case .busy: throw MetadataRefusal(429, "Too Many Requests")
            case .system(let error):
                Log.write(.error, "who asks for credentials cannot be told", ["error": "\(error)"])
                throw MetadataRefusal(503, "Service Unavailable")
            }
        }
        guard let userID = owner else { throw WireDoor.nobody }
        do throws(ServiceError) {
            let name = "user \(userID) of the system"
            try operations.limiter.admit(signer: name, name, rate: WireDoor.rate)
        } catch {
            throw MetadataRefusal(429, "Too Many Requests")
        }
        return try principal(userID, service)
    }

    /// A user, or the unit that all its processes belong to.
    private func principal(_ userID: UInt32, _ service: Settings) throws(MetadataRefusal) -> Principal {
        let units: Set<String?>
        do throws(SystemError) { units = try LocalPeer.systemdUnits(ofUser: userID) } catch {
            Log.write(.error, "who asks for credentials cannot be told", ["error": "\(error)"])
            throw MetadataRefusal(503, "Service Unavailable")
        }
        let identities = operations.identities
        let withRoles = units.compactMap(\.self).filter { unit in
            identities.caller(unit: unit) != nil || service.role(ofUnit: unit) != nil
        }
        if let unit = withRoles.first {
            // A unit may have less than its user: so which of them asks must be certain.
            guard units.count == 1 else {
                throw MetadataRefusal(403, "Forbidden: the unit \(unit) has a role, and its user other processes")
            }
            return .user(userID, groups: System.groups(ofUser: userID) ?? [], unit: unit)
        }
        guard userID != 0, userID != System.userID, let groups = System.groups(ofUser: userID) else {
            throw MetadataRefusal(403, "Forbidden: only units with roles, and users besides root, get credentials here")
        }
        let isNamed = service.access.contains { access in
            switch access.subject {
            case .user(let id): id == userID
            case .group(let id): groups.contains(id)
            case .unit: false
            }
        }
        guard isNamed || System.userName(of: userID).map(identities.hasUser) == true else {
            throw MetadataRefusal(403, "Forbidden: neither 'access' in the configuration nor IAM knows this user")
        }
        return .user(userID, groups: groups)
    }

    /// What the role is called that who asks has: that of its unit; without one in IAM, the unit or the user itself.
    private func roleName(of principal: Principal) -> String {
        if let unit = principal.unit { return operations.identities.caller(unit: unit)?.roleName ?? unit }
        return System.userName(of: principal.userID) ?? String(principal.userID)
    }

    private func sendCredentials(
        of principal: Principal,
        _ request: WebRequest,
        _ reply: @escaping @Sendable (WebAnswer) -> Void
    ) throws(MetadataRefusal) {
        let time = Timestamp.now().secondsSince1970
        guard let operation = operations.gateway.operation("sts:OpenSession"),
            let asked = try? ServiceRequest(operation, json: Array("{}".utf8), by: principal, from: .socket, at: time)
        else { throw MetadataRefusal(404, "Not Found") }
        operations.gateway.perform(asked) { answer in
            guard let credentials = try? answer.get().value()["Credentials"] else {
                let body = JSONValue.object(["Code": .string("Failed"), "Message": .string("No session can be begun.")])
                return reply(WebAnswer(id: request.id, 200, headers: WireDoor.json, body: body.bytes))
            }
            let body = JSONValue.present([
                "Code": .string("Success"), "Type": .string("AWS-HMAC"),
                "LastUpdated": .string(UTCTime.text(secondsSince1970: Double(Int(time)))),
                "AccessKeyId": credentials["AccessKeyId"], "SecretAccessKey": credentials["SecretAccessKey"],
                "Token": credentials["SessionToken"], "Expiration": credentials["Expiration"],
                "AccountId": .string(AccountLocation.current.account),
            ])
            reply(WebAnswer(id: request.id, 200, headers: WireDoor.json, body: body.bytes))
        }
    }

    /// Where this is, for SDKs that look for the Region there.
    private static func identity(_ region: String, _ request: WebRequest) -> WebAnswer {
        let document = JSONValue.object([
            "accountId": .string(AccountLocation.current.account), "availabilityZone": .string("\(region)a"),
            "region": .string(region), "version": .string("2017-09-30"),
        ])
        return WebAnswer(id: request.id, 200, headers: json, body: document.bytes)
    }

    private static let plain = [WebRequest.Header("content-type", "text/plain")]

    private static func text(_ text: String, _ request: WebRequest) -> WebAnswer {
        WebAnswer(id: request.id, 200, headers: plain, body: Array(text.utf8))
    }
}
