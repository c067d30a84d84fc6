import { connect, createServer } from 'node:net'

export interface AddressInFront {
  port: number
  close: () => Promise<void>
}

/** One address for several instances, as a load balancer is: each connection goes to the first that takes it. */
export async function openInFront(ports: readonly number[]): Promise<AddressInFront> {
  const server = createServer((client) => {
    const tryNext = ([port, ...others]: readonly number[]) => {
      if (port === undefined) {
        client.destroy()
        return
      }
      const instance = connect(port, '127.0.0.1')
      const goOn = () => tryNext(others)
      instance.once('error', goOn).once('connect', () => {
        instance.off('error', goOn).on('error', () => undefined)
        instance.once('close', () => client.destroy())
        client.once('close', () => instance.destroy())
        client.pipe(instance).pipe(client)
      })
    }
    client.on('error', () => undefined)
    tryNext(ports)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) }
}
