/** The builder of a column type. */
import type { DataType } from '../data-type.ts'
import { isWideDecimal } from '../decimal-words.ts'
import type { Dictionary } from '../dictionary.ts'
import { BinaryBuilder } from './binary-builder.ts'
import { BooleanBuilder } from './boolean-builder.ts'
import type { ColumnBuilder } from './column-builder.ts'
import { DecimalBuilder } from './decimal-builder.ts'
import { DictionaryBuilder } from './dictionary-builder.ts'
import { Int64Builder } from './int64-builder.ts'
import { IntervalBuilder } from './interval-builder.ts'
import { ListBuilder } from './list-builder.ts'
import { NullBuilder } from './null-builder.ts'
import { NumberBuilder } from './number-builder.ts'
import { StructBuilder } from './struct-builder.ts'
import { Utf8Builder } from './utf8-builder.ts'

interface BuilderOf {
  readonly boolean: BooleanBuilder
  readonly utf8: Utf8Builder
  readonly binary: BinaryBuilder
  readonly dictionary: DictionaryBuilder
  readonly interval: IntervalBuilder
  readonly list: ListBuilder
  readonly struct: StructBuilder
  readonly null: NullBuilder
  readonly int64: Int64Builder
  readonly uint64: Int64Builder
  readonly timestamp: Int64Builder
  readonly time: Int64Builder
  readonly decimal: Int64Builder | DecimalBuilder
  readonly int8: NumberBuilder
  readonly int16: NumberBuilder
  readonly int32: NumberBuilder
  readonly uint8: NumberBuilder
  readonly uint16: NumberBuilder
  readonly uint32: NumberBuilder
  readonly float32: NumberBuilder
  readonly float64: NumberBuilder
  readonly date: NumberBuilder
}

/** A literal kind gives the concrete class, with its fast ways in. `dictionary`: codes of this one; only for dictionary columns. */
export function createBuilder<K extends DataType['kind']>(type: DataType & { readonly kind: K }, dictionary?: Dictionary): BuilderOf[K]
export function createBuilder(type: DataType, dictionary?: Dictionary): ColumnBuilder
export function createBuilder(type: DataType, dictionary?: Dictionary): ColumnBuilder {
  switch (type.kind) {
    case 'null':
      return new NullBuilder()
    case 'boolean':
      return new BooleanBuilder()
    case 'utf8':
      return new Utf8Builder()
    case 'binary':
      return new BinaryBuilder()
    case 'dictionary':
      return new DictionaryBuilder(dictionary)
    case 'interval':
      return new IntervalBuilder()
    case 'list':
      return new ListBuilder(type, createBuilder(type.item, dictionary))
    case 'struct':
      return new StructBuilder(
        type.fields,
        type.fields.map(field => createBuilder(field.type)),
      )
    case 'decimal':
      return isWideDecimal(type) ? new DecimalBuilder(type) : new Int64Builder(type)
    case 'int64':
    case 'uint64':
    case 'timestamp':
    case 'time':
      return new Int64Builder(type)
    default:
      return new NumberBuilder(type)
  }
}
