import Foundation
import JSON
import ServiceModel
import Testing

/// Every operation, tried at the socket by users of the system whom policies let do nothing, something else, or everything.
@Suite struct AccessMatrixTests {
    /// Who tries: a user whose boundary allows nothing, only another resource, only in another context, or everything.
    private static let denied = ["65521": "none", "65522": "resource", "65523": "context"]
    private static let allowed = "65524"

    /// The operations of all services that a client can ask, those that end what others need after these.
    private static let models = OperationModel.ofAllServices.filter { $0.unsupported == nil }.enumerated()
        .sorted { (order($0.element), $0.offset) < (order($1.element), $1.offset) }
        .map(\.element)

    private static func order(_ model: OperationModel) -> Int {
        model.name == "DisableMacie" ? 2 : ["Delete", "Purge"].contains { model.name.hasPrefix($0) } ? 1 : 0
    }

    /// Operations that nobody needs policies for, or that decide by the policies of roles themselves.
    private static let undecided: Set<String> = [
        "sts:AssumeRole", "sts:GetCallerIdentity", "sts:GetSessionToken", "sts:OpenSession",
    ]

    /// What nobody may do here, whatever policies say: buckets are never opened to everybody.
    private static let refused: Set<String> = ["s3:PutPublicAccessBlock", "s3:DeletePublicAccessBlock"]

    /// Lists that are empty for who may see nothing of what they are about: that is no refusal.
    private static let empty: Set<String> = [
        "macie2:ListCustomDataIdentifiers", "macie2:ListAllowLists", "macie2:ListFindingsFilters", "sqs:ListQueues",
    ]

    /// Codes of answers to inputs that are wrong: such tell nothing about policies.
    private static let mistakes: Set<String> = [
        "ValidationException", "ValidationError", "SerializationException", "InvalidParameterValue", "MissingParameter",
        "InvalidInput", "UnsupportedOperation",
    ]

    /// What must not be told to who may see nothing.
    private static let planted = [
        "canary-secret", "hush-hush", "canary-user", "canary-rule", "ORDER-777777", "canary-bucket", "canary-queue",
        "canary-message", "canary-identifier", "canary-list", "canary-filter", "canary-job",
    ]

    /// Sends the lines of a file, each when the one before is answered: `ask.py FILE` prints the operation and the answer's code.
    private static let client = """
        import json, os, socket, sys
        planted = json.loads(os.environ['PLANTED'])
        stream = socket.socket(socket.AF_UNIX); stream.connect(os.environ['MAGPIE_SOCKET']); answers = stream.makefile('rb')
        for line in open(sys.argv[1], 'rb'):
            name, request = line.split(b' ', 1)[0].decode(), line.split(b' ', 1)[1]
            stream.sendall(line)
            answer = answers.readline().decode()
            code = json.loads(answer[1:]).get('code', 'none') if answer[:1] == '-' else 'ok'
            told = [word for word in planted if word in answer and word.encode() not in request]
            print(name, code, *told)
        """

    @Test(.enabled(if: getuid() == 0, "needs root, to be other users"))
    func whoMayNotDoesNothingAndLearnsNothing() async throws {
        #expect(Self.models.count >= 120)
        let shell = try DaemonTests().shell(
            "limits: { readerRequestsPerSecond: 1000000, userRequestsPerSecond: 1000000 }"
        )
        let folder = shell.folder.path
        let config = try shell.read("magpie.yaml")
        try shell.write(
            "magpie.yaml",
            config.replacing(
                "  - path: \(folder)/bucket",
                with: "  - { path: \(folder)/bucket, name: canary-bucket, writable: true }"
            )
        )
        try shell.write("ask.py", Self.client)
        let lines = Self.models.map { "\($0.qualifiedName) \(AccessMatrixInputs.input(of: $0).json)" }
        try shell.write("denied", lines.joined(separator: "\n") + "\n")
        let quick = Self.models.filter { !$0.waits }
        try shell.write(
            "allowed",
            quick.map { "\($0.qualifiedName) \(AccessMatrixInputs.input(of: $0).json)" }.joined(separator: "\n") + "\n"
        )
        let planted = JSONValue.array(Self.planted.map { .string($0) }).json
        let outcome = try await shell.run(
            DaemonTests.start + #"""
                printf 'ORDER-777777\n' > bucket/a.txt; settled; chmod 711 .. . state; chmod 666 state/magpie.sock; chmod 644 ask.py denied allowed
                all='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'
                policy() { magpie iam create-policy --policy-name $1 --policy-document "$2" >/dev/null; }
                policy everything "$all"; policy canary "$all"
                policy none '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"none:None","Resource":"*"}]}'
                policy resource '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"arn:aws:none:::nothing"}]}'
                policy context '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*",
                    "Condition":{"StringEquals":{"aws:PrincipalTag/never":"given"}}}]}'
                user() {
                    magpie iam create-user --user-name $1 --permissions-boundary arn:aws:iam::000000000000:policy/$2 >/dev/null
                    magpie iam attach-user-policy --user-name $1 --policy-arn arn:aws:iam::aws:policy/MagpieAdministratorAccess >/dev/null
                }
                user 65521 none; user 65522 resource; user 65523 context; user 65524 everything
                magpie iam create-user --user-name canary-user >/dev/null; magpie iam create-group --group-name canary-group >/dev/null
                trust='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"units.magpie.internal"},"Action":"sts:AssumeRole"}]}'
                for role in canary-role unit-role; do
                    magpie iam create-role --role-name $role --assume-role-policy-document "$trust" >/dev/null
                done
                magpie secretsmanager create-secret --name canary-secret --secret-string hush-hush >/dev/null
                magpie events put-rule --name canary-rule --event-pattern '{"source":["x"]}' >/dev/null
                magpie events create-archive --archive-name canary-archive \
                    --event-source-arn arn:aws:events:local:000000000000:event-bus/default >/dev/null
                key=$(magpie kms create-key | grep -o '"KeyId": *"[^"]*"' | cut -d'"' -f4)
                magpie kms create-alias --alias-name alias/canary --target-key-id $key
                cipher=$(magpie kms encrypt --key-id $key --plaintext aGk= | sed -n 's/.*"CiphertextBlob": *"\([^"]*\).*/\1/p')
                grant=$(magpie kms create-grant --key-id $key --operations Decrypt \
                    --grantee-principal arn:aws:iam::000000000000:user/canary-user | grep -o '"GrantId": *"[^"]*"' | cut -d'"' -f4)
                sed -i "s#KEYID#$key#g; s#CIPHER#$cipher#g; s#GRANT#$grant#g" denied allowed
                magpie sqs create-queue --queue-name canary-queue --tags team=sales >/dev/null
                magpie sqs send-message --queue-url canary-queue --message-body canary-message >/dev/null
                id() { sed -n "s/.*\"$1\": *\"\([^\"]*\).*/\1/p"; }
                receipt=$(magpie sqs receive-message --queue-url canary-queue --visibility-timeout 43200 | id ReceiptHandle)
                custom=$(magpie macie2 create-custom-data-identifier --name canary-identifier --regex 'made-up-[0-9]+' | id customDataIdentifierId)
                list=$(magpie macie2 create-allow-list --name canary-list --criteria '{"regex":"made-up-1"}' --client-token a | id id)
                filter=$(magpie macie2 create-findings-filter --name canary-filter --action NOOP --client-token b --tags team=sales \
                    --finding-criteria '{"criterion":{"severity.description":{"eq":["High"]}}}' | id id)
                scope=$(magpie macie2 list-classification-scopes | id id); template=$(magpie macie2 list-sensitivity-inspection-templates | id id)
                job=$(magpie macie2 create-classification-job --client-token c --job-type SCHEDULED --name canary-job --schedule-frequency '{"dailySchedule":{}}' \
                    --s3-job-definition '{"bucketDefinitions":[{"accountId":"000000000000","buckets":["canary-bucket"]}]}' | id jobId)
                finding=$(magpie macie2 list-findings | grep -o '"[0-9a-f]\{32\}"' | tr -d '"' | head -1)
                for word in "$receipt" "$custom" "$list" "$filter" "$scope" "$template" "$job" "$finding"; do
                    [ -n "$word" ] || { echo "an id is missing: $receipt $custom $list $filter $scope $template $job $finding"; exit 1; }
                done
                sed -i "s#RECEIPT#$receipt#g; s#CUSTOMID#$custom#g; s#LISTID#$list#g; s#FILTERID#$filter#g; s#SCOPEID#$scope#g
                    s#TEMPLATEID#$template#g; s#JOBID#$job#g; s#FINDINGID#$finding#g" denied allowed
                settled
                unit=magpie-matrix-$$.service
                magpie iam create-instance-profile --instance-profile-name $unit >/dev/null
                magpie iam add-role-to-instance-profile --instance-profile-name $unit --role-name unit-role
                state() {
                    magpie iam get-account-authorization-details; magpie secretsmanager list-secrets
                    magpie secretsmanager list-secret-version-ids --secret-id canary-secret; magpie kms list-keys; magpie kms list-aliases
                    magpie kms describe-key --key-id alias/canary; magpie events list-rules; magpie events list-event-buses
                    magpie findings list --format json | sed 's/"\(position\|updatedAt\)":"[^"]*",*//g'; magpie jobs list; magpie objects list-actions; ls -l bucket
                    magpie sqs list-queues; magpie sqs get-queue-attributes --queue-url canary-queue --attribute-names All
                    magpie sqs list-queue-tags --queue-url canary-queue; magpie macie2 get-macie-session
                    for what in custom-data-identifiers allow-lists findings-filters classification-jobs findings; do
                        magpie macie2 list-$what
                    done
                    magpie macie2 get-findings-filter --id $filter; magpie macie2 get-allow-list --id $list
                    for what in automated-discovery classification-export findings-publication reveal; do
                        magpie macie2 get-$what-configuration
                    done
                    magpie macie2 get-classification-scope --id $scope; magpie macie2 get-sensitivity-inspection-template --id $template
                    magpie macie2 get-resource-profile --resource-arn arn:aws:s3:::canary-bucket
                    magpie macie2 list-resource-profile-detections --resource-arn arn:aws:s3:::canary-bucket
                }
                state > before
                as() { setpriv --reuid $1 --regid $1 --clear-groups env HOME=/ python3 ask.py $2 > said.$1; }
                for user in 65521 65522 65523; do as $user denied; done
                for base in /sys/fs/cgroup/systemd /sys/fs/cgroup; do
                    group=$base/system.slice/$unit
                    mkdir -p $group 2>/dev/null && [ -e $group/cgroup.procs ] && break
                done
                if sh -c "echo \$\$ > $group/cgroup.procs && exec python3 ask.py denied" > said.unit 2>/dev/null; then :; else echo no unit; fi
                state > after; diff before after > changed && echo unchanged
                as 65524 allowed
                rmdir $group 2>/dev/null
                magpie audit list --format json > audit
                """#,
            environment: ["PLANTED": planted]
        )
        let changed = try? shell.read("changed")
        #expect(outcome.lines.last == "unchanged", "\(outcome.output)\n\(outcome.errors)\n\(changed ?? "")")
        for user in Self.denied.keys.sorted() + (outcome.lines.contains("no unit") ? [] : ["unit"]) {
            let said = try shell.read("said.\(user)").split(separator: "\n").map {
                $0.split(separator: " ").map(String.init)
            }
            #expect(said.count == Self.models.count, "\(user): \(said.count)")
            let wrong = said.filter { words in
                words.count > 2
                    || (!Self.isRefusal(words[1]) && !Self.undecided.contains(words[0])
                        && !(words[1] == "ok" && Self.empty.contains(words[0])))
            }
            #expect(wrong == [], "\(user) \(Self.denied[user] ?? "")")
        }
        let said = try shell.read("said.\(Self.allowed)").split(separator: "\n").map {
            $0.split(separator: " ").map(String.init)
        }
        let refused = said.filter {
            $0[1].hasPrefix("AccessDenied") && !Self.undecided.contains($0[0]) && !Self.refused.contains($0[0])
        }
        #expect(said.count == quick.count && refused == [], "\(refused)")
        let mistaken = said.filter { Self.mistakes.contains($0[1]) }
        #expect(mistaken == [])
        try checkAudit(try shell.read("audit"))
    }

    /// Codes of refusals: what is hidden is said not to be there.
    private static func isRefusal(_ code: String) -> Bool {
        code.hasPrefix("AccessDenied") || code == "ResourceNotFoundException"
    }

    /// Each refusal of each user is in the log.
    private func checkAudit(_ text: String) throws {
        var refused: Set<String> = []
        for entry in try JSONValue(parsing: Array(text.utf8)).array {
            guard entry["result"]?.string?.contains("Denied") == true else { continue }
            refused.insert("\(entry["user"]?.string ?? "") \(entry["action"]?.string ?? "")")
        }
        let wanted = Self.denied.keys.flatMap { user in
            Self.models.map(\.qualifiedName).filter { !Self.undecided.contains($0) && !Self.empty.contains($0) }
                .map { "\(user) \($0)" }
        }
        #expect(wanted.filter { !refused.contains($0) }.sorted() == [])
    }
}
