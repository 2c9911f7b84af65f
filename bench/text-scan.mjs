// How fast are FASTQ (a million reads) and GFF3 (a million lines) read: counted, bases counted, features filtered to text? Against the peers that are
// installed, one partition and two.
// node bench/text-scan.mjs [--repeat 5] [--json results.jsonl]      needs npm run build, and LOCUSQL_BENCH_DATA
import { ourselves, runHarness } from './peer-harness.mjs'

runHarness(['--questions', '^(fastq|gff)', '--peers', 'seqkit,shell,duckdb,polars-bio', '--threads', '1,2', ...ourselves])
