import { build, type BuildOptions } from 'esbuild'
import { randomUUID } from 'node:crypto'
import { rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const ROOT = join(__dirname, '..', '..')

/** Where the bundle is put unless told otherwise. */
export const BUNDLE_FILE = join(ROOT, 'dist', 'index.cjs')

/** The settings of `bp build`. */
export const BUILD_SETTINGS = {
  entryPoints: [join(ROOT, 'src', 'index.ts')],
  bundle: true,
  platform: 'node',
  target: 'es2020',
  format: 'cjs',
  minify: true,
  keepNames: true,
  logLevel: 'warning',
} satisfies BuildOptions

/**
 * Bundles the integration with the settings that `bp build` uses. The bundle takes its place in one step, for
 * processes of another run may be starting from the one of before.
 * @returns the bundle's size in bytes
 * @throws {Error} esbuild's, when `src` can't be bundled; the bundle of before stays
 */
export const buildIntegration = async (outfile: string = BUNDLE_FILE): Promise<number> => {
  const unfinished = `${outfile}.${randomUUID()}`
  try {
    await build({ ...BUILD_SETTINGS, outfile: unfinished })
    const { size } = await stat(unfinished)
    await rename(unfinished, outfile)
    return size
  } finally {
    await rm(unfinished, { force: true })
  }
}
