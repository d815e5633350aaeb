import { describe, expect, it } from 'vitest'
import definition from '../../integration.definition'
import { Sandbox } from '../sandbox'
import { startPage } from './server'
import { useBrowser } from './testing/use-browser'

describe('the page and its server', () => {
  const { open, browser } = useBrowser()

  it('says that the server is gone, and goes on when it is back', async () => {
    const stage = await open()
    const { tab, customer, sandbox, page } = stage
    await tab.getByText('Live', { exact: true }).waitFor()
    await page.close()
    await tab.getByText('Disconnected, trying again…').waitFor()
    expect(await customer.getByRole('button', { name: 'Talk to a human' }).last().isDisabled()).toBe(true)
    await tab.evaluate('window.isOld = true')
    const again = await startPage({ sandbox, port: Number(new URL(page.url).port) })
    await tab.getByText('Live', { exact: true }).waitFor()
    // A sandbox started anew may have another page.
    expect(await tab.evaluate('window.isOld')).toBeUndefined()
    await stage.handOver()
    // A page that is open when its server goes says so at any time after.
    await tab.close()
    await again.close()
    // The browser says on its own that it could not connect.
    stage.troubles.length = 0
  })

  it('edits the configuration that the definition describes, and shows what register answers', async () => {
    const stage = await open()
    const { tab } = stage
    await tab.getByRole('button', { name: 'Configuration' }).click()
    const dialog = tab.getByRole('dialog', { name: 'Configuration' })
    const { properties } = definition.configuration!.schema.toJSONSchema() as {
      properties: Record<string, { description: string; 'x-zui': { title: string } }>
    }
    for (const { description, 'x-zui': zui } of Object.values(properties)) {
      await dialog.getByText(zui.title, { exact: false }).first().waitFor()
      expect(await dialog.innerText()).toContain(description)
    }
    await dialog.getByLabel('Brevo API key', { exact: true }).fill('xkeysib-wrong')
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await dialog.getByText('Brevo does not accept the API key.').waitFor()
    await dialog.getByRole('button', { name: 'Restore' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await stage.handOver()
  })

  it('hands over with what is on the card, and delivers the ticked events only', async () => {
    const stage = await open()
    const { tab, sandbox, inbox } = stage
    await tab.getByRole('button', { name: 'Start HITL card' }).click()
    const card = tab.getByRole('dialog', { name: 'Start HITL' })
    await card.getByLabel('Ticket Title').fill('Return of order 1001')
    await card.getByLabel('Group ID').fill('support')
    await card.getByRole('button', { name: 'Save the card' }).click()
    await card.waitFor({ state: 'hidden' })
    await stage.handOver()
    await inbox.getByText('Customer of the bot · group support').waitFor()
    await inbox.locator('.message').getByText('Return of order 1001').waitFor()

    await stage.untick('Conversation transcript')
    await inbox.getByRole('button', { name: 'Finish' }).click()
    await inbox.getByText('From the bot · Finished').waitFor()
    await sandbox.settled()
    expect(sandbox.wire.calls({ from: 'brevo' }).map(({ operation }) => operation)).not.toContain(
      'conversationTranscript'
    )
  })

  it('says in the dialog why a webhook was not saved', async () => {
    const stage = await open()
    const settings = await stage.openDialog('Brevo settings')
    await settings.getByLabel('URL').fill('my webhook')
    await settings.getByRole('button', { name: 'Save', exact: true }).click()
    await settings.getByText('This is not a web address.').waitFor()
  })

  it('checks the set-up, and says which event is not ticked', async () => {
    const stage = await open()
    const { tab } = stage
    const dialog = await stage.openDialog('Configuration')
    await dialog.getByRole('button', { name: 'Check the set-up' }).click()
    await dialog.getByText('✓ Webhook: events of Brevo arrive.').waitFor()
    expect(await dialog.locator('.answer.good li').count()).toBe(7)
    await tab.keyboard.press('Escape')
    await stage.untick('Conversation fragment')
    await stage.openDialog('Configuration')
    await dialog.getByRole('button', { name: 'Check the set-up' }).click()
    await dialog.locator('.answer.bad').getByText('✗ Event "Conversation fragment"').waitFor({ timeout: 15_000 })
    await tab.keyboard.press('Escape')
    await stage.toggle('Rate limit')
    await stage.openDialog('Configuration')
    await dialog.getByRole('button', { name: 'Check the set-up' }).click()
    await dialog.locator('.answer.bad').getByText('– API key and agent: not checked.').waitFor()
  })

  it('says what is left to do by hand when the account is a real one', async () => {
    const sandbox = await Sandbox.start({ configuration: { webhookSecret: 'door-secret-of-24-letters' } })
    const page = await startPage({ sandbox, real: true })
    const tab = await browser().newPage()
    await tab.goto(page.url)
    const panel = tab.getByRole('region', { name: 'Your Brevo account' })
    const { origin, pathname } = new URL(sandbox.botpress.webhookUrl)
    await panel.getByText(`cloudflared tunnel --url ${origin}`).waitFor()
    await panel.getByRole('textbox', { name: 'Address of the tunnel' }).fill('https://my.tunnel.example/')
    await panel.getByText(`https://my.tunnel.example${pathname}?secret=••••`).waitFor()
    await tab.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await panel.getByRole('button', { name: 'Copy the webhook address, with its secret' }).click()
    await panel.getByText('Copied').waitFor()
    expect(await tab.evaluate('navigator.clipboard.readText()')).toBe(
      `https://my.tunnel.example${pathname}?secret=door-secret-of-24-letters`
    )
    expect(await tab.getByText('Rate limit').count()).toBe(0)
    await tab.close()
    await page.close()
    await sandbox.close()
  })
})
