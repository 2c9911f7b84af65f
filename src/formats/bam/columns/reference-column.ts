/** chrom and mate_chrom: the number of a reference sequence, as a dictionary code; -1 is NULL. */
import type { Column } from '../../../columnar/column.ts'
import { createDictionary } from '../../../columnar/create-dictionary.ts'
import { encodeUtf8 } from '../../../columnar/utf8.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import type { FaultSink } from '../../text/row-faults.ts'
import type { ReferenceSequence } from '../alignment-header.ts'
import { int32At } from '../bam-layout.ts'
import type { BamRows } from '../bam-rows.ts'
import type { WordBlock } from '../kernels/record-kernels.ts'
import { Words } from './words.ts'

const UNKNOWN = -1

export class ReferenceColumn implements ColumnReader<BamRows> {
  private readonly field: number
  private readonly label: string
  private readonly references: readonly ReferenceSequence[]
  private readonly dictionary = createDictionary()
  /** By number; names enter the dictionary when they are first met, because headers may list thousands. */
  private readonly codes: Int32Array
  private readonly words = new Words()

  /** `field`: where the number lies in a record; `label` names it in errors. */
  constructor(field: number, label: string, references: readonly ReferenceSequence[]) {
    this.field = field
    this.label = label
    this.references = references
    this.codes = new Int32Array(references.length).fill(UNKNOWN)
  }

  append({ bytes, starts, count, loaded }: BamRows, faults: FaultSink): void {
    const { words, codes, field } = this
    const ids = loaded?.positions(field, 0)
    if (ids !== undefined && this.appendIds(ids)) return
    const values = words.reserve(count)
    const base = words.length
    for (let row = 0; row < count; row++) {
      const id = int32At(bytes, starts[row]! + field) // row lies below count
      const code = codes[id] ?? UNKNOWN
      values[base + row] = code === UNKNOWN ? this.newCode({ id, row, at: base + row }, faults) : code
    }
    words.length = base + count
  }

  /** False, and nothing appended, where a name is not in the dictionary yet. */
  private appendIds({ values: ids, nulls }: WordBlock): boolean {
    const { words, codes } = this
    const values = words.reserve(ids.length)
    const base = words.length
    for (let row = 0; row < ids.length; row++) {
      const id = ids[row]! // row lies below the length
      const code = id < 0 ? 0 : (codes[id] ?? UNKNOWN)
      if (code === UNKNOWN) return false
      values[base + row] = code
    }
    words.nulls.appendNulls(nulls, base)
    words.length = base + ids.length
    return true
  }

  finish(): Column {
    return this.words.finish({ kind: 'dictionary' }, this.dictionary)
  }

  private newCode({ id, row, at }: { readonly id: number; readonly row: number; readonly at: number }, faults: FaultSink): number {
    const reference = this.references[id]
    if (reference !== undefined) {
      const name = encodeUtf8(reference.name)
      const code = this.dictionary.encode(name, 0, name.length)
      this.codes[id] = code
      return code
    }
    if (id !== -1) faults.report(row, () => `${this.label} is ${id}, and the header lists ${this.references.length} sequences.`)
    this.words.nulls.appendNull(at)
    return 0
  }
}
