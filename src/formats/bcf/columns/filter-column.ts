/** filter: the names of the record's filters, several parted by semicolons; NULL where none was applied. */
import { DictionaryBuilder } from '../../../columnar/builders/dictionary-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { RecordRows } from '../../records/record-rows.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import type { FaultSink } from '../../text/row-faults.ts'
import { recordEndOffset } from '../bcf-layout.ts'
import type { RecordScanner } from '../record-scanner.ts'
import { lengthOf } from '../stored-appender.ts'
import { integerAt, STORED, TypedValue } from '../typed-value.ts'

const UNKNOWN = -1

export class FilterColumn implements ColumnReader<RecordRows> {
  private readonly scanner: RecordScanner
  private readonly names: readonly (string | undefined)[]
  private readonly builder = new DictionaryBuilder()
  private readonly value = new TypedValue()
  /** Codes of single filters by their number, filled on first use. */
  private readonly codes: Int32Array

  constructor(scanner: RecordScanner, names: readonly (string | undefined)[]) {
    this.scanner = scanner
    this.names = names
    this.codes = new Int32Array(names.length).fill(UNKNOWN)
  }

  append({ bytes, starts, count }: RecordRows, faults: FaultSink): void {
    const { builder, codes, value, scanner } = this
    for (let row = 0; row < count; row++) {
      // In range: row lies below count, and the scanner made slots for each.
      value.read(bytes, scanner.slots[row * scanner.stride + scanner.filterSlot]!, recordEndOffset(bytes, starts[row]!))
      const isNumber = value.type <= STORED.int32
      const length = isNumber ? lengthOf(bytes, value.start, value) : value.count
      if (length === 0) builder.appendNull()
      else if (length === 1 && isNumber) {
        const filter = integerAt(bytes, value.width, value.start)
        const code = codes[filter]
        if (code !== undefined && code !== UNKNOWN) builder.appendCode(code)
        else this.appendNames([filter], row, faults)
      } else this.appendNames(isNumber ? this.numbers(bytes, length) : [], row, faults)
    }
  }

  finish(): Column {
    return this.builder.finish()
  }

  private numbers(bytes: Uint8Array, length: number): readonly number[] {
    const { start, width } = this.value
    return Array.from({ length }, (_, i) => integerAt(bytes, width, start + i * width))
  }

  private appendNames(filters: readonly number[], row: number, faults: FaultSink): void {
    const names = filters.map(filter => this.names[filter])
    const unknown = names.indexOf(undefined)
    if (names.length === 0 || unknown >= 0) {
      const what =
        names.length === 0
          ? 'FILTER is stored as something else than numbers.'
          : `FILTER ${filters[unknown]} is not numbered by the header.`
      faults.report(row, () => what)
      this.builder.appendNull()
      return
    }
    this.builder.appendText(names.join(';'))
    const [first = UNKNOWN] = filters
    if (filters.length === 1) this.codes[first] = this.builder.dictionary.find(names[0] ?? '')
  }
}
