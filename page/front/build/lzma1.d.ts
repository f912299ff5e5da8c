// What is used of the package lzma1. Its own types are its sources, which do not pass this project's checks.

export function compress(data: Uint8Array, mode: number): Uint8Array;
