import Classification
import Testing

/// The model knows what machines and people make up from what they write.
@Suite struct SecretModelTests {
    private func odds(_ text: String, _ question: SecretModel.Question) -> Double {
        SecretModel.answering(question).logOdds(of: Array(text.utf8).span)
    }

    @Test(arguments: [
        "f46c15dbb461860a2ccf67e1fe8ae916", "dT1gmv7wBYF4rOmzlpvFLU33", "c63SgW37B6mi0lGZB2XMSVsOmj6AOhRJ",
        "wZJ0sI7LCFW9LQ1U", "q8Zt+Yw3/kP0sXv9bN2mLr5uHd7eGj1c", "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U",
    ])
    func takesRandomTextForKeys(_ text: String) { #expect(odds(text, .key) > 2, "\(text)") }

    @Test(arguments: [
        "getAccessTokenFromCache", "service-account-token", "com.example.module.Handler", "USER_NOT_FOUND",
        "node_modules/left",
        "Please enter a value", "application/json", "2024-03-01", "undefined", "maximumConnectionCount",
    ])
    func takesNamesForNames(_ text: String) {
        #expect(odds(text, .key) < -2, "\(text)")
        #expect(odds(text, .password) < 0, "\(text)")
    }

    @Test(arguments: ["Sommer2024!", "hunter2pass", "P@ssw0rd1", "qwerty123", "Vx82kQpl77", "wkfhruwo"])
    func takesWhatPeopleChooseForPasswords(_ text: String) { #expect(odds(text, .password) > 1, "\(text)") }

    @Test func hasNothingToSayOfShortValues() {
        #expect(odds("", .key) < -10)
        #expect(odds("ab", .password) < -10)
    }

    @Test func looksAtTheBeginningOfLongValuesOnly() {
        let long = String(repeating: "kQ7", count: 4000)
        #expect(odds(long, .key) == odds(String(long.prefix(SecretModel.greatestLength)), .key))
    }
}
