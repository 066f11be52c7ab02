// Lets one of FAIL_SYNC calls that bring a log to the disk fail, as on a disk that does. For PostgreSQL, in which libfiu's
// own library crashes: cc -shared -fPIC -o failing-sync.so failing-sync.c -ldl
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

int fdatasync(int file) {
  static int (*real)(int);
  static unsigned int state;
  const char *of = getenv("FAIL_SYNC");
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  if (!state) state = (unsigned int)getpid();
  if (of && rand_r(&state) % atoi(of) == 0) {
    errno = EIO;
    return -1;
  }
  return real(file);
}
