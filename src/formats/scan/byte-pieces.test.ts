import { expect, test } from 'vitest'
import { bytePieces } from './byte-pieces.ts'

const MB = 1 << 20
const count = (size: number) => bytePieces(size, 'bgzf')?.length ?? 1

test('pieces grow with the file, within limits', () => {
  expect([MB, 6 * MB, 30 * MB, 48 * MB].map(count)).toEqual([1, 2, 10, 16])
  expect([87 * MB, 120 * MB, 1200 * MB].map(count)).toEqual([16, 16, 160])
  expect(bytePieces(120 * MB, 'plain')?.length).toBe(10)
  expect(bytePieces(120 * MB, 'bgzf', 2 * MB)?.length).toBe(60)
  expect(bytePieces(120 * MB, 'gzip')).toBeUndefined()
})

test('pieces lie one behind the other', () => {
  const pieces = bytePieces(87_555_192, 'bgzf') ?? []
  let end = 0
  for (const piece of pieces) {
    expect(piece).toMatchObject({ kind: 'bytes', start: end })
    end = piece.kind === 'bytes' ? piece.end : 0
  }
  expect(end).toBe(87_555_192)
})
