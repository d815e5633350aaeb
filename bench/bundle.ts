import { build, type Metafile } from 'esbuild'
import { join } from 'node:path'
import { BUILD_SETTINGS } from '../sandbox/integration/build'

/** How many bytes of a bundle come from a package; `own` from this one. */
export type PackageSize = { name: string; bytes: number }

/** Bundles the floor of the bench. */
export const buildFloor = async (outfile: string): Promise<void> => {
  await build({ ...BUILD_SETTINGS, entryPoints: [join(__dirname, 'floor.ts')], outfile })
}

/** The product's bundle, by package, the largest first. Nothing is written. */
export const measureBundle = async (): Promise<{ bytes: number; packages: PackageSize[] }> => {
  const { metafile } = await build({ ...BUILD_SETTINGS, outdir: 'unused', write: false, metafile: true })
  const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0)
  return { bytes, packages: byPackage(metafile, bytes) }
}

const byPackage = ({ outputs }: Metafile, total: number): PackageSize[] => {
  const sizes = new Map<string, number>()
  const add = (name: string, bytes: number): Map<string, number> => sizes.set(name, (sizes.get(name) ?? 0) + bytes)
  for (const [file, { bytesInOutput }] of Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs))) {
    add(packageOf(file), bytesInOutput)
  }
  add('(between the modules)', total - [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0))
  return [...sizes].map(([name, bytes]) => ({ name, bytes })).sort((one, other) => other.bytes - one.bytes)
}

/** The package that a file belongs to, the innermost where packages are nested. */
export const packageOf = (file: string): string =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? '(this package)'
