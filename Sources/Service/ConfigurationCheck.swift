public import Configuring
public import Diagnostics
import Terminal
import Detection
import POSIX
import Preparation
import ScanSetups
import Scanning
import StrictYAML
import TextScanning
import Watching

/// Tests a configuration without starting, making or changing anything: all that a start would refuse, and what works but
/// is unwise.
public struct ConfigurationCheck {
    public private(set) var problems: [Diagnostic] = []

    /// The most rules, buckets and other things of one kind that are told of one by one.
    private static let most = 100

    /// Tests the configuration in a file.
    ///
    /// - Parameters:
    ///   - file: Its path, as errors call it.
    ///   - state: The folder for state where it names none.
    ///   - change: Lays the options of the command line over it.
    public init(file: String, state: [UInt8], _ change: (inout Settings) -> Void) {
        do {
            let path = Array(file.utf8)
            let mistakes = try Settings.mistakes(in: try FileContents.read(path), file: file, state: state)
            problems += mistakes.errors.map { Diagnostic($0) }
            if mistakes.isCutShort { warn("there are more mistakes than are told of", hint: "mend these first") }
            warnOfOthers(path)
            guard var settings = mistakes.result else { return }
            change(&settings)
            check(settings)
        } catch let error as YAMLError {
            problems.append(Diagnostic(error))
        } catch {
            problems.append(Diagnostic("\(file): \(error)", hint: "name a configuration that can be read"))
        }
    }

    /// Tests settings that come from the command line alone.
    public init(_ settings: Settings) { check(settings) }

    /// How many errors there are.
    public var errorCount: Int { problems.count { $0.level == .error } }

    private mutating func fail(_ message: String, hint: String? = nil) {
        problems.append(Diagnostic(message, hint: hint))
    }

    private mutating func warn(_ message: String, hint: String? = nil) {
        problems.append(Diagnostic(message, hint: hint, level: .warning))
    }

    private mutating func check(_ settings: Settings) {
        if System.isSuperuser, let owner = try? FileStatus.of(settings.state).userID, owner != 0 {
            let user = System.userName(of: owner) ?? String(owner)
            warn(
                "tested as root: the service seems to run as \(user), who may read less",
                hint: "test it as that user, too: 'runuser -u \(user) -- magpied --check --config FILE'"
            )
        }
        checkIdentifiers(settings)
        checkState(settings)
        checkBuckets(settings)
        checkPlaces(settings)
        checkHelpers(settings)
        checkKeys(settings)
        checkAmounts(settings)
    }

    // MARK: What is looked for

    private mutating func checkIdentifiers(_ settings: Settings) {
        var found: [Diagnostic] = []
        let setup = ScanParts.setup(settings, nil, &found)
        do {
            let options = try setup.options(&found)
            if options.text.detector.identifiers.count <= 1 {
                warn("'discovery' names no identifier: nothing but managed secrets is looked for")
            }
        } catch {
            found.append(Diagnostic(describing: error))
        }
        problems += found.prefix(ConfigurationCheck.most)
        let now = Timestamp.now().secondsSince1970
        for rule in settings.suppressionRules.prefix(ConfigurationCheck.most) {
            if let end = rule.expires, end <= now {
                warn(
                    "suppression rule '\(rule.name)' has expired and hides nothing",
                    hint: "remove it, or set 'expires' anew"
                )
            }
        }
    }

    // MARK: Files and folders

    private mutating func checkState(_ settings: Settings) {
        guard (try? FileStatus.of(settings.state)) != nil else { return checkParent(of: settings.state, "state") }
        do {
            // Root tests it for the user that the service runs as.
            let owner = System.isSuperuser ? try? FileStatus.of(settings.state).userID : nil
            try ClosedFolder.check(settings.state, trusting: owner ?? System.userID)
            try StateFolder.checkRecords(settings.state)
        } catch let error as OpenFolderError {
            fail("the state folder is open to others: \(error)", hint: error.hint)
        } catch {
            problems.append(Diagnostic(describing: error))
        }
        mustAllow(.write, settings.state, "state")
        if let disk = try? DiskSpace(at: settings.state), disk.free < settings.limits.stateReserveMegabytes << 20 {
            warn(
                "the disk with the state has \(disk.free >> 20) MiB left, less than 'stateReserveMegabytes'",
                hint: "make room on it: requests of readers are refused there"
            )
        }
    }

    private mutating func checkBuckets(_ settings: Settings) {
        if settings.buckets.isEmpty {
            warn("there are no buckets: nothing is watched", hint: "name folders under 'buckets'")
        }
        for bucket in settings.buckets {
            do {
                let folder = try RootFolder(at: bucket.path)
                if folder.directory.fileSystemKind == .pseudo {
                    fail("bucket \(bucket.name): it is no place for files")
                }
                if let inode = bucket.inode, inode != folder.status.inode {
                    fail(
                        "bucket \(bucket.name): it has inode \(folder.status.inode), and the configuration says \(inode)",
                        hint: "if it is the right folder, write the other number"
                    )
                }
                if try !FileAccess.read.isAllowed(bucket.path) || !FileAccess.execute.isAllowed(bucket.path) {
                    fail("bucket \(bucket.name): \(text(bucket.path)) may not be read by this user")
                }
            } catch let error as RootFolderError {
                fail(
                    "bucket \(bucket.name): \(error.words)",
                    hint: "a bucket that is not there is waited for, and said"
                )
            } catch {
                fail("bucket \(bucket.name): \(error)")
            }
            for other in settings.buckets where bucket.path.isBelow(other.path) {
                warn(
                    "bucket \(bucket.name) lies in bucket \(other.name): each object in it is scanned and reported twice",
                    hint: "leave out one of them"
                )
            }
            for (name, path) in [("state", settings.state), ("feed", settings.feed), ("results", settings.results)]
            where path.isBelow(bucket.path) {
                warn(
                    "'\(name)' lies in bucket \(bucket.name): the service scans what it writes itself",
                    hint: "move it out of the bucket"
                )
            }
        }
    }

    private mutating func checkPlaces(_ settings: Settings) {
        for (name, path) in [
            ("feed", settings.feed), ("results", settings.results), ("audit: anchorFile", settings.audit.anchorFile),
        ] {
            guard let path, !path.isBelow(settings.state) else { continue }
            guard (try? FileStatus.of(path)) != nil else { checkParent(of: path, name); continue }
            if name != "results", (try? FileStatus.of(path).kind) == .directory {
                fail("'\(name)': \(text(path)) is a folder, and a file is needed")
            }
            mustAllow(.write, path, name)
        }
        if let group = settings.feedGroup,
            let reason = FileReaders(group: group, home: settings.state).hindrance(to: settings.feed)
        {
            fail(
                "'feedGroup': the group cannot be let read 'feed': \(reason)",
                hint: "put the feed where its members may pass through, and the service may set rights"
            )
        }
        if let anchors = settings.audit.anchorFile, anchors.isBelow(settings.state) {
            warn(
                "'audit: anchorFile' lies in the state folder: whoever changes the records can change it, too",
                hint: "put it on another machine, or where the service can only append"
            )
        }
        if let socket = settings.audit.anchorSyslog { mustBeSocket(socket, "audit: anchorSyslog") }
        if let certificates = settings.webhookCertificates { mustAllow(.read, certificates, "webhookCertificates") }
        if settings.socket.count > 107 {
            fail("'socket': \(text(settings.socket)) is longer than 107 bytes", hint: "use a shorter path")
        }
        checkParent(of: settings.socket, "socket", mayBeMade: settings.socket.isBelow(settings.state))
    }

    // MARK: Other programs

    private mutating func checkHelpers(_ settings: Settings) {
        let api = settings.api.isServed ? [("apiSocket", settings.apiSocket, "magpie-api")] : []
        for (key, socket, program) in api + [
            ("workerSocket", settings.workerSocket, "magpie"), ("actSocket", settings.actSocket, "magpie-act"),
            ("courierSocket", settings.courierSocket, "magpie-courier"),
            ("keysSocket", settings.keysSocket, "magpie-keys"),
        ] {
            if let socket {
                mustBeSocket(socket, key)
            } else {
                do {
                    mustAllow(.execute, try HelperPrograms.programBeside(program, option: key), program)
                } catch {
                    problems.append(Diagnostic(describing: error))
                }
            }
        }
        if let socket = settings.watcherSocket { mustBeSocket(socket, "watcherSocket") }
    }

    private mutating func checkKeys(_ settings: Settings) {
        let parts = settings.rootKey.split(separator: ":", maxSplits: 1).map(String.init)
        switch parts.first {
        case "passphrase":
            warn("'rootKey: passphrase': keys are sealed after each start, until 'magpie kms unseal'")
        case "file" where parts.count > 1, "credential": mustAllow(.read, Array(parts[1].utf8), "rootKey")
        case "pkcs11":
            let names = parts[1].split(separator: ",", omittingEmptySubsequences: false)
            mustAllow(.read, Array(names[0].utf8), "rootKey")
            mustAllow(.read, Array(names[2].utf8), "rootKey")
        default: break
        }
    }

    // MARK: Numbers

    private mutating func checkAmounts(_ settings: Settings) {
        let (limits, clients) = (settings.limits, settings.limits.clients)
        if clients.connectionsPerUser > clients.connections {
            warn("'connectionsPerUser' is more than 'connections': one user can keep all others out")
        }
        if clients.requestMegabytesPerUser > clients.requestMegabytes {
            warn("'requestMegabytesPerUser' is more than 'requestMegabytes': one user can keep all others out")
        }
        if limits.quickScanSeconds > limits.scanSeconds { warn("'quickScanSeconds' is more than 'scanSeconds'") }
        if settings.settle > settings.longestSettle {
            warn("'settleMilliseconds' is more than 'longestSettleMilliseconds', which wins")
        }
        if settings.threads > 256 { warn("\(settings.threads) 'threads': each is a process of its own") }
        var subjects: Set<Settings.Access.Subject> = []
        for access in settings.access where !subjects.insert(access.subject).inserted {
            warn("'access' names \(access.subject.words) twice: the last holds", hint: "leave one of them")
        }
        if settings.encryptedPercentPerDay > 50 {
            warn(
                "'encryptedPercentPerDay: \(settings.encryptedPercentPerDay)': a wrong rule may encrypt most of a bucket"
            )
        }
    }

    // MARK: Parts

    /// Warns when others may write what the service obeys.
    private mutating func warnOfOthers(_ path: [UInt8]) {
        guard let status = try? FileStatus.of(path) else { return }
        if status.mode & 0o022 != 0 || (status.userID != 0 && status.userID != System.userID) {
            fail(
                "\(text(path)): others may write it, and with it say what the service does",
                hint: "chown root \(text(path)); chmod go-w \(text(path))"
            )
        }
    }

    private mutating func mustAllow(_ access: FileAccess, _ path: [UInt8], _ key: String) {
        do throws(SystemError) {
            let verb =
                switch access {
                case .read: "read"
                case .write: "written to"
                case .execute: "executed"
                }
            if try !access.isAllowed(path) { fail("'\(key)': \(text(path)) may not be \(verb) by this user") }
        } catch {
            fail("'\(key)': \(text(path)): \(error)")
        }
    }

    private mutating func mustBeSocket(_ path: [UInt8], _ key: String) {
        do throws(SystemError) {
            guard try FileStatus.of(path).kind != .socket else { return }
            fail("'\(key)': \(text(path)) is no socket")
        } catch {
            fail(
                "'\(key)': \(text(path)): \(error)",
                hint: "start what listens there ('systemctl start' of its socket unit)"
            )
        }
    }

    /// Looks at the nearest folder above what is still to be made.
    private mutating func checkParent(of path: [UInt8], _ key: String, mayBeMade: Bool = true) {
        var folder = path.parentFolder
        while mayBeMade, folder.count > 1, (try? FileStatus.of(folder))?.kind == nil { folder = folder.parentFolder }
        do throws(SystemError) {
            guard try FileStatus.of(folder).kind == .directory else {
                return fail("'\(key)': \(text(folder)) is no folder")
            }
            guard try !FileAccess.write.isAllowed(folder) else { return }
            fail("'\(key)': \(text(path)) cannot be made: \(text(folder)) may not be written to by this user")
        } catch {
            fail("'\(key)': \(text(folder)): \(error)")
        }
    }

    private func text(_ path: [UInt8]) -> String { TerminalText.escaped(path) }
}

extension Settings.Access.Subject {
    /// Whom an entry is for, for messages.
    fileprivate var words: String {
        switch self {
        case .user(let id): "user \(System.userName(of: id) ?? String(id))"
        case .group(let id): "group \(System.groupName(of: id) ?? String(id))"
        case .unit(let name): "unit \(name)"
        }
    }
}
