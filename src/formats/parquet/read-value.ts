/** One stored value as a scalar: for lists and structs, and whatever has no faster way. */

import type { Scalar } from '../../columnar/scalar.ts'
import { QueryError } from '../../common/errors.ts'
import type { LeafKind, ParquetNode } from './parquet-node.ts'

const decoder = new TextDecoder()
const NANOSECONDS = 1000n

export function readValue(node: ParquetNode, stored: unknown): Scalar {
  if (stored === null || stored === undefined) return null
  switch (node.kind) {
    case 'leaf':
      return readLeaf(node, stored)
    case 'list':
      // The library makes an array a list, and an object a struct.
      return Array.from(stored as ArrayLike<unknown>, item => readValue(node.item, item))
    case 'struct': {
      const values = stored as { readonly [name: string]: unknown }
      return Object.fromEntries([...node.children].map(([name, child]) => [name, readValue(child, values[name])]))
    }
  }
}

function readLeaf({ type, leaf, scale = 0 }: ParquetNode & { readonly kind: 'leaf' }, stored: unknown): Scalar {
  if (leaf === 'decimal' && type.kind === 'decimal') return decimal(stored)
  if (leaf === 'decimal') return Number(`${stored instanceof Uint8Array ? bigEndian(stored) : stored}e-${scale}`)
  if (stored instanceof Uint8Array) return readBytes(type.kind, leaf, stored)
  if (leaf === 'unsigned') return unsigned(type.kind, stored)
  if (leaf === 'nanoseconds') return floorDivide(stored as bigint, NANOSECONDS) // such leaves are stored as INT64 or INT96
  if (typeof stored === 'number' || typeof stored === 'bigint' || typeof stored === 'boolean') return stored
  throw new QueryError('INTERNAL', `A Parquet value is a ${typeof stored}. This is a bug in locusql; please report it.`)
}

function unsigned(kind: string, stored: unknown): Scalar {
  if (typeof stored === 'bigint') return BigInt.asUintN(64, stored)
  const bits = kind === 'uint8' ? 0xff : kind === 'uint16' ? 0xffff : 0xffffffff
  return ((stored as number) & bits) >>> 0 // INT32
}

function readBytes(kind: string, leaf: LeafKind, bytes: Uint8Array): Scalar {
  if (leaf === 'uuid') return uuid(bytes)
  if (leaf === 'float16') return float16((bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8))
  return kind === 'binary' ? bytes : decoder.decode(bytes)
}

/** The unscaled integer. */
function decimal(stored: unknown): bigint {
  if (stored instanceof Uint8Array) return bigEndian(stored)
  return typeof stored === 'bigint' ? stored : BigInt(stored as number) // INT32
}

/** Two's complement. */
function bigEndian(bytes: Uint8Array): bigint {
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  return BigInt.asIntN(bytes.length * 8, value)
}

function uuid(bytes: Uint8Array): string {
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function float16(bits: number): number {
  const sign = bits >> 15 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

/** Towards the past, as a timestamp from Arrow is. */
function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by
  return value % by < 0n ? quotient - 1n : quotient
}
