/// Endpoints of HTTP as targets, and what they are reached with.
extension EventsModel {
    private static let credential = Shape.string(1...512, .credential)
    private static let endpoint = Shape.string(1...2048, .url)
    private static let endpointHelp = "The URL, https://HOST/PATH; each * in its path is filled by PathParameterValues."

    /// Parameters of requests, of which some are secret.
    private static let httpParameters = Shape.structure([
        .optional("HeaderParameters", .list(parameter(name: .headerName, value: .headerValue), 0...100)),
        .optional("QueryStringParameters", .list(parameter(name: .queryName, value: .queryValue), 0...100)),
        .optional(
            "BodyParameters",
            .list(
                .structure([
                    .optional("Key", .string(0...512)), .optional("Value", .string(0...65_536)).secret,
                    .optional("IsValueSecret", .boolean),
                ]),
                0...100
            )
        ),
    ])

    private static func parameter(name: TextForm, value: TextForm) -> Shape {
        .structure([
            .optional("Key", .string(0...512, name)), .optional("Value", .string(0...512, value)).secret,
            .optional("IsValueSecret", .boolean),
        ])
    }

    private static let connectivity = Shape.structure([
        .required("ResourceParameters", .structure([.required("ResourceConfigurationArn", .string(0...2048))]))
    ])

    /// What a connection is made with; all of it, or what is changed.
    private static func authParameters(isWhole: Bool) -> Shape {
        func member(_ name: String, _ shape: Shape) -> Parameter {
            isWhole ? .required(name, shape) : .optional(name, shape)
        }
        return .structure([
            .optional(
                "BasicAuthParameters",
                .structure([member("Username", credential), member("Password", credential).secret])
            ),
            .optional(
                "OAuthParameters",
                .structure([
                    member(
                        "ClientParameters",
                        .structure([member("ClientID", credential), member("ClientSecret", credential).secret])
                    ), member("AuthorizationEndpoint", endpoint), member("HttpMethod", .word(["GET", "POST", "PUT"])),
                    .optional("OAuthHttpParameters", httpParameters),
                ])
            ),
            .optional(
                "ApiKeyAuthParameters",
                .structure([member("ApiKeyName", credential), member("ApiKeyValue", credential).secret])
            ),
            .optional("InvocationHttpParameters", httpParameters),
            .optional("ConnectivityParameters", connectivity),
        ])
    }

    private static let kinds = Shape.word(["BASIC", "OAUTH_CLIENT_CREDENTIALS", "API_KEY"])
    private static let methods = Shape.word(["POST", "GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"])
    private static let connectionName = Parameter.required("Name", name, "The connection's name.")
    private static let destinationName = Parameter.required("Name", name, "The API destination's name.")
    private static let prefix = Parameter.optional("NamePrefix", name, "Only those whose names begin so.")
    private static let rate = Parameter.optional(
        "InvocationRateLimitPerSecond",
        .integer(1...Int(Int32.max)),
        "How many events a second it gets at most; default: 300."
    )
    private static let privately = Parameter.optional(
        "InvocationConnectivityParameters",
        connectivity,
        "Refused: there are no private networks; see webhookNetworks in the configuration."
    )
    private static let secretKey = Parameter.optional(
        "KmsKeyIdentifier",
        keyIdentifier.shape,
        "The key that encrypts its secret; default: alias/aws/secretsmanager."
    )

    static let destinations: [OperationModel] = [
        OperationModel(
            "CreateConnection",
            .admin,
            "Keeps, in a secret, what API destinations are reached with.",
            [
                connectionName, line, .required("AuthorizationType", kinds, "How whoever calls says who it is."),
                .required(
                    "AuthParameters",
                    authParameters(isWhole: true),
                    "What it says; file:// keeps it off the screen."
                ),
                privately, secretKey,
            ]
        ),
        OperationModel(
            "UpdateConnection",
            .admin,
            "Changes a connection.",
            [
                connectionName, line, .optional("AuthorizationType", kinds, "How whoever calls says who it is."),
                .optional("AuthParameters", authParameters(isWhole: false), "What is changed of what it says."),
                privately, secretKey,
            ]
        ),
        OperationModel("DescribeConnection", .read, "Shows a connection, without what is secret.", [connectionName]),
        OperationModel(
            "ListConnections",
            .read,
            "Lists the connections.",
            [
                prefix,
                .optional(
                    "ConnectionState",
                    .word([
                        "CREATING", "UPDATING", "DELETING", "AUTHORIZED", "DEAUTHORIZED", "AUTHORIZING",
                        "DEAUTHORIZING",
                        "ACTIVE", "FAILED_CONNECTIVITY",
                    ]),
                    "Only those in this state."
                ),
            ] + page,
            actions: ["ListConnections", "DescribeConnection"]
        ),
        OperationModel("DeleteConnection", .admin, "Removes a connection and its secret.", [connectionName]),
        OperationModel(
            "DeauthorizeConnection",
            .admin,
            "Removes the secret of a connection: its API destinations are not reached until it is updated.",
            [connectionName]
        ),
        OperationModel(
            "CreateApiDestination",
            .admin,
            "Makes an endpoint of HTTP that rules can have as target.",
            [
                destinationName, line,
                .required("ConnectionArn", .string(1...1600, .connection), "The connection that it is reached with."),
                .required("InvocationEndpoint", endpoint, endpointHelp),
                .required("HttpMethod", methods, "The method of its requests."), rate,
            ]
        ),
        OperationModel(
            "UpdateApiDestination",
            .admin,
            "Changes an API destination.",
            [
                destinationName, line,
                .optional("ConnectionArn", .string(1...1600, .connection), "The connection that it is reached with."),
                .optional("InvocationEndpoint", endpoint, endpointHelp),
                .optional("HttpMethod", methods, "The method of its requests."), rate,
            ]
        ),
        OperationModel("DescribeApiDestination", .read, "Shows an API destination.", [destinationName]),
        OperationModel(
            "ListApiDestinations",
            .read,
            "Lists the API destinations.",
            [
                prefix,
                .optional("ConnectionArn", .string(1...1600, .connection), "Only those that are reached with this."),
            ] + page,
            actions: ["ListApiDestinations", "DescribeApiDestination"]
        ),
        OperationModel(
            "DeleteApiDestination",
            .admin,
            "Removes an API destination; what is to go there becomes dead letters.",
            [destinationName]
        ),
    ]
}
