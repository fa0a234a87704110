// A program that depends on this module overwrites all memory that it frees; there is nothing to call.
//
// Arrays and strings of Swift copy when they like and cannot be wiped: a process through which secrets pass has what they left
// behind in memory that is free, until something else lies there. What realloc(3) moves is the exception.
