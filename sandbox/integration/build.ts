import { build } from 'esbuild'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'

const ROOT = join(__dirname, '..', '..')

/** Where the bundle is put unless told otherwise. */
export const BUNDLE_FILE = join(ROOT, 'dist', 'index.cjs')

/**
 * Bundles the integration with the settings that `bp build` uses.
 * @returns the bundle's size in bytes
 */
export const buildIntegration = async (outfile: string = BUNDLE_FILE): Promise<number> => {
  await build({
    entryPoints: [join(ROOT, 'src', 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'es2020',
    format: 'cjs',
    minify: true,
    keepNames: true,
    logLevel: 'warning',
  })
  return (await stat(outfile)).size
}
