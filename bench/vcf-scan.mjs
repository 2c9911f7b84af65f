// How fast is a VCF of a million sites read: counted, five columns to text, filtered on an INFO column? Against bcftools, one partition and two.
// node bench/vcf-scan.mjs [--repeat 5] [--json results.jsonl]      needs npm run build, bcftools, and LOCUSQL_BENCH_DATA
// The count comes from the index; locusql:scan reads the file for it.
import { countByScan, ourselves, runHarness } from './peer-harness.mjs'

const peers = ['--peers', 'bcftools,shell', '--threads', '1,2', '--base', 'bcftools', ...ourselves]
runHarness(['--questions', '^vcf-count$', ...peers, ...countByScan('read_vcf', 'vcf')])
runHarness(['--questions', '^vcf-(5cols|af)$', ...peers])
