/** How a data series is stored (CRAM §3, §13), as data. */
import { ByteCursor } from './byte-cursor.ts'
import { CramFault } from './cram-fault.ts'

export type Encoding =
  | { readonly kind: 'null' }
  | { readonly kind: 'external'; readonly block: number }
  | { readonly kind: 'huffman'; readonly alphabet: readonly number[]; readonly lengths: readonly number[] }
  | { readonly kind: 'array-length'; readonly lengths: Encoding; readonly values: Encoding }
  | { readonly kind: 'array-stop'; readonly stop: number; readonly block: number }
  | { readonly kind: 'beta'; readonly offset: number; readonly bits: number }
  | { readonly kind: 'subexponential'; readonly offset: number; readonly k: number }
  | { readonly kind: 'golomb'; readonly offset: number; readonly divisor: number }
  | { readonly kind: 'golomb-rice'; readonly offset: number; readonly bits: number }
  | { readonly kind: 'gamma'; readonly offset: number }

const MOST_NESTED = 2

export function readEncoding(cursor: ByteCursor, depth = 0): Encoding {
  if (depth > MOST_NESTED) throw new CramFault('encodings are nested too deeply')
  const codec = cursor.itf8()
  const parameters = new ByteCursor(cursor.take(cursor.itf8()), 'the parameters of an encoding')
  switch (codec) {
    case 0:
      return { kind: 'null' }
    case 1:
      return { kind: 'external', block: parameters.itf8() }
    case 2:
      return checked({ kind: 'golomb', offset: parameters.itf8(), divisor: parameters.itf8() })
    case 3:
      return { kind: 'huffman', alphabet: parameters.itf8Array(), lengths: parameters.itf8Array() }
    case 4:
      return { kind: 'array-length', lengths: readEncoding(parameters, depth + 1), values: readEncoding(parameters, depth + 1) }
    case 5:
      return { kind: 'array-stop', stop: parameters.byte(), block: parameters.itf8() }
    case 6:
      return checked({ kind: 'beta', offset: parameters.itf8(), bits: parameters.itf8() })
    case 7:
      return checked({ kind: 'subexponential', offset: parameters.itf8(), k: parameters.itf8() })
    case 8:
      return checked({ kind: 'golomb-rice', offset: parameters.itf8(), bits: parameters.itf8() })
    case 9:
      return { kind: 'gamma', offset: parameters.itf8() }
    default:
      throw new CramFault(`an encoding has the unknown number ${codec}`)
  }
}

function checked(encoding: Encoding): Encoding {
  const isWrong =
    ((encoding.kind === 'beta' || encoding.kind === 'golomb-rice') && (encoding.bits < 0 || encoding.bits > 32)) ||
    (encoding.kind === 'subexponential' && (encoding.k < 0 || encoding.k > 31)) ||
    (encoding.kind === 'golomb' && encoding.divisor < 1)
  if (isWrong) throw new CramFault(`an encoding of kind ${encoding.kind} has impossible parameters`)
  return encoding
}

/** Stands for the core data block among the ids of external ones. */
export const CORE = 'core'
export type BlockKey = number | typeof CORE

/** The blocks that hold the values. */
export function blocksOf(encoding: Encoding): readonly BlockKey[] {
  switch (encoding.kind) {
    case 'null':
      return []
    case 'external':
    case 'array-stop':
      return [encoding.block]
    case 'array-length':
      return [...blocksOf(encoding.lengths), ...blocksOf(encoding.values)]
    case 'huffman': // one value takes no bits
      return encoding.alphabet.length <= 1 && (encoding.lengths[0] ?? 0) === 0 ? [] : [CORE]
    case 'beta':
      return encoding.bits === 0 ? [] : [CORE]
    default:
      return [CORE]
  }
}
