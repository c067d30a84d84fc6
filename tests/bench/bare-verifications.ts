// How many P-256 verifications one core does with a kept key. Prints the number per second.
import { generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto'
import { performance } from 'node:perf_hooks'

const seconds = Number(process.argv[2] ?? 2)
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const data = randomBytes(69)
const signature = sign('sha256', data, privateKey)

function perSecond(duration: number): number {
  const start = performance.now()
  let done = 0
  while (performance.now() - start < duration * 1000) {
    for (let round = 0; round < 100; round += 1) verify('sha256', data, publicKey, signature)
    done += 100
  }
  return (done * 1000) / (performance.now() - start)
}

perSecond(0.3)
process.stdout.write(String(perSecond(seconds)))
