// A key that never leaves a security token, by PKCS #11 2.40.

#ifndef CPKCS11_H
#define CPKCS11_H

#include <stddef.h>
#include <stdint.h>

/// Where the key is.
typedef struct {
    /// The path of the module, a shared library.
    const char *module;
    /// The label of the token.
    const char *token;
    /// The label of the key.
    const char *key;
    /// What opens the token for its user.
    const uint8_t *pin;
    size_t pin_count;
} token_place;

/// What became of a call.
typedef enum {
    TOKEN_DONE,
    /// The module cannot be loaded, or does not begin.
    TOKEN_NO_MODULE,
    /// No token has this label.
    TOKEN_MISSING,
    TOKEN_PIN_WRONG,
    /// Too many wrong ones.
    TOKEN_PIN_LOCKED,
    /// The token has no key with this label.
    TOKEN_NO_KEY,
    /// More than one token, or key, has the label.
    TOKEN_AMBIGUOUS,
    /// The token did not decrypt: the bytes are not what this key encrypted.
    TOKEN_NOT_GENUINE,
    /// The token refused; `code` says why.
    TOKEN_REFUSED,
} token_result;

/// Lengths in bytes, as for AES-GCM elsewhere.
enum { TOKEN_NONCE = 12, TOKEN_TAG = 16 };

/// Encrypts `count` bytes to `output`, which has room for `TOKEN_TAG` more; makes the key first if `may_make_key`.
///
/// `code` becomes the token's last answer (CKR_...). Calls of several threads follow one another.
token_result token_seal(const token_place *place, int may_make_key, const uint8_t *nonce, const uint8_t *data,
                        size_t data_count, const uint8_t *plaintext, size_t count, uint8_t *output,
                        unsigned long *code);

/// Decrypts `count` bytes with their tag to `output`, which has room for `count`; they are `TOKEN_TAG` fewer.
token_result token_open(const token_place *place, const uint8_t *nonce, const uint8_t *data, size_t data_count,
                        const uint8_t *sealed, size_t count, uint8_t *output, unsigned long *code);

#endif
