/** What goes through a spill file is what it was, with the same dictionaries. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Batch } from '../../src/columnar/batch.ts'
import type { Column } from '../../src/columnar/column.ts'
import type { Dictionary } from '../../src/columnar/dictionary.ts'
import { scalarAt } from '../../src/columnar/scalar-at.ts'
import { ArrowSpillFile } from '../../src/execution/spill/spill-file.ts'
import { TestTemporaryStore } from '../support/temporary-store.ts'
import { arbitraryType, sampleOf } from './arbitrary-column.ts'

const samplesOfOneType = arbitraryType().chain(type => fc.array(sampleOf(type, 12), { minLength: 1, maxLength: 3 }))

function dictionariesOf({ dictionary, children }: Column): readonly Dictionary[] {
  return [...(dictionary ? [dictionary] : []), ...(children ?? []).flatMap(dictionariesOf)]
}

test('batches of every type come back as they were, as often as they are read', async () => {
  await fc.assert(
    fc.asyncProperty(samplesOfOneType, async samples => {
      const schema = { fields: [{ name: 'a', type: samples[0]!.type, nullable: true }] }
      const batches = samples.map(({ column }): Batch => ({ schema, numRows: column.length, columns: [column] }))
      const store = new TestTemporaryStore()
      const file = new ArrowSpillFile({
        schema,
        file: await store.create(''),
        signal: new AbortController().signal,
        onWrite: () => {},
        onRemove: () => {},
      })
      for (const batch of batches) await file.append(batch)
      const filled = batches.filter(batch => batch.numRows > 0)
      expect(file.numRows).toBe(filled.reduce((sum, batch) => sum + batch.numRows, 0))
      for (let time = 0; time < 2; time++) {
        let next = 0
        for await (const batch of file.read()) {
          const before = filled[next++]!.columns[0]!
          const after = batch.columns[0]!
          expect(after.type).toEqual(before.type)
          for (let row = 0; row < before.length; row++) expect(scalarAt(after, row)).toEqual(scalarAt(before, row))
          expect(dictionariesOf(after).every((dictionary, i) => dictionary === dictionariesOf(before)[i])).toBe(true)
        }
        expect(next).toBe(filled.length)
      }
      await file.remove()
      expect(store.open.size).toBe(0)
    }),
    { numRuns: 200, seed: 5 },
  )
})
