/** The rooms of src/ and what each may import: the same table as in ARCHITECTURE.md. */

/** A room may always import itself. `types` after a room means: `import type` only. */
export const layers: Readonly<Record<string, readonly string[]>> = {
  common: [],
  columnar: ['common'],
  kernels: ['common', 'columnar'],
  genomics: ['common'],
  ranges: ['common', 'kernels'],
  io: ['common'],
  index: ['common', 'genomics', 'io'],
  functions: ['common', 'columnar', 'kernels', 'genomics'],
  expr: ['common', 'columnar', 'kernels', 'functions'],
  catalog: ['common', 'columnar', 'expr', 'genomics', 'index types'],
  logical: ['common', 'columnar', 'genomics', 'expr', 'catalog'],
  sql: ['common', 'columnar', 'genomics', 'functions', 'expr', 'catalog', 'logical'],
  optimizer: ['common', 'columnar', 'genomics', 'functions', 'expr', 'catalog', 'logical'],
  physical: ['common', 'columnar', 'kernels', 'genomics', 'ranges', 'io types', 'functions', 'expr', 'catalog', 'logical'],
  formats: ['common', 'columnar', 'kernels', 'genomics', 'io', 'index', 'expr', 'catalog'],
  execution: ['common', 'columnar', 'kernels', 'genomics', 'ranges', 'io', 'index', 'functions', 'expr', 'catalog', 'formats'],
  session: [
    'common',
    'columnar',
    'kernels',
    'genomics',
    'ranges',
    'io',
    'index',
    'functions',
    'expr',
    'catalog',
    'logical',
    'sql',
    'optimizer',
    'physical',
    'formats',
    'execution',
  ],
  platform: ['common', 'io', 'execution'],
  cli: ['common', 'columnar', 'session', 'platform'],
}

/** Which format may import which other one: the shared schemas, and the reference of CRAM. */
export const formatImports: Readonly<Record<string, readonly string[]>> = {
  bcf: ['vcf'],
  sam: ['bam'],
  gtf: ['gff'],
  cram: ['bam', 'fasta'],
}

/** Folders under formats/ that serve several formats: no format of their own. */
export const sharedFormatFolders: readonly string[] = ['scan', 'text', 'records', 'sequences']

/** Only here may `node:` stand. */
export const nodePlaces: readonly string[] = ['platform/node/', 'cli/', 'node.ts']

/** Entry points may import every room. */
export const entryPoints: readonly string[] = ['index.ts', 'node.ts', 'browser.ts']
