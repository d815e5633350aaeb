import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { launchChromium } from './chromium'
import { Stage, type StageOptions } from './stage'

let launched: Promise<Browser> | undefined

/** One browser for all tests of a worker, whose files share what they load. It ends with the worker. */
const theBrowser = (): Promise<Browser> => (launched ??= launchChromium())

/** Nothing must have gone wrong on a stage. */
const closeSound = async (stage: Stage | undefined): Promise<void> => {
  await stage?.close()
  expect(stage?.troubles ?? []).toEqual([])
  expect(stage?.sandbox.botpress.violations ?? []).toEqual([])
}

/** @returns opens a stage for one test, after which it is closed */
export const useStages = (): ((options?: StageOptions) => Promise<Stage>) => {
  let stage: Stage | undefined
  afterEach(async () => {
    const opened = stage
    stage = undefined
    await closeSound(opened)
  })
  return async (options) => {
    stage = await Stage.open(await theBrowser(), options)
    return stage
  }
}

/** @returns tells the one stage of all tests in a file; each begins with a customer of its own, or only looks */
export const useStage = (): (() => Stage) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await Stage.open(await theBrowser())
  })
  afterAll(() => closeSound(stage))
  return () => stage
}
