import { expect, test } from 'vitest'
import { locationScheme } from './location-scheme.ts'

test.each([
  ['a.vcf', 'file'],
  ['/data/a b#1.vcf', 'file'],
  ['C:\\data\\a.vcf', 'file'],
  ['C:/data/a.vcf', 'file'],
  ['c://odd', 'file'],
  ['sample:1.vcf', 'file'],
  ['file:///a.vcf', 'file'],
  ['HTTPS://host/a.vcf', 'https'],
  ['s3://bucket/a.vcf', 's3'],
  ['memory://a.vcf', 'memory'],
])('%s is of scheme %s', (location, scheme) => {
  expect(locationScheme(location)).toBe(scheme)
})
