import { expect, test } from 'vitest'
import { uniqueNames } from './unique-names.ts'

test('repeated names get a number that no other column has', () => {
  expect(uniqueNames(['a', 'b', 'a', 'a'])).toEqual(['a', 'b', 'a_1', 'a_2'])
  expect(uniqueNames(['a', 'a', 'a_1'])).toEqual(['a', 'a_2', 'a_1'])
  expect(uniqueNames(['a_1', 'a', 'a', 'a_1'])).toEqual(['a_1', 'a', 'a_2', 'a_1_1'])
})
