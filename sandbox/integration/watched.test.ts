import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Sandbox } from '../sandbox'

describe('what the integration prints', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await Sandbox.start()
  })
  afterAll(() => sandbox.close())

  it('is plain text, and what is for the bot’s owner is kept apart as well', async () => {
    sandbox.botpress.configuration['apiKey'] = 'xkeysib-wrong'
    const registered = await sandbox.botpress.register()
    expect(registered.ok).toBe(false)
    const message = registered.ok ? '' : registered.message
    await expect
      .poll(() => sandbox.ownerLog.lines())
      .toContainEqual(expect.objectContaining({ level: 'error', text: message }))
    await expect.poll(() => sandbox.output).toContain(`${message}\n`)
    expect(sandbox.output).toContain('Listening on port')
    expect(sandbox.output).not.toContain('visible_to_bot_owner')
    expect(sandbox.ownerLog.lines().some(({ text }) => text.includes('Listening on port'))).toBe(false)
  })

  it('is kept for the owner in its newest lines only', async () => {
    const first = sandbox.ownerLog.lines()[0]
    for (let line = 0; line < 300; line += 1) {
      sandbox.ownerLog.add(JSON.stringify({ level: 'info', text: `Line ${line}` }))
    }
    const lines = sandbox.ownerLog.lines()
    expect(lines).toHaveLength(200)
    expect(lines).not.toContainEqual(first)
    expect(lines.at(-1)?.text).toBe('Line 299')
  })
})
