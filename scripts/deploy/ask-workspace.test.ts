import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { askWorkspace } from './ask-workspace'

const WORKSPACE = { id: 'wkspace_1', name: 'Acme', handle: 'acme' }

describe('askWorkspace', () => {
  let server: Server | undefined

  /** Botpress's API, which answers everything with this. */
  const answering = async (status: number, body: object): Promise<string> => {
    const listening = createServer((_, answer) => {
      answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
    server = listening
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`
  }

  const ask = (apiUrl: string) => askWorkspace({ apiUrl, workspaceId: WORKSPACE.id, token: 'made-up' })

  afterEach(() => {
    server?.closeAllConnections()
    server?.close()
  })

  it('tells name and handle', async () => {
    expect(await ask(await answering(200, WORKSPACE))).toEqual({ state: 'found', name: 'Acme', handle: 'acme' })
  })

  it('tells that there is no handle', async () => {
    const apiUrl = await answering(200, { ...WORKSPACE, handle: '' })
    expect(await ask(apiUrl)).toEqual({ state: 'found', name: 'Acme', handle: undefined })
  })

  it('tells that the login is refused', async () => {
    const error = { id: 'err_1', code: 401, type: 'Unauthorized', message: 'no' }
    expect(await ask(await answering(401, error))).toEqual({ state: 'refused', status: 401 })
  })

  it('tells that nobody answers, or nobody is logged in', async () => {
    expect(await ask('http://127.0.0.1:1')).toEqual({ state: 'unreachable' })
    expect(await askWorkspace(undefined)).toEqual({ state: 'notLoggedIn' })
  })
})
