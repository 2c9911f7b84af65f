/** The quick looks at the fields of lines, beside what the text says. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLines } from '../../src/io/lines/read-lines.ts'
import { MemorySource } from '../../src/io/memory-source.ts'
import { createNodeCodecs } from '../../src/platform/node/node-codecs.ts'

const codecs = createNodeCodecs({ inflater: 'wasm' })
const name = fc.constantFrom('chr1', 'chr2', 'chr10', 'c', 'chrUn_12', 'sixteen_letters_', 'seventeen_letters', '', 'é', 'chr1\0')
const place = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 999_999_999 }).map(String) },
  fc.constantFrom('0', '', '-1', '1e3', '1000000000', ' 5', '07', '5 '),
)
const line = fc.oneof(
  { weight: 12, arbitrary: fc.tuple(name, place, place).map(fields => fields.join('\t')) },
  fc.tuple(name, place, place, fc.constantFrom('x', 'x\ty', '')).map(fields => fields.join('\t')),
  fc.constantFrom('', '#c\t1\t2', 'track', 'chr1\t5', '\t1\t2', 'chr1\t1\t2\r', '\r'),
)
const suspects = new Uint8Array(256)
for (const letter of '#t') suspects[letter.charCodeAt(0)] = 1

const whole = (text: string | undefined) => (text !== undefined && /^[0-9]{1,9}$/.test(text) ? Number(text) : undefined)

test('records, tabs, places and names are those of the text', async () => {
  const seen = { records: 0, places: 0, names: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 40, size: 'max' }), fc.nat(), fc.nat(), async (lines, a, b) => {
      const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`)
      const decode = (from: number, to: number) => new TextDecoder().decode(bytes.slice(from, to))
      const codes = new Map<string, number>()
      const owner = {}
      for await (const block of readLines({ source: new MemorySource('a', bytes), codecs, compression: 'plain', tabs: 4 })) {
        const { fields, count } = block
        expect(count).toBe(lines.length)
        if (!fields) throw new Error('There are no quick looks in WebAssembly memory.')
        const from = a % count
        const some = lines.slice(from, from + 1 + (b % (count - from)))
        const split = some.map(text => text.split('\t'))

        const { starts, ends } = fields.records(from, some.length, suspects)
        const plain = some.findIndex(text => text === '' || text.endsWith('\r') || '#t'.includes(text[0] ?? ''))
        expect(starts.length).toBe(plain < 0 ? some.length : plain)
        for (let i = 0; i < starts.length; i++) expect(decode(starts[i]!, ends[i]!)).toBe(some[i])
        seen.records += starts.length

        for (const tabs of [0, 1, 2, 3]) {
          expect(fields.haveTabs(from, some.length, { count: tabs, most: 'any' })).toBe(split.every(texts => texts.length > tabs))
          expect(fields.haveTabs(from, some.length, { count: tabs, most: 'exactly' })).toBe(split.every(texts => texts.length === tabs + 1))
        }

        const places = fields.places(from, some.length, 1)
        const expected = split.map(([, start, end]) => [whole(start), whole(end)] as const)
        const all = expected.every(([start, end]) => start !== undefined && end !== undefined && start <= end)
        expect(places !== undefined).toBe(all)
        if (places) {
          expect([...places.starts]).toEqual(expected.map(([start]) => start))
          expect([...places.ends]).toEqual(expected.map(([, end]) => end))
          seen.places++
        } else seen.refused++

        const encode = (text: Uint8Array, start: number, end: number) => {
          const key = new TextDecoder().decode(text.slice(start, end))
          if (!codes.has(key)) codes.set(key, codes.size)
          return codes.get(key) ?? -1
        }
        for (const field of [0, 0, 1]) {
          const found = fields.names(from, some.length, { field, owner, encode })
          const texts = split.map(list => list[field] ?? '')
          const short = texts.every(text => text !== '' && new TextEncoder().encode(text).length <= 16)
          // A line with too few fields repeats its end, where no text is.
          expect(found !== undefined).toBe(short)
          if (found) expect([...found]).toEqual(texts.map(text => codes.get(text)))
          if (found) seen.names++
        }
      }
    }),
    { numRuns: 400, seed: 20261130 },
  )
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(50)
})

test('many names, and codes of another owner', async () => {
  const names = Array.from({ length: 3000 }, (_, i) => `n${i}`)
  const bytes = new TextEncoder().encode(names.map(text => `${text}\t1\n`).join(''))
  for await (const block of readLines({ source: new MemorySource('a', bytes), codecs, compression: 'plain', tabs: 1 })) {
    const codesFrom = (first: number) => {
      let next = first
      return () => next++
    }
    expect(block.fields?.names(0, 500, { field: 0, owner: {}, encode: codesFrom(0) })?.[499]).toBe(499)
    expect(block.fields?.names(0, 500, { field: 0, owner: {}, encode: codesFrom(1000) })?.[499]).toBe(1499)
    // The table holds some of them only.
    expect(block.fields?.names(0, 3000, { field: 0, owner: {}, encode: codesFrom(0) })).toBe(undefined)
  }
})
