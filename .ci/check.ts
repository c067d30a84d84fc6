import { run, say, tool, worlds } from './script.ts'

// What reads the code, the quickest first; then what runs it.
const steps: [string, string, string[]][] = [
  ['format', tool.prettier, ['--check', '.']],
  ['types', tool.tsc, ['-b']],
  ['boundaries', tool.depcruise, ['--config', '.dependency-cruiser.cjs', ...worlds]],
  ['lint', tool.eslint, ['--max-warnings', '0', '.']],
  ['tests', '.ci/test.ts', []],
]

for (const [name, script, args] of steps) {
  say(`\n── ${name}`)
  const code = await run(script, args)
  if (code !== 0) process.exit(code)
}
