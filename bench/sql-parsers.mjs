// Our SQL parser beside node-sql-parser and libpg-query: what each makes of a few texts, how much of our dialect it parses, and how fast.
//
//   node bench/sql-parsers.mjs            (about a minute; SECONDS=5 shortens the wait for texts that take exponential time)
//
// These are the figures of docs/adr/0002-our-own-sql-parser.md.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { loadModule, parseSync } from 'libpg-query'

const require = createRequire(import.meta.url)
const root = fileURLToPath(new URL('..', import.meta.url))
const builds = path.join(path.dirname(require.resolve('node-sql-parser/package.json')), 'build')
const secondsAllowed = Number(process.env.SECONDS ?? 20)

const dialects = readdirSync(builds)
  .filter(name => name.endsWith('.js'))
  .map(name => name.slice(0, -3))
  .sort()

/** Every build registers one dialect, under a name of its own that is also the default. */
function nodeSqlParser(dialect) {
  const { Parser } = require(path.join(builds, `${dialect}.js`))
  const parser = new Parser()
  return sql => parser.astify(sql)
}

async function ourParser() {
  const folder = mkdtempSync(path.join(tmpdir(), 'sql-parsers-'))
  const outfile = path.join(folder, 'parser.mjs')
  try {
    await build({ entryPoints: [path.join(root, 'src/sql/parser/parse-statements.ts')], bundle: true, format: 'esm', outfile })
    const { parseStatements } = await import(pathToFileURL(outfile).href)
    return parseStatements
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function printTable(title, rows) {
  console.log(`\n${title}`)
  const widths = rows[0].map((_, column) => Math.max(...rows.map(row => String(row[column]).length)))
  for (const row of rows) console.log(`  ${row.map((cell, column) => String(cell).padEnd(widths[column])).join('  ')}`.trimEnd())
}

const outcome = run => {
  try {
    return run()
  } catch (error) {
    return `${error.constructor.name}: ${String(error.message).split('\n')[0].slice(0, 60)}`
  }
}

/** The condition of WHERE with parentheses around every operator. */
function showCondition(node) {
  if (node.type === 'binary_expr') return `(${showCondition(node.left)} ${node.operator} ${showCondition(node.right)})`
  return nameOf(node)
}

/** Builds differ in how they write a column. */
function nameOf(node) {
  const column = node.column?.expr?.value ?? node.column
  return typeof column === 'string' ? column : JSON.stringify(node)
}

const first = tree => (Array.isArray(tree) ? tree[0] : tree)

function precedence() {
  const rows = [['build', 'a OR b AND c', 'a AND b OR c', 'right']]
  for (const dialect of dialects) {
    const parse = nodeSqlParser(dialect)
    const shapes = rows[0]
      .slice(1, 3)
      .map(condition => outcome(() => showCondition(first(parse(`SELECT a FROM t WHERE ${condition}`)).where)))
    rows.push([dialect, ...shapes, shapes[0] === '(a OR (b AND c))' && shapes[1] === '((a AND b) OR c)' ? 'yes' : 'no'])
  }
  const wrong = rows.slice(1).filter(row => row[3] === 'no').length
  printTable(`1. Precedence of AND and OR in WHERE: wrong in ${wrong} of ${dialects.length} builds of node-sql-parser`, rows)
}

/** Conditions of three to seven terms, compared by the answers they give for every combination of values. */
function randomConditions(ours) {
  const theirs = nodeSqlParser('postgresql')
  const names = ['a', 'b', 'c', 'd', 'e']
  let state = 1
  const pick = items => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return items[(state % 65521) % items.length]
  }
  let same = { theirs: 0, ours: 0 }
  for (let i = 0; i < RANDOM_CONDITIONS; i++) {
    const words = []
    for (let term = 0, terms = pick([3, 4, 5, 6, 7]); term < terms; term++)
      words.push(pick(['AND', 'OR']), pick(['', '', 'NOT']), pick(names))
    const text = words.slice(1).filter(Boolean).join(' ')
    const sql = `SELECT a FROM t WHERE ${text}`
    // JavaScript's own operators have the precedence of SQL's: && over ||, and ! over both.
    const right = new Function(...names, `return ${text.replaceAll('AND', '&&').replaceAll('OR', '||').replaceAll('NOT', '!')}`)
    const agrees = value =>
      combinations.every(values => value(Object.fromEntries(names.map((name, n) => [name, values[n]]))) === right(...values))
    const [their, our] = [first(theirs(sql)).where, ours(sql)[0].query.body.where]
    same = {
      theirs: same.theirs + agrees(values => evaluateTheirs(their, values)),
      ours: same.ours + agrees(values => evaluateOurs(our, values)),
    }
  }
  printTable(`2. Random conditions of AND, OR, NOT without parentheses: right answers of ${RANDOM_CONDITIONS}`, [
    ['node-sql-parser', same.theirs],
    ['ours', same.ours],
  ])
}

const RANDOM_CONDITIONS = 3000
const combinations = Array.from({ length: 32 }, (_, bits) => [0, 1, 2, 3, 4].map(bit => ((bits >> bit) & 1) === 1))

function evaluateTheirs(node, values) {
  if (node.type === 'unary_expr') return !evaluateTheirs(node.expr, values)
  if (node.type !== 'binary_expr') return values[nameOf(node)]
  const left = evaluateTheirs(node.left, values)
  return node.operator === 'AND' ? left && evaluateTheirs(node.right, values) : left || evaluateTheirs(node.right, values)
}

function evaluateOurs(node, values) {
  if (node.kind === 'unary') return !evaluateOurs(node.operand, values)
  if (node.kind !== 'logical') return values[node.name.parts[0].name]
  return node.op === 'and'
    ? node.operands.every(part => evaluateOurs(part, values))
    : node.operands.some(part => evaluateOurs(part, values))
}

function silentMistakes(ours) {
  const theirs = nodeSqlParser('postgresql')
  const item = sql => {
    const { expr, as } = first(theirs(sql)).columns[0]
    return as === null ? `${expr.value}` : `${expr.value} AS ${as}`
  }
  const cross = first(theirs('SELECT * FROM a CROSS JOIN b')).from
  const expressionOf = sql => ours(sql)[0].query.body.items[0].expression
  const numberOf = sql => `the number ${expressionOf(sql).text}`
  const { joinType } = ours('SELECT * FROM a CROSS JOIN b')[0].query.body.from[0]
  const [inOrder, table] = [first(theirs('SELECT 1 AS a UNION SELECT 2 ORDER BY a')), '1 UNION 2 ORDER BY a']
  printTable('3. Accepted, and wrong', [
    ['text', 'node-sql-parser (postgresql)', 'ours'],
    ['a CROSS JOIN b', `${cross[0].table} AS ${cross[0].as}, then ${cross[1].join} ${cross[1].table}`, `${joinType} join of a and b`],
    ['1_000_000', item('SELECT 1_000_000'), numberOf('SELECT 1_000_000')],
    ['0xFF', item('SELECT 0xFF'), numberOf('SELECT 0xFF')],
    ["'it''s'", item("SELECT 'it''s'"), expressionOf("SELECT 'it''s'").value],
    ["'C:\\new'", visible(item("SELECT 'C:\\new'")), visible(expressionOf("SELECT 'C:\\new'").value)],
    [table, `ORDER BY of the ${inOrder.orderby ? 'first' : 'second'} SELECT`, 'ORDER BY of the union'],
  ])
}

const visible = text => text.replaceAll('\n', '<line break>')

/** In a process of its own, because nothing else can stop a parser that does not come back. */
function timedParse(count, text) {
  const script = `const { Parser } = require(${JSON.stringify(path.join(builds, 'postgresql.js'))})
    const parser = new Parser()
    try { parser.astify('SELECT 1') } catch {}
    const started = performance.now()
    try { parser.astify(${JSON.stringify(text)}) } catch {}
    console.log((performance.now() - started).toFixed(0))`
  const child = spawnSync(process.execPath, ['-e', script], { timeout: secondsAllowed * 1000, encoding: 'utf8' })
  return [count, child.error ? `> ${secondsAllowed} s, stopped` : `${child.stdout.trim()} ms`]
}

function unclosedParentheses(ours) {
  const rows = [['open', 'node-sql-parser', 'ours']]
  for (const count of [8, 10, 12, 14, 16, 20]) {
    const text = `SELECT a FROM t WHERE ${'('.repeat(count)}a = 1`
    const [, theirs] = timedParse(count, text)
    const started = performance.now()
    outcome(() => ours(text))
    rows.push([count, theirs, `${(performance.now() - started).toFixed(2)} ms`])
  }
  printTable('4. Unclosed parentheses: WHERE ((((a = 1', rows)
}

function depth(ours) {
  const theirs = nodeSqlParser('postgresql')
  const rows = [['balanced parentheses', 'node-sql-parser', 'libpg-query', 'ours']]
  for (const count of [100, 500, 1000, 5000, 10_000]) {
    const text = `SELECT ${'('.repeat(count)}1${')'.repeat(count)}`
    const timed = parse => {
      const started = performance.now()
      const result = outcome(() => parse(text) && 'parsed')
      return `${result.slice(0, 50)}, ${(performance.now() - started).toFixed(0)} ms`
    }
    rows.push([count, timed(theirs), timed(parseSync), timed(ours)])
  }
  printTable('5. Depth', rows)
}

function accepts(parse, sql) {
  try {
    parse(sql)
    return true
  } catch {
    return false
  }
}

function corpusShare(ours) {
  const corpus = readFileSync(path.join(root, 'tests/differential/sql-grammar/dialect.sql'), 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('--'))
  const share = parse => {
    const count = corpus.filter(sql => accepts(parse, sql)).length
    return [count, `${((100 * count) / corpus.length).toFixed(0)} %`]
  }
  printTable(`6. How many of the ${corpus.length} statements of our dialect parse`, [
    ['parser', 'statements', 'share'],
    ['ours', ...share(ours)],
    ['libpg-query', ...share(parseSync)],
    ...dialects.map(dialect => [`node-sql-parser ${dialect}`, ...share(nodeSqlParser(dialect))]),
  ])
}

const texts = {
  short: 'SELECT a FROM t WHERE a = 1',
  usual:
    "SELECT v.chrom, v.start, v.ref, v.alt, count(*) AS n, avg(v.qual) AS q FROM calls AS v LEFT JOIN genes AS g ON v.chrom = g.chrom AND v.start BETWEEN g.start AND g.stop WHERE v.chrom IN ('chr1', 'chr2') AND v.qual > 30 GROUP BY v.chrom, v.start, v.ref, v.alt HAVING count(*) > 1 ORDER BY q DESC LIMIT 10",
  'IN list of 10,000': `SELECT a FROM t WHERE a IN (${Array.from({ length: 10_000 }, (_, i) => i).join(', ')})`,
  '10,000 terms of OR': `SELECT a FROM t WHERE a = 0${Array.from({ length: 9_999 }, (_, i) => ` OR a = ${i}`).join('')}`,
  '1 MB literal': `SELECT '${'x'.repeat(1_000_000)}'`,
}

const ROUNDS = 7
const ROUND_MS = 120

/** Parses a second: the best of the rounds, which take turns, so that a busy machine is unfair to all alike. */
function speeds(ours) {
  const parsers = [ours, nodeSqlParser('postgresql'), parseSync]
  const rows = Object.entries(texts).map(([name, text]) => {
    const best = parsers.map(() => 0)
    for (let round = 0; round < ROUNDS; round++) {
      for (const [i, parse] of parsers.entries()) best[i] = Math.max(best[i], parsesASecond(parse, text))
    }
    return [name, ...best.map(value => (value < 100 ? value.toFixed(1) : value.toFixed(0)))]
  })
  printTable('7. Parses a second', [['text', 'ours', 'node-sql-parser', 'libpg-query'], ...rows])
}

function parsesASecond(parse, text) {
  const started = performance.now()
  let count = 0
  do {
    parse(text)
    count++
  } while (performance.now() - started < ROUND_MS)
  return (1000 * count) / (performance.now() - started)
}

await loadModule()
const ours = await ourParser()
const version = name => JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8')).version
console.log(
  `node ${process.version}, node-sql-parser ${version('node-sql-parser')}, libpg-query ${version('libpg-query')}, ${new Date().toISOString().slice(0, 10)}`,
)
precedence()
randomConditions(ours)
silentMistakes(ours)
unclosedParentheses(ours)
depth(ours)
corpusShare(ours)
speeds(ours)
