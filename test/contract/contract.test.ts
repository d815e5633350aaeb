import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EmbeddedBrevo } from '../../sandbox/brevo'
import { Wire } from '../../sandbox/shared/wire'
import { MAX_CALLS, newVisitorId } from './brevo-world'
import { BOTPRESS_STATEMENTS, BREVO_STATEMENTS, runContract } from './contract'
import { PRODUCT_FILES } from './product-files'
import { DOCS_FILE, docsReportOf, reportOf } from './report'
import { standInOfBotpress, standInOfBrevo } from './stand-ins'
import { tryAll, type Result } from './statement'

const API_KEY = 'xkeysib-contract-test-1111111111111111'
const AGENT = { id: '6223aae91d1bcc698a514cd6_000000000000000000000001', name: 'Website bot' }

/** Statements that the product leans on and that were not seen to hold. */
const broken = (results: Result[]) =>
  results.filter(({ leansOn, outcome }) => leansOn.length > 0 && outcome !== 'holds')

describe('the contract, with the stand-ins', () => {
  it('holds for Brevo, within the calls of a run, and leaves nothing behind', async () => {
    const { world, close } = await standInOfBrevo()
    try {
      const results = await tryAll(BREVO_STATEMENTS, world)
      expect(broken(results)).toEqual([])
      expect(results.filter(({ outcome }) => outcome === 'not tried' || outcome === 'failed')).toEqual([])
      expect(await world.cleanUp()).toBe(0)
      expect(world.calls).toBeLessThanOrEqual(MAX_CALLS)
    } finally {
      await close()
    }
  })

  it('holds for Botpress, and leaves nothing behind', async () => {
    const { world, close } = await standInOfBotpress()
    try {
      const results = await tryAll(BOTPRESS_STATEMENTS, world)
      expect(broken(results)).toEqual([])
      expect(results.filter(({ outcome }) => outcome === 'not tried' || outcome === 'failed')).toEqual([])
      expect(await world.cleanUp()).toBe(0)
      expect((await world.client.listConversations({})).conversations).toEqual([])
    } finally {
      await close()
    }
  })

  it('spends no call that is needed to delete what was written', async () => {
    const { world, close } = await standInOfBrevo()
    try {
      await world.opening()
      world.calls = MAX_CALLS - 1
      await expect(world.call('GET', '/account')).rejects.toThrow('used up')
      await expect(world.write(newVisitorId(), 'One more')).rejects.toThrow('used up')
      expect(await world.cleanUp()).toBe(0)
      expect(world.calls).toBe(MAX_CALLS)
    } finally {
      await close()
    }
  })

  it('names files of the product that are there', () => {
    const root = join(__dirname, '..', '..')
    expect(Object.values(PRODUCT_FILES).filter((file) => !existsSync(join(root, file)))).toEqual([])
    const leaning = [...BREVO_STATEMENTS, ...BOTPRESS_STATEMENTS].flatMap(({ leansOn }) => leansOn)
    expect(new Set(leaning)).toEqual(new Set(Object.keys(PRODUCT_FILES)))
  })

  it('is in docs/contract.md as a run writes it; if not: npm run contract -- --docs', async () => {
    const parts = await runContract({}, async () => false)
    expect(readFileSync(DOCS_FILE, 'utf8')).toBe(docsReportOf(parts))
  })
})

describe('the contract, with keys in the environment', () => {
  let brevo: EmbeddedBrevo
  let env: Record<string, string>

  beforeEach(async () => {
    brevo = await EmbeddedBrevo.start({ apiKey: API_KEY, agents: [AGENT], wire: new Wire() })
    env = { BREVO_API_KEY: API_KEY, BREVO_AGENT_ID: AGENT.id, BREVO_API_URL: brevo.url }
  })

  afterEach(() => brevo.close())

  it('asks first, and sends nothing when the answer is no', async () => {
    const questions: string[] = []
    const parts = await runContract(env, async (question) => {
      questions.push(question)
      return false
    })
    expect(questions).toEqual([expect.stringContaining(`at most ${MAX_CALLS} calls`)])
    expect(brevo.limit.used).toBe(0)
    expect(reportOf(parts, new Date())).toContain('Brevo itself was not asked: it was declined.')
  })

  it('tries the real service, deletes what it wrote and reports what it saw', async () => {
    const parts = await runContract(env, async () => true)
    expect(brevo.limit.used).toBeLessThanOrEqual(MAX_CALLS)
    expect(brevo.conversations().flatMap(({ messages }) => messages)).toEqual([])
    const report = reportOf(parts, new Date())
    expect([...BREVO_STATEMENTS, ...BOTPRESS_STATEMENTS].filter(({ says }) => !report.includes(says))).toEqual([])
    expect(report).toContain('**not tried**: needs CONTRACT_WEBHOOK_URL')
    expect(report).toContain('Everything was cleaned up.')
    expect(report).not.toContain(API_KEY)
  })

  it('deletes what it wrote when it is stopped', async () => {
    const stop = new AbortController()
    brevo.watchers.add(() => stop.abort())
    const [part] = await runContract(env, async () => true, stop.signal)
    expect(part?.real?.at(-1)).toMatchObject({ outcome: 'not tried', saw: 'the run was stopped' })
    expect(part?.left).toBe(0)
    expect(brevo.conversations().flatMap(({ messages }) => messages)).toEqual([])
  })
})
