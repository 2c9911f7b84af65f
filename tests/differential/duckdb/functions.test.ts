/** Functions, operators and casts over edge values give what DuckDB gives, but for the differences that are named. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliberate } from './deliberate.ts'
import { type Engines, openEngines } from './engines.ts'
import { expressionsOf } from './expressions.ts'
import { sameValue } from './same-value.ts'
import { templates } from './templates.ts'

let engines: Engines

beforeAll(async () => {
  engines = await openEngines()
})

afterAll(() => engines.close())

async function differences(template: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const expression of expressionsOf(template)) {
    const sql = `SELECT CAST((${expression}) AS VARCHAR) AS x`
    const [theirs, ours] = [await engines.inDuckDb(sql), await engines.here(sql)]
    if (!sameValue(theirs, ours)) found.push(`${expression}: DuckDB ${theirs}, here ${ours}`)
  }
  return found
}

test('every template', { timeout: 600_000 }, async () => {
  const unexpected: string[] = []
  const stale: string[] = []
  let compared = 0
  for (const template of templates) {
    const found = await differences(template)
    compared += expressionsOf(template).length
    if (!deliberate.has(template)) unexpected.push(...found)
    else if (found.length === 0) stale.push(template)
  }
  expect(unexpected).toEqual([])
  // A difference that is gone must not hide the next one.
  expect(stale).toEqual([])
  expect([...deliberate.keys()].filter(template => !templates.includes(template))).toEqual([])
  expect(compared).toBeGreaterThan(3500)
})
