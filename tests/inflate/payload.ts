/** Texts and noise to deflate: random, skewed, periodic, and made of copies at random distances. */
import type { Random } from './random.ts'

export function payload(random: Random, limit = 65_536): Buffer {
  const kind = random.below(8)
  const size = random.pick([0, 1, 2, random.below(40), random.below(600), random.below(limit), random.below(limit), limit])
  const data = Buffer.alloc(size)
  if (kind >= 6) {
    fillWithCopies(random, data)
    return data
  }
  const letters = 1 + random.below(kind === 1 ? 4 : 250)
  for (let i = 0; i < size; i++) data[i] = byteOf(random, { kind, letters, i, data })
  return data
}

interface Place {
  readonly kind: number
  readonly letters: number
  readonly i: number
  readonly data: Buffer
}

function byteOf(random: Random, { kind, letters, i, data }: Place): number {
  if (kind === 0) return random.next() & 0xff
  if (kind <= 2) return 33 + random.below(letters)
  if (kind === 3) return 65
  if (kind === 4) return i >= 7 && random.below(20) ? (data[i - 7] ?? 0) : random.next() & 0xff
  return Math.min(255, Math.floor(-Math.log((random.below(1e6) + 1) / 1e6) * 12))
}

function fillWithCopies(random: Random, data: Buffer): void {
  for (let i = 0; i < data.length; ) {
    const length = Math.min(data.length - i, 1 + random.below(random.pick([4, 20, 300])))
    const distance = i && random.below(3) ? 1 + random.below(Math.min(i, random.pick([4, 16, 40, 32_768]))) : 0
    for (let j = 0; j < length; j++, i++) data[i] = distance ? (data[i - distance] ?? 0) : random.next() & 0xff
  }
}
