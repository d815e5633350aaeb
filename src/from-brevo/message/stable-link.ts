/** The parameters under which AWS, CloudFront and Google sign a link; they change at every delivery. */
const SIGNATURE = /^(?:x-(?:amz|goog)-.*|expires|signature|policy|key-pair-id|awsaccesskeyid|googleaccessid)$/i

/**
 * A link without the signature of a store, which tells a file from others and is the same at every delivery.
 * @param link a valid web address
 */
export const stableLink = (link: string): string => {
  const url = new URL(link)
  const names = [...url.searchParams.keys()].filter((name) => SIGNATURE.test(name))
  for (const name of names) {
    url.searchParams.delete(name)
  }
  url.hash = ''
  return names.length === 0 ? link : url.href
}
