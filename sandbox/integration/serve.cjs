// Serves the bundled integration with the SDK's own server, as a process of its own.
// Usage: node serve.cjs <bundle>; tells its parent { port } when it listens.
const net = require('node:net')
if (process.env.SANDBOX_WATCHED !== 'no') {
  require('./watched.cjs')
}
const { load } = require('./load.cjs')

const [, , bundle] = process.argv

// The SDK's server listens on every interface; a sandbox stays on loopback.
const { listen } = net.Server.prototype
net.Server.prototype.listen = function listenOnLoopback(requestedPort, callback) {
  return listen.call(this, requestedPort, '127.0.0.1', callback)
}

// Tests move the clock, or let time pass faster, instead of waiting.
const { origin, speed } = JSON.parse(process.env.SANDBOX_TIME ?? '{"origin":0,"speed":1}')
const now = Date.now.bind(Date)
let aheadMs = 0
Date.now = () => origin + (now() - origin) * speed + aheadMs
if (speed !== 1) {
  const { setTimeout: wait } = globalThis
  globalThis.setTimeout = Object.assign((task, ms, ...rest) => wait(task, (ms ?? 0) / speed, ...rest), wait)
  const timeout = AbortSignal.timeout.bind(AbortSignal)
  AbortSignal.timeout = (ms) => timeout(Math.ceil(ms / speed))
}
process.on('message', (message) => {
  if (typeof message.aheadMs === 'number') {
    aheadMs = message.aheadMs
  }
  process.send({ now: Date.now() })
})
process.on('disconnect', () => process.exit())

load(bundle)
  .default.start(0)
  .then((server) => {
    const tell = () => process.send({ port: server.address().port })
    return server.listening ? tell() : server.once('listening', tell)
  })
  .catch((thrown) => {
    console.error(thrown)
    process.exit(1)
  })
