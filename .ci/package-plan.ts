/** What a packaging run does beyond electron-builder.yml, decided by the environment; README, Build it, lists the variables. */
export interface Plan {
  /** For electron-builder's command line. */
  args: string[]
  /** Where the app looks for updates, as electron-updater reads it; null for a build that does not. */
  feed: string | null
  /** What the app may do on macOS beyond main/build/entitlements.mac.plist, as keys of a plist; null for nothing. */
  entitlements: string | null
  /** What the app is to know of its maker, for vendor.ts; null where macOS would not let it be used. */
  vendor: { domain: string | null; keychainGroup: string } | null
  /** What is left out for want of a credential, for the person who watches. */
  notes: string[]
}

type Env = Record<string, string | undefined>

/** `publishers` are the names that may have signed an update for Windows. Throws, in words, where a value is wrong. */
export function planPackaging(env: Env, platform: NodeJS.Platform, publishers: readonly string[]): Plan {
  const url = given(env, 'WEFTID_UPDATE_URL')
  const apple = platform === 'darwin' ? askedOfApple(env) : null
  const profile = given(env, 'WEFTID_PROVISIONING_PROFILE')
  return {
    args: [
      '--publish',
      'never',
      ...(url === null ? [] : ['-c.publish.provider=generic', `-c.publish.url=${feedUrl(url)}`]),
      ...(apple === null || profile === null ? [] : [`-c.mac.provisioningProfile=${profile}`]),
      ...(env['WEFTID_REQUIRE_SIGNING'] === '1' ? ['-c.forceCodeSigning=true'] : []),
    ],
    feed: url === null ? null : feedFile(feedUrl(url), publishers),
    entitlements: apple && entitlementKeys(apple),
    vendor: apple && { domain: apple.domain, keychainGroup: keychainGroup(apple) },
    notes: [
      ...(url === null ? ['It will not look for updates: WEFTID_UPDATE_URL is not set.'] : []),
      ...signingNotes(env, platform),
    ],
  }
}

function feedUrl(text: string): string {
  const url = URL.parse(text)
  if (url?.protocol !== 'https:' || url.username !== '' || url.search !== '' || url.hash !== '')
    throw new Error('WEFTID_UPDATE_URL must be a plain https address of a folder.')
  return url.href.replace(/\/*$/, '/')
}

// JSON is YAML, and nothing in it can be mistaken for more.
const feedFile = (url: string, publisherName: readonly string[]): string =>
  `${JSON.stringify({ provider: 'generic', url, publisherName, updaterCacheDirName: 'weftid-desktop-updater' })}\n`

interface AskedOfApple {
  team: string
  domain: string | null
}

/** What passkeys on macOS ask for; Apple grants it to whoever shows the profile for it, and stops the app of others. */
function askedOfApple(env: Env): AskedOfApple | null {
  const team = given(env, 'WEFTID_APPLE_TEAM_ID')
  if (team === null) return null
  if (!/^[A-Z0-9]{10}$/.test(team)) throw new Error('WEFTID_APPLE_TEAM_ID is ten capital letters and digits.')
  if (given(env, 'WEFTID_PROVISIONING_PROFILE') === null)
    throw new Error(
      'WEFTID_APPLE_TEAM_ID needs WEFTID_PROVISIONING_PROFILE: without it macOS ends the app at once.',
    )
  const domain = given(env, 'WEFTID_VENDOR_DOMAIN')
  if (domain !== null && !/^([a-z0-9-]+\.)+[a-z]{2,}$/.test(domain))
    throw new Error('WEFTID_VENDOR_DOMAIN is the host name that the passkeys belong to.')
  return { team, domain }
}

const appIdentifier = ({ team }: AskedOfApple) => `${team}.dev.weftid.desktop`
const keychainGroup = (apple: AskedOfApple) => `${appIdentifier(apple)}.webauthn`

const entitlementKeys = (apple: AskedOfApple): string =>
  [
    string('com.apple.application-identifier', appIdentifier(apple)),
    string('com.apple.developer.team-identifier', apple.team),
    array('keychain-access-groups', keychainGroup(apple)),
    ...(apple.domain === null
      ? []
      : [array('com.apple.developer.associated-domains', `webcredentials:${apple.domain}`)]),
  ].join('\n')

const string = (key: string, value: string) => `    <key>${key}</key>\n    <string>${value}</string>`
const array = (key: string, value: string) =>
  `    <key>${key}</key>\n    <array>\n      <string>${value}</string>\n    </array>`

/** The plist with more keys in it. */
export const withEntitlements = (plist: string, keys: string): string =>
  plist.replace(/ *<\/dict>/, `${keys}\n  </dict>`)

function signingNotes(env: Env, platform: NodeJS.Platform): string[] {
  const unsigned = (names: string[]) => names.every((name) => given(env, name) === null)
  if (platform === 'linux') return []
  const notes = unsigned(platform === 'win32' ? ['WIN_CSC_LINK', 'CSC_LINK'] : ['CSC_LINK', 'CSC_NAME'])
    ? ['It will not be signed unless the keychain holds a certificate: CSC_LINK is not set.']
    : []
  if (platform === 'darwin' && unsigned(['APPLE_API_KEY', 'APPLE_ID', 'APPLE_KEYCHAIN_PROFILE']))
    notes.push('It will not be notarised: neither APPLE_API_KEY nor APPLE_ID is set.')
  return notes
}

/** The machine code that npm installed is this computer's: a package for another processor would not start. */
export function refuseOtherProcessors(args: readonly string[], arch: string): void {
  const foreign = args.find((arg) => /^--(x64|arm64|ia32|armv7l|universal)$/.test(arg) && arg !== `--${arch}`)
  if (foreign !== undefined)
    throw new Error(
      `${foreign} cannot be packaged on ${arch}: npm installed the native code of this one only.`,
    )
}

function given(env: Env, name: string): string | null {
  const value = env[name]?.trim()
  return value === undefined || value === '' ? null : value
}
