/** Texts made by a pattern: format, printf, and sizes as people read them. */
import type { Column } from '../../columnar/column.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import { QueryError } from '../../common/errors.ts'
import { valueText } from '../../kernels/value-text.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { mapRows } from '../support/map-rows.ts'
import { checkTextLength } from '../support/result-size.ts'
import { rowFunction } from '../support/row-function.ts'
import { signature } from '../support/signature.ts'
import { textReader } from '../support/text-reader.ts'
import { type FormatSpec, formatValue } from './format-value.ts'

const utf8 = { kind: 'utf8' } as const

/** The values of one row, as a pattern asks for them. */
interface Values {
  readonly args: readonly Column[]
  readonly row: number
  readonly name: string
}

function valueAt({ args, row, name }: Values, index: number): { readonly value: Scalar; readonly text: string } {
  const column = args[index + 1]
  if (!column) throw new QueryError('EXECUTION', `The pattern of ${name} asks for ${index + 1} values, but ${args.length - 1} are given`)
  return { value: scalarAt(column, row), text: valueText(column, row) ?? 'NULL' }
}

/** `%s`, `%d`, `%5.2f`, `%x` … as in C. */
function printf(pattern: string, values: Values): string {
  let next = 0
  return pattern.replace(
    /%([-+ 0#,']*)(\d+)?(?:\.(\d+))?(?:hh|h|ll|l)?([a-zA-Z%])?/g,
    (written, flags: string, width?: string, precision?: string, conversion?: string) => {
      if (conversion === '%') return '%'
      if (conversion === undefined || !'sdiufFeEgGxXoc'.includes(conversion))
        throw new QueryError('EXECUTION', `Function printf knows no '${written}'`)
      return formatValue(valueAt(values, next++), {
        align: flags.includes('-') ? '<' : undefined,
        fill: ' ',
        sign: flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '-',
        zeros: flags.includes('0') && !flags.includes('-'),
        grouping: flags.includes(',') || flags.includes("'") ? ',' : '',
        alternate: flags.includes('#'),
        width: checkedWidth(width),
        precision: precision === undefined ? undefined : checkedWidth(precision),
        conversion: conversion === 'i' || conversion === 'u' ? 'd' : conversion,
      })
    },
  )
}

const specification = /^(?:(.)?([<>^]))?([-+ ])?(#)?(0)?(\d+)?([,_'])?(?:\.(\d+))?([a-zA-Z])?$/u

/** `{}`, `{0}`, `{:5.2f}`, `{:,}` … as in fmt and Python. */
function format(pattern: string, values: Values): string {
  let next = 0
  return pattern.replace(/\{\{|\}\}|\{(\d*)(?::([^{}]*))?\}|[{}]/g, (written, index?: string, options = '') => {
    if (written === '{{' || written === '}}') return written.charAt(0)
    const parts = index === undefined ? null : specification.exec(options)
    if (!parts || index === undefined)
      throw new QueryError('EXECUTION', `Function format does not understand '${written}'; write {{ or }} for a brace`)
    const [, fill = ' ', align, sign = '-', alternate, zeros, width, grouping = '', precision, conversion] = parts
    const spec: FormatSpec = {
      fill,
      align: align as FormatSpec['align'], // the pattern has these three
      sign: sign as FormatSpec['sign'], // the pattern has these three
      alternate: alternate !== undefined,
      zeros: zeros !== undefined && align === undefined,
      width: checkedWidth(width),
      grouping: grouping === "'" ? ',' : grouping,
      precision: precision === undefined ? undefined : checkedWidth(precision),
      conversion,
    }
    return formatValue(valueAt(values, index === '' ? next++ : Number(index)), spec)
  })
}

function checkedWidth(digits: string | undefined): number {
  const width = Number(digits ?? 0)
  checkTextLength(width, 'format')
  return width
}

function patternFunction(
  description: Pick<ScalarFunction, 'name' | 'summary' | 'example' | 'result'>,
  apply: (pattern: string, values: Values) => string,
): ScalarFunction {
  return {
    kind: 'scalar',
    ...description,
    ...signature({ required: ['text'], rest: 'any' }, utf8),
    evaluate: (args, numRows, type) => {
      const pattern = textReader(argument(args, 0))
      return mapRows(args, { numRows, type }, row => {
        const text = apply(pattern(row), { args, row, name: description.name })
        checkTextLength(text.length, description.name)
        return text
      })
    },
  }
}

function bytesText(bytes: number, base: 1000 | 1024): string {
  const units = base === 1024 ? ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] : ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB']
  let size = Math.abs(bytes)
  let unit = 0
  while (size >= base && unit < units.length - 1) {
    size /= base
    unit++
  }
  const sign = bytes < 0 ? '-' : ''
  if (unit === 0) return `${sign}${size} ${size === 1 ? 'byte' : 'bytes'}`
  return `${sign}${(Math.floor(size * 10) / 10).toFixed(1)} ${units[unit]}`
}

export const formatTextFunctions: readonly ScalarFunction[] = [
  patternFunction(
    {
      name: 'printf',
      summary: 'A text by a pattern as in C: %s, %d, %5.2f, %x …',
      example: "SELECT printf('%s:%05d', 'chr1', 42)",
      result: 'chr1:00042',
    },
    printf,
  ),
  patternFunction(
    {
      name: 'format',
      summary: 'A text by a pattern as in Python: {}, {0}, {:.2f}, {:,} …',
      example: "SELECT format('{}:{:,}', 'chr1', 1234567)",
      result: 'chr1:1,234,567',
    },
    format,
  ),
  rowFunction({
    name: 'format_bytes',
    aliases: ['formatreadablesize'],
    summary: 'A number of bytes in KiB, MiB …',
    example: 'SELECT format_bytes(123456)',
    result: '120.5 KiB',
    safe: true,
    takes: ['integer'],
    gives: utf8,
    compute: (bytes: number) => bytesText(bytes, 1024),
  }),
  rowFunction({
    name: 'formatreadabledecimalsize',
    aliases: ['format_decimal_bytes'],
    summary: 'A number of bytes in kB, MB …',
    example: 'SELECT formatReadableDecimalSize(123456)',
    result: '123.4 kB',
    safe: true,
    takes: ['integer'],
    gives: utf8,
    compute: (bytes: number) => bytesText(bytes, 1000),
  }),
]
