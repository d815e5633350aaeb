import axe, { type AxeResults } from 'axe-core'
import type { Page as Tab } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { PICTURE } from './testing/stage'
import { useStages } from './testing/use-browser'

/** What axe finds wrong, one line for each element. What runs in the browser is text, for its types are not known here. */
const violationsIn = async (tab: Tab, options: string): Promise<string[]> => {
  const { violations } = await tab.evaluate<AxeResults>(`axe.run(document, ${options})`)
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${String(target)}: ${failureSummary}`)
  )
}

/** Looks at the page in the light; and in the dark at what is another there, the colours. */
const violationsOn = async (tab: Tab): Promise<string[]> => {
  const light = await violationsIn(tab, "{ resultTypes: ['violations'] }")
  await tab.emulateMedia({ colorScheme: 'dark' })
  const dark = await violationsIn(tab, "{ resultTypes: ['violations'], runOnly: ['color-contrast'] }")
  await tab.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark]
}

const FOCUSED = `(() => {
  const { activeElement: element } = document
  const name = element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText ?? element.textContent
  return name.trim()
})()`

/** The name of what has the focus. */
const focused = (tab: Tab): Promise<string> => tab.evaluate<string>(FOCUSED)

const MOST_STOPS = 60

/** Presses Tab until something of that name has the focus. @returns how often */
const tabTo = async (tab: Tab, name: RegExp): Promise<number> => {
  for (let stops = 1; stops <= MOST_STOPS; stops += 1) {
    await tab.keyboard.press('Tab')
    if (name.test(await focused(tab))) {
      return stops
    }
  }
  throw new Error(`Nothing named ${name} within ${MOST_STOPS} stops`)
}

describe('the page for everybody', { timeout: 60_000 }, () => {
  const open = useStages()

  it('is used with the keyboard alone, in few stops, however many calls are listed', async () => {
    const stage = await open()
    const { tab, customer, inbox, between } = stage
    await tabTo(tab, /^Message to the shop$/)
    await tab.keyboard.type('human please')
    await tab.keyboard.press('Enter')
    await inbox.getByText('1 unread').waitFor()
    await stage.answeredLater()
    await tabTo(tab, /From the bot/)
    await tab.keyboard.press('Enter')
    await tabTo(tab, /^Julia$/)
    await tab.keyboard.press('ArrowRight')
    await tabTo(tab, /^Answer to /)
    await tab.keyboard.type('Hello,')
    await tab.keyboard.press('Shift+Enter')
    await tab.keyboard.type('Marco here.')
    await tab.keyboard.press('Enter')
    await customer.getByText('You are talking with Marco').waitFor()
    await tabTo(tab, /^Configuration$/)
    await tab.keyboard.press('Enter')
    await tab.getByRole('dialog', { name: 'Configuration' }).waitFor()
    await tab.keyboard.press('Escape')
    await tab.getByRole('dialog', { name: 'Configuration' }).waitFor({ state: 'hidden' })
    expect(await focused(tab)).toBe('Configuration')
    await tabTo(tab, /^Slow$/)
    await tab.keyboard.press('Space')
    await between.getByText('1 on.').waitFor()
    await tab.keyboard.press('Space')
    await between.getByText('Everything works.').waitFor()
    stage.fillWire(400)
    await between.locator('.call').nth(299).waitFor()
    await between.getByRole('tab', { name: 'Calls' }).focus()
    await tab.keyboard.press('Tab')
    expect(await focused(tab)).toContain('operation 400')
    await tab.keyboard.press('ArrowUp')
    expect(await focused(tab)).toContain('operation 399')
    await tab.keyboard.press('Home')
    expect(await focused(tab)).toContain('operation 101')
    await tab.keyboard.press('ArrowDown')
    await tab.keyboard.press('Enter')
    await between.locator('.bodies').waitFor()
    await tab.keyboard.press('End')
    expect(await focused(tab)).toContain('operation 400')
    await between.getByRole('switch', { name: 'API fails' }).focus()
    expect(await tabTo(tab, /Website visitor writes/)).toBeLessThanOrEqual(8)
    await tabTo(tab, /^Finish$/)
    await tab.keyboard.press('Enter')
    await customer.getByText('The human agent closed the conversation.').waitFor()
  })

  it('has no fault that axe knows, in the light and in the dark, wide and as narrow as a phone', async () => {
    const stage = await open()
    const { tab, customer, between, inbox } = stage
    await tab.evaluate(axe.source)
    await stage.customerSays('What about my order?')
    await customer.getByText('What is it about your order?').waitFor()
    expect(await violationsOn(tab)).toEqual([])
    await stage.handOver()
    await stage.agentSays('Hello')
    await stage.agentSends(PICTURE)
    await customer.getByRole('img', { name: 'chain.png' }).waitFor()
    await inbox.getByRole('button', { name: 'Website visitor writes' }).click()
    await stage.toggle('Rate limit')
    await stage.customerSays('Still there?')
    await between.getByText('1 line of Ada').waitFor()
    await between.locator('.call button').last().click()
    await between.locator('.bodies').waitFor()
    expect(await violationsOn(tab)).toEqual([])
    for (const name of ['Start HITL card', 'Configuration', 'Brevo settings'] as const) {
      const dialog = await stage.openDialog(name)
      expect(await violationsOn(tab)).toEqual([])
      await tab.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
    }

    await tab.setViewportSize({ width: 390, height: 844 })
    for (const name of ['Customer', 'In between', 'Inbox 1 unread']) {
      await tab.getByRole('tab', { name, exact: true }).click()
      expect(await violationsOn(tab)).toEqual([])
    }
    await inbox.getByRole('button', { name: 'All conversations' }).click()
    expect(await violationsOn(tab)).toEqual([])
    expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(390)
  })
})
