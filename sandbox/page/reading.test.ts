import type { Locator } from 'playwright-core'
import { describe, expect, it, vi } from 'vitest'
import { JULIA } from '../sandbox'
import type { Stage } from './testing/stage'
import { useBrowser } from './testing/use-browser'

/** How far a list is from its end, in px. These sources know nothing of a browser's types. */
const fromEnd = (list: Locator): Promise<number> =>
  list.evaluate(
    ({ scrollHeight, scrollTop, clientHeight }: Record<'scrollHeight' | 'scrollTop' | 'clientHeight', number>) =>
      scrollHeight - scrollTop - clientHeight
  )

const toTop = (list: Locator): Promise<void> =>
  list.evaluate((element: { scrollTop: number }) => {
    element.scrollTop = 0
  })

const isRightToLeft = (text: Locator): Promise<boolean> =>
  text.evaluate((element: { matches: (selector: string) => boolean }) => element.matches(':dir(rtl)'))

describe('reading and writing on the page', () => {
  const { open } = useBrowser()
  let stage: Stage

  const openConversation = async (): Promise<string> => {
    await stage.handOver()
    return stage.sandbox.brevo.conversations()[0]!.visitorId
  }

  for (const [width, height] of [
    [1280, 860],
    [390, 844],
  ] as const) {
    it(`fits into a window of ${width} × ${height}, however much there is to read`, async () => {
      stage = await open({ width, height })
      stage.fillWire(100)
      for (let line = 0; line < 30; line += 1) {
        await stage.sandbox.botpress.bot.chats()[0]?.say(`Hello ${line}`)
      }
      await stage.customer.getByText('Hello 29').waitFor()
      expect(await stage.tab.evaluate('document.documentElement.scrollHeight')).toBe(height)
      expect(await stage.tab.evaluate('document.querySelector("#app").scrollHeight')).toBe(height)
      expect(await stage.tab.evaluate('document.documentElement.scrollWidth')).toBe(width)
    })
  }

  it('shows the letter of an agent without a picture as large as a picture', async () => {
    stage = await open()
    stage.sandbox.brevo.setAgentPicture(JULIA.id, '')
    const visitorId = await openConversation()
    stage.sandbox.brevo.agentWrites(visitorId, { agentId: JULIA.id, text: 'Hello' })
    const letter = stage.customer.locator('.line.agent .face', { hasText: /^J$/ })
    await letter.waitFor()
    expect(await letter.boundingBox()).toMatchObject({ width: 28, height: 28 })
  })

  it('follows the newest call beyond those it keeps, and stays where somebody reads', async () => {
    stage = await open()
    const list = stage.between.getByRole('log', { name: 'Calls', exact: true })
    for (const [count, last] of [
      [400, 400],
      [50, 50],
    ] as const) {
      stage.fillWire(count)
      await list.getByText(`operation ${last}`, { exact: true }).last().waitFor()
      await stage.tab.waitForTimeout(100)
      expect(await list.locator('.call').count()).toBe(300)
      expect(await fromEnd(list)).toBeLessThan(2)
    }
    await toTop(list)
    await stage.tab.waitForTimeout(100)
    stage.fillWire(7)
    await list.getByText('operation 7', { exact: true }).last().waitFor()
    expect(await fromEnd(list)).toBeGreaterThan(1_000)
  })

  it('shows what one has written oneself, also to somebody who has scrolled back', async () => {
    stage = await open()
    const visitorId = await openConversation()
    for (let line = 0; line < 25; line += 1) {
      stage.sandbox.brevo.agentWrites(visitorId, { agentId: JULIA.id, text: `Line ${line}` })
    }
    const chat = stage.customer.getByRole('log', { name: 'Chat' })
    const thread = stage.inbox.getByRole('log')
    await chat.getByText('Line 24').waitFor()
    for (const list of [chat, thread]) {
      await toTop(list)
    }
    await stage.tab.waitForTimeout(100)
    await stage.customerSays('My own words')
    await chat.getByText('My own words').waitFor()
    expect(await fromEnd(chat)).toBeLessThan(2)
    await thread.getByText('My own words').waitFor()
    expect(await fromEnd(thread)).toBeGreaterThan(100)
    await stage.agentSays('And mine')
    await thread.getByText('And mine').waitFor()
    expect(await fromEnd(thread)).toBeLessThan(2)
  })

  it('keeps what is written and not sent when another customer or conversation is looked at', async () => {
    stage = await open()
    const { customer, inbox } = stage
    await stage.handOver()
    const words = customer.getByRole('textbox', { name: 'Message to the shop' })
    const answer = inbox.getByRole('textbox', { name: /^Answer to / })
    await words.fill('Half a sen')
    await answer.fill('Half an ans')
    await inbox.getByRole('button', { name: 'Website visitor writes' }).click()
    await stage.openConversation('Website')
    await customer.getByRole('button', { name: 'New chat' }).click()
    await customer.getByRole('combobox', { name: 'Customer shown' }).waitFor()
    expect(await words.inputValue()).toBe('')
    expect(await answer.inputValue()).toBe('')
    await customer.getByRole('combobox', { name: 'Customer shown' }).selectOption({ label: 'Ada' })
    await stage.openConversation('From the bot')
    expect(await words.inputValue()).toBe('Half a sen')
    expect(await answer.inputValue()).toBe('Half an ans')
    await words.press('Enter')
    await inbox.locator('.message').getByText('Half a sen').waitFor()
    expect(await words.inputValue()).toBe('')
  })

  it('leaves no badge at a conversation that is open, also when words come while it is being read', async () => {
    stage = await open()
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
    stage = await open()
    await openConversation()
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
