/* Debian's libgcc_eh asks the C library which file of a running program an address belongs to, in a way that glibc has
   and musl has not: _dl_find_object. A static program is one file, so the answer is made here of what the program says of
   itself. Only `release/linux` with Debian's compiler needs this; rustup's target brings an unwinder of its own. */
#ifdef TRIED

/* A program that asks the unwinder who called whom, to see before anything is compiled that it answers. */
#include <pthread.h>
#include <unwind.h>

static _Unwind_Reason_Code counted(struct _Unwind_Context *frame, void *count) {
  if (_Unwind_GetIP(frame))
    ++*(int *)count;
  return _URC_NO_REASON;
}

int main(void) {
  int count = 0;
  pthread_key_t key;
  /* As Rust does; a program with threads is treated otherwise. */
  pthread_key_create(&key, NULL);
  _Unwind_Backtrace(counted, &count);
  return count > 1 ? 0 : 1;
}

#else

#define _GNU_SOURCE
#include <link.h>
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

/* It calls these only by names that may be missing, for which no linker looks into an archive, and takes it that all are
   there where one is. */
__attribute__((used)) static void *const called[] = {
    (void *)pthread_once,        (void *)pthread_mutex_lock,  (void *)pthread_mutex_unlock, (void *)pthread_create,
    (void *)pthread_key_create,  (void *)pthread_getspecific, (void *)pthread_setspecific,
};

/* As in glibc's dlfcn.h. */
struct found {
  unsigned long long flags;
  void *begin, *end;
  struct link_map *map;
  void *frames;
  unsigned long long reserved[7];
};

struct search {
  uintptr_t address;
  struct found *found;
};

static int here(struct dl_phdr_info *file, size_t size, void *data) {
  struct search *search = data;
  uintptr_t begin = 0, end = 0, frames = 0;
  (void)size;
  for (int i = 0; i < file->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &file->dlpi_phdr[i];
    uintptr_t at = file->dlpi_addr + part->p_vaddr;
    if (part->p_type == PT_LOAD && search->address >= at && search->address - at < part->p_memsz) {
      begin = at;
      end = at + part->p_memsz;
    } else if (part->p_type == PT_GNU_EH_FRAME) {
      frames = at;
    }
  }
  if (!end || !frames)
    return 0;
  *search->found = (struct found){.begin = (void *)begin, .end = (void *)end, .frames = (void *)frames};
  return 1;
}

int _dl_find_object(void *address, struct found *found) {
  struct search search = {(uintptr_t)address, found};
  return dl_iterate_phdr(here, &search) ? 0 : -1;
}

#endif
