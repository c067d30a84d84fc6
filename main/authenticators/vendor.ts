/** What a vendor's build knows of its maker; bundled in, because what could be changed later would be no promise. */
export interface Vendor {
  /** The host whose passkeys Apple lets this app use, as its Associated Domains say. */
  domain: string | null
  /** Where Touch ID passkeys are kept, as the signature allows; null in a build without one. */
  keychainGroup: string | null
}

declare const __WEFTID_VENDOR__: Vendor | undefined

/** This build's own; a build of nobody's knows nothing. */
export const vendor: Vendor =
  typeof __WEFTID_VENDOR__ === 'undefined' ? { domain: null, keychainGroup: null } : __WEFTID_VENDOR__
