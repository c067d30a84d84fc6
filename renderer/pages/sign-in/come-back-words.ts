import type { WayBack } from '../../stores/joining.ts'

/** What is said of each way back, and where it does not lead. */
export const comeBackWords: Record<WayBack, { title: string; lead: string; label: string; hint: string }> = {
  'backup-code': {
    title: 'Use a backup code',
    lead: 'One of the codes you saved. It works once, and lets you register a new passkey.',
    label: 'Backup code',
    hint: 'A code alone works on accounts without a password; where there is one, enter it first. For administrators and the help desk a code alone works only while nobody could give them a temporary pass.',
  },
  'temporary-pass': {
    title: 'Use a temporary pass',
    lead: 'The code the help desk gave you. It works once, and lets you register a new passkey.',
    label: 'Temporary pass',
    hint: 'Lost it, or it has run out? The help desk can give you another.',
  },
}
