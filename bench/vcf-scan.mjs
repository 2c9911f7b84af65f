// How fast is a VCF of a million sites read: counted, five columns to text, filtered on an INFO column? Against bcftools, one partition and two.
// node bench/vcf-scan.mjs [--repeat 5] [--json results.jsonl]      needs npm run build, bcftools, and LOCUSQL_BENCH_DATA
import { ourselves, runHarness } from './peer-harness.mjs'

runHarness(['--questions', '^vcf-(count|5cols|af)$', '--peers', 'bcftools,shell', '--threads', '1,2', '--base', 'bcftools', ...ourselves])
