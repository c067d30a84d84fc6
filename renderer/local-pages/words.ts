import type { AddressFault, ProblemKind } from '../../shared/local-pages.ts'

export const faultWords: Record<AddressFault, string> = {
  empty: 'Enter the address of a server.',
  'not-an-address': 'This is not an address. It looks like id.company.com.',
  'not-https': 'Passkeys need a secure address, one that begins with https://.',
  'with-credentials': 'An address with an @ in it hides where it leads. Enter only the server’s name.',
  'ip-address': 'Passkeys need a name, not a number: enter the server’s name.',
}

interface Words {
  title: string
  /** What happened and what to do. */
  text: string
}

/** What is said about a problem with `host`. */
export function problemWords(problem: ProblemKind, host: string): Words {
  switch (problem) {
    case 'offline':
      return {
        title: `${host} cannot be reached`,
        text: 'Check the address, your network and, if your organisation uses one, your VPN.',
      }
    case 'not-secure':
      return {
        title: `The connection to ${host} is not secure`,
        text: 'Its certificate is not valid, so somebody could be listening and WeftID does not go on. Check this computer’s date and time, then ask your help desk.',
      }
    case 'not-weftid':
      return {
        title: `${host} is not a WeftID server`,
        text: 'Something else answers there. Check the address. On a guest network, sign in to the network first.',
      }
    case 'other-host':
      return {
        title: `${host} is not where its passkeys work`,
        text: 'The server’s passkeys belong to another address. Ask your help desk which one to use.',
      }
    case 'trouble':
      return {
        title: `${host} has trouble`,
        text: 'The server is there but does not work at the moment. If it goes on, tell your help desk.',
      }
    case 'too-old':
      return {
        title: 'WeftID on this computer is too old',
        text: `${host} works with newer versions only. Install the update, or ask your help desk for it.`,
      }
    case 'local':
      return {
        title: 'WeftID could not start on this computer',
        text: 'The details below say why. Your data is where it was.',
      }
  }
}
