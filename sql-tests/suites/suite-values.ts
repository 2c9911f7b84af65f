/** The values of a result as the three dialects of sqllogictest write them. */
import { textRows } from '../../src/cli/print/text-rows.ts'
import type { Batch } from '../../src/columnar/batch.ts'
import type { DataType } from '../../src/columnar/data-type.ts'
import type { Schema } from '../../src/columnar/schema.ts'
import type { SuiteDialect } from './suite-record.ts'

type Write = (text: string, type: DataType, letter: string) => string

const WRITERS: Readonly<Record<SuiteDialect, Write>> = { sqlite: sqliteValue, datafusion: datafusionValue, duckdb: duckdbValue }

/** `types`: the letters behind `query`, one a column. */
export function suiteValues(
  dialect: SuiteDialect,
  result: { readonly schema: Schema; readonly batches: readonly Batch[]; readonly types: string },
) {
  const types = result.schema.fields.map(field => field.type)
  const write = WRITERS[dialect]
  const rows: string[][] = []
  for (const batch of result.batches) {
    for (const row of textRows(batch)) {
      rows.push(
        row.map((text, column) => {
          if (text === 'NULL') return 'NULL'
          return text === '' ? '(empty)' : write(text, types[column] ?? { kind: 'utf8' }, result.types[column] ?? 'T')
        }),
      )
    }
  }
  return rows
}

/** The letter decides, not the column: sqllogictest asks SQLite for an integer, a real or a text. */
function sqliteValue(text: string, type: DataType, letter: string): string {
  const number = type.kind === 'boolean' ? (text === 'true' ? '1' : '0') : text
  if (letter === 'I') return integerOf(number)
  if (letter === 'R') return Number.isNaN(Number(number)) ? '0.000' : `${/^-0(\.0*)?$/.test(number) ? '-' : ''}${Number(number).toFixed(3)}`
  if (isFloat(type)) return Number.isInteger(Number(number)) ? `${number}.0` : String(Number(Number(number).toPrecision(15)))
  return number.replace(/[^ -~]/g, '@')
}

function integerOf(text: string): string {
  if (/^-?\d+$/.test(text)) return text
  const leading = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?/i.exec(text)
  return leading ? String(Math.trunc(Number(leading[0]))).replace(/^-0$/, '0') : '0'
}

/** Floats rounded to 12 places, ISO 8601 with a T. */
function datafusionValue(text: string, type: DataType): string {
  if (isFloat(type)) return datafusionFloat(text)
  if (type.kind === 'decimal') return text.includes('.') ? text.replace(/\.?0+$/, '') : text
  if (type.kind === 'timestamp') return text.replace(' ', 'T').replace(/\+00(:00)?$/, 'Z')
  return text
}

function datafusionFloat(text: string): string {
  const value = Number(text)
  if (!Number.isFinite(value)) return text
  if (Math.abs(value) >= 1e15) return BigInt(Math.round(value)).toString()
  return Number.isInteger(value) ? String(value) : value.toFixed(12).replace(/\.?0+$/, '')
}

/** Infinities in short, and bytes as they print where they can. */
function duckdbValue(text: string, type: DataType): string {
  if (isFloat(type)) return text.replace('Infinity', 'inf').replace('NaN', 'nan')
  if (type.kind === 'binary') return duckdbBytes(text)
  return text.replaceAll('\0', '\\0')
}

/** `\\xaa61` as `\\xAAa`. */
function duckdbBytes(hex: string): string {
  const bytes = hex.slice(2).match(/../g) ?? []
  const shown = bytes.map(byte => {
    const code = Number.parseInt(byte, 16)
    return code >= 32 && code < 127 && code !== 92 ? String.fromCharCode(code) : `\\x${byte.toUpperCase()}`
  })
  return shown.join('') || '(empty)'
}

function isFloat(type: DataType): boolean {
  return type.kind === 'float32' || type.kind === 'float64'
}
