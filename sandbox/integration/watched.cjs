// Lets the sandbox see what cannot be told from outside: in which invocation a call is made, and which lines of the log
// the bot's owner reads.
const { AsyncLocalStorage } = require('node:async_hooks')
const { writeSync } = require('node:fs')
const http = require('node:http')

/** As in sandbox/shared/wire.ts. */
const INVOCATION_HEADER = 'x-sandbox-invocation'
/** As in sandbox/integration/process.ts. */
const OWNER_LOG_FD = 4

const invocations = new AsyncLocalStorage()

const { emit } = http.Server.prototype
http.Server.prototype.emit = function emitWithin(event, ...args) {
  const invocation = event === 'request' ? args[0].headers[INVOCATION_HEADER] : undefined
  return invocation
    ? invocations.run(invocation, () => emit.call(this, event, ...args))
    : emit.call(this, event, ...args)
}

// Only plain HTTP: the sandbox's services speak it, a real Brevo does not.
const { request } = http
http.request = (...args) => {
  const outgoing = request(...args)
  const invocation = invocations.getStore()
  if (invocation && !outgoing.headersSent) {
    outgoing.setHeader(INVOCATION_HEADER, invocation)
  }
  return outgoing
}

// The SDK's own format says who a line is for; it is printed as without it.
process.env.BP_LOG_FORMAT = 'json'
for (const level of ['debug', 'info', 'warn', 'error']) {
  const print = console[level].bind(console)
  console[level] = (...args) => {
    const entry = args.length === 1 ? entryOf(args[0]) : undefined
    if (!entry) {
      print(...args)
      return
    }
    print(entry.msg)
    if (entry.visible_to_bot_owner) {
      writeSync(OWNER_LOG_FD, `${JSON.stringify({ level, text: entry.msg })}\n`)
    }
  }
}

function entryOf(line) {
  try {
    const entry = JSON.parse(line)
    return typeof entry?.msg === 'string' ? entry : undefined
  } catch {
    return undefined
  }
}
