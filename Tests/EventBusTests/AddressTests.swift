import POSIX
import Testing
import Webhooks

/// Addresses that webhooks may reach, by IANA's registries.
@Suite struct AddressTests {
    @Test(arguments: [
        "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.7", "203.0.113.9",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fd00::1", "fc00::1", "ff02::1",
        "2001:db8::1", "2001::1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "3fff::1", "4000::1",
        "fec0::1",
    ])
    func whatIsNotPublicIsRefused(_ text: String) throws {
        #expect(!WebhookClient.isPublic(try #require(InternetAddressText.bytes(text))))
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "198.17.255.255",
        "198.20.0.0", "223.255.255.255", "2606:4700:4700::1111", "2a00:1450::1", "2001:4860:4860::8888",
    ])
    func whatIsPublicIsAllowed(_ text: String) throws {
        #expect(WebhookClient.isPublic(try #require(InternetAddressText.bytes(text))))
    }
}
