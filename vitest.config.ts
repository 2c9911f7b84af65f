import { defineConfig } from 'vitest/config'

const WITH_ADDONS = ['tests/differential/duckdb/**/*.test.ts']

export default defineConfig({
  test: {
    // Guards against hanging, far above what any test takes: a loaded machine must not fail one.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // All cores: by default one is left idle, which of two is half the machine.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['src/**/*.test.ts', 'sql-tests/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: WITH_ADDONS,
          pool: 'threads',
        },
      },
      // An addon that aborts takes its process along: it has one of its own.
      { extends: true, test: { name: 'with addons', include: WITH_ADDONS, pool: 'forks' } },
    ],
  },
})
