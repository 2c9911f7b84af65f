/** What `locusql --help` prints. */
export const usage = `locusql: SQL on genomic files

Usage:
  locusql -c "SELECT count(*) FROM 'calls.vcf.gz'"   run SQL
  locusql -f query.sql                               run a file
  locusql < query.sql                                run standard input
  samtools view -h x.bam | locusql -c "SELECT count(*) FROM read_sam('-')"   data on standard input
  locusql                                            a prompt, on a terminal

Output (default: a box of at most 40 rows; results otherwise stream):
  -csv -tsv -json -jsonl -markdown -box -line -arrow, or --format NAME
  --max-rows N     rows of the default box; 0 shows all

Other:
  --set NAME=VALUE an option, as SET does; SHOW ALL lists them
  --version, --help

The exit code is 0, or 1 after an error, which is printed on standard error.
`
