import { expect, test } from 'vitest'
import { locationPath } from './location-path.ts'

test.each([
  ['https://host/calls.vcf.gz?token=a#top', 'https://host/calls.vcf.gz'],
  ['s3://bucket/calls.vcf.gz', 's3://bucket/calls.vcf.gz'],
  ['xx#blank.sam', 'xx#blank.sam'],
  ['C:\\data\\what?.vcf', 'C:\\data\\what?.vcf'],
])('%s', (location, path) => {
  expect(locationPath(location)).toBe(path)
})
