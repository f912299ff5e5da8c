// Debian's wine lacks bcryptprimitives.dll, where every program of Rust asks Windows for random numbers. This stands in for
// it in tests, over wine's own source of them; it is put beside the program and is no part of what is given out.
#include <windows.h>

BOOLEAN WINAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length) {
    return SystemFunction036(buffer, (ULONG)length);
}
