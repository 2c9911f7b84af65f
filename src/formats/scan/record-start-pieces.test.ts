import { expect, test } from 'vitest'
import type { GenomicIndex } from '../../index/genomic-index.ts'
import { recordStartPieces } from './record-start-pieces.ts'

const MB = 1 << 20

/** Of an index that knows where a record begins at every multiple of the size it is asked for. */
function piecesOf(size: number, pieceBytes?: number) {
  const recordStarts = (bytes: number) => Array.from({ length: Math.ceil(size / bytes) }, (_, i) => ({ block: (i + 1) * bytes, within: 7 }))
  const index = { recordStarts } as unknown as GenomicIndex // nothing else of it is asked for
  return recordStartPieces(index, size, pieceBytes)
}

test('pieces grow with the file, within limits', () => {
  const counts = [2, 6, 32, 87, 1200].map(megabytes => piecesOf(megabytes * MB)?.length)
  expect(counts).toEqual([undefined, 3, 16, 16, 200])
  expect(piecesOf(1200 * MB, 2 * MB)?.length).toBe(600)
})

test('pieces lie end to end', () => {
  let end = { block: 0, within: 0 }
  for (const piece of piecesOf(91_202_070) ?? []) {
    expect(piece).toMatchObject({ kind: 'bgzf', start: end })
    if (piece.kind === 'bgzf') end = piece.end
  }
  expect(end).toEqual({ block: 91_202_070, within: 0 })
})
