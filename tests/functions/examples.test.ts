/** Runs the example of every built-in function as SQL and compares it with the result that its description promises. */
import { afterAll, expect, test } from 'vitest'
import { aggregateFunctions } from '../../src/functions/aggregate/aggregate-functions.ts'
import { scalarFunctions } from '../../src/functions/scalar-functions.ts'
import { windowFunctions } from '../../src/functions/window/window-functions.ts'
import { open } from '../../src/node.ts'

const db = await open()
afterAll(() => db.close())

test.each([...scalarFunctions, ...aggregateFunctions, ...windowFunctions].map(fn => [fn.name, fn] as const))('%s', async (_name, fn) => {
  const text = await db.sql(`SELECT CAST(x AS VARCHAR) AS x FROM (${fn.example}) AS example(x)`).toArray()
  expect(text).toHaveLength(1)
  if (fn.result !== undefined) expect(text[0]?.x).toBe(fn.result)
})
