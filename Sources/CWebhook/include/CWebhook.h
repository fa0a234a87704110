// Requests by HTTP to addresses that were looked at, on top of libcurl.

#ifndef CWEBHOOK_H
#define CWEBHOOK_H

#include <stddef.h>
#include <stdint.h>

/// A block of addresses: 4 or 16 bytes of address, and how many bits of it count.
typedef struct {
    uint8_t address[16];
    int length;
    int prefix;
} webhook_network;

/// What became of a request.
typedef struct {
    /// The status of the answer; 0 when there was none.
    long status;
    /// libcurl's code; 0 for success.
    int error;
    /// Whether an address was refused because it is not public.
    int is_refused;
    /// How much of the answer was read, in bytes.
    size_t answer_count;
    /// What went wrong, in libcurl's words; never holds what was sent or received.
    char message[256];
} webhook_result;

/// A handle that keeps connections open from one request to the next.
void *webhook_open(void);
void webhook_close(void *handle);

/// The longest answer that is read, in bytes.
enum { webhook_longest_answer = 65536 };

/// Sends `body` to `url` by `method` with `headers`, which end with a null pointer; what is answered is written to `answer`,
/// which has room for the longest.
///
/// The server's certificate is checked against those in the file `certificates`, or the system's if that is empty.
/// No redirect is followed, no proxy asked, and no address connected to that is neither public nor in one of `networks`.
void webhook_send(void *handle, const char *url, const char *method, const char *const *headers, const void *body,
                  size_t count, long seconds, const char *certificates, const webhook_network *networks,
                  size_t network_count, uint8_t *answer, webhook_result *result);

/// Whether an address of 4 or 16 bytes belongs to the public Internet.
int webhook_is_public(const uint8_t *address, int length);

/// What `webhook_send` says in `error` when the time was over.
extern const int webhook_timeout;

#endif
