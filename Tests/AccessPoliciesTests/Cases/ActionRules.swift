/// `Action`, `NotAction` and `Effect`.
enum ActionRules {
    private static let page = "reference_policies_elements_action.html"
    private static let notPage = "reference_policies_elements_notaction.html"
    private static let basics = "reference_policies_evaluation-logic.html"

    static let all = [
        Rule(
            page: page,
            identity: "{'Effect':'Allow','Action':'kms:Decrypt','Resource':'*'}",
            lines: """
                + kms:Decrypt *; the action itself
                + KMS:decrypt *; letters have no case
                - kms:DecryptX *; one letter more
                - kms:Decryp *; one letter less
                - kmsx:Decrypt *; another service
                - kms *; no action at all
                - x:kms:Decrypt *; the name must match from its start
                """
        ),
        Rule(
            page: page,
            identity: "{'Effect':'Allow','Action':['S3:gEt*','s3:List?ucket'],'Resource':'*'}",
            lines: """
                + s3:GetObject *; a star at the end
                + s3:Get *; a star may be nothing
                + s3:getobjecttagging *; a star is any number of characters
                - s3:PutObject *; no pattern of the list
                + s3:ListBucket *; a question mark is a character
                - s3:Listucket *; a question mark is not nothing
                - s3:ListXXucket *; a question mark is not two
                - s3:forget *; a pattern begins at the start
                """
        ),
        Rule(
            page: page,
            identity: "{'Effect':'Allow','Action':'*','Resource':'*'}",
            lines: """
                + s3:GetObject *; a star is every action
                + kms:Decrypt arn:aws:kms:local:111122223333:key/1; of every service
                """
        ),
        Rule(
            page: page,
            identity: "{'Effect':'Allow','Action':'*:*','Resource':'*'}",
            lines: "+ s3:GetObject *; every action of every service"
        ),
        Rule(
            page: page,
            identity: "{'Effect':'Allow','Action':'s3:*Object*','Resource':'*'}",
            lines: """
                + s3:GetObject *; a star on both sides
                + s3:PutObjectAcl *; with something behind
                + s3:Object *; with nothing around
                - s3:ListBucket *; without the word
                """
        ),
        Rule(
            page: page,
            identity: "{'Effect':'Allow','Action':'s3:*a*b*c','Resource':'*'}",
            lines: """
                + s3:abc *; stars may all be nothing
                + s3:xxaxxbxxbxxc *; the last part is looked for at the end
                - s3:acb *; the parts have an order
                - s3:abcd *; nothing may follow the last part
                + s3:aabbcc *; what comes twice may be passed once
                """
        ),
        Rule(
            page: notPage,
            identity: "{'Effect':'Allow','NotAction':'iam:*','Resource':'*'}",
            lines: """
                + s3:GetObject *; all but those
                - iam:CreateUser *; those are not allowed
                - IAM:CreateUser *; in any case
                + iamx:CreateUser *; another service is another
                """
        ),
        Rule(
            page: notPage,
            identity: """
                {'Effect':'Allow','NotAction':'iam:*','Resource':'*'},{'Effect':'Allow','Action':'iam:GetUser','Resource':'*'}
                """,
            lines: """
                + iam:GetUser *; left out is not denied: another statement may allow it
                - iam:DeleteUser *; which it does not for others
                """
        ),
        Rule(
            page: notPage,
            identity: """
                {'Effect':'Allow','Action':'*','Resource':'*'},
                {'Effect':'Deny','NotAction':['s3:*','kms:Decrypt'],'Resource':'*'}
                """,
            lines: """
                + s3:PutObject *; what is left out of a denial is not denied
                + kms:Decrypt *; a list leaves out each of its patterns
                ! kms:Encrypt *; everything else is denied
                ! iam:GetUser *; of all services
                """
        ),
        Rule(
            page: basics,
            identity:
                "{'Effect':'Deny','Action':'s3:*','Resource':'*'},{'Effect':'Allow','Action':'s3:Get*','Resource':'*'}",
            lines: """
                ! s3:GetObject *; a denial wins over what allows it
                ! s3:PutObject *; and over nothing
                - kms:Decrypt *; what no statement is about is denied implicitly
                """
        ),
        Rule(
            page: basics,
            identity:
                "{'Effect':'Allow','Action':'s3:Get*','Resource':'*'},{'Effect':'Deny','Action':'s3:*','Resource':'*'}",
            lines: "! s3:GetObject *; whatever comes first"
        ),
        Rule(
            page: basics,
            lines:
                "- s3:GetObject *; without policies nothing is allowed\n+ s3:GetObject * @root; but to the account itself"
        ),
        Rule(
            page: basics,
            identity: "{'Effect':'Deny','Action':'s3:DeleteBucket','Resource':'*'}",
            lines: """
                - s3:GetObject *; a denial of something else allows nothing
                ! s3:DeleteBucket *; and denies what it names
                ! s3:DeleteBucket * @root; to the account itself as well
                """
        ),
        Rule(
            page: "reference_policies_elements_statement.html",
            identity: "{'Sid':'','Effect':'Allow','Action':['s3:GetObject','s3:GetObject'],'Resource':['*','*']}",
            lines: "+ s3:GetObject *; what is said twice is said"
        ),
    ]
}
