/** The encoder for key columns of a type. */
import type { DataType } from '../../columnar/data-type.ts'
import { fixedWidth } from '../../columnar/fixed-width.ts'
import { DictionaryCodes } from './dictionary-codes.ts'
import type { KeyEncoder } from './key-encoder.ts'
import { NestedCodes } from './nested-codes.ts'
import { NullEncoder } from './null-encoder.ts'
import { NullableEncoder } from './nullable-encoder.ts'
import { TextCodes } from './text-codes.ts'
import type { ValueCodes } from './value-codes.ts'
import { WideCodes } from './wide-codes.ts'
import { WordCodes } from './word-codes.ts'
import { wordLayout } from './word-layouts.ts'

export function createKeyEncoder(type: DataType): KeyEncoder {
  return type.kind === 'null' ? new NullEncoder() : new NullableEncoder(type, valueCodes(type))
}

function valueCodes(type: DataType): ValueCodes {
  if (type.kind === 'dictionary') return new DictionaryCodes()
  if (type.kind === 'utf8' || type.kind === 'binary') return new TextCodes(type)
  const layout = wordLayout(type)
  if (layout !== undefined) return new WordCodes(layout)
  return fixedWidth(type)?.bytesPerRow === 8 ? new WideCodes(type) : new NestedCodes(type)
}
