import { expect, it } from 'vitest'
import type { Stage } from './testing/stage'
import { useStages } from './testing/use-browser'

const open = useStages()

/** The newest message of the open thread: who wrote it and through what, and its words. */
const newestIn = async ({ inbox }: Stage, words: string): Promise<{ head: string; text: string }> => {
  const message = inbox.locator('.message').filter({ hasText: words }).last()
  await message.waitFor()
  const head = await message.locator('.message-head').innerText()
  return { head: head.replaceAll(/\s+/g, ' '), text: await message.locator('.bubble').innerText() }
}

it('shows users under their own names, and who is an agent, until Brevo refuses the names', async () => {
  const stage = await open()
  const { between, customer } = stage
  const dialog = await stage.openDialog('Configuration')
  await dialog.getByLabel('Show users under their own name').check()
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await dialog.getByText('Saved.').waitFor()
  await stage.tab.keyboard.press('Escape')
  await stage.handOver()

  await stage.customerSays('My chain broke')
  const own = await newestIn(stage, 'My chain broke')
  expect(own.head).toMatch(/^Ada through the API/)
  expect(own.text).toBe('My chain broke')
  await stage.agentSays('Let me look')
  await customer.getByText('You are talking with Julia').waitFor()
  expect((await newestIn(stage, 'Let me look')).head).toMatch(/^Julia agent/)

  await stage.toggle('Refuses own names')
  await between.getByText('1 on.').waitFor()
  await stage.customerSays('Thank you')
  const labelled = await newestIn(stage, 'Thank you')
  expect(labelled.head).toMatch(/^Website bot through the API/)
  expect(labelled.text).toBe('Botpress User: Thank you')
  await between.getByRole('tab', { name: /^Bot log/ }).click()
  await between
    .locator('.owner-line.warn')
    .getByText(/no message under the user's own name/)
    .waitFor()
})
