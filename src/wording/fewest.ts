/** The smallest number from 0 to `most` that is enough, found by halving; `most` always is. */
export const fewest = (most: number, isEnough: (count: number) => boolean): number => {
  let low = 0
  let high = most
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (isEnough(middle)) {
      high = middle
    } else {
      low = middle + 1
    }
  }
  return low
}
