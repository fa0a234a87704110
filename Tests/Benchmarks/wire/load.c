// Sends one request again and again on connections that stay open, and counts answers:
//
//     load PORT CONNECTIONS SECONDS FILE
//
// FILE has the request as bytes; it is signed, and may be sent for five minutes. Answers must have the status 200. Prints answers,
// failures, seconds, and the times of the 50th and 99th percentile in microseconds.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { most_times = 1 << 20 };

static char request[1 << 16];
static size_t length;
static int port;
static double end;

typedef struct {
    long answers, failures, count;
    uint32_t *times;
} result;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static void *connection(void *argument) {
    result *result = argument;
    result->times = malloc(most_times * sizeof *result->times);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(descriptor, (struct sockaddr *)&address, sizeof address) != 0) { result->failures++; return NULL; }
    char buffer[1 << 16];
    while (now() < end) {
        double start = now();
        if (write(descriptor, request, length) != (ssize_t)length) { result->failures++; break; }
        size_t filled = 0, whole = 0;
        while (whole == 0 || filled < whole) {
            ssize_t count = read(descriptor, buffer + filled, sizeof buffer - 1 - filled);
            if (count <= 0) { result->failures++; return NULL; }
            filled += count;
            buffer[filled] = 0;
            char *head = strstr(buffer, "\r\n\r\n"), *size = strcasestr(buffer, "content-length:");
            if (head && size) whole = head + 4 - buffer + atol(size + 15);
        }
        if (strncmp(buffer, "HTTP/1.1 200", 12) != 0) { result->failures++; continue; }
        result->answers++;
        if (result->count < most_times) result->times[result->count++] = (now() - start) * 1e6;
    }
    close(descriptor);
    return NULL;
}

static int compare(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

int main(int count, char **words) {
    if (count != 5) return 2;
    port = atoi(words[1]);
    int connections = atoi(words[2]);
    FILE *file = fopen(words[4], "r");
    length = fread(request, 1, sizeof request, file);
    double start = now();
    end = start + atof(words[3]);
    pthread_t threads[connections];
    result results[connections];
    memset(results, 0, sizeof results);
    for (int index = 0; index < connections; index++) pthread_create(&threads[index], NULL, connection, &results[index]);
    long answers = 0, failures = 0, times = 0;
    for (int index = 0; index < connections; index++) {
        pthread_join(threads[index], NULL);
        answers += results[index].answers;
        failures += results[index].failures;
        times += results[index].count;
    }
    double seconds = now() - start;
    uint32_t *all = malloc((times + 1) * sizeof *all);
    long filled = 0;
    for (int index = 0; index < connections; index++) {
        if (results[index].times) memcpy(all + filled, results[index].times, results[index].count * sizeof *all);
        filled += results[index].count;
    }
    qsort(all, times, sizeof *all, compare);
    printf("%ld %ld %.3f %u %u\n", answers, failures, seconds, times ? all[times / 2] : 0, times ? all[times * 99 / 100] : 0);
    return 0;
}
