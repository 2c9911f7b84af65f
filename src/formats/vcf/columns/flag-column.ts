/** A column of one INFO flag: true where the key stands, with or without a value, else false. */
import { BooleanBuilder } from '../../../columnar/builders/boolean-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import type { TextRows } from '../../text/text-rows.ts'
import { ABSENT, type InfoScanner } from '../info-scanner.ts'

export class FlagColumn implements ColumnReader {
  private readonly scanner: InfoScanner
  private readonly key: number
  private readonly builder = new BooleanBuilder()

  constructor(scanner: InfoScanner, key: number) {
    this.scanner = scanner
    this.key = key
  }

  append(rows: TextRows): void {
    const { builder, scanner } = this
    const slots = scanner.slots
    const stride = scanner.keyCount * 2
    let slot = this.key * 2
    for (let row = 0; row < rows.count; row++, slot += stride) builder.appendBoolean(slots[slot] !== ABSENT)
  }

  finish(): Column {
    return this.builder.finish()
  }
}
