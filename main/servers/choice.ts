import type { Unusable } from '../../shared/local-pages.ts'
import { parseAddress } from './address.ts'
import type { Managed } from './managed.ts'

/** What the app works with: a server, or a backend of its own on this computer. */
export type Target = { kind: 'server'; origin: string } | { kind: 'local' }

/** Who decided: the company for good, a preset for this run, the person earlier, or a developer's checkout. */
export type Source = 'managed' | 'command-line' | 'environment' | 'remembered' | 'development'

export type Choice =
  | { target: Target; source: Source }
  /** Nobody decided, or whoever did cannot be followed. */
  | { target: null; unusable: Unusable | null }

/** Everything that may have an opinion. `remembered` is an origin, or `local` for this computer only. */
export interface Opinions {
  managed: Pick<Managed, 'server' | 'unreadable'>
  argv: readonly string[]
  env: Record<string, string | undefined>
  remembered: string | null
  isDevelopment: boolean
}

/**
 * Decides what the app works with. The company's settings go first, so that no shortcut leads elsewhere; what cannot be
 * read or used is never skipped in silence for something weaker.
 */
export function choose({ managed, argv, env, remembered, isDevelopment }: Opinions): Choice {
  if (managed.unreadable !== null) return { target: null, unusable: { file: managed.unreadable } }
  const presets: [Source, string | null][] = [
    ['managed', managed.server],
    ['command-line', serverArgument(argv)],
    ['environment', env['WEFTID_SERVER']?.trim() ?? null],
    ['remembered', remembered],
  ]
  for (const [source, said] of presets) {
    if (said === null || said === '') continue
    const target = targetOf(said)
    return target ? { target, source } : { target: null, unusable: { address: said } }
  }
  return isDevelopment
    ? { target: { kind: 'local' }, source: 'development' }
    : { target: null, unusable: null }
}

/** What `--server=` says. Said twice, behind `--` or beside a link it was put there by a stranger, and says nothing. */
export function serverArgument(argv: readonly string[]): string | null {
  const end = argv.indexOf('--')
  const own = end === -1 ? argv : argv.slice(0, end)
  if (argv.some((argument) => /^weftid:/i.test(argument))) return null
  const said = own.filter((argument) => argument.startsWith('--server='))
  return said.length === 1 ? (said[0]?.slice('--server='.length) ?? null) : null
}

function targetOf(said: string): Target | null {
  if (said === 'local') return { kind: 'local' }
  const parsed = parseAddress(said)
  return 'address' in parsed ? { kind: 'server', origin: parsed.address.origin } : null
}
