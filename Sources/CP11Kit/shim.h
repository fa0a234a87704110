// The interface of PKCS #11 2.40, for which nothing is linked: the operator names the module.
#include <p11-kit-1/p11-kit/pkcs11.h>
