/** The type of JSON values seen so far, widened value by value: lists and objects keep their structure, what does not fit together is text. */
import type { DataType, Field } from '../../columnar/data-type.ts'

/** What has been seen. `null`: only NULLs. */
type Shape =
  | { readonly kind: 'null' | 'boolean' | 'integer' | 'long' | 'float' | 'text' | 'mixed' }
  | { readonly kind: 'list'; readonly item: Shape }
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, Shape> }

/** Deeper structure is kept as JSON text. */
const DEEPEST = 16
const MAX_INT64 = 2 ** 63

export class JsonTypeInference {
  private readonly shapes = new Map<string, Shape>()

  add(row: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(row)) {
      this.shapes.set(name, widen(this.shapes.get(name) ?? { kind: 'null' }, shapeOf(value, 0)))
    }
  }

  /** In the order in which the names were met. */
  fields(): readonly Field[] {
    return fieldsOf(this.shapes)
  }
}

function fieldsOf(shapes: ReadonlyMap<string, Shape>): readonly Field[] {
  return [...shapes].map(([name, shape]) => ({ name, type: typeOf(shape), nullable: true }))
}

function shapeOf(value: unknown, depth: number): Shape {
  if (value === null) return { kind: 'null' }
  if (typeof value === 'boolean') return { kind: 'boolean' }
  if (typeof value === 'string') return { kind: 'text' }
  if (typeof value === 'number') {
    if (!Number.isInteger(value) || Math.abs(value) > MAX_INT64) return { kind: 'float' }
    return { kind: Number.isSafeInteger(value) ? 'integer' : 'long' }
  }
  if (depth >= DEEPEST || typeof value !== 'object') return { kind: 'mixed' }
  if (Array.isArray(value)) {
    return { kind: 'list', item: value.reduce<Shape>((shape, item) => widen(shape, shapeOf(item, depth + 1)), { kind: 'null' }) }
  }
  return { kind: 'object', fields: new Map(Object.entries(value).map(([name, item]) => [name, shapeOf(item, depth + 1)])) }
}

const NUMBERS: readonly string[] = ['integer', 'long', 'float']

function widen(a: Shape, b: Shape): Shape {
  if (a.kind === 'null') return b
  if (b.kind === 'null') return a
  if (a.kind === 'list' && b.kind === 'list') return { kind: 'list', item: widen(a.item, b.item) }
  if (a.kind === 'object' && b.kind === 'object') return widenObject(a.fields, b.fields)
  if (a.kind === b.kind) return a
  const isNumber = NUMBERS.includes(a.kind) && NUMBERS.includes(b.kind)
  if (!isNumber) return { kind: 'mixed' }
  return NUMBERS.indexOf(a.kind) > NUMBERS.indexOf(b.kind) ? a : b
}

function widenObject(a: ReadonlyMap<string, Shape>, b: ReadonlyMap<string, Shape>): Shape {
  const fields = new Map(a)
  for (const [name, shape] of b) fields.set(name, widen(fields.get(name) ?? { kind: 'null' }, shape))
  return { kind: 'object', fields }
}

function typeOf(shape: Shape): DataType {
  switch (shape.kind) {
    case 'boolean':
      return { kind: 'boolean' }
    case 'integer':
      return { kind: 'int64' }
    // In JavaScript a column of such numbers must be of bigints.
    case 'long':
      return { kind: 'int64', declared: true }
    case 'float':
      return { kind: 'float64' }
    case 'list':
      return { kind: 'list', item: typeOf(shape.item) }
    case 'object':
      return shape.fields.size === 0 ? { kind: 'utf8' } : { kind: 'struct', fields: fieldsOf(shape.fields) }
    default:
      return { kind: 'utf8' }
  }
}
