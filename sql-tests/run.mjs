// Runs .slt files without the test runner: node sql-tests/run.mjs [--all | --limited] [--complete] [file.slt …]
import { runBundled } from './run-bundled.mjs'

await runBundled('runner/main.ts')
