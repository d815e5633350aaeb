import type { Locator } from 'playwright-core'
import { describe, expect, it, vi } from 'vitest'
import { JULIA } from '../sandbox'
import { useStages } from './testing/use-browser'

/* These sources know nothing of a browser's types. */

/** How far a list is from its end, in px. */
const fromEnd = (list: Locator): Promise<number> =>
  list.evaluate(
    ({ scrollHeight, scrollTop, clientHeight }: Record<'scrollHeight' | 'scrollTop' | 'clientHeight', number>) =>
      scrollHeight - scrollTop - clientHeight
  )

/** Scrolls a list to its beginning, and lets the page see that. */
const toTop = (list: Locator): Promise<void> =>
  list.evaluate(async (element: { scrollTop: number; addEventListener: (name: string, heard: () => void) => void }) => {
    await new Promise<void>((scrolled) => {
      element.addEventListener('scroll', scrolled)
      element.scrollTop = 0
    })
  })

const isRightToLeft = (text: Locator): Promise<boolean> =>
  text.evaluate((element: { matches: (selector: string) => boolean }) => element.matches(':dir(rtl)'))

describe('reading and writing on the page', () => {
  const open = useStages()

  it('fits into the window, wide or narrow, however much there is to read', async () => {
    const { sandbox, customer, tab } = await open()
    const said = Array.from({ length: 30 }, (_, line) => `Hello ${line}`)
    for (const text of said) {
      await sandbox.botpress.bot.chats()[0]?.say(text)
    }
    await customer.getByText('Hello 29').waitFor()
    for (const [width, height] of [
      [1280, 860],
      [390, 844],
    ] as const) {
      await tab.setViewportSize({ width, height })
      expect(await tab.evaluate('document.documentElement.scrollHeight')).toBe(height)
      expect(await tab.evaluate('document.querySelector("#app").scrollHeight')).toBe(height)
      expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(width)
    }
  })

  it('follows the newest call beyond those it keeps, and stays where somebody reads', async () => {
    const stage = await open()
    const list = stage.between.getByRole('log', { name: 'Calls', exact: true })
    for (const count of [400, 50]) {
      stage.fillWire(count)
      await list.getByText(`operation ${count}`, { exact: true }).last().waitFor()
      expect(await list.locator('.call').count()).toBe(300)
      await expect.poll(() => fromEnd(list)).toBeLessThan(2)
    }
    await toTop(list)
    stage.fillWire(7)
    await list.getByText('operation 7', { exact: true }).last().waitFor()
    expect(await fromEnd(list)).toBeGreaterThan(1_000)
  })

  it('shows what one has written oneself, also to somebody who has scrolled back', async () => {
    const stage = await open()
    await stage.handOver()
    const { brevo } = stage.sandbox
    // Without a picture, an agent has a letter of the same size.
    brevo.setAgentPicture(JULIA.id, '')
    const [conversation] = brevo.conversations()
    for (let line = 0; line < 25; line += 1) {
      brevo.agentWrites(conversation!.visitor.id, { agentId: JULIA.id, text: `Line ${line}` })
    }
    const chat = stage.customer.getByRole('log', { name: 'Chat' })
    const thread = stage.inbox.getByRole('log')
    await chat.getByText('Line 24').waitFor()
    const letter = chat.locator('.line.agent .face', { hasText: /^J$/ })
    expect(await letter.boundingBox()).toMatchObject({ width: 28, height: 28 })
    for (const list of [chat, thread]) {
      await toTop(list)
    }
    await stage.customerSays('My own words')
    await chat.getByText('My own words').waitFor()
    expect(await fromEnd(chat)).toBeLessThan(2)
    await thread.getByText('My own words').waitFor()
    expect(await fromEnd(thread)).toBeGreaterThan(100)
    await stage.agentSays('And mine')
    await thread.getByText('And mine').waitFor()
    expect(await fromEnd(thread)).toBeLessThan(2)
  })

  it('leaves no badge at a conversation that is open, also when words come while it is being read', async () => {
    const stage = await open()
    const { brevo } = stage.sandbox
    const visitorId = brevo.visitorWrites('Hello')
    await stage.openConversation('Website')
    await stage.inbox.locator('.badge').waitFor({ state: 'detached' })
    const markRead = brevo.markRead.bind(brevo)
    const reading = vi.spyOn(brevo, 'markRead').mockImplementationOnce((id) => {
      markRead(id)
      brevo.visitorWrites('And one thing more', id)
    })
    brevo.visitorWrites('One thing', visitorId)
    await stage.inbox.locator('.message').getByText('And one thing more').waitFor()
    await stage.inbox.locator('.badge').waitFor({ state: 'detached' })
    expect(reading).toHaveBeenCalledTimes(2)
  })

  it('writes from right to left what people have written so', async () => {
    const stage = await open()
    await stage.handOver()
    const greeting = 'مرحبا، أين طلبي؟'
    await stage.customerSays(greeting)
    await stage.inbox.locator('.message').getByText(greeting).waitFor()
    expect(await isRightToLeft(stage.customer.locator('.line.user .words').last())).toBe(true)
    expect(await isRightToLeft(stage.inbox.locator('.entry-preview').first())).toBe(false)
    await stage.agentSays(greeting)
    await stage.customer.locator('.line.agent').getByText(greeting).waitFor()
    expect(await isRightToLeft(stage.inbox.locator('.message.agent .words').last())).toBe(true)
    expect(await isRightToLeft(stage.inbox.locator('.entry-preview').first())).toBe(true)
    const field = stage.customer.getByRole('textbox', { name: 'Message to the shop' })
    await field.fill(greeting)
    expect(await isRightToLeft(field)).toBe(true)
  })
})
