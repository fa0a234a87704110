#include "CLinux.h"

// The C library hands the arguments to what runs before main(); Swift reads them from /proc, which may not be mounted.

static int argument_count;
static char **argument_values;

__attribute__((constructor)) static void keep_arguments(int count, char **values) {
    argument_count = count;
    argument_values = values;
}

const char *linux_argument(int index) {
    return index >= 0 && index < argument_count ? argument_values[index] : NULL;
}
