import { expect, test } from 'vitest'
import { readLines } from '../../io/lines/read-lines.ts'
import { createMemoryStore } from '../../io/memory-store.ts'
import { createNodeCodecs } from '../../platform/node/node-codecs.ts'
import { firstBytes } from './line-rule.ts'
import { separateByBlanks } from './separate-by-blanks.ts'

const rule = { suspects: firstBytes('#'), skips: () => true }

/** The fields of each line up to `tabs`, and where each line begins in the file. */
async function separate(text: string, tabs = 2) {
  const store = createMemoryStore({ 'a.bed': new TextEncoder().encode(text) })
  const source = await store.open('a.bed')
  const lines: { readonly fields: readonly string[]; readonly at: number | undefined }[] = []
  let isSame = true
  for await (const block of readLines({ source, codecs: createNodeCodecs(), compression: 'plain', tabs })) {
    const { bytes, positions, stride, count, locate, ...rest } = separateByBlanks(block, rule)
    isSame &&= bytes === block.bytes
    let start = rest.start
    for (let line = 0; line < count; line++) {
      const ends = Array.from(positions.subarray(line * stride, (line + 1) * stride))
      const fields = ends.map((end, i) => new TextDecoder().decode(bytes.slice(i === 0 ? start : (ends[i - 1] ?? 0) + 1, end)))
      lines.push({ fields, at: locate(start).byteOffset })
      start = (ends.at(-1) ?? 0) + 1
    }
  }
  return { lines, isSame }
}

test('a block of lines with tabs comes back as it is', async () => {
  const { isSame, lines } = await separate('chr1\t1\t2\n# no tab here\n\nchr1\t3\t4 5\n')
  expect(isSame).toBe(true)
  expect(lines.map(line => line.at)).toEqual([0, 9, 23, 24])
})

test('runs of blanks become one tab, also at the ends of a line; other lines stay', async () => {
  const { lines } = await separate('chr1 1   2\n  chr2  3 4  \r\nchr3\t5\t6 7\nchr4 8\nlast 9 10 more')
  expect(lines.map(line => line.fields)).toEqual([
    ['chr1', '1', '2'],
    ['chr2', '3', '4'],
    ['chr3', '5', '6 7'],
    ['chr4', '8', ''],
    ['last', '9', '10\tmore'],
  ])
  expect(lines.map(line => line.at)).toEqual([0, 11, 26, 37, 44])
})

test('a table of newlines only needs no fields', async () => {
  expect((await separate('a b c\n', 0)).isSame).toBe(true)
})
