const ENTRY = /^## (\d+\.\d+\.\d+)/m

/** The version of the newest entry of a changelog, whose entries begin with `## 1.2.3`, the newest first. */
export const newestVersion = (changelog: string): string | undefined => ENTRY.exec(changelog)?.[1]
