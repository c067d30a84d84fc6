const systems: [RegExp, string][] = [
  [/Windows NT/, 'Windows'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Android/, 'Android'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

const programs: [RegExp, string][] = [
  [/WeftID\//, 'WeftID'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

/** Browser and system in words, "Chrome on Linux", from a user agent that may say anything. */
export function clientWords(userAgent: string): string {
  const find = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent))?.[1]
  const program = find(programs) ?? (userAgent === '' ? 'Unknown program' : 'Another program')
  const system = find(systems)
  return system ? `${program} on ${system}` : program
}
