// DuckDB's two rewrites of the overlap join over its own tables in memory; results stay in DuckDB's memory.
const BIN = 16384
const bins = table => `(SELECT *, unnest(range(s // ${BIN}, (greatest(e, s + 1) - 1) // ${BIN} + 1)) AS bin FROM ${table})`
const forms = {
  iejoin: 'FROM a JOIN b ON a.chrom = b.chrom AND a.s < b.e AND b.s < a.e',
  binned: `FROM ${bins('a')} a JOIN ${bins('b')} b ON a.chrom = b.chrom AND a.bin = b.bin AND a.s < b.e AND b.s < a.e AND a.bin = greatest(a.s // ${BIN}, b.s // ${BIN})`,
}
const asked = {
  overlap: 'SELECT a.chrom, a.s, a.e, b.chrom AS chrom_2, b.s AS s_2, b.e AS e_2',
  'overlap-count': 'SELECT count(*)',
}

/** `left` and `right`: SQL that gives chrom, s and e. Undefined where DuckDB is not installed. */
export async function measureDuckDB({ left, right, threads, runs, operations }) {
  const duckdb = await import('@duckdb/node-api').catch(() => undefined)
  if (duckdb === undefined) return undefined
  const connection = await (await duckdb.DuckDBInstance.create(':memory:', { threads: String(threads) })).connect()
  await connection.run(`CREATE TABLE a AS ${left}`)
  await connection.run(`CREATE TABLE b AS ${right}`)
  await connection.run('SET prefer_range_joins = true')
  const results = []
  for (const [operation, columns] of Object.entries(asked)) {
    if (!operations.test(operation)) continue
    for (const [form, from] of Object.entries(forms)) {
      const times = []
      let rows = 0
      for (let i = 0; i < runs; i++) {
        const began = performance.now()
        const result = await connection.run(`${columns} ${from}`)
        rows = result.rowCount
        times.push(performance.now() - began)
      }
      results.push({ operation, form, times, rows })
    }
  }
  connection.closeSync()
  return results
}
