/**
 * A table drawn with lines, names and types on top, numbers to the right. Widths need every row that is shown, so rows are held: all of them,
 * or within limits the first and the last of them, however long the result is.
 */
import type { Batch } from '../../columnar/batch.ts'
import type { DataType } from '../../columnar/data-type.ts'
import type { Schema } from '../../columnar/schema.ts'
import { typeName } from '../../columnar/type-name.ts'
import { oneLine } from './one-line.ts'
import type { OutputBuffer } from './output-buffer.ts'
import type { ResultPrinter } from './result-printer.ts'
import { textRows } from './text-rows.ts'
import { padText, textWidth } from './text-width.ts'

type Row = readonly string[]

const NUMBERS: readonly DataType['kind'][] = [
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'float32',
  'float64',
  'decimal',
]

const NO_LIMITS = { rows: Number.POSITIVE_INFINITY, cellWidth: Number.POSITIVE_INFINITY }

export class BoxPrinter implements ResultPrinter {
  readonly keeps = 'batches'
  readonly #out: OutputBuffer
  readonly #half: number
  readonly #cellWidth: number
  #schema: Schema = { fields: [] }
  readonly #first: Row[] = []
  #last: Row[] = []
  #rows = 0

  constructor(out: OutputBuffer, limits: { readonly rows: number; readonly cellWidth: number } = NO_LIMITS) {
    this.#out = out
    this.#half = Math.ceil(limits.rows / 2)
    this.#cellWidth = limits.cellWidth
  }

  begin(schema: Schema): void {
    this.#schema = schema
  }

  print(batch: Batch): void {
    for (const row of textRows(batch)) {
      this.#rows++
      const texts = row.map(cell => this.#cut(oneLine(cell)))
      if (this.#first.length < this.#half) this.#first.push(texts)
      else this.#last.push(texts)
    }
    if (this.#last.length > this.#half) this.#last = this.#last.slice(-this.#half)
  }

  #cut(text: string): string {
    return text.length <= this.#cellWidth ? text : `${text.slice(0, this.#cellWidth - 1)}…`
  }

  end(): void {
    const { fields } = this.#schema
    if (fields.length === 0) return
    const names = fields.map(field => oneLine(field.name))
    const types = fields.map(field => typeName(field.type))
    const shown = [...this.#first, ...this.#last]
    const widths = names.map((name, i) =>
      shown.reduce((width, row) => Math.max(width, textWidth(row[i] ?? '')), Math.max(textWidth(name), textWidth(types[i] ?? ''))),
    )
    const sides = fields.map(field => (NUMBERS.includes(field.type.kind) ? 'left' : 'right'))
    const rule = (left: string, middle: string, right: string) =>
      `${left}${widths.map(width => '─'.repeat(width + 2)).join(middle)}${right}`
    const line = (cells: Row, side: (index: number) => 'left' | 'right' | 'both') =>
      `│${cells.map((cell, i) => ` ${padText(cell, widths[i] ?? 0, side(i))} `).join('│')}│`
    const body = (row: Row) => line(row, index => sides[index] ?? 'right')

    const hidden = this.#rows - shown.length
    const dots =
      hidden > 0
        ? [
            line(
              names.map(() => '·'),
              () => 'both',
            ),
          ]
        : []
    const lines = [
      rule('┌', '┬', '┐'),
      line(names, () => 'both'),
      line(types, () => 'both'),
      rule('├', '┼', '┤'),
      ...this.#first.map(body),
      ...dots,
      ...this.#last.map(body),
      rule('└', '┴', '┘'),
    ]
    if (hidden > 0) lines.push(`${this.#rows} rows, ${shown.length} shown; --max-rows 0 shows all`)
    this.#out.text(`${lines.join('\n')}\n`)
  }
}
