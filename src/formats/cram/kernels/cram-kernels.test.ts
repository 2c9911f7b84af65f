import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { type BamRows, createBamRows } from '../../bam/bam-rows.ts'
import { BamRecordWriter } from '../bam-record-writer.ts'
import { createSliceBuffers, SliceRecords } from '../slice-records.ts'
import { createCramKernels } from './cram-kernels.ts'

const kernels = await createCramKernels()
if (kernels === undefined) throw new Error('This engine has no WebAssembly with SIMD.')

test('MD5 of texts of every length around a block', () => {
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 131 + length) & 255)
    const sum = Buffer.from(kernels.md5(bytes) ?? []).toString('hex')
    expect(sum).toBe(createHash('md5').update(bytes).digest('hex'))
  }
})

test('bases without line ends, in upper case', () => {
  const bases = Array.from({ length: 500 }, (_, i) => 'ACGTNacgtnRy*-'[(i * 7) % 14]).join('')
  for (const [lineBases, lineEnd] of [
    [60, '\n'],
    [17, '\r\n'],
    [1, '\n'],
    [600, '\n'],
  ] as const) {
    const lines = { bases: lineBases, bytes: lineBases + lineEnd.length }
    for (const start of [0, 1, 16, 59, 60, 61]) {
      const firstLine = lineBases - (start % lineBases)
      const part = bases.slice(start)
      const parts = [part.slice(0, firstLine), ...(part.slice(firstLine).match(new RegExp(`.{1,${lineBases}}`, 'g')) ?? [])]
      const text = new TextEncoder().encode(parts.join(lineEnd))
      const found = kernels.unfold(text, { ...lines, firstLine })
      expect(new TextDecoder().decode(found)).toBe(part.toUpperCase())
    }
  }
})

test('lines that are not as long as the index says are refused', () => {
  const lines = { bases: 4, bytes: 5, firstLine: 4 }
  const text = (letters: string) => new TextEncoder().encode(letters)
  expect(kernels.unfold(text('ACGT\nACGT'), lines)).toEqual(text('ACGTACGT'))
  expect(kernels.unfold(text('ACG\nTACGT'), lines)).toBeUndefined()
  expect(kernels.unfold(text('ACGTAACGT'), lines)).toBeUndefined()
  expect(kernels.unfold(text('ACGT\nA GT'), lines)).toBeUndefined()
})

test('records are laid out as by the script, in runs', () => {
  const settings = { needsName: true, needsBases: true, needsQualities: true, namePrefix: 'x', recordCounter: 0, computed: undefined }
  for (const parts of [{}, { needsName: false }, { needsQualities: false }, { needsBases: false, needsQualities: false }]) {
    const records = makeRecords(9000)
    const byScript = new BamRecordWriter(records, { buffers: createSliceBuffers(), kernels: undefined }, { ...settings, ...parts })
    const byKernels = new BamRecordWriter(records, { buffers: createSliceBuffers(), kernels }, { ...settings, ...parts })
    const all = createBamRows(9000)
    expect(byScript.fill(all, 0, 9000)).toBe(9000)
    const rows = createBamRows(4096)
    let runs = 0
    for (let from = 0; from < 9000; runs++) {
      const next = byKernels.fill(rows, from, 9000)
      expect(next - from).toBe(rows.count)
      expect(recordsOf(rows, 0, rows.count)).toEqual(recordsOf(all, from, next))
      from = next
    }
    expect(runs).toBeGreaterThan(2)
  }
})

function makeRecords(count: number): SliceRecords {
  const records = new SliceRecords(count, createSliceBuffers())
  const { names, bases, qualities, tags } = records
  const letters = '=ACMGRSVTWYHKDBNacgtnx.-XZ'
  for (let row = 0; row < count; row++) {
    const length = (row * 37) % 150
    records.referenceId[row] = (row % 3) - 1
    records.start[row] = row * 5
    records.mappingQuality[row] = row
    records.flags[row] = row * 3
    records.mateReferenceId[row] = (row % 2) - 1
    records.mateStart[row] = row
    records.templateLength[row] = -row
    records.length[row] = length
    records.baseStarts[row] = bases.used
    for (let i = 0; i < length; i++) {
      bases.appendByte(letters.charCodeAt((row + i * 7) % letters.length))
      qualities.appendByte((row + i) & 63)
    }
    for (let i = 0; i <= row % 40; i++) names.appendByte(97 + ((row + i) % 26))
    for (let i = 0; i < row % 5; i++) records.appendCigar(row + i, i)
    for (let i = 0; i < row % 33; i++) tags.appendByte(i)
    records.nameStarts[row + 1] = names.used
    records.cigarStarts[row + 1] = records.cigarsUsed
    records.tagStarts[row + 1] = tags.used
  }
  return records
}

function recordsOf({ bytes, starts }: Pick<BamRows, 'bytes' | 'starts'>, from: number, to: number): readonly string[] {
  return Array.from({ length: to - from }, (_, i) => {
    const at = starts[from + i] ?? 0
    const size = new DataView(bytes.buffer, bytes.byteOffset + at).getInt32(0, true)
    return Buffer.from(bytes.subarray(at, at + 4 + size)).toString('hex')
  })
}
