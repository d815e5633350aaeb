import { expect, it } from 'vitest'
import { startPage } from './server'
import { useStages } from './testing/use-browser'

const open = useStages()

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
  await tab.waitForFunction('window.isOld === undefined')
  await stage.handOver()
  // A page that is open when its server goes says so at any time after.
  await tab.close()
  await again.close()
  // The browser says on its own that it could not connect.
  stage.troubles.length = 0
})

it('checks the set-up, says which event is not ticked, and why a webhook was not saved', async () => {
  const stage = await open()
  const { tab } = stage
  const dialog = await stage.openDialog('Configuration')
  const check = () => dialog.getByRole('button', { name: 'Check the set-up' }).click()
  await check()
  await dialog.getByText('✓ Webhook: events of Brevo arrive.').waitFor()
  expect(await dialog.locator('.answer.good li').count()).toBe(7)
  await tab.keyboard.press('Escape')
  await stage.tick('Conversation fragment', false)
  await stage.openDialog('Configuration')
  await check()
  await dialog.locator('.answer.bad').getByText('✗ Event "Conversation fragment"').waitFor({ timeout: 15_000 })
  await tab.keyboard.press('Escape')
  await stage.toggle('Rate limit')
  await stage.openDialog('Configuration')
  await check()
  await dialog.locator('.answer.bad').getByText('– API key and agent: not checked.').waitFor()
  await tab.keyboard.press('Escape')

  const settings = await stage.openDialog('Brevo settings')
  await settings.getByLabel('URL').fill('my webhook')
  await settings.getByRole('button', { name: 'Save', exact: true }).click()
  await settings.getByText('This is not a web address.').waitFor()
})

it('sends to the inbox of a real account, whose settings and troubles are not the page’s', async () => {
  const { tab } = await open({ real: true })
  await tab.getByRole('link', { name: 'your Brevo inbox' }).waitFor()
  await tab.getByRole('switch', { name: 'API fails' }).waitFor()
  expect(await tab.getByRole('switch', { name: 'Rate limit' }).count()).toBe(0)
  expect(await tab.getByRole('button', { name: 'Brevo settings' }).count()).toBe(0)
})
