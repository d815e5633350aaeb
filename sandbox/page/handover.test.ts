import { beforeEach, describe, expect, it } from 'vitest'
import { isPainted, LETTER, PICTURE, type Stage } from './testing/stage'
import { useStage } from './testing/use-browser'

describe('a handover on the page', () => {
  const theStage = useStage()
  let stage: Stage
  beforeEach(async () => {
    stage = theStage()
    await stage.newCustomer()
  })

  it('goes from the bot to two agents and back, with pictures and files both ways', async () => {
    const { customer, inbox } = stage
    await stage.customerSays('human please')
    await inbox.getByText('1 unread').waitFor()
    await stage.answeredLater()
    await stage.openConversation('From the bot')
    await inbox.getByText('asks for an agent').last().waitFor()
    expect(await inbox.locator('.message-head').first().innerText()).toMatch(/^Website bot\s+through the API/)
    await inbox.getByText('unread').waitFor({ state: 'detached' })

    await stage.agentSays('Hello, Julia here.')
    await customer.locator('.line.agent').getByText('Hello, Julia here.').waitFor()
    await customer.getByText('A human agent has joined the conversation.').waitFor()
    await customer.getByText('You are talking with Julia').waitFor()
    expect(await isPainted(customer.locator('.line.agent img.face').first())).toBe(true)

    await stage.customerSays('It broke 😟\nright in the middle')
    await inbox.locator('.message').getByText('Botpress User: It broke 😟\nright in the middle').waitFor()
    await stage.customerSends(PICTURE)
    const link = inbox.locator('.message').getByRole('link', { name: /chain\.png$/ })
    const [opened] = await Promise.all([stage.tab.waitForEvent('popup'), link.click()])
    await opened.waitForLoadState()
    expect(await isPainted(opened.locator('img'))).toBe(true)
    await opened.close()
    await stage.customerSends(LETTER)
    await inbox
      .locator('.message')
      .getByRole('link', { name: /letter\.txt$/ })
      .waitFor()

    await stage.agentSends(PICTURE)
    expect(await isPainted(customer.locator('.line.agent').getByRole('img', { name: 'chain.png' }))).toBe(true)
    expect(await isPainted(inbox.getByRole('img', { name: 'chain.png' }))).toBe(true)
    await stage.agentSends(LETTER)
    const letter = await customer.getByRole('link', { name: 'letter.txt' }).last().getAttribute('href')
    expect(await (await fetch(letter!)).text()).toBe('Dear shop')

    await stage.agentSays('Marco takes over.', 'Marco')
    await customer.getByText('You are talking with Marco').waitFor()
    await customer
      .locator('.line.agent')
      .filter({ hasText: 'Marco takes over.' })
      .getByText('Marco', { exact: true })
      .waitFor()

    await inbox.getByRole('button', { name: 'Finish', exact: true }).click()
    await customer.getByText('The human agent closed the conversation.').waitFor()
    await inbox.getByText('From the bot · Finished').waitFor()
    await stage.customerSays('thanks')
    await customer.getByText('You are welcome. Have a good ride!').waitFor()
  })

  it('ends when the customer leaves, and begins anew with the next customer', async () => {
    const { customer, inbox, tab } = stage
    await stage.handOver()
    await customer.getByRole('button', { name: 'Leave with /end' }).click()
    await customer.getByText('You have ended the session with the human agent.').waitFor()
    await inbox.locator('.message').getByText('( The user has ended the session. )').waitFor()
    const shown = customer.getByRole('combobox', { name: 'Customer shown' })
    const name = await shown.locator('option:checked').innerText()
    await stage.newCustomer()
    expect(await stage.customerReads()).toHaveLength(1)
    await tab.reload()
    await shown.selectOption({ label: name })
    await customer.getByText('You have ended the session with the human agent.').waitFor()
  })

  it('tells the owner why an escalation failed, not the customer, and the bot goes on', async () => {
    const { customer, between } = stage
    await stage.toggle('Rate limit')
    await between.getByText(/^Brevo accepts calls again in/).waitFor()
    await customer.getByRole('button', { name: 'Talk to a human' }).last().click()
    await between.getByRole('tab', { name: /^Bot log \d+ new$/ }).click()
    await between
      .locator('.owner-line')
      .getByText(/hourly limit/)
      .first()
      .waitFor()
    await customer.getByText('Bot, answers at once').waitFor()
    expect((await stage.customerReads()).at(-1)).toContain('I have escalated this conversation')
    await stage.toggle('Rate limit')
    await between.getByText('Everything works.').waitFor()
    await stage.handOver()
  })
})
