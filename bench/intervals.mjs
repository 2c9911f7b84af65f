// How fast are the range operations, from BED or Parquet files to CSV? Against bedtools, DuckDB and polars-bio where they are installed.
// node bench/intervals.mjs [--questions '^overlap'] [--repeat 5] [--json results.jsonl]      needs npm run build and LOCUSQL_BENCH_DATA
import { ourselves, runHarness } from './peer-harness.mjs'

const chosen = process.argv.includes('--questions')
  ? []
  : ['--questions', '^(overlap|overlap-count|nearest1|nearest5|count_overlaps|coverage|merge|cluster|subtract|complement)\\.']
runHarness([...chosen, '--threads', '1,2', '--base', 'bedtools', ...ourselves])
