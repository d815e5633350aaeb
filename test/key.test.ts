import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Flow } from './support/flow'

describe('the API key', () => {
  let flow: Flow
  let elsewhere: Server
  let visits = 0
  beforeAll(async () => {
    flow = await Flow.start()
    elsewhere = createServer((socket) => {
      visits += 1
      socket.destroy()
    })
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    elsewhere.close()
    await flow.close()
  })

  it.each([301, 302, 303, 307, 308])('does not follow a redirect (%i) elsewhere', async (status) => {
    const { port } = elsewhere.address() as AddressInfo
    const headers = { location: `http://127.0.0.1:${port}/v3/account` }
    flow.brevo.faults.add({ times: 1, fault: { kind: 'status', status, headers } })
    expect((await flow.botpress.register()).ok).toBe(false)
    expect(visits).toBe(0)
  })

  it('is in no log, whatever fails', async () => {
    flow.brevo.faults.add({ times: 1, fault: { kind: 'reset' } })
    await flow.botpress.register()
    flow.brevo.faults.add({ times: 3, fault: { kind: 'status', status: 500 } })
    await flow.botpress.register()
    expect(flow.sandbox.output).not.toContain(String(flow.botpress.configuration.apiKey))
    expect(flow.sandbox.output).not.toMatch(/AxiosError|api-key/)
  })
})
