/** The entry for browsers: bundles without anything of Node, and runs the quickstart query on a file in memory. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { build } from 'esbuild'
import { beforeAll, expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../..')
let code: string

beforeAll(async () => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/browser.ts'],
    bundle: true,
    format: 'iife',
    globalName: 'locusql',
    platform: 'browser',
    target: 'es2022',
    treeShaking: true,
    write: false,
    logLevel: 'error',
  })
  code = outputFiles[0]?.text ?? ''
}, 120_000)

/** Comments and texts may speak of Node; code may not. Our own code is looked at whole, packages for imports. */
test('imports nothing of Node, and knows neither Buffer nor process', async () => {
  expect(code).not.toMatch(/["']node:/)
  expect(code).not.toMatch(/require\(/)
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/browser.ts'],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    packages: 'external',
    write: false,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'error',
  })
  const own = outputFiles[0]?.text ?? ''
  expect(own.length).toBeGreaterThan(100_000)
  expect(own.match(/(?<![.\w])(Buffer|process|__dirname|global)\b(?=[.([])/g)).toBe(null)
})

/** What a page has, and nothing of Node. */
function page() {
  const given = {
    TextDecoder,
    TextEncoder,
    AbortController,
    AbortSignal,
    DOMException,
    performance,
    setTimeout,
    clearTimeout,
    queueMicrotask,
    Blob,
    URL,
    WebAssembly,
    MessageChannel,
    EventTarget,
    Event,
    console,
    atob,
    btoa,
    structuredClone,
  }
  const context = vm.createContext({ ...given, self: {}, files: {} })
  vm.runInContext(code, context)
  return context
}

const sql = `SELECT chrom, start, ref, alt, DP FROM 'calls.vcf.gz' WHERE chrom = 'chr2' AND start BETWEEN 500000 AND 502000 AND filter = 'PASS'`

test.each(['pako', 'wasm'])('runs the quickstart query on bytes in memory, with its index, inflating with %s', async inflater => {
  const context = page()
  context.files = {
    data: new Uint8Array(readFileSync(path.join(root, 'fixtures/vcf/calls.vcf.gz'))),
    index: new Uint8Array(readFileSync(path.join(root, 'fixtures/vcf/calls.vcf.gz.tbi'))),
    gzip: new Blob([readFileSync(path.join(root, 'fixtures/vcf/two-members.vcf.gz'))]),
    sql,
    inflater,
  }
  const result = await vm.runInContext(
    `(async () => {
      const db = await locusql.open({}, { inflater: files.inflater })
      db.registerFile('calls.vcf.gz', files.data)
      db.registerFile('calls.vcf.gz.tbi', files.index)
      db.registerFile('members.vcf.gz', files.gzip)
      const relation = db.sql(files.sql)
      const rows = await relation.toJSON()
      const count = await db.sql("SELECT count(*) AS n FROM 'calls.vcf.gz'").toJSON()
      const members = await db.sql("SELECT count(*) AS n FROM 'members.vcf.gz'").toJSON()
      const plan = await db.explain(files.sql)
      const table = await db.scanVcf('calls.vcf.gz').select('start').limit(2).toArrow()
      const blocks = relation.stats.blocksInflated
      await db.close()
      return JSON.stringify({ rows, count, members, plan, blocks, arrow: [...table.getChild('start')] })
    })()`,
    context,
  )
  const { plan, blocks, ...rest } = JSON.parse(result)
  expect(rest).toEqual({
    rows: [
      { chrom: 'chr2', start: 500113, ref: 'A', alt: 'C', DP: 39 },
      { chrom: 'chr2', start: 501801, ref: 'A', alt: 'C', DP: 57 },
    ],
    count: [{ n: 6000 }],
    members: [{ n: 5 }],
    arrow: [21, 59],
  })
  // The file has ten.
  expect(blocks).toBeLessThan(6)
  expect(plan).toContain('regions=[chr2:500000-502000], index=tbi')
})
