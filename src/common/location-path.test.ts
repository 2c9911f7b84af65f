import { expect, test } from 'vitest'
import { locationPath } from './location-path.ts'

test('a URL loses its query and fragment', () => {
  expect(locationPath('https://x.org/a.vcf.gz?token=a.b#c')).toBe('https://x.org/a.vcf.gz')
  expect(locationPath('S3://bucket/a.bed#x')).toBe('S3://bucket/a.bed')
})

test('a path keeps what it has', () => {
  for (const path of ['a #1.vcf.gz', 'what?.bed', '/x/y#z/a.bam', 'c:/a?.vcf']) expect(locationPath(path)).toBe(path)
})
