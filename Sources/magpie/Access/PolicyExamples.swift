/// Policies for tasks of a file server, as help shows them.
enum PolicyExamples {
    /// A task and its policy.
    struct Example: Sendable {
        var task: String
        var name: String
        var document: String
    }

    private static func document(_ statements: String...) -> String {
        "{\"Version\": \"2012-10-17\", \"Statement\": [\n  " + statements.joined(separator: ",\n  ") + "]}"
    }

    /// All, each a policy that `create-policy` takes; NUMBER stands for the account.
    static let all = [
        Example(
            task: "An auditor reads findings, and sees no values:",
            name: "ReadFindings",
            document: document(
                #"{"Effect": "Allow", "Action": ["macie2:ListFindings", "macie2:GetFindings"],"#
                    + "\n   " + #""Resource": "*"}"#
            )
        ),
        Example(
            task: "The help desk archives them, too:",
            name: "ArchiveFindings",
            document: document(
                #"{"Effect": "Allow", "Action": ["macie2:ListFindings", "macie2:GetFindings","#
                    + "\n   " + #""macie2:ArchiveFinding"], "Resource": "*"}"#
            )
        ),
        Example(
            task: "The unit that makes backups decrypts, and nothing else:",
            name: "DecryptOnly",
            document: document(
                #"{"Effect": "Allow", "Action": "kms:Decrypt","#
                    + "\n   " + #""Resource": "arn:aws:kms:local:NUMBER:key/*"}"#
            )
        ),
        Example(
            task: "An application reads one secret:",
            name: "ReadOneSecret",
            document: document(
                #"{"Effect": "Allow", "Action": "secretsmanager:GetSecretValue","#
                    + "\n   " + #""Resource": "arn:aws:secretsmanager:local:NUMBER:secret:app/database-??????"}"#
            )
        ),
        Example(
            task: "An administrator of keys cannot use them:",
            name: "KeysWithoutUse",
            document: document(
                #"{"Effect": "Allow", "Action": "kms:*", "Resource": "*"}"#,
                #"{"Effect": "Deny", "Resource": "*", "Action": ["kms:Decrypt","#
                    + "\n   " + #""kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*","#
                    + "\n   " + #""kms:Sign", "kms:GenerateMac", "kms:CreateGrant"]}"#
            )
        ),
    ]

    /// All, for people.
    static var text: String {
        let examples = all.map { example in
            let lines = example.document.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
            return "  \(example.task) \(example.name).json\n\(lines)"
        }
        return """
            Policies for five tasks; NUMBER is the account, which 'magpie sts get-caller-identity' tells:

            \(examples.joined(separator: "\n\n"))

            Somebody has one by two commands:
              magpie iam create-policy --policy-name ReadFindings \\
                --policy-document file://ReadFindings.json
              magpie iam attach-user-policy --user-name anna \\
                --policy-arn arn:aws:iam::NUMBER:policy/ReadFindings

            A unit has one by a role, whose trust policy is trust.json; the condition names the unit:
              {"Version": "2012-10-17", "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"Service": "units.magpie.internal"}, "Condition":
                 {"StringEquals": {"magpie:SystemdUnit": "backup.service"}}}]}

              magpie iam create-role --role-name backup \\
                --assume-role-policy-document file://trust.json
              magpie iam put-role-policy --role-name backup --policy-name p \\
                --policy-document file://DecryptOnly.json
              magpie iam create-instance-profile \\
                --instance-profile-name backup.service
              magpie iam add-role-to-instance-profile --role-name backup \\
                --instance-profile-name backup.service
            """
    }
}
