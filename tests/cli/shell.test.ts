/** The shell as a process: inputs, output formats, errors and exit codes. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleShell } from '../support/bundle-shell.ts'

const root = path.join(import.meta.dirname, '../..')
const folder = mkdtempSync(path.join(tmpdir(), 'locusql-shell-'))
let shell = ''

beforeAll(async () => {
  shell = (await bundleShell(path.join(folder, 'bundle'))).main
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

interface Run {
  readonly code: number | null
  readonly out: Buffer
  readonly err: string
}

function run(args: readonly string[], options: { readonly input?: string | Buffer; readonly stdout?: number } = {}): Promise<Run> {
  const child = spawn(process.execPath, [shell, ...args], {
    cwd: root,
    stdio: ['pipe', options.stdout ?? 'pipe', 'pipe'],
  })
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout?.on('data', data => out.push(data))
  child.stderr?.on('data', data => err.push(data))
  child.stdin?.end(options.input ?? '')
  return new Promise(resolve => child.on('close', code => resolve({ code, out: Buffer.concat(out), err: Buffer.concat(err).toString() })))
}

async function text(...args: string[]): Promise<string> {
  const { code, out, err } = await run(args)
  expect(err).toBe('')
  expect(code).toBe(0)
  return out.toString()
}

const query = `SELECT * FROM (VALUES (1, 'a,b', 1.5, true, [1, NULL]), (NULL, '', NULL, false, NULL), (-3, 'say "hi"', 0.1, NULL, [])) t(i, s, f, b, l)`

test('csv, tsv', async () => {
  expect(await text('-csv', '-c', query)).toBe('i,s,f,b,l\n1,"a,b",1.5,true,"[1, NULL]"\n,"",,false,\n-3,"say ""hi""",0.1,,[]\n')
  expect(await text('-tsv', '-c', query)).toBe(
    'i\ts\tf\tb\tl\n1\ta,b\t1.5\ttrue\t[1, NULL]\n\t""\t\tfalse\t\n-3\t"say ""hi"""\t0.1\t\t[]\n',
  )
  expect(await text('-csv', '-c', `SELECT E'two\nlines' AS a, 1 AS "b,c"`)).toBe('a,"b,c"\n"two\nlines",1\n')
})

test('json, jsonl', async () => {
  const rows = [
    { i: 1, s: 'a,b', f: 1.5, b: true, l: [1, null] },
    { i: null, s: '', f: null, b: false, l: null },
    { i: -3, s: 'say "hi"', f: 0.1, b: null, l: [] },
  ]
  expect(JSON.parse(await text('--format', 'json', '-c', query))).toEqual(rows)
  expect(
    (await text('-jsonl', '-c', query))
      .trim()
      .split('\n')
      .map(line => JSON.parse(line)),
  ).toEqual(rows)
  expect(await text('-json', '-c', 'SELECT 1 AS x WHERE false')).toBe('[]\n')
  expect(await text('-jsonl', '-c', `SELECT {'a': 'x'} AS s, 9007199254740993 AS n, 'nan'::DOUBLE AS f, E'\\t\\x01' AS c`)).toBe(
    '{"s":{"a":"x"},"n":9007199254740993,"f":"NaN","c":"\\t\\u0001"}\n',
  )
})

test('box, markdown, line', async () => {
  expect(await text('-c', "SELECT 1 AS n, 'é日' AS s UNION ALL SELECT NULL, 'x'")).toBe(
    [
      '┌───────┬──────┐',
      '│   n   │  s   │',
      '│ Int32 │ Utf8 │',
      '├───────┼──────┤',
      '│     1 │ é日  │',
      '│  NULL │ x    │',
      '└───────┴──────┘',
      '',
    ].join('\n'),
  )
  expect(await text('-markdown', '-c', "SELECT 1 AS n, 'a|b' AS s")).toBe('| n | s |\n| ---: | --- |\n| 1 | a\\|b |\n')
  expect(await text('-line', '-c', "SELECT 1 AS n, E'a\nb' AS long")).toBe('   n = 1\nlong = a\\nb\n')
})

test('the default box shows the first and last rows of a long result, -box all', async () => {
  const long = "SELECT start FROM 'fixtures/vcf/calls.vcf.gz' LIMIT 100"
  const short = await text('--max-rows', '4', '-c', long)
  expect(short.split('\n').length).toBe(12)
  expect(short).toContain('100 rows, 4 shown; --max-rows 0 shows all')
  expect((await text('-box', '-c', long)).split('\n').length).toBe(106)
})

test('arrow is an IPC stream', async () => {
  const { out } = await run(['-arrow', '-c', "SELECT chrom, start FROM 'fixtures/vcf/calls.vcf.gz'"])
  const table = tableFromIPC(out)
  expect(table.numRows).toBe(6000)
  expect(String(table.get(5999)?.toJSON().chrom)).toBe('chrX')
  const empty = tableFromIPC((await run(['-arrow', '-c', 'SELECT 1 AS x WHERE false'])).out)
  expect(empty.schema.fields.map(field => field.name)).toEqual(['x'])
})

test('EXPLAIN is printed as it stands', async () => {
  expect(await text('-c', 'EXPLAIN SELECT 1')).toBe(
    'logical_plan\n01)Projection: 1\n02)--Values: ()\nphysical_plan\n01)ProjectionExec: exprs=[1]\n02)--ValuesExec: rows=1, values=[()]\n',
  )
})

test('SQL from a file, from standard input, and several statements', async () => {
  const file = path.join(folder, 'a.sql')
  writeFileSync(file, 'CREATE TABLE t AS SELECT 5 AS x;\nSELECT x FROM t; -- the end\n')
  expect(await text('-csv', '-f', file)).toBe('x\n5\n')
  expect((await run(['-csv'], { input: 'SELECT 1 AS a;\nSELECT 2 AS b' })).out.toString()).toBe('a\n1\nb\n2\n')
  expect(await text('-csv', '--set', 'execution.batch_size=7', '-c', 'SHOW execution.batch_size')).toBe(
    'name,value\nexecution.batch_size,7\n',
  )
})

test('errors go to standard error with a caret, and the exit code is 1', async () => {
  expect(await run(['-c', 'SELECT 1,\n  nope FROM (SELECT 1 AS none)'])).toMatchObject({
    code: 1,
    err: 'Error: Column "nope" not found. Did you mean "none"? (line 2, column 3)\n  nope FROM (SELECT 1 AS none)\n  ^\n',
  })
  expect(await run(['-c', 'SELEC 1'])).toMatchObject({
    code: 1,
    err: 'Syntax error: Expected a statement, as in SELECT, found "SELEC". Did you mean SELECT? (line 1, column 1)\nSELEC 1\n^\n',
  })
  expect(await run(['-cvs'])).toMatchObject({ code: 1, err: 'Configuration error: Unknown argument "-cvs". Did you mean "-csv"?\n' })
  expect(await run(['-parquet', '-c', 'SELECT 1'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('Not implemented: Parquet output'),
  })
  expect(await run(['-f', 'none.sql'])).toMatchObject({ code: 1, err: expect.stringContaining('I/O error: none.sql cannot be read') })
  const first = await run(['-csv', '-c', "SELECT 1 AS a; SELECT CAST('x' AS INT)"])
  expect(first).toMatchObject({ code: 1, err: expect.stringContaining("Cannot convert 'x' to INTEGER") })
  expect(first.out.toString()).toBe('a\n1\n')
})

test('warnings go to standard error', async () => {
  const { code, err } = await run(['-csv', '-c', "SELECT count(*) FROM 'fixtures/vcf/malformed/no-eof-marker.vcf.gz'"])
  expect(code).toBe(0)
  expect(err).toMatch(/^Warning: .*end-of-file/i)
})

test('a full disk is an error; a reader that leaves is none', async () => {
  const full = await run(['-csv', '-c', "SELECT * FROM 'fixtures/vcf/calls.vcf.gz'"], { stdout: openSync('/dev/full', 'w') })
  expect(full).toMatchObject({ code: 1, err: expect.stringContaining('the result cannot be written') })
  const child = spawn('sh', ['-c', `"${process.execPath}" "${shell}" -csv -c "SELECT * FROM 'fixtures/vcf/calls.vcf.gz'" | head -n 1`], {
    cwd: root,
  })
  let out = ''
  let err = ''
  child.stdout.on('data', data => {
    out += data
  })
  child.stderr.on('data', data => {
    err += data
  })
  expect(await new Promise(resolve => child.on('close', resolve))).toBe(0)
  expect(out).toMatch(/^chrom,start,end[^\n]*\n$/)
  expect(err).toBe('')
})

test('a reader of warnings that leaves is no error', async () => {
  const sql = "SELECT * FROM read_vcf('fixtures/vcf/calls.vcf.gz', samples => ['nobody'])"
  const program = `"${process.execPath}" "${shell}" -csv -c "${sql}" 2>&1`
  const child = spawn('bash', ['-c', `(${program}; echo $? >&3) | head -n 1`], { cwd: root, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  let code = ''
  child.stdio[3]?.on('data', data => {
    code += data
  })
  await new Promise(resolve => child.on('close', resolve))
  expect(code).toBe('0\n')
})

test('a file whose name has ? and # is found with its index', async () => {
  const name = path.join(folder, `it's "1" #1%20?.vcf.gz`)
  for (const end of ['', '.tbi']) copyFileSync(path.join(root, `fixtures/vcf/calls.vcf.gz${end}`), name + end)
  const file = name.replaceAll("'", "''")
  expect(await text('-csv', '-c', `SELECT count(*) AS n FROM '${file}' WHERE chrom = 'chr1' AND start < 1000`)).toBe('n\n4\n')
  expect(await text('-c', `EXPLAIN SELECT * FROM '${file}' WHERE chrom = 'chr1'`)).toContain('index=tbi')
})

test('Ctrl-C cancels the query', async () => {
  const child = spawn(
    process.execPath,
    [shell, '-c', "SELECT count(*) FROM 'fixtures/vcf/calls.vcf.gz' a, 'fixtures/vcf/calls.vcf.gz' b, 'fixtures/vcf/calls.vcf.gz' c"],
    { cwd: root },
  )
  let err = ''
  child.stderr.on('data', data => {
    err += data
  })
  setTimeout(() => child.kill('SIGINT'), 1500)
  expect(await new Promise(resolve => child.on('close', resolve))).toBe(1)
  expect(err).toBe('Execution error: Cancelled.\n')
})

test('--help and --version', async () => {
  expect(await text('--help')).toContain('locusql -c "SELECT')
  expect(await text('--version')).toMatch(/^locusql /)
  expect(readFileSync(path.join(root, 'bin/locusql.js'), 'utf8')).toContain("require('../dist/bundle/cli.cjs')")
})

test('data on standard input, as it is or compressed', async () => {
  const counted = "SELECT count(*) AS n, max(start) AS last FROM read_sam('-')"
  for (const name of ['reads.sam', 'reads.sam.gz', 'reads.gzip.sam.gz', 'headerless.sam']) {
    const file = path.join(root, 'fixtures/sam', name)
    const expected = await text('-tsv', '-c', counted.replace('-', file))
    expect(await run(['-tsv', '-c', counted], { input: readFileSync(file) }), name).toEqual({
      code: 0,
      out: Buffer.from(expected),
      err: '',
    })
  }
  const bam = { input: readFileSync(path.join(root, 'fixtures/bam/many.bam')) }
  expect((await run(['-tsv', '-c', "SELECT count(*) AS n FROM '/dev/stdin' WHERE chrom = 'chr2'"], bam)).out.toString()).toBe('n\n2000\n')
  const workers = await run(['-tsv', '-s', 'execution.workers=always', '-c', "SELECT max(depth) FROM depth('-')"], bam)
  expect(workers.err).toBe('')
  expect(workers.out.toString()).toBe(await text('-tsv', '-c', "SELECT max(depth) FROM depth('fixtures/bam/many.bam')"))
})

test.skipIf(process.platform === 'win32')('pipes with a name, of which no more is read than is asked for', async () => {
  const [short, endless] = [path.join(folder, 'short'), path.join(folder, 'endless')]
  execFileSync('mkfifo', [short, endless])
  const writer = spawn('sh', ['-c', `cat fixtures/bed/genes.bed > ${short}; yes "$(printf 'chr1\\t1\\t5')" > ${endless}`], {
    cwd: root,
    stdio: 'ignore',
  })
  const gone = once(writer, 'close')
  expect(await text('-tsv', '-c', `SELECT count(*) AS n FROM read_bed('${short}')`)).toBe('n\n5\n')
  expect(await text('-tsv', '-c', `SELECT start FROM read_bed('${endless}') LIMIT 1`)).toBe('start\n2\n')
  await gone
})

test('standard input is read once, by the data or by the SQL', async () => {
  const input = readFileSync(path.join(root, 'fixtures/sam/reads.sam'))
  const twice = await run(['-c', "SELECT count(*) FROM read_sam('-') AS a, read_sam('/dev/stdin') AS b"], { input })
  expect(twice.code).toBe(1)
  expect(twice.err).toContain('standard input was read already, and a stream can be read once. Make a table of it first')
  const kept = "CREATE TABLE t AS SELECT * FROM read_sam('-'); SELECT count(*) AS n FROM t AS a, t AS b"
  expect((await run(['-tsv', '-c', kept], { input })).out.toString()).toContain('144')
  const both = await run([], { input: "SELECT count(*) FROM read_sam('-')" })
  expect(both.code).toBe(1)
  expect(both.err).toContain('- is standard input, which the SQL comes from, so it cannot hold data too. Give the SQL with -c or -f.')
  const after = await run(['-c', "SELECT count(*) FROM read_sam('-')", '-'], { input })
  expect(after.err).toContain('Standard input was read as data, so it cannot hold SQL too.')
})
