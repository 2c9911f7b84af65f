import { expect, test } from 'vitest'
import { SessionConfig } from './session-config.ts'

test('has defaults, takes values, forgets them', () => {
  const config = new SessionConfig({ 'execution.batch_size': 100 })
  expect(config.get('execution.batch_size')).toBe(100)
  config.set('EXECUTION.Batch_Size', '17')
  expect(config.integer('batch_size')).toBe(17)
  config.reset('execution.batch_size')
  expect(config.integer('execution.batch_size')).toBe(8192)
})

test('finds an option by its last part, in snake case and in camel case', () => {
  const config = new SessionConfig({ targetPartitions: 3 })
  expect(config.integer('execution.target_partitions')).toBe(3)
  expect(config.integer('target_partitions')).toBe(3)
})

test('accepts a leading datafusion.', () => {
  const config = new SessionConfig()
  config.set('datafusion.bio.coordinate_system_zero_based', 'true')
  expect(config.flag('bio.coordinate_system_zero_based')).toBe(true)
})

test('bytes take units', () => {
  const config = new SessionConfig({ 'execution.memory_limit': '512 MiB' })
  expect(config.integer('execution.memory_limit')).toBe(512 * 1024 * 1024)
  config.set('execution.memory_limit', '1.5GB')
  expect(config.integer('execution.memory_limit')).toBe(1_500_000_000)
})

test.each([
  ['execution.batch_sise', '1', 'There is no option "execution.batch_sise". Did you mean "execution.batch_size"?'],
  ['bio.zero_based', '1', 'There is no option "bio.zero_based". SHOW ALL lists the options.'],
  ['worker', 'off', 'There is no option "worker". Did you mean "execution.workers"?'],
  ['__proto__', 'off', 'There is no option "__proto__". SHOW ALL lists the options.'],
  ['execution.batch_size', '0', 'Option "execution.batch_size" cannot be "0": give an integer from 1 to 1048576.'],
  ['execution.batch_size', 'many', 'Option "execution.batch_size" cannot be "many": give an integer from 1 to 1048576.'],
  ['execution.workers', 'no', "Option \"execution.workers\" cannot be \"no\": give 'auto', 'off', 'always'."],
  ['bio.coordinate_system_check', 'perhaps', 'Option "bio.coordinate_system_check" cannot be "perhaps": give true or false.'],
  [
    'execution.memory_limit',
    '3 furlongs',
    'Option "execution.memory_limit" cannot be "3 furlongs": give a number of bytes such as 1000000, \'512 MB\' or \'2GiB\' (0: no limit).',
  ],
])('SET %s = %s', (name, value, message) => {
  expect(() => new SessionConfig().set(name, value)).toThrow(message)
})
