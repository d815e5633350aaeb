import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readLogin } from './login'

const LOGIN = { apiUrl: 'https://api.example', workspaceId: 'wkspace_1', token: 'made-up' }

describe('readLogin', () => {
  let home: string

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'brevo-hitl-login-'))
  })

  afterEach(() => rm(home, { recursive: true }))

  it('finds the last login, or that of a profile', async () => {
    await writeFile(join(home, 'global.cache.json'), JSON.stringify({ ...LOGIN, activeProfile: 'default' }))
    await writeFile(join(home, 'profiles.json'), JSON.stringify({ work: { ...LOGIN, workspaceId: 'wkspace_2' } }))
    expect(await readLogin(home)).toEqual(LOGIN)
    expect(await readLogin(home, 'work')).toEqual({ ...LOGIN, workspaceId: 'wkspace_2' })
    expect(await readLogin(home, 'home')).toBeUndefined()
  })

  it.each(['{"token": "made-up"}', 'not JSON', 'null'])('takes %s for no login', async (content) => {
    await writeFile(join(home, 'global.cache.json'), content)
    expect(await readLogin(home)).toBeUndefined()
  })

  it('finds none where there is none', async () => {
    expect(await readLogin(home)).toBeUndefined()
  })
})
