#define _GNU_SOURCE
#include "CPKCS11.h"

#include <dlfcn.h>
#include <p11-kit-1/p11-kit/pkcs11.h>
#include <pthread.h>
#include <string.h>

// A module is one per process, whoever calls.
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

typedef struct {
    CK_FUNCTION_LIST *call;
    CK_SESSION_HANDLE session;
    CK_OBJECT_HANDLE key;
    // Whether this process has begun with the module, and must end.
    int is_ours;
    unsigned long *code;
} token;

static int fails(const token *token, CK_RV result) {
    *token->code = result;
    return result != CKR_OK;
}

static token_result load(token *token, const char *path) {
    // Never unloaded: modules leave threads and exit handlers behind.
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (module == NULL) return TOKEN_NO_MODULE;
    CK_RV (*list)(CK_FUNCTION_LIST **) = (CK_RV (*)(CK_FUNCTION_LIST **))dlsym(module, "C_GetFunctionList");
    if (list == NULL || fails(token, list(&token->call))) return TOKEN_NO_MODULE;
    CK_C_INITIALIZE_ARGS arguments = {.flags = CKF_OS_LOCKING_OK};
    CK_RV result = token->call->C_Initialize(&arguments);
    token->is_ours = result == CKR_OK;
    return fails(token, result) && result != CKR_CRYPTOKI_ALREADY_INITIALIZED ? TOKEN_NO_MODULE : TOKEN_DONE;
}

// Labels of tokens are filled up with spaces.
static int is_label(const unsigned char *padded, size_t size, const char *label) {
    size_t length = strlen(label);
    if (length > size || memcmp(padded, label, length) != 0) return 0;
    while (length < size && padded[length] == ' ') length++;
    return length == size;
}

static token_result find_token(token *token, const char *label, CK_SLOT_ID *found) {
    CK_SLOT_ID slots[256];
    CK_ULONG count = sizeof slots / sizeof *slots;
    if (fails(token, token->call->C_GetSlotList(CK_TRUE, slots, &count))) return TOKEN_REFUSED;
    int matches = 0;
    for (CK_ULONG index = 0; index < count; index++) {
        CK_TOKEN_INFO info;
        if (token->call->C_GetTokenInfo(slots[index], &info) != CKR_OK) continue;
        if (!(info.flags & CKF_TOKEN_INITIALIZED) || !is_label(info.label, sizeof info.label, label)) continue;
        *found = slots[index];
        matches++;
    }
    return matches == 0 ? TOKEN_MISSING : matches == 1 ? TOKEN_DONE : TOKEN_AMBIGUOUS;
}

static token_result log_in(token *token, CK_SLOT_ID slot, const token_place *place) {
    CK_FLAGS flags = CKF_SERIAL_SESSION | CKF_RW_SESSION;
    if (fails(token, token->call->C_OpenSession(slot, flags, NULL, NULL, &token->session))) return TOKEN_REFUSED;
    CK_RV result = token->call->C_Login(token->session, CKU_USER, (unsigned char *)place->pin, place->pin_count);
    if (result == CKR_USER_ALREADY_LOGGED_IN || !fails(token, result)) return TOKEN_DONE;
    switch (result) {
    case CKR_PIN_LOCKED: return TOKEN_PIN_LOCKED;
    case CKR_PIN_INCORRECT:
    case CKR_PIN_INVALID:
    case CKR_PIN_LEN_RANGE: return TOKEN_PIN_WRONG;
    default: return TOKEN_REFUSED;
    }
}

static token_result find_key(token *token, const char *label) {
    CK_OBJECT_CLASS class = CKO_SECRET_KEY;
    CK_KEY_TYPE type = CKK_AES;
    CK_BBOOL yes = CK_TRUE;
    CK_ATTRIBUTE wanted[] = {
        {CKA_CLASS, &class, sizeof class},
        {CKA_KEY_TYPE, &type, sizeof type},
        {CKA_TOKEN, &yes, sizeof yes},
        {CKA_LABEL, (void *)label, strlen(label)},
    };
    CK_OBJECT_HANDLE keys[2];
    CK_ULONG count = 0;
    if (fails(token, token->call->C_FindObjectsInit(token->session, wanted, sizeof wanted / sizeof *wanted))) {
        return TOKEN_REFUSED;
    }
    CK_RV result = token->call->C_FindObjects(token->session, keys, 2, &count);
    token->call->C_FindObjectsFinal(token->session);
    if (fails(token, result)) return TOKEN_REFUSED;
    if (count == 0) return TOKEN_NO_KEY;
    token->key = keys[0];
    return count == 1 ? TOKEN_DONE : TOKEN_AMBIGUOUS;
}

// A key that the token makes, and never shows to anybody.
static token_result make_key(token *token, const char *label) {
    CK_MECHANISM mechanism = {CKM_AES_KEY_GEN, NULL, 0};
    CK_ULONG length = 32;
    CK_BBOOL yes = CK_TRUE, no = CK_FALSE;
    CK_ATTRIBUTE attributes[] = {
        {CKA_TOKEN, &yes, sizeof yes},          {CKA_PRIVATE, &yes, sizeof yes},
        {CKA_SENSITIVE, &yes, sizeof yes},      {CKA_EXTRACTABLE, &no, sizeof no},
        {CKA_ENCRYPT, &yes, sizeof yes},        {CKA_DECRYPT, &yes, sizeof yes},
        {CKA_VALUE_LEN, &length, sizeof length}, {CKA_LABEL, (void *)label, strlen(label)},
    };
    CK_ULONG count = sizeof attributes / sizeof *attributes;
    CK_RV result = token->call->C_GenerateKey(token->session, &mechanism, attributes, count, &token->key);
    return fails(token, result) ? TOKEN_REFUSED : TOKEN_DONE;
}

static token_result begin(token *token, const token_place *place, int may_make_key) {
    CK_SLOT_ID slot = 0;
    token_result result = load(token, place->module);
    if (result == TOKEN_DONE) result = find_token(token, place->token, &slot);
    if (result == TOKEN_DONE) result = log_in(token, slot, place);
    if (result == TOKEN_DONE) result = find_key(token, place->key);
    if (result == TOKEN_NO_KEY && may_make_key) result = make_key(token, place->key);
    return result;
}

static void end(token *token) {
    if (token->session != 0) {
        token->call->C_Logout(token->session);
        token->call->C_CloseSession(token->session);
    }
    if (token->is_ours) token->call->C_Finalize(NULL);
}

static CK_GCM_PARAMS parameters(const uint8_t *nonce, const uint8_t *data, size_t data_count) {
    CK_GCM_PARAMS parameters;
    memset(&parameters, 0, sizeof parameters);
    parameters.pIv = (unsigned char *)nonce;
    parameters.ulIvLen = TOKEN_NONCE;
    parameters.ulIvBits = TOKEN_NONCE * 8;
    parameters.pAAD = (unsigned char *)data;
    parameters.ulAADLen = data_count;
    parameters.ulTagBits = TOKEN_TAG * 8;
    return parameters;
}

token_result token_seal(const token_place *place, int may_make_key, const uint8_t *nonce, const uint8_t *data,
                        size_t data_count, const uint8_t *plaintext, size_t count, uint8_t *output,
                        unsigned long *code) {
    token token = {.code = code};
    *code = CKR_OK;
    pthread_mutex_lock(&lock);
    token_result result = begin(&token, place, may_make_key);
    if (result == TOKEN_DONE) {
        CK_GCM_PARAMS gcm = parameters(nonce, data, data_count);
        CK_MECHANISM mechanism = {CKM_AES_GCM, &gcm, sizeof gcm};
        CK_ULONG written = count + TOKEN_TAG;
        if (fails(&token, token.call->C_EncryptInit(token.session, &mechanism, token.key)) ||
            fails(&token, token.call->C_Encrypt(token.session, (unsigned char *)plaintext, count, output, &written)) ||
            written != count + TOKEN_TAG) {
            result = TOKEN_REFUSED;
        }
    }
    end(&token);
    pthread_mutex_unlock(&lock);
    return result;
}

token_result token_open(const token_place *place, const uint8_t *nonce, const uint8_t *data, size_t data_count,
                        const uint8_t *sealed, size_t count, uint8_t *output, unsigned long *code) {
    token token = {.code = code};
    *code = CKR_OK;
    pthread_mutex_lock(&lock);
    token_result result = begin(&token, place, 0);
    if (result == TOKEN_DONE) {
        CK_GCM_PARAMS gcm = parameters(nonce, data, data_count);
        CK_MECHANISM mechanism = {CKM_AES_GCM, &gcm, sizeof gcm};
        CK_ULONG written = count;
        if (fails(&token, token.call->C_DecryptInit(token.session, &mechanism, token.key))) {
            result = TOKEN_REFUSED;
        } else if (fails(&token,
                         token.call->C_Decrypt(token.session, (unsigned char *)sealed, count, output, &written)) ||
                   written != count - TOKEN_TAG) {
            result = TOKEN_NOT_GENUINE;
        }
    }
    end(&token);
    pthread_mutex_unlock(&lock);
    return result;
}
