import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textKernels } from '../../kernels/text/text-kernels.ts'
import { removeByScript } from './remove-letter.ts'

const letters = fc.array(fc.constantFrom(65, 67, 71, 84, 200), { maxLength: 70 })

test('the kernel takes out what the script does', () => {
  fc.assert(
    fc.property(letters, fc.array(letters, { maxLength: 12 }), (before, texts) => {
      const bytes = Uint8Array.from([...before, ...texts.flat()])
      const offsets = new Int32Array(texts.length + 1)
      offsets[0] = before.length
      for (const [i, text] of texts.entries()) offsets[i + 1] = offsets[i]! + text.length
      const expected = removeByScript(bytes, offsets, 71)
      expect(expected.values).toEqual(Uint8Array.from(texts.flat().filter(letter => letter !== 71)))
      expect(textKernels()?.removeLetter(bytes, offsets, 71)).toEqual(expected)
    }),
    { seed: 11, numRuns: 500 },
  )
})

test('more text than the memory takes at first', () => {
  const bytes = new Uint8Array(3_000_000).fill(65)
  bytes[2_999_999] = 71
  const removed = textKernels()?.removeLetter(bytes, Int32Array.of(0, 1_000_000, 3_000_000), 71)
  expect(removed?.offsets).toEqual(Int32Array.of(0, 1_000_000, 2_999_999))
})
