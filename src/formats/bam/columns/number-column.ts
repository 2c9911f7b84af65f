/** flags, mapping_quality, template_length: numbers that stand in every record. */
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { FIELD, int32At, uint16At } from '../bam-layout.ts'
import type { BamRows } from '../bam-rows.ts'
import { type PositionKind, widen } from './widen.ts'
import { Words } from './words.ts'

export class FlagsColumn implements ColumnReader<BamRows> {
  private readonly words = new Words()

  append({ bytes, starts, count, loaded }: BamRows): void {
    const { words } = this
    if (loaded !== undefined) {
      words.appendBlock(loaded.halves(FIELD.flags))
      return
    }
    const values = words.reserve(count)
    const base = words.length
    for (let row = 0; row < count; row++) values[base + row] = uint16At(bytes, starts[row]! + FIELD.flags) // row lies below count
    words.length = base + count
  }

  finish(): Column {
    return this.words.finish({ kind: 'uint32' })
  }
}

/** 255 stands for no quality, and stays. */
export class MappingQualityColumn implements ColumnReader<BamRows> {
  private readonly words = new Words()

  append({ bytes, starts, count, loaded }: BamRows): void {
    const { words } = this
    if (loaded !== undefined) {
      words.appendBlock(loaded.octets(FIELD.mappingQuality))
      return
    }
    const values = words.reserve(count)
    const base = words.length
    for (let row = 0; row < count; row++) values[base + row] = bytes[starts[row]! + FIELD.mappingQuality]! // row lies below count
    words.length = base + count
  }

  finish(): Column {
    return this.words.finish({ kind: 'uint32' })
  }
}

export class TemplateLengthColumn implements ColumnReader<BamRows> {
  private readonly kind: PositionKind
  private readonly words = new Words()

  /** Int64 where positions are. */
  constructor(kind: PositionKind) {
    this.kind = kind
  }

  append({ bytes, starts, count, loaded }: BamRows): void {
    const { words } = this
    if (loaded !== undefined) {
      words.appendBlock(loaded.words(FIELD.templateLength))
      return
    }
    const values = words.reserve(count)
    const base = words.length
    for (let row = 0; row < count; row++) values[base + row] = int32At(bytes, starts[row]! + FIELD.templateLength) // row lies below count
    words.length = base + count
  }

  finish(): Column {
    return widen(this.words.finish({ kind: 'int32' }), this.kind)
  }
}
