/* Copying and comparing bytes for the static program of `release/linux`. musl copies eight bytes at a time by an instruction
   that is slow to begin, and compares byte by byte; planroll copies and compares short texts by the million, and was
   slower for it by a third. Here a short text is a few loads of as many bytes as fit, and nothing is written before all of it
   is read, so that the two may overlap. */
#include <stddef.h>
#include <stdint.h>

typedef long long sixteen __attribute__((vector_size(16)));

#define LOAD(type, from)                            \
  ({                                                \
    type loaded;                                    \
    __builtin_memcpy(&loaded, (from), sizeof loaded); \
    loaded;                                         \
  })
#define STORE(to, value)                              \
  do {                                                \
    __typeof__(value) stored = (value);               \
    __builtin_memcpy((to), &stored, sizeof stored);   \
  } while (0)
/* Both ends of what is at least as long as one of that type and at most as long as two. */
#define BOTH_ENDS(type)                                                        \
  do {                                                                         \
    type first = LOAD(type, s), last = LOAD(type, s + n - sizeof(type));       \
    STORE(d, first);                                                           \
    STORE(d + n - sizeof(type), last);                                         \
  } while (0)

enum { SIXTEEN = 16, BLOCK = 64 };

struct block {
  sixteen a, b, c, d;
};

static inline struct block load_block(const unsigned char *s) {
  return (struct block){LOAD(sixteen, s), LOAD(sixteen, s + SIXTEEN), LOAD(sixteen, s + 2 * SIXTEEN), LOAD(sixteen, s + 3 * SIXTEEN)};
}

static inline void store_block(unsigned char *d, struct block block) {
  STORE(d, block.a);
  STORE(d + SIXTEEN, block.b);
  STORE(d + 2 * SIXTEEN, block.c);
  STORE(d + 3 * SIXTEEN, block.d);
}

void *memmove(void *to, const void *from, size_t n) {
  unsigned char *d = to;
  const unsigned char *s = from;
  if (n <= SIXTEEN) {
    if (n >= 8)
      BOTH_ENDS(uint64_t);
    else if (n >= 4)
      BOTH_ENDS(uint32_t);
    else if (n >= 2)
      BOTH_ENDS(uint16_t);
    else if (n == 1)
      *d = *s;
  } else if (n <= 2 * SIXTEEN) {
    BOTH_ENDS(sixteen);
  } else if (n <= BLOCK) {
    sixteen first = LOAD(sixteen, s), second = LOAD(sixteen, s + SIXTEEN);
    sixteen last_but_one = LOAD(sixteen, s + n - 2 * SIXTEEN), last = LOAD(sixteen, s + n - SIXTEEN);
    STORE(d, first);
    STORE(d + SIXTEEN, second);
    STORE(d + n - 2 * SIXTEEN, last_but_one);
    STORE(d + n - SIXTEEN, last);
  } else if ((uintptr_t)d - (uintptr_t)s >= n) {
    /* Forwards: what is written lies before what is still to be read. */
    struct block last = load_block(s + n - BLOCK);
    for (size_t at = 0; at < n - BLOCK; at += BLOCK)
      store_block(d + at, load_block(s + at));
    store_block(d + n - BLOCK, last);
  } else {
    struct block first = load_block(s);
    for (size_t left = n; left > BLOCK; left -= BLOCK)
      store_block(d + left - BLOCK, load_block(s + left - BLOCK));
    store_block(d, first);
  }
  return to;
}

void *memcpy(void *to, const void *from, size_t n) __attribute__((alias("memmove")));

/* Of two that differ, the first byte is the most significant one. */
#define DIFFER(type, swapped, at)                             \
  do {                                                        \
    type one = LOAD(type, a + (at)), other = LOAD(type, b + (at)); \
    if (one != other)                                         \
      return swapped(one) < swapped(other) ? -1 : 1;          \
  } while (0)

int memcmp(const void *one, const void *other, size_t n) {
  const unsigned char *a = one, *b = other;
  if (n >= 8) {
    for (size_t at = 0; at < n - 8; at += 8)
      DIFFER(uint64_t, __builtin_bswap64, at);
    DIFFER(uint64_t, __builtin_bswap64, n - 8);
    return 0;
  }
  if (n >= 4) {
    DIFFER(uint32_t, __builtin_bswap32, 0);
    DIFFER(uint32_t, __builtin_bswap32, n - 4);
    return 0;
  }
  for (size_t at = 0; at < n; at++)
    if (a[at] != b[at])
      return a[at] < b[at] ? -1 : 1;
  return 0;
}

int bcmp(const void *one, const void *other, size_t n) __attribute__((alias("memcmp")));

#ifdef TRIED

/* A program that tries all of it on every length and distance that has a way of its own, beside what bytes one by one give. */
#define MOST 400
static unsigned char whole[3 * MOST], expected[3 * MOST];

static void fill(void) {
  for (int at = 0; at < 3 * MOST; at++)
    whole[at] = expected[at] = (unsigned char)(at * 37 + at / 251);
}

static int is_expected(void) {
  for (int at = 0; at < 3 * MOST; at++)
    if (((volatile unsigned char *)whole)[at] != ((volatile unsigned char *)expected)[at])
      return 0;
  return 1;
}

int main(void) {
  for (int n = 0; n <= MOST; n++) {
    for (int distance = -200; distance <= 200; distance++) {
      fill();
      volatile unsigned char *slow = expected;
      unsigned char kept[MOST];
      for (int at = 0; at < n; at++)
        ((volatile unsigned char *)kept)[at] = slow[MOST + at];
      for (int at = 0; at < n; at++)
        slow[MOST + distance + at] = ((volatile unsigned char *)kept)[at];
      if (memmove(whole + MOST + distance, whole + MOST, (size_t)n) != whole + MOST + distance || !is_expected())
        return 1;
    }
    for (int at = 0; at < n; at++) {
      fill();
      unsigned char *a = whole, *b = expected;
      b[at] ^= 0x80;
      int is_less = a[at] < b[at], way = memcmp(a, b, (size_t)n);
      if (is_less != (way < 0) || !way || memcmp(b, a, (size_t)n) != -way || memcmp(a, b, (size_t)at))
        return 2;
    }
    fill();
    if (memcmp(whole, expected, (size_t)n))
      return 3;
  }
  return 0;
}

#endif
