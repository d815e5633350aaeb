import { beforeEach, describe, expect, it } from 'vitest'
import type { Stage } from './testing/stage'
import { useStage } from './testing/use-browser'

describe('what is made hard on the page', () => {
  const theStage = useStage()
  let stage: Stage
  beforeEach(async () => {
    stage = theStage()
    await stage.newCustomer()
    await stage.handOver()
  })

  it('shows a call with its bodies, and what it cost', async () => {
    const { between } = stage
    await stage.customerSays('Where is my order?')
    const call = between.locator('.call').filter({ hasText: 'POST /conversations/messages' }).last()
    await stage.inbox.locator('.message').getByText('Botpress User: Where is my order?').waitFor()
    await call.getByRole('button').click()
    await call.getByText('"receivedFrom": "Botpress"').first().waitFor()
    await between.locator('.cost').getByText('1 Brevo, 1 Botpress').waitFor()
    await between.getByText(/^Brevo calls this hour \d+ of 100$/).waitFor()
  })

  it('keeps lines while Brevo is rate-limited, and sends them in one message', async () => {
    const { between, customer, inbox } = stage
    await stage.toggle('Rate limit')
    await between.getByText(/^Brevo accepts calls again in [12]:/).waitFor()
    for (const [index, text] of ['First', 'Second', 'Third'].entries()) {
      await stage.customerSays(text)
      await customer.locator('.line.user').getByText(text, { exact: true }).waitFor()
      await between.getByText(`${index + 1} line${index > 0 ? 's' : ''} of `).waitFor()
    }
    await between.getByText('First · Second · Third').waitFor()
    await between.locator('.badge.failed').getByText('429').first().waitFor()

    await stage.toggle('Rate limit')
    await between.getByText('Everything works.').waitFor()
    await between.getByRole('button', { name: 'Run register now' }).click()
    await between.getByText('Nothing waits.').waitFor()
    await inbox.locator('.message').getByText('Third').waitFor()
    const kept = await inbox.locator('.message .bubble', { hasText: /First|Second|Third/ }).allInnerTexts()
    expect(kept).toEqual([expect.stringMatching(/First[^]*Second[^]*Third/)])
  })

  it('delivers an answer that was held back when it is released', async () => {
    const { between, customer, inbox } = stage
    await stage.toggle('Held back')
    await between.getByText('0 webhooks are held back.').waitFor()
    await stage.agentSays('Sorry, I was at lunch')
    await inbox.locator('.message.agent').getByText('Sorry, I was at lunch').waitFor()
    await between.getByText('1 webhook is held back.').waitFor()
    expect((await stage.customerReads()).join()).not.toContain('lunch')
    await between.getByRole('button', { name: 'Release' }).click()
    await customer.locator('.line.agent').getByText('Sorry, I was at lunch').waitFor()
    await stage.toggle('Held back')
    await between.getByText('Everything works.').waitFor()
  })

  it('delivers an answer once Botpress works again', async () => {
    const { between, customer } = stage
    await stage.toggle('API fails')
    await between.getByText('1 on.').waitFor()
    await stage.agentSays('Hello from the other side')
    await between.locator('.badge.failed').getByText('500').first().waitFor()
    await stage.toggle('API fails')
    await customer.locator('.line.agent').getByText('Hello from the other side').waitFor()
  })
})
