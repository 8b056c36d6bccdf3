import { readFile } from 'fs/promises'

const list = JSON.parse(await readFile('./prices.json', 'utf8'))

class UnknownBread extends Error {
  name = 'UnknownBread'
}

export const price = async ({ bread, count }) => {
  if (!(bread in list)) throw new UnknownBread(`nobody bakes ${bread}`)
  return list[bread] * count
}
