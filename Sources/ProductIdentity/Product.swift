/// What the program calls itself.
public enum Product {
    public static let name = "Magpie"

    /// Its version, by the rules of https://semver.org.
    public static let version = "0.1.0"
}
