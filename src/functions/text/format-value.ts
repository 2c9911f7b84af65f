/** One value by the specification of printf or format. */
import type { Scalar } from '../../columnar/scalar.ts'
import { QueryError } from '../../common/errors.ts'

export interface FormatSpec {
  readonly align: '<' | '>' | '^' | undefined
  readonly fill: string
  readonly sign: '-' | '+' | ' '
  readonly zeros: boolean
  readonly grouping: string
  readonly alternate: boolean
  readonly width: number
  readonly precision: number | undefined
  /** Absent: as the value prints. */
  readonly conversion: string | undefined
}

export function formatValue({ value, text }: { readonly value: Scalar; readonly text: string }, spec: FormatSpec): string {
  const { conversion } = spec
  if (conversion === 's' || (conversion === undefined && typeof value !== 'number' && typeof value !== 'bigint')) {
    const shown = spec.precision === undefined ? text : [...text].slice(0, spec.precision).join('')
    return padded(shown, spec, spec.align ?? (conversion === undefined ? '<' : '>'))
  }
  if (conversion === 'c') return padded(typeof value === 'number' ? String.fromCodePoint(value) : text, spec, spec.align ?? '<')
  const number = /^-?[\d.]+(?:e[+-]?\d+)?$|^-?Infinity$|^NaN$/.test(text) ? text : undefined
  if (number === undefined) throw new QueryError('EXECUTION', `'${text}' cannot be written with %${conversion}: it is no number`)
  const negative = number.startsWith('-')
  const digits = grouped(magnitude(negative ? number.slice(1) : number, value, spec), spec.grouping)
  const sign = negative ? '-' : spec.sign === '-' ? '' : spec.sign
  if (spec.zeros) return `${sign}${digits.padStart(spec.width - sign.length, '0')}`
  return padded(`${sign}${digits}`, spec, spec.align ?? '>')
}

function magnitude(text: string, value: Scalar, { conversion, precision, alternate }: FormatSpec): string {
  const number = Number(text)
  switch (conversion) {
    case 'd':
      return text.includes('.') || text.includes('e') ? notWhole(text) : text
    case 'x':
    case 'X':
    case 'o':
    case 'b': {
      const radix = conversion === 'o' ? 8 : conversion === 'b' ? 2 : 16
      if (!/^\d+$/.test(text)) return notWhole(text)
      const digits = `${alternate ? { 8: '0', 2: '0b', 16: '0x' }[radix] : ''}${BigInt(text).toString(radix)}`
      return conversion === 'X' ? digits.toUpperCase() : digits
    }
    case 'f':
    case 'F':
      return Number.isFinite(number) ? fixed(text, number, precision ?? 6) : text.toLowerCase().slice(0, 3)
    case 'e':
    case 'E': {
      const shown = number.toExponential(precision ?? 6).replace(/e([+-])(\d)$/, 'e$10$2')
      return conversion === 'E' ? shown.toUpperCase() : shown
    }
    case 'g':
    case 'G':
      return general(number, precision ?? 6)
    default:
      return precision === undefined || typeof value === 'bigint' ? text : general(number, precision)
  }
}

/** toFixed writes large numbers with an exponent; whole ones need only zeros. */
function fixed(text: string, number: number, precision: number): string {
  const places = Math.min(100, precision)
  if (/^\d+$/.test(text)) return places === 0 ? text : `${text}.${'0'.repeat(places)}`
  return number >= 1e21 ? `${BigInt(number)}${places === 0 ? '' : `.${'0'.repeat(places)}`}` : number.toFixed(places)
}

function general(number: number, precision: number): string {
  const digits = Math.min(100, Math.max(1, precision))
  const exponent = number === 0 ? 0 : Number(number.toExponential(digits - 1).split('e')[1])
  if (exponent < -4 || exponent >= digits) {
    return number
      .toExponential(digits - 1)
      .replace(/\.?0+e/, 'e')
      .replace(/e([+-])(\d)$/, 'e$10$2')
  }
  const shown = number.toFixed(Math.min(100, Math.max(0, digits - 1 - exponent)))
  return shown.includes('.') ? shown.replace(/\.?0+$/, '') : shown
}

function notWhole(text: string): never {
  throw new QueryError('EXECUTION', `${text} cannot be written as a whole number; cast it to BIGINT`)
}

function grouped(digits: string, separator: string): string {
  return separator === '' ? digits : digits.replace(/^\d+/, whole => whole.replace(/\B(?=(\d{3})+$)/g, separator))
}

function padded(text: string, { width, fill }: FormatSpec, align: '<' | '>' | '^'): string {
  const missing = width - [...text].length
  if (missing <= 0) return text
  const before = align === '<' ? 0 : align === '>' ? missing : Math.floor(missing / 2)
  return `${fill.repeat(before)}${text}${fill.repeat(missing - before)}`
}
