/** Text as bytes and digits, and back: hexadecimal, base64, UTF-8, hashes. */
import type { DataType } from '../../columnar/data-type.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { encodeUtf8 } from '../../columnar/utf8.ts'
import { QueryError } from '../../common/errors.ts'
import { md5 } from '../../kernels/md5.ts'
import { sha1, sha256 } from '../../kernels/sha.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { rowFunction } from '../support/row-function.ts'

const utf8: DataType = { kind: 'utf8' }
const binary: DataType = { kind: 'binary' }

type Description = Pick<ScalarFunction, 'name' | 'aliases' | 'summary' | 'example' | 'result'>

/** Of a text (its UTF-8) or of bytes. */
function ofBytes(description: Description, gives: DataType, compute: (bytes: Uint8Array) => Scalar): ScalarFunction {
  const takesText = rowFunction({
    ...description,
    safe: true,
    takes: ['text'],
    gives,
    compute: (text: string) => compute(encodeUtf8(text)),
  })
  const takesBytes = rowFunction({ ...description, safe: true, takes: ['binary'], gives, compute })
  const chosen = (types: readonly DataType[]) => (types[0]?.kind === 'binary' ? takesBytes : takesText)
  return {
    ...takesText,
    resultType: types => chosen(types).resultType(types),
    parameterTypes: types => chosen(types).parameterTypes?.(types) ?? types,
    evaluate: (args, numRows, type) => chosen(args.map(arg => arg.type)).evaluate(args, numRows, type),
  }
}

/** Of an integer by its two's complement in 64 bits, of a text or bytes byte by byte. */
function digitsFunction(
  description: Description,
  digits: { readonly ofByte: (byte: number) => string; readonly radix: 2 | 16 },
): ScalarFunction {
  const ofText = ofBytes(description, utf8, bytes => Array.from(bytes, digits.ofByte).join(''))
  const ofInteger = rowFunction({
    ...description,
    safe: true,
    takes: ['exact integer'],
    gives: utf8,
    compute: (value: number | bigint) => BigInt.asUintN(64, BigInt(value)).toString(digits.radix).toUpperCase(),
  })
  const chosen = (types: readonly DataType[]) => (types[0] && ofInteger.resultType(types) && types[0].kind !== 'null' ? ofInteger : ofText)
  return {
    ...ofText,
    resultType: types => chosen(types).resultType(types),
    parameterTypes: types => chosen(types).parameterTypes?.(types) ?? types,
    evaluate: (args, numRows, type) => chosen(args.map(arg => arg.type)).evaluate(args, numRows, type),
  }
}

function fromDigits(text: string, size: 2 | 8, name: string): Uint8Array {
  const valid = size === 2 ? /^[\da-f]*$/i : /^[01]*$/
  if (!valid.test(text))
    throw new QueryError('EXECUTION', `Function ${name} takes ${size === 2 ? 'hexadecimal' : 'binary'} digits, not '${shortened(text)}'`)
  const padded = text.length % size === 0 ? text : text.padStart(text.length + size - (text.length % size), '0')
  return Uint8Array.from({ length: padded.length / size }, (_, i) =>
    Number.parseInt(padded.slice(i * size, (i + 1) * size), size === 2 ? 16 : 2),
  )
}

function shortened(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
}

function fromBase64(text: string): Uint8Array {
  const compact = text.replace(/\s/g, '')
  if (!/^[A-Za-z\d+/]*={0,2}$/.test(compact) || compact.length % 4 === 1) {
    throw new QueryError('EXECUTION', `Function from_base64 takes base64, not '${shortened(text)}'`)
  }
  return Uint8Array.from(atob(compact), character => character.charCodeAt(0))
}

function decodeStrictly(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    throw new QueryError('EXECUTION', 'Function decode takes bytes that are UTF-8 text', {}, { cause: error })
  }
}

function decodePercents(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    throw new QueryError('EXECUTION', `Function url_decode takes text with percent escapes, not '${shortened(text)}'`, {}, { cause: error })
  }
}

export const encodingFunctions: readonly ScalarFunction[] = [
  digitsFunction(
    {
      name: 'hex',
      aliases: ['to_hex'],
      summary: 'The bytes of a text, or an integer, as hexadecimal digits.',
      example: "SELECT hex('ACGT')",
      result: '41434754',
    },
    { ofByte: byte => byte.toString(16).padStart(2, '0').toUpperCase(), radix: 16 },
  ),
  digitsFunction(
    {
      name: 'bin',
      aliases: ['to_binary'],
      summary: 'The bytes of a text, or an integer, as binary digits.',
      example: 'SELECT bin(10)',
      result: '1010',
    },
    { ofByte: byte => byte.toString(2).padStart(8, '0'), radix: 2 },
  ),
  rowFunction({
    name: 'unhex',
    aliases: ['from_hex'],
    summary: 'The bytes that hexadecimal digits stand for.',
    example: "SELECT decode(unhex('41434754'))",
    result: 'ACGT',
    takes: ['text'],
    gives: binary,
    compute: (text: string) => fromDigits(text, 2, 'unhex'),
  }),
  rowFunction({
    name: 'unbin',
    aliases: ['from_binary'],
    summary: 'The bytes that binary digits stand for.',
    example: "SELECT unbin('01000001')",
    result: '\\x41',
    takes: ['text'],
    gives: binary,
    compute: (text: string) => fromDigits(text, 8, 'unbin'),
  }),
  rowFunction({
    name: 'encode',
    summary: 'The UTF-8 bytes of a text.',
    example: "SELECT encode('é')",
    result: '\\xc3a9',
    safe: true,
    takes: ['text'],
    gives: binary,
    compute: (text: string) => encodeUtf8(text),
  }),
  rowFunction({
    name: 'decode',
    summary: 'The text that UTF-8 bytes stand for.',
    example: "SELECT decode(x'c3a9')",
    result: 'é',
    takes: ['binary'],
    gives: utf8,
    compute: decodeStrictly,
  }),
  ofBytes(
    {
      name: 'to_base64',
      aliases: ['base64'],
      summary: 'The bytes of a text in base64.',
      example: "SELECT to_base64('ACGT')",
      result: 'QUNHVA==',
    },
    utf8,
    toBase64,
  ),
  rowFunction({
    name: 'from_base64',
    summary: 'The bytes that base64 text stands for.',
    example: "SELECT from_base64('QUNHVA==')",
    result: '\\x41434754',
    takes: ['text'],
    gives: binary,
    compute: fromBase64,
  }),
  ofBytes(
    { name: 'md5', summary: 'The MD5 hash of a text or bytes.', example: "SELECT md5('ACGT')", result: 'f1f8f4bf413b16ad135722aa4591043e' },
    utf8,
    md5,
  ),
  ofBytes(
    {
      name: 'sha1',
      summary: 'The SHA-1 hash of a text or bytes.',
      example: "SELECT sha1('abc')",
      result: 'a9993e364706816aba3e25717850c26c9cd0d89d',
    },
    utf8,
    sha1,
  ),
  ofBytes(
    {
      name: 'sha256',
      summary: 'The SHA-256 hash of a text or bytes.',
      example: "SELECT sha256('abc')",
      result: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    },
    utf8,
    sha256,
  ),
  rowFunction({
    name: 'url_encode',
    summary: 'A text with percent escapes, as in the query of a URL.',
    example: "SELECT url_encode('a b&c')",
    result: 'a%20b%26c',
    safe: true,
    takes: ['text'],
    gives: utf8,
    compute: (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`),
  }),
  rowFunction({
    name: 'url_decode',
    summary: 'A text without its percent escapes.',
    example: "SELECT url_decode('a%20b')",
    result: 'a b',
    takes: ['text'],
    gives: utf8,
    compute: decodePercents,
  }),
]
