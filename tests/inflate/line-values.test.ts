/** The values that are read many at a time, beside those that are read one by one. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseFloatField } from '../../src/formats/text/parse-float.ts'
import type { LineFields, NumberForm } from '../../src/io/lines/line-fields.ts'
import { readLines } from '../../src/io/lines/read-lines.ts'
import { MemorySource } from '../../src/io/memory-source.ts'
import { createNodeCodecs } from '../../src/platform/node/node-codecs.ts'

const codecs = createNodeCodecs({ inflater: 'wasm' })
const number = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 99_999 }).map(String) },
  { weight: 4, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(value => value.toFixed(3)) },
  { weight: 2, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value.toExponential(4)) },
  fc.constantFrom(
    '.',
    '',
    '-0',
    '+5',
    '1.',
    '.5',
    '-.5',
    '.',
    '1e',
    '1e+',
    '1e5',
    '2E-3',
    '1e23',
    '1e-23',
    '1e-22',
    '12.0',
    'nan',
    'inf',
    ' 7',
    '-',
  ),
  fc.constantFrom(
    '123456789012345',
    '1234567890123456',
    '0.00000000000000012345',
    '0000000000000000001',
    '1.2.3',
    '1e1000',
    '5e',
    '4294967296',
  ),
)
const numbers = fc.oneof(
  { weight: 3, arbitrary: number },
  fc.array(number, { minLength: 2, maxLength: 4 }).map(list => list.join(',')),
)
const text = fc.oneof(
  fc.constantFrom('A', 'C', '.', '', 'AC', '<DEL>', 'é'),
  fc.nat(80).map(length => 'ACGT'.repeat(25).slice(0, length)),
)
const entry = fc.oneof(
  fc.tuple(fc.constantFrom('AF', 'AN', 'A', 'AFX', 'XAF', 'LONG_KEY_1', 'LONG_KEY_2', ''), numbers).map(pair => pair.join('=')),
  fc.constantFrom('AF', 'DB', 'LONG_KEY_1', '.', '=', '=5', 'AF=1=2', 'A=B', 'CSQ=A|AF|,;AF'),
)
const info = fc.array(entry, { minLength: 1, maxLength: 6 }).map(entries => entries.join(';'))
const line = fc.oneof(
  { weight: 20, arbitrary: fc.tuple(number, text, numbers, info).map(fields => fields.join('\t')) },
  fc.constantFrom('1\tA', '5', '1\tA\t2'),
)

const forms: readonly NumberForm[] = (['one', 'many'] as const).flatMap(form => [
  { form, whole: false, least: Number.NEGATIVE_INFINITY, greatest: Number.POSITIVE_INFINITY },
  { form, whole: true, least: 0, greatest: 4_294_967_295 },
])

/** As the appenders of values see it; undefined where they are to be asked. */
function expected(value: string, of: NumberForm): readonly number[] | null | undefined {
  if (value === '' || value === '.') return null
  if (of.form === 'one' && value.includes(',')) return undefined
  const items = value.split(',').map(item => {
    const bytes = new TextEncoder().encode(item)
    const isCommon = of.whole ? /^[+-]?\d+$/.test(item) : /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(item)
    const read = isCommon ? parseFloatField(bytes, 0, bytes.length) : undefined
    return read !== undefined && read >= of.least && read <= of.greatest ? read : undefined
  })
  return items.some(item => item === undefined) ? undefined : items.map(item => item ?? 0)
}

/** The value of the first entry of a key. */
function infoValue(infoText: string, key: string): string {
  const found = infoText.split(';').find(text => text === key || text.startsWith(`${key}=`))
  return found === undefined || found === key ? '' : found.slice(key.length + 1)
}

const seen = { numbers: 0, positions: 0, texts: 0, refused: 0 }

async function onBlocks(lines: readonly string[], check: (fields: LineFields, count: number) => void) {
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`)
  for await (const block of readLines({ source: new MemorySource('a', bytes), codecs, compression: 'plain', tabs: 5 })) {
    if (!block.fields) throw new Error('There are no quick looks in WebAssembly memory.')
    check(block.fields, block.count)
  }
}

interface Asked {
  readonly fields: LineFields
  readonly from: number
  readonly texts: readonly (readonly string[])[]
}

function checkNumbers({ fields, from, texts }: Asked, of: NumberForm, place: { readonly field: number; readonly key?: string }) {
  const { field, key } = place
  const found = fields.numbers(from, texts.length, { field, ...(key !== undefined && { key: new TextEncoder().encode(key) }), ...of })
  const values = texts.map(list => (list[field] === undefined ? undefined : key === undefined ? list[field] : infoValue(list[field], key)))
  for (let i = 0; i < found.count; i++) {
    const start = i === 0 ? 0 : found.ends[i - 1]!
    const items = [...found.values.subarray(start, found.ends[i])]
    const wanted = expected(values[i] ?? 'none', of)
    expect(wanted).not.toBeUndefined()
    expect(found.nulls.includes(i)).toBe(wanted === null)
    expect(items).toEqual(wanted ?? (of.form === 'one' ? [0] : []))
    seen.numbers++
  }
  if (found.count === texts.length) return
  seen.refused++
  const refused = values[found.count]
  const wanted = refused === undefined ? undefined : expected(refused, of)
  // Exact in several steps only: the common form has 15 digits and powers up to 10^22.
  if (wanted !== undefined) expect(refused).toMatch(/\d{15}|e[+-]?\d{2}|0\.000/i)
}

function checkTexts({ fields, from, texts }: Asked, nullable: boolean) {
  const { count, bytes, ends, nulls } = fields.texts(from, texts.length, { field: 1, nullable })
  for (let i = 0; i < count; i++) {
    const text = new TextDecoder().decode(bytes.slice(i === 0 ? 0 : ends[i - 1], ends[i]))
    const isNull = nullable && (texts[i]?.[1] === '' || texts[i]?.[1] === '.')
    expect(nulls.includes(i)).toBe(isNull)
    expect(text).toBe(isNull ? '' : texts[i]?.[1])
    seen.texts++
  }
  if (count < texts.length) expect([undefined, nullable ? undefined : '']).toContain(texts[count]?.[1])
}

function checkPositions({ fields, from, texts }: Asked, shift: number, least: number) {
  const found = fields.positions(from, texts.length, { field: 0, shift, least })
  const good = (text: string | undefined) => text !== undefined && /^\d{1,9}$/.test(text) && Number(text) + shift >= least
  const stop = texts.findIndex(list => !good(list[0]))
  expect([...found]).toEqual(texts.slice(0, stop < 0 ? texts.length : stop).map(list => Number(list[0]) + shift))
  seen.positions += found.length
}

test('numbers, texts and positions are those of the text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12, size: 'max' }), fc.nat(), async (lines, a) => {
      await onBlocks(lines, (fields, count) => {
        const from = a % count
        const asked = { fields, from, texts: lines.slice(from).map(text => text.split('\t')) }
        for (const of of forms) {
          checkNumbers(asked, of, { field: 2 })
          for (const key of ['AF', 'A', 'LONG_KEY_1', 'LONG_KEY_2']) checkNumbers(asked, of, { field: 3, key })
        }
        for (const nullable of [true, false]) checkTexts(asked, nullable)
        checkPositions(asked, -1, 0)
        checkPositions(asked, 0, 1)
      })
    }),
    { numRuns: 200, seed: 20261201 },
  )
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(100)
})

test('stops where the room for values ends', async () => {
  const lines = Array.from(
    { length: 9000 },
    (_, i) => `${i}\t${'ACGT'.repeat(50)}${i}\t${Array.from({ length: 40 }, () => i).join(',')}\t.`,
  )
  let first = 0
  let parts = 0
  await onBlocks(lines, (fields, count) => {
    for (let done = 0; done < count; parts++) {
      const found = fields.texts(done, count - done, { field: 1, nullable: false })
      const last = found.ends.at(-1) ?? 0
      expect(new TextDecoder().decode(found.bytes.slice(last - 200 - `${first + done + found.count - 1}`.length, last))).toBe(
        lines[first + done + found.count - 1]?.split('\t')[1],
      )
      done += found.count
    }
    for (let done = 0; done < count; parts++) {
      const found = fields.numbers(done, count - done, { field: 2, ...forms[2]! })
      done += found.count
      expect([...found.values.subarray(-40)]).toEqual(Array.from({ length: 40 }, () => first + done - 1))
    }
    first += count
  })
  expect(first).toBe(lines.length)
  expect(parts).toBeGreaterThan(15)
})
