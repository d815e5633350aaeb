import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { launchChromium } from './chromium'
import { Stage, type StageOptions } from './stage'

type Tools = {
  /** Opens a stage for one test. It is closed after it, and nothing must have gone wrong on it. */
  open: (options?: StageOptions) => Promise<Stage>
  browser: () => Browser
}

/** One browser for the tests of a file. */
export const useBrowser = (): Tools => {
  let browser: Browser
  let stage: Stage | undefined
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())
  afterEach(async () => {
    await stage?.close()
    expect(stage?.troubles ?? []).toEqual([])
    expect(stage?.sandbox.botpress.violations ?? []).toEqual([])
    stage = undefined
  })
  return {
    open: async (options) => {
      stage = await Stage.open(browser, options)
      return stage
    },
    browser: () => browser,
  }
}
