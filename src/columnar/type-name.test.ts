import { expect, test } from 'vitest'
import { sameType } from './same-type.ts'
import { typeName } from './type-name.ts'

test.each([
  [{ kind: 'uint32' }, 'UInt32'],
  [{ kind: 'dictionary' }, 'Dictionary<Utf8>'],
  [{ kind: 'list', item: { kind: 'int32' } }, 'List<Int32>'],
  [{ kind: 'timestamp', unit: 'us', timezone: 'UTC' }, 'Timestamp(us, UTC)'],
  [{ kind: 'decimal', precision: 10, scale: 2 }, 'Decimal(10, 2)'],
  [
    {
      kind: 'struct',
      fields: [
        { name: 'a', type: { kind: 'int32' }, nullable: true },
        { name: 'b', type: { kind: 'list', item: { kind: 'utf8' } }, nullable: false },
      ],
    },
    'Struct<a: Int32, b: List<Utf8>>',
  ],
] as const)('%o is %s', (type, name) => {
  expect(typeName(type)).toBe(name)
})

test('types are the same whatever was declared and may be NULL, but not with other names or units', () => {
  const struct = (name: string, nullable: boolean) => ({ kind: 'struct', fields: [{ name, type: { kind: 'int8' }, nullable }] }) as const
  expect(sameType({ kind: 'int64' }, { kind: 'int64', declared: true })).toBe(true)
  expect(sameType(struct('a', true), struct('a', false))).toBe(true)
  expect(sameType(struct('a', true), struct('b', true))).toBe(false)
  expect(sameType({ kind: 'timestamp', unit: 'ms' }, { kind: 'timestamp', unit: 'us' })).toBe(false)
  expect(sameType({ kind: 'utf8' }, { kind: 'dictionary' })).toBe(false)
})
