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

it('says in the check of the set-up which event is not ticked', async () => {
  const stage = await open()
  await stage.tick('Conversation fragment', false)
  const dialog = await stage.openDialog('Configuration')
  await dialog.getByRole('button', { name: 'Check the set-up' }).click()
  await dialog.locator('.answer.bad').getByText('✗ Event "Conversation fragment"').waitFor({ timeout: 15_000 })
})

it('sends to the inbox of a real account, whose settings and troubles are not the page’s', async () => {
  const { tab } = await open({ real: true })
  await tab.getByRole('link', { name: 'your Brevo inbox' }).waitFor()
  await tab.getByRole('switch', { name: 'API fails' }).waitFor()
  expect(await tab.getByRole('switch', { name: 'Rate limit' }).count()).toBe(0)
  expect(await tab.getByRole('button', { name: 'Brevo settings' }).count()).toBe(0)
})
