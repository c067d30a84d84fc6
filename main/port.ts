import { createServer } from 'node:net'

/** What the server listens on, too: whoever held only one of them could answer for us on the other. */
const loopbacks = ['127.0.0.1', '::1']
const usual = 7100
const last = 7199

/**
 * The port for local mode: the remembered one, else the usual one. It is part of the origin, so another is chosen only
 * where somebody else holds it; `canHave` says whether it is free on both loopback addresses.
 */
export async function choosePort(
  remembered: number | null,
  canHave: (port: number) => Promise<boolean> = isFree,
): Promise<number> {
  // Below the ports that systems lend to outgoing connections, so that it is free again tomorrow.
  const range = Array.from({ length: last - usual + 1 }, (_, index) => usual + index)
  for (const port of remembered === null ? range : [remembered, ...range])
    if (await canHave(port)) return port
  throw new Error(`All ports from ${usual} to ${last} are taken on this computer.`)
}

/** Whether nobody listens on `port` on any loopback address that this machine has. */
export async function isFree(port: number): Promise<boolean> {
  for (const host of loopbacks) if (!(await isFreeOn(host, port))) return false
  return true
}

function isFreeOn(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      // A machine without IPv6 has nobody on ::1 either.
      resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT')
    })
    probe.listen({ host, port, exclusive: true, ipv6Only: true }, () => {
      probe.close(() => {
        resolve(true)
      })
    })
  })
}
