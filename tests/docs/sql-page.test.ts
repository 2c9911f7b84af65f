/** docs/sql.md says what the engine has. LOCUSQL_WRITE_EXPECTED=1 writes it. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { sqlPage } from './sql-page.ts'

const page = path.join(import.meta.dirname, '../../docs/sql.md')

test('docs/sql.md is up to date', async () => {
  const text = await sqlPage()
  if (process.env.LOCUSQL_WRITE_EXPECTED) writeFileSync(page, text)
  expect(readFileSync(page, 'utf8'), 'write it with: LOCUSQL_WRITE_EXPECTED=1 npx vitest run tests/docs').toBe(text)
})
