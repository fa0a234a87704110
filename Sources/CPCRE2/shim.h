// Patterns work on bytes, so the 8-bit library is the one that Swift sees (`pcre2_compile_8` and friends).
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
