/**
 * What the packaged app forks. The server speaks to whoever started it the way Node's children do; a utility process
 * has a port instead, so this gives it that way of speaking, then starts it.
 */
process.send = (message: unknown) => {
  process.parentPort.postMessage(message)
  return true
}
process.parentPort.on('message', ({ data }) => process.emit('message', data, undefined))

await import(new URL('./server.js', import.meta.url).href)
