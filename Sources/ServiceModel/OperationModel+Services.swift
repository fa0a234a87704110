extension OperationModel {
    /// The operations of all services that a client can ask, and that policies are about: the gateway has these and no others.
    public static let ofAllServices: [OperationModel] =
        EventsModel.operations + IAMModel.operations + JobsModel.operations + KMSModel.operations
        + MacieModel.buckets + MacieModel.discovery + MacieModel.findings + MacieModel.organizations
        + MacieModel.results + MacieModel.session + MagpieModel.operations + ObjectsModel.operations
        + PolicyModel.operations + QueuesModel.operations + S3Model.operations + SecretsModel.operations
        + STSModel.operations
        + TrailModel.operations
}
