/** Bitmaps of subscriber numbers in memory, in the order Redis keeps bits. */
import type { Redis } from 'ioredis'

export type Bits = {
  has(number: number): boolean
  /** Above every number that may be in it. */
  readonly size: number
  readonly bytes: Buffer
}

export async function readBits(redis: Redis, key: string): Promise<Bits> {
  return bitsOf((await redis.getBuffer(key)) ?? Buffer.alloc(0))
}

export function bitsOf(bytes: Buffer): Bits {
  return {
    bytes,
    size: bytes.length * 8,
    has: (number) => ((bytes[number >> 3] ?? 0) & maskOf(number)) !== 0,
  }
}

export function maskOf(number: number): number {
  return 0x80 >> (number & 7)
}
