#include "CWebhook.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

const int webhook_timeout = CURLE_OPERATION_TIMEDOUT;

// MARK: Addresses

typedef struct {
    uint8_t address[16];
    int prefix;
} block;

/// Blocks of IPv4 that are not globally reachable.
///
/// Source: https://www.iana.org/assignments/iana-ipv4-special-registry/
static const block special4[] = {
    {{0}, 8},            {{10}, 8},           {{100, 64}, 10},     {{127}, 8},         {{169, 254}, 16},
    {{172, 16}, 12},     {{192, 0, 0}, 24},   {{192, 0, 2}, 24},   {{192, 88, 99}, 24}, {{192, 168}, 16},
    {{198, 18}, 15},     {{198, 51, 100}, 24}, {{203, 0, 113}, 24}, {{224}, 4},         {{240}, 4},
};

/// Blocks of IPv6 within 2000::/3, all that is handed out, that are not globally reachable, or that carry addresses of
/// IPv4 within them.
///
/// Source: https://www.iana.org/assignments/iana-ipv6-special-registry/
static const block special6[] = {
    {{0x20, 0x01, 0x00}, 23},
    {{0x20, 0x01, 0x0d, 0xb8}, 32},
    {{0x20, 0x02}, 16},
    {{0x3f, 0xff}, 20},
};

static int is_within(const uint8_t *address, const uint8_t *network, int prefix) {
    int bytes = prefix / 8, bits = prefix % 8;
    if (memcmp(address, network, bytes) != 0) return 0;
    return bits == 0 || ((address[bytes] ^ network[bytes]) >> (8 - bits)) == 0;
}

int webhook_is_public(const uint8_t *address, int length) {
    if (length == 4) {
        for (size_t i = 0; i < sizeof special4 / sizeof *special4; i++)
            if (is_within(address, special4[i].address, special4[i].prefix)) return 0;
        return 1;
    }
    static const uint8_t global[16] = {0x20};
    if (!is_within(address, global, 3)) return 0;
    for (size_t i = 0; i < sizeof special6 / sizeof *special6; i++)
        if (is_within(address, special6[i].address, special6[i].prefix)) return 0;
    return 1;
}

typedef struct {
    const webhook_network *networks;
    size_t count;
    int is_refused;
    size_t received;
    uint8_t *answer;
} request;

static int may_connect(const request *request, const uint8_t *address, int length) {
    if (webhook_is_public(address, length)) return 1;
    for (size_t i = 0; i < request->count; i++) {
        const webhook_network *network = &request->networks[i];
        if (network->length == length && is_within(address, network->address, network->prefix)) return 1;
    }
    return 0;
}

/// Called with each address that libcurl is about to connect to, after its name was resolved: what is looked at here is
/// what is connected to.
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *target) {
    request *request = context;
    const uint8_t *address = NULL;
    int length = 0;
    (void)purpose;
    if (target->family == AF_INET) {
        address = (const uint8_t *)&((const struct sockaddr_in *)&target->addr)->sin_addr;
        length = 4;
    } else if (target->family == AF_INET6) {
        address = (const uint8_t *)&((const struct sockaddr_in6 *)&target->addr)->sin6_addr;
        length = 16;
        static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
        if (memcmp(address, mapped, 12) == 0) {
            address += 12;
            length = 4;
        }
    }
    if (address == NULL || !may_connect(request, address, length)) {
        request->is_refused = 1;
        return CURL_SOCKET_BAD;
    }
    return socket(target->family, target->socktype | SOCK_CLOEXEC, target->protocol);
}

/// Takes what is answered until it is too much.
static size_t take(char *bytes, size_t size, size_t count, void *context) {
    request *request = context;
    size_t length = size * count, room = webhook_longest_answer - request->received;
    memcpy(request->answer + request->received, bytes, length < room ? length : room);
    request->received += length < room ? length : room;
    return length > room ? 0 : length;
}

/// Whether one of the lines is a header of this name.
static int has_header(const char *const *headers, const char *name) {
    size_t length = strlen(name);
    for (size_t i = 0; headers[i] != NULL; i++)
        if (strncasecmp(headers[i], name, length) == 0 && headers[i][length] == ':') return 1;
    return 0;
}

// MARK: Requests

void *webhook_open(void) {
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0) return NULL;
    return curl_easy_init();
}

void webhook_close(void *handle) { curl_easy_cleanup(handle); }

void webhook_send(void *handle, const char *url, const char *method, const char *const *headers, const void *body,
                  size_t count, long seconds, const char *certificates, const webhook_network *networks,
                  size_t network_count, uint8_t *answer, webhook_result *result) {
    request request = {networks, network_count, 0, 0, answer};
    int is_post = strcmp(method, "POST") == 0, has_body = is_post || count > 0;
    char message[CURL_ERROR_SIZE] = "";
    struct curl_slist *list = NULL;
    for (size_t i = 0; headers[i] != NULL; i++) list = curl_slist_append(list, headers[i]);
    if (has_body && !has_header(headers, "Content-Type"))
        list = curl_slist_append(list, "Content-Type: application/json");
    list = curl_slist_append(list, "Expect:");
    curl_easy_reset(handle);
    curl_easy_setopt(handle, CURLOPT_URL, url);
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    if (has_body) {
        curl_easy_setopt(handle, CURLOPT_POST, 1L);
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body);
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
    }
    // With HEAD nothing follows the head of the answer.
    if (strcmp(method, "HEAD") == 0 && !has_body) curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
    else if (!is_post) curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, method);
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "magpie");
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, seconds);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, seconds);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_DNS_CACHE_TIMEOUT, 0L);
    // An open connection was looked at when it was made: after a while it is looked at again, by what holds then.
    curl_easy_setopt(handle, CURLOPT_MAXAGE_CONN, 30L);
    curl_easy_setopt(handle, CURLOPT_MAXLIFETIME_CONN, 60L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    if (*certificates) curl_easy_setopt(handle, CURLOPT_CAINFO, certificates);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &request);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &request);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, message);
    CURLcode code = curl_easy_perform(handle);
    memset(result, 0, sizeof *result);
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &result->status);
    // Whoever answers more than anybody wants has taken the request all the same.
    if (code == CURLE_WRITE_ERROR && request.received == webhook_longest_answer) code = CURLE_OK;
    result->answer_count = request.received;
    result->error = code;
    result->is_refused = request.is_refused;
    strncpy(result->message, message[0] ? message : curl_easy_strerror(code), sizeof result->message - 1);
    curl_slist_free_all(list);
}
