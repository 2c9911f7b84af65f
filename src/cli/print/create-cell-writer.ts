/** The writer for a column type in a style: an exhaustive switch over the types. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { unreachable } from '../../common/unreachable.ts'
import type { CellStyle, CellWriter } from './cell-writer.ts'
import { DictionaryCell } from './dictionary-cell.ts'
import { copyText, delimitedText, jsonText, type TextEscape } from './escape-text.ts'
import { ListCell } from './list-cell.ts'
import { BigIntegerCell, FloatCell, IntegerCell } from './number-cells.ts'
import type { OutputBuffer } from './output-buffer.ts'
import { StructCell } from './struct-cell.ts'
import { BooleanCell, EscapedCell, OtherCell, Utf8Cell } from './text-cells.ts'

const textEscapes: Readonly<Record<CellStyle, TextEscape>> = {
  plain: copyText,
  csv: delimitedText(44),
  tsv: delimitedText(9),
  json: jsonText,
}

const NULL_TEXT: Readonly<Record<CellStyle, Uint8Array>> = {
  plain: new TextEncoder().encode('NULL'),
  csv: new Uint8Array(0),
  tsv: new Uint8Array(0),
  json: new TextEncoder().encode('null'),
}

export function createCellWriter(type: DataType, style: CellStyle): CellWriter {
  return new NullableCell(valueWriter(type, style), NULL_TEXT[style])
}

function valueWriter(type: DataType, style: CellStyle): CellWriter {
  switch (type.kind) {
    case 'null':
      return new BooleanCell() // never called: every row is NULL
    case 'boolean':
      return new BooleanCell()
    case 'int8':
    case 'int16':
    case 'int32':
    case 'uint8':
    case 'uint16':
    case 'uint32':
      return new IntegerCell()
    case 'int64':
    case 'uint64':
      return new BigIntegerCell(type.kind === 'int64')
    case 'float32':
      return new FloatCell('single', style)
    case 'float64':
      return new FloatCell('double', style)
    case 'utf8':
      return new Utf8Cell(textEscapes[style])
    case 'dictionary':
      return new DictionaryCell(textEscapes[style])
    case 'list':
      if (style === 'json') return new ListCell(createCellWriter(type.item, 'json'), ',')
      return escaped(new ListCell(createCellWriter(type.item, 'plain'), ', '), style)
    case 'struct':
      if (style === 'json') return new StructCell(type.fields, field => createCellWriter(field.type, 'json'), 'json')
      return escaped(new StructCell(type.fields, field => createCellWriter(field.type, 'plain'), 'plain'), style)
    case 'binary':
    case 'date':
    case 'decimal':
    case 'timestamp':
    case 'time':
    case 'interval':
      // A decimal is a JSON number as it stands.
      return new OtherCell(type, style === 'json' && type.kind === 'decimal' ? copyText : textEscapes[style])
    default:
      return unreachable(type)
  }
}

class NullableCell implements CellWriter {
  readonly #value: CellWriter
  readonly #nullText: Uint8Array
  #validity: Uint8Array | undefined
  #allNull = false

  constructor(value: CellWriter, nullText: Uint8Array) {
    this.#value = value
    this.#nullText = nullText
  }

  bind(column: Column): void {
    this.#validity = column.nullCount === 0 ? undefined : column.validity
    this.#allNull = column.type.kind === 'null'
    if (!this.#allNull) this.#value.bind(column)
  }

  write(row: number, out: OutputBuffer): void {
    const validity = this.#validity
    // In range: a column has a validity bit for every row.
    if (this.#allNull || (validity !== undefined && (((validity[row >> 3] as number) >> (row & 7)) & 1) === 0)) out.append(this.#nullText)
    else this.#value.write(row, out)
  }
}

/** Nested values are written plain and then quoted as one text. */
function escaped(inner: CellWriter, style: CellStyle): CellWriter {
  return style === 'plain' ? inner : new EscapedCell(inner, textEscapes[style])
}
