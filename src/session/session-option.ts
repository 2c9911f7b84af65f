/** One option of a session, and how the text or value a user gives becomes its value. */
import { QueryError } from '../common/errors.ts'

export type OptionValue = string | number | boolean

/**
 * Not zod: these few kinds are read at every start, and a shell that answers `SELECT 1` should not pay for loading a validator.
 * Options of formats, which are loaded with their format, use zod.
 */
export type OptionType =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'bytes' } // 1073741824, '1GB', '512 MiB'; 0 is no limit
  | { readonly kind: 'text' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }

export interface SessionOption {
  readonly name: string
  readonly type: OptionType
  readonly default: OptionValue
  readonly description: string
}

const TRUE_WORDS = ['true', 'on', 'yes', '1', 't']
const FALSE_WORDS = ['false', 'off', 'no', '0', 'f']
const BYTE_UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  k: 1024,
  kib: 1024,
  m: 1024 ** 2,
  mib: 1024 ** 2,
  g: 1024 ** 3,
  gib: 1024 ** 3,
  t: 1024 ** 4,
  tib: 1024 ** 4,
}

/** The value an option takes from what was written; a CONFIGURATION error says what would have been right. */
export function parseOptionValue(option: SessionOption, given: OptionValue): OptionValue {
  const text = String(given).trim().toLowerCase()
  const type = option.type
  switch (type.kind) {
    case 'boolean':
      if (TRUE_WORDS.includes(text)) return true
      if (FALSE_WORDS.includes(text)) return false
      throw wrongValue(option, given, 'true or false')
    case 'integer': {
      const value = Number(text)
      if (text !== '' && Number.isInteger(value) && value >= type.min && value <= type.max) return value
      throw wrongValue(option, given, `an integer from ${type.min} to ${type.max}`)
    }
    case 'bytes': {
      const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/.exec(text)
      const unit = match && Object.hasOwn(BYTE_UNITS, match[2] ?? '') ? BYTE_UNITS[match[2] ?? ''] : undefined
      if (match && unit !== undefined) return Math.floor(Number(match[1]) * unit)
      throw wrongValue(option, given, "a number of bytes such as 1000000, '512 MB' or '2GiB' (0: no limit)")
    }
    case 'text':
      return String(given)
    case 'choice':
      if (type.choices.includes(text)) return text
      throw wrongValue(option, given, type.choices.map(choice => `'${choice}'`).join(', '))
  }
}

/** `true or false`, `an integer`, …: what `docs/sql.md` and SHOW ALL print. */
export function describeOptionType(type: OptionType): string {
  switch (type.kind) {
    case 'boolean':
      return 'boolean'
    case 'integer':
      return 'integer'
    case 'bytes':
      return 'bytes'
    case 'text':
      return 'text'
    case 'choice':
      return type.choices.join(' | ')
  }
}

function wrongValue(option: SessionOption, given: OptionValue, wanted: string): QueryError {
  return new QueryError('CONFIGURATION', `Option "${option.name}" cannot be ${JSON.stringify(given)}: give ${wanted}.`)
}
